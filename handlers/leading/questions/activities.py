"""The questions about an activity: asked when it is posted, and again when it is edited."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.leading import ChooseOld, ManageActivity
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.readings import InsuredDays, PlacesOrRoles, When
from handlers.forms.recurring import RepeatsTyped
from handlers.forms.units import TeamNumber, asks_team, led_units
from handlers.leading.lines import parts_of_activity, parts_of_when
from handlers.leading.questions.moves import MoveForm
from handlers.leading.questions.repeating import HOLIDAYS, OF_SERIES, REPEATS, says_repeats
from handlers.showing import parts
from handlers.showing.roles import asked_for, at_least
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.activities import Category
from volunteering.rules.capacity import limit_of, places_of
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.texts import Description, Details, Insurer, RiskNotice, Title, Venue
from volunteering.rules.risk import Risk
from volunteering.rules.roles import Places, Wanted, limit_in_all, minimum_in, places_in
from volunteering.rules.series import HolidayChoice, NewSeries, on_the_wall
from words.words import Words, plain, sentence

LIKELY_PLACES = (5, 10, 20)
NO_LIMIT = str(places_of(None))


async def _categories(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(parts.category(tap.words, kind)), kind.value) for kind in Category]


async def _likely_places(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    numbers = [Choice(str(number), str(number)) for number in LIKELY_PLACES]
    return [*numbers, Choice(plain(tap.words.say("No limit")), NO_LIMIT, says=NO_LIMIT)]


def _shown_period(words: Words, period: Period) -> str:
    return words.period(period)


def shown_places(words: Words, wanted: Wanted) -> str:
    """How many people, of each role where there are any."""
    minimum = minimum_in(wanted)
    least = at_least(words, minimum) if minimum else None
    return words.listed(said for said in (_shown_places(words, places_in(wanted) or 0), least) if said)


def _shown_places(words: Words, places: Places) -> str:
    if not isinstance(places, int) and any(role.name for role in places):
        return asked_for(words, places)
    limit = limit_of(places) if isinstance(places, int) else limit_in_all(role.limit for role in places)
    return words.number(limit) if limit else words.say("No limit")


def _shown_days(words: Words, days: tuple[date, date]) -> str:
    return words.days(*days)


TITLE = Ask(
    question=sentence("What is it called?"),
    label=sentence("Title"),
    hint=sentence("For example: River clean-up"),
)
CATEGORY = Ask(
    question=sentence("What kind of activity is it?"),
    label=sentence("Category"),
    adds=sentence("Add a category"),
    choices=_categories,
    columns=2,
    shows=parts.category,
)
VENUE = Ask(
    question=sentence("Where do people meet?"),
    label=sentence("Place"),
    hint=sentence("For example: East Gate"),
)
WHEN = Ask(
    question=sentence("When is it, from when to when?"),
    label=sentence("Time"),
    hint=sentence("For example: 2026-12-05 09:00-12:00, or Saturday 9-12"),
    shows=_shown_period,
)
WHEN_OR_EVERY = replace(
    WHEN,
    hint=sentence("For example: 2026-12-05 09:00-12:00, or Saturday 9-12, or every Wed 15:00-17:00 until 30 Jun"),
    parts=parts_of_when,
    parts_anew=True,
)
PLACES = Ask(
    question=sentence("How many people can come?"),
    label=sentence("Places"),
    hint=sentence(
        "Tap a number, or type another one. How many it takes, too: 10, at least 6. "
        "Or what they do: 8 helpers, 2 first aid"
    ),
    choices=_likely_places,
    suggests=True,
    columns=4,
    shows=shown_places,
)
DESCRIPTION = Ask(
    question=sentence("What will people do there? What should they bring?"),
    label=sentence("Description"),
    skip=sentence("Skip"),
    adds=sentence("Add a description"),
)
DETAILS = Ask(
    question=sentence("Anything only for those who are in? A door code, whom to call?"),
    label=sentence("Private details"),
    skip=sentence("Skip"),
    adds=sentence("Add private details"),
)
RISK = Ask(
    question=sentence("What may happen to people's bodies there? Say it plainly: they read it before they sign up."),
    label=sentence("Risk"),
    hint=sentence("For example: Deep, fast water. Whoever comes has to be able to swim."),
)
INSURER = Ask(
    question=sentence("Who insures the people against accidents?"),
    label=sentence("Insurer"),
    hint=sentence("The insurer, and the number of the policy if you have it."),
)
INSURED = Ask(
    question=sentence("From which day to which are they insured?"),
    label=sentence("Insured days"),
    hint=sentence("For example: 2026-12-01 to 2026-12-31"),
    shows=_shown_days,
)
RISK_TO_ADD = replace(RISK, skip=sentence("No risk"), adds=sentence("Add a risk"))
WHOLE = replace(
    TITLE,
    hint=sentence("For example: River clean-up. Or all in one line: River clean-up, Saturday 9-12, East Gate, 10"),
    parts=parts_of_activity,
    instead=((sentence("Copy an old one"), ChooseOld()),),
)
WITHOUT_DESCRIPTION = replace(DESCRIPTION, skip=sentence("No description"))
WITHOUT_DETAILS = replace(DETAILS, skip=sentence("No details"))


FOUR = ("called", "when", "place", "places")
"""What every activity needs to be told; all else may be added."""


@form
class Posting(Form):
    """A new activity with its first shift."""

    name: ClassVar[str] = "post"
    title: ClassVar[str] = sentence("New activity")
    finish: ClassVar[str] = sentence("Post it")

    called: Annotated[Title, WHOLE]
    when: Annotated[When, WHEN_OR_EVERY]
    place: Annotated[Venue, VENUE]
    places: Annotated[PlacesOrRoles, PLACES]
    repeats: Annotated[RepeatsTyped | None, REPEATS] = None
    holidays: Annotated[HolidayChoice, HOLIDAYS] = HolidayChoice.SKIP
    description: Annotated[Description, DESCRIPTION] = ""
    category: Annotated[Category, CATEGORY] = Category.OTHER
    details: Annotated[Details, DETAILS] = ""
    risk: Annotated[RiskNotice | Literal[""], RISK_TO_ADD] = ""
    insurer: Annotated[Insurer | Literal[""], replace(INSURER, follows="risk")] = ""
    insured: Annotated[InsuredDays | None, replace(INSURED, follows="risk")] = None
    unit: Annotated[
        TeamNumber | None,
        asks_team(sentence("Which team is it for?"), led_units, columns=2),
    ] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        """What, when, where, how many; of a risk, how people are insured; for whom, where that is not known."""
        unit = () if draft.about.get("unit") else ("unit",)
        insurance = ("insurer", "insured") if draft.answers.get("risk") else ()
        repeats = ("repeats",) if draft.answers.get("repeats") or says_repeats(draft) else ()
        return (*FOUR[:2], *repeats, *FOUR[2:], *insurance, *unit)

    @classmethod
    @override
    def extras(cls, draft: Draft) -> tuple[str, ...]:
        others = ("unit",) if draft.about.get("unit") and draft.about.get("choice") else ()
        series = ("repeats", "holidays") if draft.answers.get("repeats") else ("repeats",)
        return (*series, "description", "category", "details", "risk", *others)

    @classmethod
    @override
    def counted(cls, draft: Draft) -> tuple[int, int] | None:
        """What is added of a series is one question each; typed with the time, it is a part of that."""
        return super().counted(draft) if draft.step not in OF_SERIES or says_repeats(draft) else None

    @property
    def stated_risk(self) -> Risk | None:
        """The risk that the answers state, with the insurance."""
        return Risk.of(self.risk, self.insurer, *(self.insured or (None, None)))

    def series(self, zone: ZoneInfo) -> NewSeries | None:
        """What comes again by a rule, from the time that was answered on; None of what comes once."""
        if self.repeats is None:
            return None
        first, minutes = on_the_wall(self.when, zone)
        repeats = self.repeats.beginning(first.date())
        return NewSeries(repeats=repeats, first=first, minutes=minutes, wanted=self.places, holidays=self.holidays)


class OfActivity(Form):
    """A form about one activity."""

    names_its_subject: ClassVar[bool] = True

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ManageActivity(activity=draft.number("activity"))


class Editing(OfActivity):
    """One question: its answer is what the activity says from now on."""

    edits: ClassVar[str]  # the field of `Edit`


@form
class NewTitle(Editing):
    """Another title for an activity."""

    name: ClassVar[str] = "edit_title"
    title: ClassVar[str] = sentence("Change title")
    edits: ClassVar[str] = "title"

    called: Annotated[Title, TITLE]


@form
class NewVenue(MoveForm, Editing):
    """Another venue for an activity."""

    name: ClassVar[str] = "edit_place"
    title: ClassVar[str] = sentence("Change place")
    edits: ClassVar[str] = "venue"

    place: Annotated[Venue, VENUE]


@form
class NewCategory(Editing):
    """Another category for an activity."""

    name: ClassVar[str] = "edit_category"
    title: ClassVar[str] = sentence("Change category")
    edits: ClassVar[str] = "category"

    category: Annotated[Category, CATEGORY]


@form
class NewDescription(Editing):
    """Another description, or none."""

    name: ClassVar[str] = "edit_description"
    title: ClassVar[str] = sentence("Change description")
    edits: ClassVar[str] = "description"

    description: Annotated[Description, WITHOUT_DESCRIPTION] = ""


@form
class NewDetails(Editing):
    """Other private details, or none."""

    name: ClassVar[str] = "edit_details"
    title: ClassVar[str] = sentence("Change private details")
    edits: ClassVar[str] = "details"

    details: Annotated[Details, WITHOUT_DETAILS] = ""
