"""What somebody did, as a part of what is kept about them: sign-ups and hours."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handlers.volunteers.screens.kept_tables import Line, table, when, yes_or_no
from volunteering.rules.hours import BEFORE_YIGONG, Decision, Kind
from volunteering.rules.signing_up import SignUpState
from words.papers import PaperTable
from words.words import Words


def sign_ups(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Shifts asked for, and what came of each."""
    states = {
        SignUpState.CONFIRMED: words.say("has a place"),
        SignUpState.WAITING: words.say("waiting"),
        SignUpState.LEFT: words.say("left"),
        SignUpState.WALKED_IN: words.say("walked in"),
    }
    return table(
        words.say("Sign-ups"),
        (
            (words.say("Activity"), None),
            (words.say("Team"), 32),
            (words.say("Start"), 38),
            (words.say("Sign-up"), 26),
            (words.say("Came"), 16),
        ),
        [
            (
                words.say("{title} (cancelled)", title=line["activity"])
                if line["shift"] == "cancelled"
                else line["activity"],
                line["team"],
                when(words, line["starts_at"]),
                states[SignUpState(line["sign_up"])],
                yes_or_no(words, line["came"]),
            )
            for line in lines
        ],
    )


def risks(words: Words, lines: Sequence[Line]) -> PaperTable:
    """What risks were agreed to."""
    return table(
        words.say("Risks you agreed to"),
        (
            (words.say("Activity"), 36),
            (words.say("Risk"), None),
            (words.say("Insured by"), 30),
            (words.say("From"), 24),
            (words.say("Until"), 24),
            (words.say("Agreed"), 34),
        ),
        [
            (
                line["activity"],
                line["risk"],
                line["insurer"],
                words.long_day(date.fromisoformat(line["insured_from"])),
                words.long_day(date.fromisoformat(line["insured_until"])),
                when(words, line["agreed_at"]),
            )
            for line in lines
        ],
    )


def hours(words: Words, lines: Sequence[Line]) -> PaperTable:
    """The lines of the ledger."""
    kinds = {
        Kind.ATTENDED: words.say("came"),
        Kind.NO_SHOW: words.say("did not come"),
        Kind.EXCUSED: words.say("excused"),
        Kind.SENT_HOME: words.say("sent home before the end"),
        Kind.LOGGED: words.say("outside shifts"),
        Kind.CARRIED_OVER: words.say("before Yigong"),
        Kind.VOID: words.say("taken back"),
    }
    replaced = {line["replaces_line"] for line in lines}
    return table(
        words.say("Hours"),
        (
            (words.say("Day"), 26),
            (words.say("What"), None),
            (words.say("Team"), 30),
            (words.say("Length"), 22),
            ("", 24),
            (words.say("Recorded by"), 28),
        ),
        [
            (
                _day(words, date.fromisoformat(line["day"])),
                line["activity"] or line["note"],
                line["team"],
                words.length(line["minutes_that_hold"]),
                words.say("replaced later") if line["line"] in replaced else kinds[Kind(line["kind"])],
                line["recorded_by"],
            )
            for line in lines
        ],
    )


def _day(words: Words, day: date) -> Markup | None:
    return None if day == BEFORE_YIGONG else words.long_day(day)


def logged(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Hours logged outside of shifts."""
    decisions = {
        Decision.PENDING: words.say("waiting"),
        Decision.APPROVED: words.say("approved"),
        Decision.REJECTED: words.say("rejected"),
        Decision.WITHDRAWN: words.say("withdrawn"),
    }
    return table(
        words.say("Hours you logged"),
        (
            (words.say("Day"), 26),
            (words.say("What"), None),
            (words.say("Length"), 22),
            (words.say("Decision"), 24),
            (words.say("By"), 28),
            (words.say("Reason"), 34),
        ),
        [
            (
                words.long_day(date.fromisoformat(line["day"])),
                line["what"],
                words.length(line["minutes"]),
                decisions.get(line["decision"], line["decision"]),
                line["decided_by"],
                line["reason"],
            )
            for line in lines
        ],
    )
