"""The questions about who was there: how long, and who else."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StringConstraints
from typing_extensions import override

from handlers.buttons.attendance import ShowLine, ShowRoster
from handlers.buttons.button import Button, sought
from handlers.buttons.leading import Manage, ManageShift
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.readings import Count, Stay
from handlers.forms.searching import LookedUp, asks_whom
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.reading import people_and_things
from words.words import plain, sentence

LIKELY_STAYS = (30, 60, 90, 120)  # minutes


@form
class Adjusting(Form):
    """The minutes of one person."""

    name: ClassVar[str] = "adjust"
    title: ClassVar[str] = sentence("How long")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    minutes: Annotated[
        Stay | None,
        Ask(
            question=sentence("How long was this person there?"),
            label=sentence("Time"),
            hint=sentence("For example: 2.5, 2:30 or 45 min"),
            skip=sentence("The whole shift"),
        ),
    ] = None

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowRoster(shift=draft.number("shift"), page=draft.number("page"))


async def _lengths_before_the_end(tap: Tap, draft: Draft, _: str) -> Sequence[Choice]:
    found = await tap.records.activities.shift(draft.number("shift"))
    whole = found[1].period.minutes if found else 0
    likely = [minutes for minutes in LIKELY_STAYS if minutes < whole]
    return [Choice(plain(tap.words.length(minutes)), str(minutes), says=f"{minutes} min") for minutes in likely]


@form
class SendingHome(Form):
    """How long one person was there before they were sent home."""

    name: ClassVar[str] = "send_home"
    title: ClassVar[str] = sentence("Sent home")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    minutes: Annotated[
        Stay,
        Ask(
            question=sentence("How long were they there before they were sent home?"),
            label=sentence("Time"),
            hint=sentence("Tap a length, or type another one: 1:15 or 45 min"),
            choices=_lengths_before_the_end,
            suggests=True,
            columns=4,
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowLine(shift=draft.number("shift"), person=draft.number("person"))


def _both(typed: str, _: datetime, __: ZoneInfo) -> Mapping[str, str] | None:
    found = people_and_things(typed)
    return {"people": found[0], "things": found[1]} if found else None


@form
class Serving(Form):
    """Whom a shift was for, asked for the first time."""

    name: ClassVar[str] = "served"
    title: ClassVar[str] = sentence("People served")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    people: Annotated[
        Count | None,
        Ask(
            question=sentence("How many people were served?"),
            label=sentence("People served"),
            hint=sentence("The people it was for, not the volunteers. For example: 40"),
            skip=sentence("Skip"),
            parts=_both,
        ),
    ] = None
    things: Annotated[
        Count | None,
        Ask(
            question=sentence("How many things were handed out?"),
            label=sentence("Handed out"),
            hint=sentence("Meals, leaflets, parcels: all together. For example: 120"),
            skip=sentence("Skip"),
            parts=_both,
        ),
    ] = None

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ManageShift(shift=draft.number("shift"))


@form
class ServingAgain(Serving):
    """The same once it was said: both numbers stand there, to be changed."""

    name: ClassVar[str] = "served_again"
    finish: ClassVar[str] = sentence("Save it")


@form
class FindingSigned(Form):
    """Whom a leader looks for among the people of a shift."""

    name: ClassVar[str] = "find_on_roster"
    title: ClassVar[str] = sentence("Roster")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    text: Annotated[
        str,
        AfterValidator(sought),
        StringConstraints(min_length=1),
        Ask(
            question=sentence("Who is it?"),
            label=sentence("Search"),
            hint=sentence("A part of the name, or the last 4 digits of the phone number."),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowRoster(shift=draft.number("shift"))


@form
class Finding(Form):
    """Whom a leader saw there."""

    name: ClassVar[str] = "find_walk_in"
    title: ClassVar[str] = sentence("Somebody else came")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    text: Annotated[LookedUp, asks_whom(sentence("Who came without having signed up?"), of_any_team=True)]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowRoster(shift=draft.number("shift"))
