"""Certificates of service that anybody can check (docs/rules.md: Certificates; decision 60).

What one says is kept as it was signed. It is valid until the ledger says otherwise of its days, or it is withdrawn.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from secrets import choice
from typing import Final

from pydantic import JsonValue

from volunteering.rules.ground.model import Instant, Model

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, which are read as 1, 0 and V."""

_LENGTH: Final = 15  # and one that checks: 75 bits, which nobody guesses
_MEANT: Final = str.maketrans("OILU", "011V")
_GROUP: Final = 4
_LONGEST_LINE: Final = 500
_WITHIN: Final = tuple(
    re.compile(rf"(?:(?<![0-9A-Z])|(?<=START=V))(?=([0-9A-Z]{{4}}(?:{between}[0-9A-Z]{{4}}){{3}})(?![0-9A-Z]))")
    for between in ("-", r"[^\w\n]{0,3}")
)
"""As it stands on one, or in the address that opens the bot, before however else it may be typed."""
_CARRY: Final = 0b100101  # x⁵ + x² + 1, by which 32 letters are a field
MOST_A_DAY: Final = 20
"""New certificates of one person within 24 hours: more than anybody needs, and no more than somebody at play gets."""
MOST_CONTENT: Final = 200
"""Letters of what was done, in one line of a certificate."""


class CertificateState(StrEnum):
    """What somebody is told who asks about one."""

    VALID = "valid"
    REPLACED = "replaced"  # the ledger says something else of its days by now
    WITHDRAWN = "withdrawn"


class EndedBy(StrEnum):
    """By whom one was withdrawn."""

    HOLDER = "holder"
    ADMIN = "admin"
    ERASURE = "erasure"


def check_letter(letters: str) -> str:
    """Damm's: with it, one wrong letter and two that changed places are noticed, always."""
    interim = 0
    for letter in letters:
        interim = (interim ^ LETTERS.index(letter)) << 1
        interim ^= _CARRY if interim > 31 else 0
    return LETTERS[interim]


def new_number() -> str:
    """A number that nobody guesses, with the letter that checks it."""
    letters = "".join(choice(LETTERS) for _ in range(_LENGTH))
    return letters + check_letter(letters)


def read_number(typed: str) -> str | None:
    """The number that was typed, with spaces, dashes, small letters, an O for a 0; None where it can't be one."""
    text = unicodedata.normalize("NFKC", typed[:200]).upper()
    letters = "".join(letter for letter in text if letter.isalnum()).translate(_MEANT)
    if len(letters) != _LENGTH + 1 or set(letters) - set(LETTERS):
        return None
    return letters if check_letter(letters[:-1]) == letters[-1] else None


def number_in(typed: str) -> str | None:
    """The number that stands in a line with other words, too: 证明编号：7K3M…, the address of its page."""
    if number := read_number(typed):
        return number
    text = unicodedata.normalize("NFKC", typed[:_LONGEST_LINE]).upper()
    found = (one[1] for way in _WITHIN for one in way.finditer(text))
    return next((number for one in found if (number := read_number(one))), None)


def in_groups(number: str) -> str:
    """As people read it."""
    return "-".join(number[first : first + _GROUP] for first in range(0, len(number), _GROUP))


class CertifiedDays(Model):
    """The local dates that one is about; from the beginning, where there is no first."""

    first: date | None
    last: date

    def has(self, day: date) -> bool:
        """Whether it is about that one, too."""
        return day <= self.last and (self.first is None or self.first <= day)


class PeriodKind(StrEnum):
    """What is offered at one tap."""

    ALL = "all"
    THIS_YEAR = "year"
    LAST_YEAR = "last"

    def days(self, today: date) -> CertifiedDays:
        """Its days, up to today."""
        first = today.replace(month=1, day=1)
        match self:
            case PeriodKind.ALL:
                return CertifiedDays(first=None, last=today)
            case PeriodKind.THIS_YEAR:
                return CertifiedDays(first=first, last=today)
            case PeriodKind.LAST_YEAR:
                return CertifiedDays(first=first.replace(year=first.year - 1), last=first - timedelta(days=1))


class ServedLine(Model):
    """Hours of one day and activity, as a certificate says them."""

    day: date | None  # local; None where nobody knows it, only that it was before
    minutes: int
    activity: str
    unit: str
    place: str = ""
    content: str = ""
    responsible: str = ""
    category: str = ""
    leader_id: int | None = None  # whose name it is that is responsible, where they are known here


class Says(Model):
    """What a certificate says, in no language: how it is said comes with the paper."""

    organisation: str
    unit: str  # that issues it
    name: str
    volunteer: str  # their number
    days: CertifiedDays
    issued: date  # local
    lines: tuple[ServedLine, ...]

    @property
    def minutes(self) -> int:
        """The sum of its lines."""
        return sum(line.minutes for line in self.lines)

    @property
    def leaders(self) -> frozenset[int]:
        """Whoever is named in it besides its holder."""
        return frozenset(line.leader_id for line in self.lines if line.leader_id is not None)

    @property
    def is_over(self) -> bool:
        """Whether its days are: what it says of them is the same on any day."""
        return self.days.last < self.issued

    @cached_property
    def facts(self) -> Mapping[str, JsonValue]:
        """As it is signed, but for its number; no number of ours for a person is in it."""
        return {
            "organisation": self.organisation,
            "unit": self.unit,
            "name": self.name,
            "volunteer": self.volunteer,
            "first_day": self.days.first.isoformat() if self.days.first else None,
            "last_day": self.days.last.isoformat(),
            "issued": self.issued.isoformat(),
            "minutes": self.minutes,
            "service": [_line_facts(line) for line in self.lines],
        }


def _line_facts(line: ServedLine) -> dict[str, JsonValue]:
    return {
        name: value
        for name, value in line.model_dump(mode="json", exclude={"leader_id"}).items()
        if value not in ("", None)
    }


def signed_facts(number: str, says: Says, key: str) -> dict[str, JsonValue]:
    """What is signed: all that it says, with its number and the name of the key."""
    return {"yigong": "certificate/1", "number": number, "key": key, **says.facts}


class SignedText(Model):
    """What was signed; nothing where somebody who is named in it had themselves erased, or its holder has."""

    payload: str
    signature: str  # in base64
    public_key: str  # as PEM


class Certificate(Model):
    """One that was issued, and how it stands; lists and strangers have it without what was signed."""

    id: int
    number: str
    person_id: int | None  # None once they are erased
    unit: str  # that issued it, as it was called then; empty once they are erased
    name: str  # its holder's, as it says; empty once they are erased
    days: CertifiedDays | None
    minutes: int
    state: CertificateState
    shows_name: bool
    issued_at: Instant
    ended_at: Instant | None = None
    ended_by: EndedBy | None = None
    reason: str = ""  # an admin's
    signed: SignedText | None = None

    @property
    def is_valid(self) -> bool:
        return self.state is CertificateState.VALID


class WrittenLine(Model):
    """What a line that is written now adds to somebody's sums, and of what."""

    day: date
    of: str  # the shift, the claim, or what was carried over
    change: int  # minutes


def is_outdated(days: CertifiedDays, written: Sequence[WrittenLine]) -> bool:
    """Whether a certificate of these days would say something else, now that these lines are in the ledger."""
    sums: dict[tuple[date, str], int] = {}
    for one in written:
        if days.has(one.day):
            sums[one.day, one.of] = sums.get((one.day, one.of), 0) + one.change
    return any(sums.values())
