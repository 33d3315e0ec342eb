"""The questions about qualifications: what somebody has, why it isn't accepted, and what a kind is."""

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar, Final

from pydantic import BeforeValidator, Field
from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.qualifications import ListKinds, ListToVerify, ShowKind, ShowQualification, ShowQualifications
from handlers.forms.asking import Ask, Choice, Form, form, suggested
from handlers.forms.numbers import numbered
from handlers.forms.readings import Count, IssuedOn, Months
from handlers.forms.searching import Carried, asks_whom
from handlers.forms.units import SEVERAL_UNITS, TeamNumber, administered_units, asks_team
from handlers.qualifications.screens.lines import needed, validity
from handlers.showing.qualifications import level_names
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import Because, Name, Reference
from volunteering.rules.qualifications import Evidence, EvidenceKind, QualificationState, StudyRule
from words.words import Words, plain, sentence

LEVELS: Final = "levels"
NEEDS_EVIDENCE: Final = "needs_evidence"
"""In a draft's `about`: whether the kind has levels, and needs a photo or file."""

MOST_LEVELS: Final = 9

Level = Annotated[int, numbered("l"), Field(ge=0, le=MOST_LEVELS - 1)]
"""A level of the kind that the form is about, by its rank."""


async def _levels(tap: Tap, draft: Draft, _: str) -> Sequence[Choice]:
    kind = await tap.records.kinds.get(draft.number("kind"))
    names = level_names(tap.words, kind) if kind else ()
    return [Choice(plain(name), f"l{rank}") for rank, name in enumerate(names)]


def _sent_as(words: Words, evidence: Evidence) -> str:
    return words.say("a photo") if evidence.kind is EvidenceKind.PHOTO else words.say("a file")


@form
class Sending(Form):
    """One that a volunteer has."""

    name: ClassVar[str] = "send_qualification"
    title: ClassVar[str] = sentence("Add a qualification")
    finish: ClassVar[str] = sentence("Send it")
    leads_to: ClassVar[Button] = ShowQualifications()
    names_its_subject: ClassVar[bool] = True

    level: Annotated[
        Level | None,
        Ask(question=sentence("Which level is it?"), label=sentence("Level"), choices=_levels),
    ] = None
    number: Annotated[
        Reference,
        Ask(
            question=sentence("Which number does it have?"),
            label=sentence("Number"),
            hint=sentence("As it is printed on the certificate."),
            skip=sentence("No number"),
        ),
    ] = ""
    issued_on: Annotated[
        IssuedOn,
        Ask(
            question=sentence("When was it issued?"),
            label=sentence("Date"),
            hint=sentence("The date on the certificate: 2025-03-14, or 2025-03 where it has a month only."),
        ),
    ]
    evidence: Annotated[
        Evidence | None,
        Ask(
            question=sentence("Please send a photo of it, or the file. Only those who verify it see it."),
            label=sentence("Photo"),
            file=True,
            shows=_sent_as,
        ),
    ] = None
    offered: Annotated[
        Evidence | None,
        Ask(
            question=sentence("Do you have a photo or file of it? Only those who verify it see it."),
            label=sentence("Photo"),
            skip=sentence("No photo"),
            file=True,
            shows=_sent_as,
        ),
    ] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        level = ("level",) if draft.about.get(LEVELS) else ()
        return (*level, "number", "issued_on", "evidence" if draft.about.get(NEEDS_EVIDENCE) else "offered")

    @property
    def sent_with_it(self) -> Evidence | None:
        """The photo or file, whether it was needed or not."""
        return self.evidence or self.offered


class TurningDown(Form):
    """Why somebody's is not accepted."""

    leads_to: ClassVar[Button] = ListToVerify()
    names_its_subject: ClassVar[bool] = True
    instead_of: ClassVar[QualificationState]  # what it was to whoever turns it down

    because: Annotated[
        Because,
        Ask(
            question=sentence("Why? The volunteer is told."),
            label=sentence("Reason"),
            choices=suggested(
                sentence("The photo cannot be read"),
                sentence("It has ended"),
                sentence("It is another kind or level"),
            ),
            suggests=True,
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowQualification(qualification=draft.number("qualification"))


@form
class RejectingQualification(TurningDown):
    """Why what waits is not accepted."""

    name: ClassVar[str] = "reject_qualification"
    title: ClassVar[str] = sentence("Reject")
    instead_of: ClassVar[QualificationState] = QualificationState.PENDING


@form
class TakingBackQualification(TurningDown):
    """Why what was verified holds no more."""

    name: ClassVar[str] = "take_back_qualification"
    title: ClassVar[str] = sentence("Take back")
    instead_of: ClassVar[QualificationState] = QualificationState.VERIFIED


@form
class SearchToQualify(Form):
    """Whom a leader looks for, to see or give what they are qualified for."""

    name: ClassVar[str] = "find_to_qualify"
    title: ClassVar[str] = sentence("People")
    leads_to: ClassVar[Button] = ShowQualifications()

    text: Annotated[Carried, asks_whom(sentence("Who is it?"))]


_PIECES: Final = re.compile(r"[\n,;，、；]+")


def _apart(raw: object) -> object:
    """Levels as they are typed, one a line or with commas between."""
    if not isinstance(raw, str):
        return raw
    return tuple(dict.fromkeys(piece.strip() for piece in _PIECES.split(raw) if piece.strip()))


async def _usual_months(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(validity(tap.words, months)), str(months)) for months in (0, 12, 24, 36)]


async def _whether_needed(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(needed(tap.words, it=it), str(int(it))) for it in (True, False)]


StudyHours = Annotated[Count, Field(ge=1, le=1000)]
StudyMonths = Annotated[Months, Field(ge=1, le=120)]


async def _usual_hours(_: Tap, __: Draft, ___: str) -> Sequence[Choice]:
    return [Choice(str(hours), str(hours)) for hours in (6, 12, 24, 72)]


async def _usual_study_months(_: Tap, __: Draft, ___: str) -> Sequence[Choice]:
    return [Choice(str(months), str(months)) for months in (6, 12, 24, 36)]


@form
class KeepingKind(Form):
    """A kind that a unit keeps."""

    name: ClassVar[str] = "keep_kind"
    title: ClassVar[str] = sentence("Kind of qualification")
    finish: ClassVar[str] = sentence("Save")
    leads_to: ClassVar[Button] = ListKinds()

    unit: Annotated[
        TeamNumber | None,
        asks_team(sentence("Which team keeps it? It is for everything below, too."), administered_units),
    ] = None
    called: Annotated[
        Name,
        Ask(
            question=sentence("What is this qualification called?"),
            label=sentence("Name"),
            hint=sentence("For example: Lifeguard"),
        ),
    ]
    levels: Annotated[
        Annotated[tuple[Name, ...], BeforeValidator(_apart), Field(max_length=MOST_LEVELS)],
        Ask(
            question=sentence("Which levels are there, the lowest first?"),
            label=sentence("Levels"),
            hint=sentence("With commas between, for example: Beginner, Advanced, Trainer"),
            skip=sentence("No levels"),
            shows=lambda words, levels: words.listed(levels),
        ),
    ] = ()
    months: Annotated[
        Months,
        Ask(
            question=sentence("How long is one good for?"),
            label=sentence("Validity"),
            hint=sentence("Tap one, or type the months."),
            choices=_usual_months,
            columns=2,
            shows=validity,
        ),
    ]
    needs_evidence: Annotated[
        bool,
        Ask(
            question=sentence("Is a photo or file of it needed?"),
            label=sentence("Photo"),
            choices=_whether_needed,
            shows=lambda words, it: needed(words, it=it),
        ),
    ]
    study_hours: Annotated[
        StudyHours | None,
        Ask(
            question=sentence("How many hours do people who hold it go on learning?"),
            label=sentence("Hours of study"),
            hint=sentence("Trainings that give this count, and those that give nothing. In which time is asked next."),
            skip=sentence("None"),
            adds=sentence("Ask for study"),
            choices=_usual_hours,
            suggests=True,
            columns=4,
        ),
    ] = None
    study_months: Annotated[
        StudyMonths | None,
        Ask(
            question=sentence("Within how many months?"),
            label=sentence("Months of study"),
            hint=sentence("For example: 12"),
            choices=_usual_study_months,
            suggests=True,
            columns=4,
            follows="study_hours",
        ),
    ] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        unit = ("unit",) if draft.about.get(SEVERAL_UNITS) else ()
        study = ("study_months",) if draft.answers.get("study_hours") else ()
        return (*unit, "called", "levels", "months", "needs_evidence", *study)

    @classmethod
    @override
    def extras(cls, draft: Draft) -> tuple[str, ...]:
        return ("study_hours",)

    @property
    def study(self) -> StudyRule | None:
        """What whoever holds one is to go on learning."""
        if not self.study_hours or not self.study_months:
            return None
        return StudyRule(minutes=self.study_hours * 60, months=self.study_months)

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowKind(kind=draft.number("of")) if "of" in draft.about else ListKinds()
