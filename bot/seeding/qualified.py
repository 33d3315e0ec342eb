"""What the synthetic city's people are qualified for: how many are is one city's guess, and of which kind another."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bot.seeding.city import Host, InventedCity
from storage.keeping.seeding_study import QualificationLine
from volunteering.rules.qualifications import (
    QualificationKind,
    QualificationState,
    last_reminded,
)

QUALIFICATIONS: Final = 2_000

_KINDS: Final = {
    "induction": 40, "first_aid": 24, "driver": 10, "social_work": 8, "minors": 7, "health": 5, "counselling": 4,
    "sign_language": 2,
}  # fmt: skip
_STATES: Final = {
    QualificationState.VERIFIED: 92,
    QualificationState.PENDING: 4,
    QualificationState.REJECTED: 2,
    QualificationState.WITHDRAWN: 2,
}
_OVER: Final = 0.15  # of those that end, how many have ended by the last day
_LONG_AGO: Final = 5 * 365  # days that one may be old that never ends
_NUMBERED: Final = 0.8


def qualifications(
    city: InventedCity, kinds: Sequence[QualificationKind], last_day: date
) -> Iterator[QualificationLine]:
    """Of people drawn apart, so that the city is the same with them and without; as of the end of its last day."""
    random = Random(last_day.year)  # noqa: S311
    known = [kind for kind in kinds if kind.code in _KINDS]
    weights = [_KINDS[kind.code] for kind in known]
    people = range(1, len(city.homes))
    for number, person in enumerate(random.sample(people, min(QUALIFICATIONS, len(people))), start=1):
        [kind] = random.choices(known, weights)
        yield _line(city, random, number, person, kind, last_day)


def _line(
    city: InventedCity, random: Random, number: int, person: int, kind: QualificationKind, last_day: date
) -> QualificationLine:
    [state] = random.choices(tuple(_STATES), tuple(_STATES.values()))
    issued_on = _issued(random, kind, last_day)
    sent = max(datetime.combine(issued_on, time(20), tzinfo=city.zone).timestamp(), city.since[person])
    ends = kind.ends(issued_on) if state is QualificationState.VERIFIED else None
    is_decided = state in {QualificationState.VERIFIED, QualificationState.REJECTED}
    return QualificationLine(
        id=number,
        person_id=person,
        kind_id=kind.id,
        level=random.randrange(kind.highest + 1),
        number=f"{random.randrange(10**9):09}" if random.random() < _NUMBERED and kind.needs_evidence else "",
        issued_on=issued_on.isoformat(),
        expires_on=ends.isoformat() if ends else None,
        state=state,
        at=int(sent),
        decided_by=_leader_of(city.homes[person], person) if is_decided else None,
        decided_at=int(sent) + random.randrange(60, 3 * 24 * 3600) if is_decided else None,
        reminded=last_reminded(ends, last_day),
    )


def _issued(random: Random, kind: QualificationKind, last_day: date) -> date:
    days = kind.months * 30 or _LONG_AGO
    is_over = kind.months and random.random() < _OVER
    return last_day - timedelta(days=random.randrange(days, 2 * days) if is_over else random.randrange(days))


def _leader_of(home: Host, person: int) -> int | None:
    """Whoever leads there or above, and isn't the person."""
    at: Host | None = home
    while at and at.leader in {0, person}:
        at = at.above
    return at.leader if at else None
