"""The questions about an exam: what it is of, when and where, and who may register."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Final

from pydantic import Field
from typing_extensions import override

from handlers.buttons.button import LARGEST, Button
from handlers.buttons.exams import ListExams, ManageExam, ShowEntry, ShowExamLevel
from handlers.exams.screens.asked import condition, levels_up_to, places_shown, window_offered, window_shown
from handlers.forms.asking import Ask, Choice, Form, form, suggested
from handlers.forms.levels import LevelPlaces, Ranks, Window
from handlers.forms.marks import Mark
from handlers.forms.numbers import numbered
from handlers.forms.readings import Places, When
from handlers.forms.units import SEVERAL_UNITS, TeamNumber, administered_units, asks_team
from handlers.showing.exams import mark_written
from handlers.showing.qualifications import kind_name, level_names
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.capacity import places_of
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.ground.texts import Remark, Title, Venue
from volunteering.rules.importing.sending import SentFile
from words.words import plain, sentence

LEVELS: Final = "levels"
"""In a draft's `about`: how many levels the kind has."""

NO_LIMIT: Final = str(places_of(None))
WEEK: Final = timedelta(days=7)

KindNumber = Annotated[int, numbered("k"), Field(ge=1, le=LARGEST)]
"""A kind of qualification, by our own number."""


async def _kinds(tap: Tap, draft: Draft, _: str) -> Sequence[Choice]:
    chosen = draft.answers.get("unit")
    number = chosen if isinstance(chosen, int) else draft.number("for")
    unit = await tap.records.units.get(number)
    kinds = await tap.records.kinds.all_for(unit) if unit else ()
    return [Choice(plain(kind_name(tap.words, kind)), f"k{kind.id}") for kind in kinds]


async def _levels(tap: Tap, draft: Draft, _: str) -> Sequence[Choice]:
    number = draft.answers.get("kind")
    kind = await tap.records.kinds.get(number) if isinstance(number, int) else None
    names = level_names(tap.words, kind) if kind else ()
    up_to = [
        Choice(levels_up_to(tap.words, names, number), "l" + ".".join(map(str, range(number))))
        for number in range(len(names), 1, -1)
    ]
    return [*up_to, *(Choice(plain(name), f"l{rank}") for rank, name in enumerate(names))]


async def _windows(tap: Tap, draft: Draft, _: str) -> Sequence[Choice]:
    """From today to a week or a day before."""
    when = draft.answers.get("when")
    if when is None:
        return ()
    today, day = local_day(tap.now, tap.zone), Period.model_validate(when).day(tap.zone)
    ends = [day - ahead for ahead in (2 * WEEK, WEEK, timedelta(days=1)) if day - ahead >= today]
    return [
        Choice(window_offered(tap.words, today, end), str(number), says=f"{today} - {end}")
        for number, end in enumerate(ends)
    ]


async def _likely_places(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    numbers = [Choice(str(number), str(number)) for number in (30, 50, 100)]
    return [*numbers, Choice(plain(tap.words.say("No limit")), NO_LIMIT, says=NO_LIMIT)]


async def _conditions(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(condition(tap.words, asks=asks), str(int(asks))) for asks in (True, False)]


CALLED = Ask(
    question=sentence("What is the exam called?"),
    label=sentence("Title"),
    hint=sentence("For example: Social work exam 2027"),
)
WHEN = Ask(
    question=sentence("When is the exam, from when to when?"),
    label=sentence("Time"),
    hint=sentence("For example: 2027-01-16 09:00-11:00, or Saturday 9-11"),
    shows=lambda words, period: words.period(period),
)
PLACE = Ask(
    question=sentence("Where is the exam?"),
    label=sentence("Place"),
    hint=sentence("For example: Party school, room 301"),
)
WINDOW = Ask(
    question=sentence("From which day to which can people register?"),
    label=sentence("Registration"),
    hint=sentence("For example: 2026-12-01 to 2026-12-20"),
    choices=_windows,
    suggests=True,
    shows=window_shown,
)
PLACES = Ask(
    question=sentence("How many places does each level have?"),
    label=sentence("Places"),
    hint=sentence("Tap a number, or type one; or one for each level, with commas: 450, 120"),
    choices=_likely_places,
    suggests=True,
    columns=4,
    shows=places_shown,
)


@form
class AnnouncingExam(Form):
    """What is to be known of a new exam."""

    name: ClassVar[str] = "announce_exam"
    title: ClassVar[str] = sentence("Announce an exam")
    finish: ClassVar[str] = sentence("Announce it")
    leads_to: ClassVar[Button] = ListExams()

    unit: Annotated[
        TeamNumber | None,
        asks_team(sentence("Which team is it for? People of everything below it can register."), administered_units),
    ] = None
    kind: Annotated[
        KindNumber,
        Ask(question=sentence("What does one have who passes?"), label=sentence("Qualification"), choices=_kinds),
    ]
    levels: Annotated[
        Ranks,
        Ask(question=sentence("Which levels can be sat?"), label=sentence("Levels"), choices=_levels, follows="kind"),
    ] = (0,)
    called: Annotated[Title, CALLED]
    when: Annotated[When, WHEN]
    place: Annotated[Venue, PLACE]
    window: Annotated[Window, WINDOW]
    places: Annotated[LevelPlaces, PLACES]
    asks_below: Annotated[
        bool,
        Ask(
            question=sentence("Does a level take the one below it?"),
            label=sentence("Condition"),
            choices=_conditions,
            shows=lambda words, asks: condition(words, asks=asks),
            follows="kind",
        ),
    ] = False

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        unit = ("unit",) if draft.about.get(SEVERAL_UNITS) else ()
        has_levels = bool(draft.about.get(LEVELS))
        levels = ("levels",) if has_levels else ()
        ranks: Any = draft.answers.get("levels")
        asks = ("asks_below",) if has_levels and isinstance(ranks, list) and any(ranks) else ()
        return (*unit, "kind", *levels, *asks, "called", "when", "place", "window", "places")

    @classmethod
    @override
    async def learn(cls, tap: Tap, draft: Draft, step: str) -> Draft:
        """Whether there are levels to choose from; another unit may have other kinds, and another kind other levels."""
        if step == "unit":
            kept = {one: answer for one, answer in draft.answers.items() if one not in {"kind", "levels"}}
            return replace(draft, answers=kept)
        number = draft.answers.get("kind")
        if step != "kind" or not isinstance(number, int):
            return draft
        kind = await tap.records.kinds.get(number)
        kept = {one: answer for one, answer in draft.answers.items() if one != "levels"}
        return replace(draft, about={**draft.about, LEVELS: len(kind.levels) if kind else 0}, answers=kept)


class OfExam(Form):
    """Something about one exam."""

    leads_to: ClassVar[Button] = ListExams()
    names_its_subject: ClassVar[bool] = True

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ManageExam(exam=draft.number("exam"))


@form
class ChangingExam(OfExam):
    """What it is called, when and where it is, and when one registers."""

    name: ClassVar[str] = "change_exam"
    title: ClassVar[str] = sentence("Change the exam")
    finish: ClassVar[str] = sentence("Save")

    called: Annotated[Title, CALLED]
    when: Annotated[When, WHEN]
    place: Annotated[Venue, PLACE]
    window: Annotated[Window, WINDOW]


@form
class CancellingExam(OfExam):
    """Why it is cancelled."""

    name: ClassVar[str] = "cancel_exam"
    title: ClassVar[str] = sentence("Cancel the exam")
    stays: ClassVar[str] = sentence("Keep it")

    because: Annotated[
        Remark,
        Ask(
            question=sentence("Why is it cancelled? Everybody who is registered will be told."),
            label=sentence("Reason"),
            hint=sentence("Tap a reason, or type your own."),
            choices=suggested(sentence("Too few people"), sentence("The place can't be used")),
            suggests=True,
            skip=sentence("No reason"),
        ),
    ] = ""


@form
class PlacesOfLevel(OfExam):
    """How many places a level has."""

    name: ClassVar[str] = "exam_places"
    title: ClassVar[str] = sentence("Places of the level")

    places: Annotated[
        Places,
        Ask(
            question=sentence("How many places does this level have?"),
            label=sentence("Places"),
            choices=_likely_places,
            suggests=True,
            columns=4,
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowExamLevel(exam=draft.number("exam"), level=draft.number("exam_level"))


async def _passes(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    labels = (tap.words.say("Passed"), tap.words.say("Not passed"))
    return [Choice(plain(label), str(int(not number))) for number, label in enumerate(labels)]


@form
class MarkingEntry(OfExam):
    """The mark that somebody has, and whether they passed with it."""

    name: ClassVar[str] = "exam_mark"
    title: ClassVar[str] = sentence("Enter a mark")

    mark: Annotated[
        Mark,
        Ask(
            question=sentence("Which mark is it?"),
            label=sentence("Mark"),
            hint=sentence("For example: 86 or 86.5"),
            shows=mark_written,
        ),
    ]
    passed: Annotated[
        bool,
        Ask(question=sentence("Is it passed with that?"), label=sentence("Result"), choices=_passes, columns=2),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowEntry(entry=draft.number("entry"))


@form
class SendingResults(OfExam):
    """The list, sent back with results."""

    name: ClassVar[str] = "exam_results"
    title: ClassVar[str] = sentence("Results by XLSX")

    file: Annotated[
        SentFile,
        Ask(
            question=sentence("Fill in mark and result, and send the list back to me here."),
            label=sentence("List"),
            hint=sentence("You see first what would be entered, row by row. Rows without a result stay as they are."),
            list_file=True,
        ),
    ]
