"""Their certificates, and those that name them, on the paper of all that is kept about somebody."""

from collections.abc import Sequence
from datetime import date

from handlers.volunteers.screens.tables import Line, table, when, yes_or_no
from volunteering.rules.certificates import CertificateState
from words.papers import PaperTable
from words.words import Words


def certificates(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Each with its days and hours, and how it stands; what it says in full is on it, and in the JSON."""
    return table(
        words.say("Certificates"),
        (
            (words.say("Number"), 40),
            (words.say("Days"), None),
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
    until = words.long_day(date.fromisoformat(last))
    if first is None:
        return words.say("Up to {last}", last=until)
    return words.say("{first} to {last}", first=words.long_day(date.fromisoformat(first)), last=until)


def _state(words: Words, state: str) -> str:
    says = {
        CertificateState.VALID: words.say("valid"),
        CertificateState.REPLACED: words.say("replaced"),
        CertificateState.WITHDRAWN: words.say("holds no more"),
    }
    return says[CertificateState(state)]
