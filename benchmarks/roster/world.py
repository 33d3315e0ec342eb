"""The simulated world: a database with teams, people and shifts, simpy's clock, and acts that are done in it.

A process of simpy asks for an act and goes on with what came of it; acts are coroutines of the bot's own actions, each
in a transaction of its own, at the moment that simpy's clock shows.
"""

import shutil
from collections import deque
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

import simpy

from storage.engine.connecting import connect
from storage.engine.database import Database, Row, Transaction
from storage.engine.migrating import migrate
from storage.engine.retrying import written
from storage.engine.values import seconds, unpacked
from storage.rows import Rows, asking
from volunteering.rules.activities import Category
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.notices.asking import HelpAsked
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Actor, Language, Person

ZONE: Final = ZoneInfo("Asia/Shanghai")
BEGINS: Final = date(2026, 3, 2)  # a Monday
WEEKS: Final = 6
TEAMS: Final = 1
PEOPLE: Final = 40  # of a team
NEWCOMERS: Final = 12  # of these, who come in the course of the weeks
PLACES: Final = 10
POSTED_AHEAD: Final = timedelta(days=10)
LASTS: Final = timedelta(hours=3)
WHEN: Final = ((2, 18), (5, 9))  # Wednesdays at six in the evening, Saturdays at nine
T = TypeVar("T")
Process = Generator[simpy.Event, Any, None]
Act = Callable[[Rows, Moment], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """A shift to be posted: its number is the same whichever policy is tried."""

    number: int
    team: int
    start: datetime

    @property
    def posted(self) -> datetime:
        """The instant from which on people can find it."""
        return self.start - POSTED_AHEAD


@dataclass(slots=True)
class SimulatedTeam:
    """A unit, its leader and its people."""

    unit: Unit
    leader: Actor
    people: Sequence[Person]


@dataclass(slots=True)
class SimulatedWorld:
    """What one run happens in."""

    database: Database
    teams: Sequence[SimulatedTeam]
    clock: simpy.Environment = field(default_factory=simpy.Environment)
    handed_over: int = 0  # messages
    _asked: deque[tuple[simpy.Event, Act]] = field(default_factory=deque)

    @property
    def now(self) -> datetime:
        """What simpy's clock shows."""
        return at_midnight(BEGINS) + timedelta(minutes=self.clock.now)

    @property
    def moment(self) -> Moment:
        """The moment of an act."""
        return Moment(now=self.now, zone=ZONE, policy=Policy())

    def until(self, instant: datetime) -> simpy.Event:
        """Wait until then; not at all where that is over."""
        return self.clock.timeout(max(0.0, (instant - self.now).total_seconds() / 60))

    def act(self, act: Act) -> simpy.Event:
        """Have it done now, in a transaction of its own; the event gives what came of it."""
        done = self.clock.event()
        self._asked.append((done, act))
        return done

    async def run(self, until: datetime, hears: Callable[[Row], Process]) -> None:
        """Let time pass until then; whoever is owed a message `hears` it."""
        minutes = (until - at_midnight(BEGINS)).total_seconds() / 60
        while self.clock.peek() < minutes:
            self.clock.step()
            if not self._asked:
                continue
            while self._asked:
                done, act = self._asked.popleft()
                done.succeed(await written(self.database, partial(self._done, act)))
            for row in await written(self.database, self._hand_over):
                self.clock.process(hears(row))

    async def _done(self, act: Act, transaction: Transaction) -> Any:
        return await act(Rows(transaction), self.moment)

    async def _hand_over(self, transaction: Transaction) -> Sequence[Row]:
        """What is owed by now; what follows from its having arrived is written, as by whoever sends it."""
        rows = await transaction.all(
            "SELECT id, person_id, kind, facts, due_at FROM outbox WHERE state = 'owed' ORDER BY id"
        )
        if rows:
            sent = "UPDATE outbox SET state = 'sent', done_at = :now WHERE state = 'owed'"
            transaction.later(sent, now=seconds(self.now))
        for row in rows:
            if row["kind"] == HelpAsked.model_fields["kind"].default:
                asking.sent(transaction, facts_in(row)["ask_id"], self.now)
        self.handed_over += len(rows)
        return rows


def at_midnight(day: date) -> datetime:
    """The instant at which a local date begins."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)


def planned() -> tuple[PlannedShift, ...]:
    """Every shift of the weeks."""
    found: list[PlannedShift] = []
    for week in range(WEEKS):
        for team in range(TEAMS):
            for weekday, hour in WHEN:
                day = BEGINS + timedelta(days=14 + 7 * week + weekday)
                found.append(PlannedShift(len(found), team, at_midnight(day) + timedelta(hours=hour)))
    return tuple(found)


async def founded(file: Path) -> None:
    """A database with every table, to be copied for each run."""
    await migrate(f"sqlite:///{file}")


async def opened(template: Path, file: Path, *, at_once: bool) -> tuple[Database, Sequence[SimulatedTeam]]:
    """A copy with its teams in it, the same in every run but for whether people are put in without being asked."""
    shutil.copyfile(template, file)
    database = connect(f"sqlite:///{file}")
    await database.open()
    return database, await written(database, partial(_with_teams, at_once=at_once))


async def _with_teams(transaction: Transaction, *, at_once: bool) -> Sequence[SimulatedTeam]:
    records, then = Rows(transaction), at_midnight(BEGINS)
    top = await records.units.top_named("Taizhou", then)
    teams = []
    for number in range(TEAMS):
        unit = await records.units.add(top, f"Team {number}", then) or top
        ids = [await _joins(records, unit, 1000 * number + place, at_once=at_once) for place in range(PEOPLE + 1)]
        await records.people.set_role(ids[0], unit.id, Role.LEADER, by_id=None, at=then)
        found = [await records.people.get(person_id) for person_id in ids]
        leader, *people = [person for person in found if person is not None]
        rights = await records.people.rights(leader.id)
        teams.append(SimulatedTeam(unit, Actor(person=leader, rights=rights), people))
    return teams


async def _joins(records: Rows, unit: Unit, number: int, *, at_once: bool) -> int:
    then = at_midnight(BEGINS)
    person_id = await records.people.add(
        telegram_id=number + 1,
        name=f"Person {number}",
        phone=None,
        language=Language.ENGLISH,
        unit=unit,
        at=then,
        month=Month.of(BEGINS),
    )
    if at_once:
        await records.profiles.put_in_at_once(person_id, at_once=True)
    return person_id


async def post(records: Rows, team: SimulatedTeam, plan: PlannedShift, moment: Moment) -> int:
    """Post it; it takes as many people as it has places. Gives its number."""
    activity = await records.activities.add(
        unit=team.unit,
        leader_id=team.leader.id,
        title="River clean-up",
        description="",
        category=Category.COMMUNITY,
        venue="East Gate",
        details="",
        at=moment.now,
    )
    period = Period(start=plan.start, end=plan.start + LASTS)
    day = plan.start.astimezone(ZONE).date()
    return await records.activities.add_shift(
        activity, team.unit.id, period, PLACES, day=day, at=moment.now, minimum=PLACES
    )


def facts_in(row: Row) -> Mapping[str, Any]:
    """What a message owed is about."""
    return unpacked(row["facts"])
