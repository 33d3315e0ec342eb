"""What somebody has studied, and what came of trainings, in the paper with everything that is kept."""

from collections.abc import Sequence
from datetime import date

from handlers.volunteers.screens.tables import Line, table, when, yes_or_no
from volunteering.rules.hours import Kind
from words.papers import PaperTable
from words.words import Words


def study(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Each line of the study ledger."""
    kinds = {
        Kind.ATTENDED: words.say("was there"),
        Kind.SENT_HOME: words.say("left before the end"),
        Kind.NO_SHOW: words.say("was not there"),
        Kind.EXCUSED: words.say("excused"),
        Kind.VOID: words.say("taken back"),
    }
    replaced = {line["replaces_line"] for line in lines}
    return table(
        words.say("Study"),
        (
            (words.say("Day"), 26),
            (words.say("Training"), None),
            (words.say("Length"), 22),
            ("", 32),
            (words.say("Recorded by"), 28),
        ),
        [
            (
                words.long_day(date.fromisoformat(line["day"])),
                line["training"],
                words.length(line["minutes_that_hold"]),
                words.say("replaced later") if line["line"] in replaced else kinds[Kind(line["kind"])],
                line["recorded_by"],
            )
            for line in lines
        ],
    )


def results(words: Words, lines: Sequence[Line]) -> PaperTable:
    """What came of each training."""
    return table(
        words.say("Results of trainings"),
        (
            (words.say("Training"), None),
            (words.say("Mark"), 20),
            (words.say("Passed"), 24),
            (words.say("Entered"), 40),
            (words.say("By"), 35),
        ),
        [
            (
                line["training"],
                line["mark"],
                yes_or_no(words, line["passed"]),
                when(words, line["at"]),
                line["entered_by"],
            )
            for line in lines
        ],
    )
