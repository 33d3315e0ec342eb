"""The questions about hours: what was given outside shifts, and why it is refused."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.hours import MyHours, ShowPending
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.readings import Day, Length
from handlers.forms.units import TeamNumber, unit_to_take
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.ground.periods import local_day
from volunteering.rules.ground.texts import Remark, What
from volunteering.rules.hours import Decision
from words.words import plain, sentence

SEVERAL_TEAMS = "several_teams"
INSTEAD_OF = "instead_of"
"""In the draft's `about`: that there are several teams, and the hours that wait and are to be others."""


async def _likely_days(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    today = local_day(tap.now, tap.zone)
    days = (today, today - timedelta(days=1))
    return [Choice(plain(tap.words.day(day)).capitalize(), day.isoformat(), says=day.isoformat()) for day in days]


async def _my_teams(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    teams = (tap.me.unit, *await tap.records.people.joined(tap.me.id))
    return [unit_to_take(team.name, team) for team in teams]


@form
class Logging(Form):
    """Hours that a volunteer gave outside shifts."""

    name: ClassVar[str] = "log_hours"
    title: ClassVar[str] = sentence("Log hours")
    finish: ClassVar[str] = sentence("Confirm")
    leads_to: ClassVar[Button] = MyHours()

    minutes: Annotated[
        Length,
        Ask(
            question=sentence("How long was it?"),
            label=sentence("Time given"),
            hint=sentence("For example: 2.5, 2:30 or 45 min"),
        ),
    ]
    day: Annotated[
        Day,
        Ask(
            question=sentence("Which day was it?"),
            label=sentence("Day"),
            hint=sentence("Tap a day, or type a date like 2026-11-20."),
            choices=_likely_days,
            suggests=True,
            columns=2,
        ),
    ]
    what: Annotated[
        What,
        Ask(
            question=sentence("What did you do?"),
            label=sentence("What"),
            hint=sentence("For example: Library help"),
        ),
    ]
    unit: Annotated[
        TeamNumber | None,
        Ask(
            question=sentence("Which team was it for?"),
            label=sentence("Team"),
            choices=_my_teams,
        ),
    ] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        every = tuple(cls.model_fields)
        return every if draft.about.get(SEVERAL_TEAMS) else every[:-1]


class Refusing(Form):
    """Why hours don't count."""

    leads_to: ClassVar[Button] = ShowPending()
    names_its_subject: ClassVar[bool] = True
    instead_of: ClassVar[Decision]  # what it was to whoever refuses it

    reason: Annotated[
        Remark,
        Ask(
            question=sentence("Why? The volunteer is told."),
            label=sentence("Reason"),
            skip=sentence("No reason"),
        ),
    ] = ""


@form
class Rejecting(Refusing):
    """Why hours that were asked for are refused."""

    name: ClassVar[str] = "reject"
    title: ClassVar[str] = sentence("Reject")
    instead_of: ClassVar[Decision] = Decision.PENDING


@form
class TakingBack(Refusing):
    """Why hours that were approved count no more."""

    name: ClassVar[str] = "take_back"
    title: ClassVar[str] = sentence("Take back")
    instead_of: ClassVar[Decision] = Decision.APPROVED
