"""The simulated world: a database with a township and its people, simpy's clock, and acts that are done in it.

A process of simpy asks for an act and goes on with what came of it; acts are coroutines of the bot's own actions, each
in a transaction of its own, at the moment that simpy's clock shows.
"""

import shutil
from collections import deque
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import simpy
from typing_extensions import override

from benchmarks.roster.township import TOP, ZONE, PlannedShift, Township
from storage.engine.database import Database, Query, Row, Transaction
from storage.engine.migrating import migrate
from storage.engine.retrying import until_settled
from storage.engine.sqlite.connection import Connection, Glance, Result
from storage.engine.sqlite.database import SqliteDatabase
from storage.engine.values import seconds, unpacked
from storage.rows import Rows, asking
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.notices.asking import HelpAsked
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Actor, Language, Person

LEADERS: Final = 10**6
"""Their Telegram numbers begin there."""

SOMEBODY: Final = 1
"""Whoever's turn it is: what is done in a turn is done without a thread."""

T = TypeVar("T")
Process = Generator[simpy.Event, Any, Any]
Act = Callable[[Rows, Moment], Awaitable[Any]]


class _HereConnection(Connection):
    """One that does everything where it is asked: nobody else waits, and the hop to a thread takes longer than it."""

    @override
    async def run(self, queries: Sequence[Query]) -> list[Result]:
        return self.run_here(queries)


class _HereDatabase(SqliteDatabase):
    """A database for one who waits for nobody."""

    @override
    async def _connected(self, kind: type[Any], *pragmas: str) -> Any:
        return await super()._connected(kind if issubclass(kind, Glance) else _HereConnection, *pragmas)


@dataclass(slots=True)
class SimulatedWorld:
    """What one run happens in."""

    database: Database
    township: Township
    leaders: Sequence[Actor]  # of each unit, in its order
    people: Mapping[int, Person]  # by the number that the township has for them
    clock: simpy.Environment = field(default_factory=simpy.Environment)
    handed_over: int = 0  # messages
    _asked: deque[tuple[simpy.Event, Act]] = field(default_factory=deque)

    @property
    def now(self) -> datetime:
        """What simpy's clock shows."""
        return self.township.begins + timedelta(minutes=self.clock.now)

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
        minutes = (until - self.township.begins).total_seconds() / 60
        while self.clock.peek() < minutes:
            self.clock.step()
            while self._asked:
                done, act = self._asked.popleft()
                outcome, owed = await _written(self.database, partial(self._done, act))
                done.succeed(outcome)
                for row in owed:
                    self.clock.process(hears(row))

    async def _done(self, act: Act, transaction: Transaction) -> tuple[Any, Sequence[Row]]:
        """What came of an act, and what is owed by then."""
        outcome = await act(Rows(transaction), self.moment)
        return outcome, await self._hand_over(transaction)

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


async def _written(database: Database, work: Callable[[Transaction], Awaitable[T]]) -> T:
    async def attempt() -> T:
        async with database.transaction(person=SOMEBODY) as transaction:
            return await work(transaction)

    return await until_settled(attempt)


async def founded(file: Path) -> None:
    """A database with every table, to be copied for each run."""
    await migrate(f"sqlite:///{file}")


async def opened(template: Path, file: Path, township: Township, *, at_once: bool) -> SimulatedWorld:
    """A copy with the township in it, the same in every run but for whether people are put in without being asked."""
    shutil.copyfile(template, file)
    database = _HereDatabase(file, patience=1.0)
    await database.open()
    return await _written(database, partial(_settled, database, township, at_once=at_once))


async def _settled(
    database: Database, township: Township, transaction: Transaction, *, at_once: bool
) -> SimulatedWorld:
    records, then = Rows(transaction), township.begins
    top = await records.units.top_named(TOP.name, then)
    units: list[Unit] = []
    for number in range(township.units):
        unit = await records.units.add(units[0] if units else top, f"Unit {number}", then)
        units.append(unit or top)
    leaders = []
    for number, unit in enumerate(units):
        person_id = await _joins(records, unit, LEADERS + number, then)
        await records.people.set_role(person_id, unit.id, Role.LEADER, by_id=None, at=then)
        leaders.append(Actor(person=await _known(records, person_id), rights=await records.people.rights(person_id)))
    people = {}
    for planned in township.people:
        person_id = await _joins(records, units[planned.unit], planned.number, min(then, planned.since))
        if at_once:
            await records.profiles.put_in_at_once(person_id, at_once=True)
        people[planned.number] = await _known(records, person_id)
    return SimulatedWorld(database, township, leaders, people)


async def _joins(records: Rows, unit: Unit, number: int, at: datetime) -> int:
    return await records.people.add(
        telegram_id=number,
        name=f"Person {number}",
        phone=None,
        language=Language.ENGLISH,
        unit=unit,
        at=at,
        month=Month.of(at.date()),
    )


async def _known(records: Rows, person_id: int) -> Person:
    person = await records.people.get(person_id)
    if person is None:
        raise LookupError(person_id)
    return person


async def post(records: Rows, leader: Actor, plan: PlannedShift, moment: Moment) -> int:
    """Post it; it takes as many people as it has places. Gives its number."""
    [unit] = leader.rights.led
    activity = await records.activities.add(
        unit=unit,
        leader_id=leader.id,
        title="River clean-up",
        description="",
        category=plan.category,
        venue="East Gate",
        details="",
        at=moment.now,
    )
    period = Period(start=plan.start, end=plan.start + plan.lasts)
    day = plan.start.astimezone(ZONE).date()
    return await records.activities.add_shift(
        activity, unit.id, period, plan.places, day=day, at=moment.now, minimum=plan.places
    )


def facts_in(row: Row) -> Mapping[str, Any]:
    """What a message owed is about."""
    return unpacked(row["facts"])
