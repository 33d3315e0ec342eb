"""The questions about an honour that an admin gives."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.honours import ShowHonoursOf
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.readings import IssuedOn
from handlers.forms.units import SEVERAL_UNITS, TeamNumber, unit_to_take
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.actions.honours.giving import awarding_units
from volunteering.rules.ground.texts import Name, Remark
from words.words import plain, sentence


async def _awarding(tap: Tap, draft: Draft, _: str) -> Sequence[Choice]:
    person = await tap.records.people.get(draft.number("person"))
    units = await awarding_units(tap.records, tap.actor, person) if person else ()
    return [unit_to_take(unit.name, unit) for unit in units]


async def _today(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    today = tap.moment.today
    return [Choice(plain(tap.words.day(today)).capitalize(), today.isoformat(), says=today.isoformat())]


@form
class GivingHonour(Form):
    """An honour that somebody is given."""

    name: ClassVar[str] = "give_honour"
    title: ClassVar[str] = sentence("Give an honour")
    finish: ClassVar[str] = sentence("Give it")
    names_its_subject: ClassVar[bool] = True

    called: Annotated[
        Name,
        Ask(
            question=sentence("What is the honour called?"),
            label=sentence("Honour"),
            hint=sentence("For example: Volunteer of the year 2026"),
        ),
    ]
    day: Annotated[
        IssuedOn,
        Ask(
            question=sentence("Of which date is it?"),
            label=sentence("Date"),
            hint=sentence("Tap a day, or type a date like 2026-11-20."),
            choices=_today,
            suggests=True,
        ),
    ]
    unit: Annotated[
        TeamNumber | None,
        Ask(question=sentence("Which team awards it?"), label=sentence("Team"), choices=_awarding, is_team=True),
    ] = None
    note: Annotated[
        Remark,
        Ask(
            question=sentence("What else is there to say of it?"),
            label=sentence("Note"),
            hint=sentence("What it is for, or where it was handed over."),
            skip=sentence("No note"),
        ),
    ] = ""

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        every = tuple(cls.model_fields)
        return every if draft.about.get(SEVERAL_UNITS) else tuple(step for step in every if step != "unit")

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowHonoursOf(person=draft.number("person"))
