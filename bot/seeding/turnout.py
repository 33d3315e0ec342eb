"""Who came to the synthetic city's shifts, who didn't, and the hours in the ledger."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from random import Random
from typing import Final

from bot.seeding import invented
from bot.seeding.city import BRANCH, Host, InventedCity
from bot.seeding.enquiries import InventedEnquiries
from bot.seeding.paired import InventedBuddies
from bot.seeding.seasons import days_of
from bot.seeding.thanks import InventedThanks
from storage.keeping.seeding import ClaimLine, EntryLine, Line, ShiftLine, SignUpLine
from volunteering.rules.activities import State
from volunteering.rules.ground.periods import Month, start_of_day
from volunteering.rules.hours import Decision, Kind
from volunteering.rules.signing_up import SignUpState

DAY: Final = 24 * 3600
_APART: Final = "what rosters say besides"
"""Where what they say is drawn from."""

_ABSENT: Final = 0.031
_EXCUSED: Final = 0.3  # of those who didn't
_SENT_HOME: Final = 0.15  # of those who gave less than the shift
_SERVED: Final = 0.35  # of the shifts whose leader says how many people were served
_HANDED_OUT: Final = 0.4  # of these, where something was handed out
_ADJUSTED: Final = 0.05  # of those who came: longer or shorter than the shift
_CORRECTED: Final = 0.02  # of those who came: first taken for absent
_UNLIMITED: Final = 0.1
_FULL: Final = 0.36
_FILLED: Final = (0.68, 0.92)  # of the places of a shift that is neither
_LEFT: Final = 0.04
_LATE: Final = 3 * 3600  # seconds before the start
_MOST_WAITING: Final = 4
CLAIMS: Final = 520  # a month
_REJECTED: Final = 0.08
_PENDING: Final = 0.45  # of the last month's
_TRIES: Final = 12


@dataclass(slots=True)
class Numbers:
    """The next number of each kind of line, through all the years."""

    activities: Iterator[int] = field(default_factory=lambda: count(1))
    shifts: Iterator[int] = field(default_factory=lambda: count(1))
    sign_ups: Iterator[int] = field(default_factory=lambda: count(1))
    claims: Iterator[int] = field(default_factory=lambda: count(1))
    entries: Iterator[int] = field(default_factory=lambda: count(1))
    enquiries: InventedEnquiries = field(default_factory=InventedEnquiries)
    thanks: InventedThanks = field(default_factory=InventedThanks)
    buddies: InventedBuddies = field(default_factory=InventedBuddies)


@dataclass(frozen=True, slots=True)
class HeldShift:
    """A shift that took place; instants are in seconds."""

    id: int
    activity_id: int
    posted_at: int
    host: Host
    day: date
    start: int
    minutes: int
    came: int  # how many are to have come

    @property
    def end(self) -> int:
        """When it was over."""
        return self.start + self.minutes * 60


class Turnout:
    """Draws people for one shift after the other. Nobody has two shifts a day, so that none overlap."""

    def __init__(self, city: InventedCity, numbers: Numbers) -> None:
        self._city, self._random, self._numbers = city, city.random, numbers
        self._busy: defaultdict[date, set[int]] = defaultdict(set)
        # What rosters say besides; whoever is drawn from the other is the same without it.
        self._apart = Random(_APART)  # noqa: S311  invented figures
        self._short = 0  # participations that earlier shifts had too few people for

    def lines_of(self, shift: HeldShift, *, is_last: bool) -> Iterator[Line]:
        """The shift, its sign-ups, what its roster put into the ledger, and what people asked its leader."""
        random, wanted = self._random, shift.came + self._short
        absent = sum(random.random() < _ABSENT for _ in range(wanted))
        crew = self._drawn(shift, wanted + absent)
        self._busy[shift.day].update(crew)
        missed = set(crew[wanted:])
        self._short = max(0, wanted - len(crew))
        left = self._drawn(shift, sum(random.random() < _LEFT for _ in crew))
        places = self._places(len(crew))
        waiting = self._drawn(shift, random.randrange(_MOST_WAITING), besides=left) if places == len(crew) else []
        roster_at = shift.end + random.randrange(600, DAY)
        yield self._shift_line(shift, places, roster_at)
        tickets = [
            *((person, SignUpState.CONFIRMED) for person in crew),
            *((person, SignUpState.LEFT) for person in left),
        ]
        random.shuffle(tickets)
        tickets += [(person, SignUpState.WAITING) for person in waiting]
        minutes = {person: self._given(shift) for person in crew if person not in missed}
        noted = {person: note for person in crew if (note := self._noted(shift, minutes.get(person)))}
        yield from self._sign_ups(shift, tickets, minutes, noted)
        for person in crew:
            for entry in self._entries(shift, person, minutes.get(person), roster_at):
                yield _as_noted(entry, noted.get(person))
        yield from self._numbers.thanks.about(shift.id, shift.host.leader, [*minutes], roster_at)
        branches = self._city.hosts[BRANCH]
        yield from self._numbers.buddies.about(shift.id, shift.host, branches, crew, [*minutes], shift.start)
        yield from self._numbers.enquiries.about(
            shift.id, shift.activity_id, shift.host.unit.id, shift.host.leader, shift.start, crew, is_last=is_last
        )

    def _drawn(self, shift: HeldShift, number: int, besides: list[int] | None = None) -> list[int]:
        """So many people who may have signed up for it, as far as there are."""
        busy, since = self._busy[shift.day], self._city.since
        not_again = {*(besides or ()), shift.host.leader}
        drawn: dict[int, None] = {}
        for _ in range(_TRIES):
            missing = number - len(drawn)
            if missing <= 0:
                break
            for person in shift.host.pool.some(self._random, missing + missing // 2 + 2):
                if person not in busy and person not in not_again and since[person] < shift.posted_at:
                    drawn[person] = None
        return list(drawn)[:number]

    def _places(self, crew: int) -> int:
        chance = self._random.random()
        if chance < _UNLIMITED:
            return 0
        return crew if chance < _UNLIMITED + _FULL else math.ceil(crew / self._random.uniform(*_FILLED))

    def _given(self, shift: HeldShift) -> int:
        """The minutes of one who came."""
        if self._random.random() >= _ADJUSTED:
            return shift.minutes
        return max(30, shift.minutes + self._random.choice((-30, -15, 15, 30)))

    def _noted(self, shift: HeldShift, given: int | None) -> Kind | None:
        """What the roster says beside the tick."""
        if given is None:
            return Kind.EXCUSED if self._apart.random() < _EXCUSED else None
        return Kind.SENT_HOME if given < shift.minutes and self._apart.random() < _SENT_HOME else None

    def _served(self, came: int) -> tuple[int | None, int | None]:
        """How many people were served, and how much was handed out, where the leader says so."""
        if self._apart.random() >= _SERVED:
            return None, None
        served = came * self._apart.randrange(2, 12)
        return served, served * self._apart.randrange(1, 4) if self._apart.random() < _HANDED_OUT else None

    def _shift_line(self, shift: HeldShift, places: int, roster_at: int) -> ShiftLine:
        served, handed_out = self._served(shift.came)
        return ShiftLine(
            id=shift.id,
            activity_id=shift.activity_id,
            unit_id=shift.host.unit.id,
            starts_at=shift.start,
            ends_at=shift.end,
            day=shift.day.isoformat(),
            month=str(Month.of(shift.day)),
            places=places,
            state=State.OPEN,
            moved_at=shift.posted_at,
            roster_at=roster_at,
            roster_by=shift.host.leader,
            served_people=served,
            handed_out=handed_out,
        )

    def _sign_ups(
        self,
        shift: HeldShift,
        tickets: list[tuple[int, SignUpState]],
        minutes: Mapping[int, int],
        noted: Mapping[int, Kind],
    ) -> Iterator[SignUpLine]:
        moments = sorted(self._random.randrange(shift.posted_at, shift.start) for _ in tickets)
        for ticket, ((person, state), at) in enumerate(zip(tickets, moments, strict=True), start=1):
            given = minutes.get(person)
            yield SignUpLine(
                id=next(self._numbers.sign_ups),
                shift_id=shift.id,
                person_id=person,
                state=state,
                ticket=ticket,
                at=at,
                came=int(given is not None) if state is SignUpState.CONFIRMED else None,
                came_minutes=None if given == shift.minutes else given,
                noted=noted.get(person),
                left_late=int(shift.start - at <= _LATE) if state is SignUpState.LEFT else None,
            )

    def _entries(self, shift: HeldShift, person: int, minutes: int | None, at: int) -> Iterator[EntryLine]:
        if minutes is None:
            yield self._entry(shift, person, None, at)
        elif self._random.random() < _CORRECTED:
            yield (first := self._entry(shift, person, None, at))
            yield self._entry(shift, person, minutes, at + self._random.randrange(3600, 3 * DAY), replaces=first)
        else:
            yield self._entry(shift, person, minutes, at)

    def _entry(
        self, shift: HeldShift, person: int, minutes: int | None, at: int, replaces: EntryLine | None = None
    ) -> EntryLine:
        """Somebody came for so many minutes, or (None) did not; perhaps in place of their not having come."""
        return EntryLine(
            id=next(self._numbers.entries),
            person_id=person,
            unit_id=shift.host.unit.id,
            activity_id=shift.activity_id,
            shift_id=shift.id,
            claim_id=None,
            kind=Kind.NO_SHOW if minutes is None else Kind.ATTENDED,
            day=shift.day.isoformat(),
            month=str(Month.of(shift.day)),
            minutes=minutes or 0,
            change=minutes or 0,
            participations=int(minutes is not None),
            no_shows=int(minutes is None) - (replaces.no_shows if replaces else 0),
            replaces_id=replaces.id if replaces else None,
            by_id=shift.host.leader,
            at=at,
        )

    def logged_outside(self, month: Month, *, is_last: bool) -> Iterator[Line]:
        """Hours that people logged themselves: approved, rejected or, in the last month, still waiting."""
        random, everybody = self._random, self._city.hosts[0][0].pool
        days, weights = days_of(month)
        for day in sorted(random.choices(days, weights, k=CLAIMS)):
            at = int(start_of_day(day, self._city.zone).timestamp()) + random.randrange(DAY, 3 * DAY)
            [person] = everybody.some(random, 1)
            if self._city.since[person] < at:
                yield from self._claim(person, day, at, self._decision(is_last=is_last))

    def _decision(self, *, is_last: bool) -> Decision:
        if is_last and self._random.random() < _PENDING:
            return Decision.PENDING
        return Decision.REJECTED if self._random.random() < _REJECTED else Decision.APPROVED

    def _claim(self, person: int, day: date, at: int, decision: Decision) -> Iterator[Line]:
        home, decided_at = self._city.homes[person], at + self._random.randrange(3600, 5 * DAY)
        decider = home.leader if home.leader != person else self._city.hosts[0][0].leader
        is_pending = decision is Decision.PENDING
        claim = ClaimLine(
            id=next(self._numbers.claims),
            person_id=person,
            unit_id=home.unit.id,
            day=day.isoformat(),
            month=str(Month.of(day)),
            minutes=self._random.randrange(30, 241, 15),
            what=self._random.choice(invented.OUTSIDE),
            state=decision,
            at=at,
            decided_by=None if is_pending else decider,
            decided_at=None if is_pending else decided_at,
        )
        yield claim
        if decision is Decision.APPROVED:
            yield self._logged(claim, decider, decided_at)

    def _logged(self, claim: ClaimLine, by: int, at: int) -> EntryLine:
        return EntryLine(
            id=next(self._numbers.entries),
            person_id=claim.person_id,
            unit_id=claim.unit_id,
            activity_id=None,
            shift_id=None,
            claim_id=claim.id,
            kind=Kind.LOGGED,
            day=claim.day,
            month=claim.month,
            minutes=claim.minutes,
            change=claim.minutes,
            participations=0,
            no_shows=0,
            replaces_id=None,
            by_id=by,
            at=at,
        )


def _as_noted(entry: EntryLine, noted: Kind | None) -> EntryLine:
    """The line as it is counted with what the roster says beside the tick: excused is nobody's no-show."""
    if noted is Kind.EXCUSED:
        return entry._replace(kind=noted, no_shows=0)
    return entry._replace(kind=noted) if noted and entry.kind is Kind.ATTENDED else entry
