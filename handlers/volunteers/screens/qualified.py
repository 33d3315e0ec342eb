"""What somebody is qualified for, in the paper with everything that is kept."""

from collections.abc import Sequence
from datetime import date

from handlers.showing.qualifications import named_so
from handlers.volunteers.screens.tables import Line, table, when
from volunteering.rules.exams.announced import (
    EntryState,
    ExamResult,
)
from volunteering.rules.qualifications import QualificationState
from words.papers import PaperTable
from words.words import Words


def qualifications(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Each that was sent or given, and what became of it."""
    states = {
        QualificationState.PENDING: words.say("waiting"),
        QualificationState.VERIFIED: words.say("verified"),
        QualificationState.REJECTED: words.say("rejected"),
        QualificationState.WITHDRAWN: words.say("taken away"),
        QualificationState.REPLACED: words.say("renewed"),
    }
    return table(
        words.say("Qualifications"),
        (
            (words.say("What"), None),
            (words.say("Number"), 30),
            (words.say("Issued"), 27),
            (words.say("Good until"), 27),
            (words.say("State"), 22),
            (words.say("Sent"), 34),
        ),
        [
            (
                named_so(words, line["kind"], line["levels"].splitlines(), line["level_from_0"]),
                line["number"],
                _day(words, line["issued_on"]),
                _day(words, line["expires_on"]),
                states[QualificationState(line["state"])],
                when(words, line["sent_at"]),
            )
            for line in lines
        ],
    )


def exams(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Each that was registered for, and what came of it."""
    results = {
        ExamResult.PASSED: words.say("passed"),
        ExamResult.NOT_PASSED: words.say("not passed"),
        ExamResult.ABSENT: words.say("absent"),
    }
    return table(
        words.say("Exams"),
        (
            (words.say("Title"), None),
            (words.say("What"), 42),
            (words.say("Start"), 38),
            (words.say("Number"), 22),
            (words.say("Mark"), 16),
            (words.say("Result"), 26),
        ),
        [
            (
                line["title"],
                named_so(words, line["kind"], line["levels"].splitlines(), line["level_from_0"]),
                when(words, line["starts_at"]),
                line["number"],
                None if line["mark_in_tenths"] is None else words.decimal(line["mark_in_tenths"] / 10),
                results[ExamResult(line["result"])]
                if line["result"]
                else words.say("withdrawn")
                if line["entry"] == EntryState.WITHDRAWN
                else words.say("registered"),
            )
            for line in lines
        ],
    )


def _day(words: Words, day: str | None) -> str:
    return words.long_day(date.fromisoformat(day)) if day else ""
