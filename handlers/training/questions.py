"""The questions about trainings: posting one, what it grants and how one passes, and what came of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Final

from pydantic import AfterValidator, Field, StringConstraints
from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.training import ShowLearners, ShowResult, ShowTraining
from handlers.forms.asking import Ask, Choice, form
from handlers.forms.levels import NOTHING, Grant, in_grant
from handlers.forms.marks import WholeMark
from handlers.forms.readings import Count, When
from handlers.forms.turning import Sought, turns
from handlers.leading.lines import parts_of_training
from handlers.leading.questions.activities import FOUR, TITLE, WHEN, OfActivity, Posting
from handlers.showing.qualifications import level_name, named
from handlers.showing.training import stage_name
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.texts import Title, several_lines
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.training import MOST_SESSIONS, NewTraining, PassBy, TrainingStage
from words.words import Words, plain, sentence

RECORD_BOOK: Final = "record_book"
"""In a draft's `about`: whether the training's team keeps the record book, which tells basic and special apart."""

KINDS: Final = 8
"""How many kinds and levels are offered at once."""


def grant_of(kind: QualificationKind | None, level: int) -> str:
    """The answer that it is."""
    return f"k{kind.id}.{level}" if kind else NOTHING


async def granted(tap: Tap, grant: str) -> tuple[QualificationKind | None, int]:
    """The kind and the level that the answer means; nothing, where there is no such kind any more."""
    number, rank = in_grant(grant)
    kind = await tap.records.kinds.get(number) if number else None
    return (kind, min(rank, kind.highest)) if kind else (None, 0)


async def _kinds(tap: Tap, draft: Draft, opened: str) -> Sequence[Choice]:
    """What the team has: each kind, or each level of it; of many a page, and what is typed is looked for."""
    search = Sought.read(opened)
    number = draft.about.get("unit") or draft.answers.get("unit") or draft.about.get("activity_unit")
    unit = await tap.records.units.current(number) if isinstance(number, int) else None
    units = (unit,) if unit else tap.rights.led
    kinds = {kind.id: kind for one in units for kind in await tap.records.kinds.all_for(one)}
    offered = [
        (plain(_called(tap.words, kind, rank)), grant_of(kind, rank))
        for kind in kinds.values()
        for rank in range(max(1, len(kind.levels)))
    ]
    found = [one for one in offered if folded(search.text) in folded(one[0])]
    shown, extent = search.of(KINDS).of(found)
    nothing = [] if search.page else [Choice(plain(tap.words.say("Nothing")), NOTHING)]
    return [*nothing, *(Choice(label, value) for label, value in shown), *turns(tap.words, extent, search.turned)]


def _called(words: Words, kind: QualificationKind, rank: int) -> str:
    """Of the first set a level says enough; of a team's own the kind comes first."""
    level = level_name(words, kind, rank)
    return level if level and not kind.name else named(words, kind, rank)


def _sessions(words: Words, number: int) -> str:
    return words.many("{number} session", "{number} sessions", number)


async def _few(_: Tap, __: Draft, ___: str) -> Sequence[Choice]:
    return [Choice(str(number), str(number)) for number in (1, 2, 3, 4, 6, 8)]


async def _usual_marks(_: Tap, __: Draft, ___: str) -> Sequence[Choice]:
    return [Choice(str(mark), str(mark)) for mark in (60, 70, 80, 90)]


async def _stages(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(stage_name(tap.words, stage)), stage) for stage in TrainingStage]


GRANTS = Ask(
    question=sentence("What does passing it give?"),
    label=sentence("What it gives"),
    hint=sentence("A qualification that people hold at once, or nothing."),
    choices=_kinds,
)
SESSIONS = Ask(
    question=sentence("At how many sessions does somebody have to be to pass?"),
    label=sentence("Sessions to pass"),
    hint=sentence("Tap a number, or type another one. Further sessions are added once it is posted."),
    skip=sentence("One is enough"),
    choices=_few,
    suggests=True,
    columns=3,
    adds=sentence("Ask for several sessions"),
    shows=_sessions,
)
MARK = Ask(
    question=sentence("Which mark does somebody need to pass?"),
    label=sentence("Mark to pass"),
    hint=sentence("Tap one, or type another one. You enter the marks afterwards, and they alone decide."),
    skip=sentence("No mark is needed"),
    choices=_usual_marks,
    suggests=True,
    columns=4,
    adds=sentence("Ask for a mark"),
)

STAGE = Ask(
    question=sentence("Is it basic or special training?"),
    label=sentence("Kind of training"),
    hint=sentence("Everybody's record book tells the two apart."),
    choices=_stages,
    skip=sentence("Neither of them"),
)

SessionsNeeded = Annotated[Count, Field(ge=1, le=MOST_SESSIONS)]
MarkNeeded = Annotated[WholeMark, Field(ge=1)]


def training_of(
    kind: QualificationKind | None, level: int, sessions: int | None, mark: int | None, stage: TrainingStage | None
) -> NewTraining:
    """What the answers make of it: a mark, where one is asked for, decides."""
    pass_by = PassBy.PRESENCE if mark is None else PassBy.MARK
    return NewTraining(
        kind=kind, level=level, pass_by=pass_by, pass_mark=mark, least_sessions=sessions or 1, stage=stage
    )


@form
class HoldingTraining(Posting):
    """A new training with its first session."""

    name: ClassVar[str] = "hold_training"
    title: ClassVar[str] = sentence("Hold a training")
    leads_to: ClassVar[Button] = ShowTraining()

    called: Annotated[
        Title,
        replace(
            TITLE,
            hint=sentence("For example: First aid course. Or all in one line: First aid, Saturday 9-12, Hall 2, 20"),
            parts=parts_of_training,
        ),
    ]
    when: Annotated[When, WHEN]  # of the first session: none comes again by a rule
    grants: Annotated[Grant, GRANTS]
    stage: Annotated[TrainingStage | None, STAGE] = None
    sessions: Annotated[SessionsNeeded | None, SESSIONS] = None
    mark: Annotated[MarkNeeded | None, MARK] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        """What every activity needs to be told, what it grants, and what it is in a record book."""
        stage = ("stage",) if draft.about.get(RECORD_BOOK) else ()
        return (*FOUR, "grants", *stage, *super().steps(draft)[len(FOUR) :])

    @classmethod
    @override
    def extras(cls, draft: Draft) -> tuple[str, ...]:
        """By presence or by a mark: where a mark is asked for, it alone decides."""
        sessions = () if draft.answers.get("mark") is not None else ("sessions",)
        others = (step for step in super().extras(draft) if step != "repeats")
        return (*sessions, "mark", *others)


@form
class ChangingTraining(OfActivity):
    """What a training grants, and how one passes, from now on."""

    name: ClassVar[str] = "change_training"
    title: ClassVar[str] = sentence("What it gives")
    finish: ClassVar[str] = sentence("Save")

    grants: Annotated[Grant, GRANTS]
    stage: Annotated[TrainingStage | None, STAGE] = None
    sessions: Annotated[SessionsNeeded | None, replace(SESSIONS, adds="")] = None
    mark: Annotated[MarkNeeded | None, replace(MARK, adds="")] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        every = super().steps(draft)
        return every if draft.about.get(RECORD_BOOK) else tuple(step for step in every if step != "stage")

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowLearners(activity=draft.number("activity"))


@form
class EnteringMark(OfActivity):
    """The mark that somebody has."""

    name: ClassVar[str] = "enter_mark"
    title: ClassVar[str] = sentence("Mark")

    mark: Annotated[
        WholeMark,
        Ask(
            question=sentence("Which mark do they have?"),
            label=sentence("Mark"),
            hint=sentence("For example: 87"),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowResult(activity=draft.number("activity"), person=draft.number("person"))


@form
class TypingResults(OfActivity):
    """What came of it for several people."""

    name: ClassVar[str] = "type_results"
    title: ClassVar[str] = sentence("Enter results")

    lines: Annotated[
        Annotated[str, AfterValidator(several_lines), StringConstraints(min_length=1, max_length=3000)],
        Ask(
            question=sentence("Who has which result? One a line."),
            label=sentence("Their results"),
            hint=sentence("For example: Li Hua 87. Or: Li Hua passed"),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowLearners(activity=draft.number("activity"))
