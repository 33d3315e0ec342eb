"""Being there: the code that a leader shows, and who checked in and out by it (docs/rules.md: Checking in).

Nothing is written as the code changes: it follows from a secret of the shift and the minute (decision 78).
"""

import hmac
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Final

from volunteering.rules.activities import Shift
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import SignUpState

DIGITS: Final = 6
CODE_LASTS: Final = 60
"""Seconds that a code is shown."""

NEWLY: Final = timedelta(minutes=3)
"""So lately a code was shown that counts for somebody without a place in its shift."""

LATELY: Final = timedelta(minutes=10)
"""Beyond that, whoever leads reads that a code was said later than it was shown."""

GUESSED_WITHIN: Final = timedelta(minutes=10)
MOST_IN_A_SHIFT: Final = 15
"""Wrong codes of one person in one shift; after these its leader ticks them."""

_CODE: Final = re.compile(rf"\d(?: *\d){{{DIGITS - 1}}}|\d{{{DIGITS // 2}}}-\d{{{DIGITS // 2}}}")
_LINK: Final = re.compile(rf"c([0-9]{{1,18}})-([0-9]{{{DIGITS}}})")


class DoorBoard(Model):
    """What one leader is shown: which of their messages with the code, and with who is here, is the newest."""

    person_id: int
    code: int = 0
    arrivals: int = 0


class ShiftDoor(Model):
    """That somebody who leads has shown the code of a shift; and who looks on."""

    shift_id: int
    secret: str
    opened_at: Instant
    changes: int = 0  # how often somebody came or went since
    boards: tuple[DoorBoard, ...] = ()

    def board_of(self, person_id: int) -> DoorBoard:
        """What this leader is shown."""
        return next((board for board in self.boards if board.person_id == person_id), DoorBoard(person_id=person_id))


class CheckIn(Model):
    """When somebody came to a shift and went, as they or a leader said."""

    in_at: Instant
    said_at: Instant  # that they came
    out_at: Instant | None = None
    by_id: int | None = None  # the leader who said so

    @property
    def is_late(self) -> bool:
        """Whether the code was said so much later than it was shown that whoever leads is told."""
        return self.said_at - self.in_at > LATELY


class Guesses(Model):
    """How often somebody said a code that was none."""

    lately: int = 0
    first_at: Instant | None = None  # of these
    in_shift: int = 0


class Presence(Model):
    """How one person stands to the door of a shift."""

    door: ShiftDoor | None
    state: SignUpState | None
    ticket: int = 0
    came: bool | None = None
    check_in: CheckIn | None = None  # of this very sign-up
    guesses: Guesses = Guesses()

    @property
    def has_line(self) -> bool:
        """Whether the person is on the roster."""
        return self.state in {SignUpState.CONFIRMED, SignUpState.WALKED_IN}

    @property
    def is_here(self) -> bool:
        """Whether they came, and have not gone."""
        return self.check_in is not None and bool(self.came) and self.check_in.out_at is None


class TooManyGuesses(Model):
    """Nothing more is taken from the person until then; None: nothing in this shift, whose leader can tick them."""

    until: Instant | None


def opens_at(shift: Shift, moment: Moment) -> datetime:
    """From when on the code can be shown."""
    return shift.period.start - timedelta(minutes=moment.policy.check_in_before_minutes)


def closes_at(shift: Shift, moment: Moment) -> datetime:
    """Until when the code is shown."""
    return shift.period.end + timedelta(minutes=moment.policy.check_in_after_minutes)


def heard_for(moment: Moment) -> timedelta:
    """How long after its end a code of a shift can be said: by a phone that was offline."""
    return timedelta(minutes=moment.policy.check_in_after_minutes, hours=moment.policy.check_in_said_hours)


def heard_until(shift: Shift, moment: Moment) -> datetime:
    """Until when a code that was shown can be said."""
    return shift.period.end + heard_for(moment)


def is_shown(shift: Shift, moment: Moment) -> bool:
    """Whether the code can be shown now."""
    return opens_at(shift, moment) <= moment.now < closes_at(shift, moment)


def minute_of(shift_id: int, at: datetime) -> int:
    """Which minute of a shift's code it is then. They begin at another second in each shift: not all at once."""
    return (int(at.timestamp()) - shift_id % CODE_LASTS) // CODE_LASTS


def start_of(shift_id: int, minute: int) -> datetime:
    """When that minute begins."""
    return datetime.fromtimestamp(minute * CODE_LASTS + shift_id % CODE_LASTS, UTC)


def code_in(door: ShiftDoor, minute: int) -> str:
    """The code of one minute."""
    said = hmac.digest(bytes.fromhex(door.secret), f"{door.shift_id}:{minute}".encode(), "sha256")
    return f"{int.from_bytes(said[:8]) % 10**DIGITS:0{DIGITS}}"


def when_shown(door: ShiftDoor, shift: Shift, code: str, moment: Moment, *, newly: bool = False) -> datetime | None:
    """When this code was shown, the last time; None: never, or (`newly`) not lately."""
    first_at = max(door.opened_at, opens_at(shift, moment))
    if newly:
        first_at = max(first_at, moment.now - NEWLY)
    # A replica's clock may be behind that of the one that showed it.
    last_at = min(moment.now + timedelta(seconds=CODE_LASTS), closes_at(shift, moment))
    first, last = (minute_of(door.shift_id, at) for at in (first_at, last_at))
    for minute in range(last, first - 1, -1):
        if hmac.compare_digest(code_in(door, minute), code):
            return min(start_of(door.shift_id, minute), moment.now)
    return None


def too_many(guesses: Guesses, moment: Moment) -> TooManyGuesses | None:
    """Whether nothing more is taken from somebody who guessed so often."""
    if guesses.in_shift >= MOST_IN_A_SHIFT:
        return TooManyGuesses(until=None)
    if guesses.lately >= moment.policy.check_in_guesses and guesses.first_at is not None:
        return TooManyGuesses(until=guesses.first_at + GUESSED_WITHIN)
    return None


def code_typed(text: str) -> str | None:
    """The six digits that somebody typed and nothing else, in whichever form; None where it is something else."""
    found = _CODE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return "".join(str(int(digit)) for digit in found[0] if digit.isdecimal()) if found else None


def link_to(shift_id: int, code: str) -> str:
    """What a link has in it that leads to the door of a shift, with its code."""
    return f"c{shift_id}-{code}"


def link_in(text: str) -> tuple[int, str] | None:
    """The shift and the code of such a link."""
    found = _LINK.fullmatch(text)
    return (int(found[1]), found[2]) if found else None
