"""Hours: a ledger that is only appended to, and the hours logged outside shifts until a leader decides.

docs/rules.md: Attendance and hours. A correction is a new entry that replaces an earlier one; it adds the difference,
so that every sum is a plain sum of its lines.
"""

from datetime import date
from enum import StrEnum
from typing import Final

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.policy import Policy

BEFORE_YIGONG: Final = date.min
"""The day of hours of which nobody knows the day, only that it was before: in no month that anybody looks at."""


class Kind(StrEnum):
    """What an entry stands for."""

    ATTENDED = "attended"
    NO_SHOW = "no_show"
    EXCUSED = "excused"  # had a place and could not come: it counts nowhere
    SENT_HOME = "sent_home"  # came, and was sent home before the end
    LOGGED = "logged"  # outside shifts, approved
    CARRIED_OVER = "carried_over"  # from before Yigong, as a list that was imported has it
    VOID = "void"  # takes back what it replaces


CAME: Final = frozenset({Kind.ATTENDED, Kind.SENT_HOME})
"""Was there: each is one participation."""

_GIVEN: Final = CAME | {Kind.LOGGED, Kind.CARRIED_OVER}


class Counted(Model):
    """What holds for one person in one shift, or for one claim: the newest entry of its chain."""

    entry_id: int
    kind: Kind
    minutes: int


class RecordSays(Model):
    """What a service record says of hours besides their day, length and title (docs/service-records.md)."""

    kind: Kind
    recorded: date  # local
    category: str = ""
    content: str = ""
    place: str = ""
    responsible: str = ""
    nth: int = 0  # of one person's lines of the same day and title


class Subject(Model):
    """Whom and what an entry is about."""

    person_id: int
    unit_id: int
    activity_id: int | None = None
    shift_id: int | None = None
    claim_id: int | None = None
    day: date  # local
    title: str = ""  # what it was given for, where no activity and no claim of ours says so
    record: RecordSays | None = None  # where they came with a service record


class Entry(Subject):
    """A line of the ledger, before it has a number."""

    kind: Kind
    minutes: int  # what holds from this line on
    change: int  # what the line adds to the sums
    participations: int
    no_shows: int
    replaces_id: int | None = None
    note: str = ""
    by_id: int | None
    at: Instant


def _participations(kind: Kind) -> int:
    return 1 if kind in CAME else 0


def _no_shows(kind: Kind) -> int:
    return 1 if kind is Kind.NO_SHOW else 0


def entry_for(
    subject: Subject,
    kind: Kind,
    minutes: int,
    earlier: Counted | None,
    *,
    by_id: int | None,
    at: Instant,
    note: str = "",
) -> Entry | None:
    """The line that makes `kind` and `minutes` hold, replacing what held; None where they hold already."""
    minutes = minutes if kind in _GIVEN else 0
    if earlier and earlier.kind is kind and earlier.minutes == minutes:
        return None
    if earlier is None and kind is Kind.VOID:
        return None
    return Entry(
        **dict(subject),
        kind=kind,
        minutes=minutes,
        change=minutes - (earlier.minutes if earlier else 0),
        participations=_participations(kind) - (_participations(earlier.kind) if earlier else 0),
        no_shows=_no_shows(kind) - (_no_shows(earlier.kind) if earlier else 0),
        replaces_id=earlier.entry_id if earlier else None,
        note=note,
        by_id=by_id,
        at=at,
    )


class Decision(StrEnum):
    """Where a claim stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # by whoever logged them, before anybody had decided


class Rostered(Model):
    """What a confirmed roster counts for somebody on a day."""

    title: str
    minutes: int


class Claim(Model):
    """Hours a person says they gave outside shifts."""

    id: int
    person_id: int
    unit_id: int
    day: date
    minutes: int
    what: str
    state: Decision
    at: Instant
    decided_by: int | None = None
    reason: str = ""


MINUTES_A_DAY = 24 * 60


# Why hours cannot be logged.


class NoTime(Model):
    """It takes at least a minute."""


class InTheFuture(Model):
    """The day has not come yet."""

    day: date


class MoreThanADay(Model):
    """With what is logged and served already, the day would have over 24 hours."""

    day: date
    already: int  # minutes


def reasons_against_logging(
    day: date, minutes: int, already: int, today: date
) -> tuple[NoTime | InTheFuture | MoreThanADay, ...]:
    """Why these minutes cannot be logged for that local date, where `already` minutes of it are taken."""
    reasons: list[NoTime | InTheFuture | MoreThanADay] = []
    if minutes < 1:
        reasons.append(NoTime())
    if day > today:
        reasons.append(InTheFuture(day=day))
    if already + minutes > MINUTES_A_DAY:
        reasons.append(MoreThanADay(day=day, already=already))
    return tuple(reasons)


def is_long(day_minutes: int, policy: Policy) -> bool:
    """Whether so many minutes of one day are pointed out to the leader."""
    return day_minutes > policy.long_day_hours * 60
