"""Their certificates, and those that name them, on the paper of all that is kept about somebody."""

from collections.abc import Sequence
from datetime import date

from handlers.volunteers.screens.tables import Line, table, when, yes_or_no
from volunteering.rules.certificates import CertificateState, CertifiedDays
from words.papers import PaperTable
from words.standing import period
from words.words import Words


def certificates(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Each with its days and hours, and how it stands; what it says in full is on it, and in the JSON."""
    return table(
        words.say("Certificates"),
        (
            (words.say("Number"), 40),
            (words.say("Days of service"), None),
            (words.say("Length"), 22),
            (words.say("Shows the name"), 20),
            (words.say("Time"), 34),
            (words.say("State"), 24),
        ),
        [
            (
                line["number"],
                _days(words, line["first_day"], line["last_day"]),
                words.length(line["minutes"]),
                yes_or_no(words, line["shows_name"]),
                when(words, line["issued_at"]),
                _state(words, line["state"]),
            )
            for line in lines
        ],
    )


def named_in(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Certificates of others that name them as who led."""
    return table(
        words.say("Certificates of others that name you"),
        ((words.say("Time"), None), (words.say("State"), 60)),
        [(when(words, line["issued_at"]), _state(words, line["state"])) for line in lines],
    )


def _days(words: Words, first: str | None, last: str) -> str:
    start = date.fromisoformat(first) if first else None
    return period(words, CertifiedDays(first=start, last=date.fromisoformat(last)))


def _state(words: Words, state: str) -> str:
    says = {
        CertificateState.VALID: words.say("valid"),
        CertificateState.REPLACED: words.say("replaced"),
        CertificateState.WITHDRAWN: words.say("holds no more"),
    }
    return says[CertificateState(state)]
