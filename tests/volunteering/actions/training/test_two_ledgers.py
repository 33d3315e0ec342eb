"""The study ledger never meets the service ledger: whatever trainings, rosters, corrections and merges there are, every
figure of service is what it is without the trainings.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.sweeps import tell_of_stars
from storage.engine.connecting import connect
from storage.engine.pages import Page
from storage.rows import Rows
from storage.views.reports.opened import held, lines
from storage.views.reports.served import served
from storage.views.reports.totals import breakdown, course, totals
from storage.views.service_records.of_a_person import own_record
from storage.views.thanks import record_of
from tests.support.acting import acting, appoint, at, hours_later, known
from tests.support.city import ZONE, City
from tests.support.databases import Databases
from tests.support.trained import training
from volunteering.actions.attendance.noting import excuse, send_home
from volunteering.actions.attendance.putting_right import came_after_all, undo_no_show
from volunteering.actions.attendance.rosters import confirm_roster, tick, tick_all
from volunteering.actions.attendance.serving import count_served
from volunteering.actions.attendance.walk_ins import add_walk_in
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.actions.signing_up.places import take_shift
from volunteering.actions.training.results import settle
from volunteering.rules.activities import Shift
from volunteering.rules.certificates import CertifiedDays
from volunteering.rules.ground.periods import Month
from volunteering.rules.no_shows import NoShows
from volunteering.rules.reports import Served, Span
from volunteering.rules.signing_up import Refused
from volunteering.rules.training import NewTraining
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Person

NOW = hours_later(500)
SERVED = Served(people=7, things=3)
PEOPLE, SHIFTS = 4, 3
"""Of these shifts there are as many of service as of study; of service there is what is done, of study whatever."""

MOMENT = at(NOW)


class World:
    """A city with as many shifts of service as sessions of trainings, and people in all of them."""

    def __init__(self, city: City, service: Sequence[Shift], study: Sequence[Shift], people: Sequence[Person]) -> None:
        self.city, self.service, self.study, self.people = city, service, study, people
        self.leader: Actor
        self.merges: list[int] = []

    @classmethod
    async def made(cls, city: City, *, trains: bool = True) -> "World":
        people = await city.people(PEOPLE)
        service = [await city.shift(24 * number) for number in range(1, SHIFTS + 1)]
        hours = [24 * number + 5 for number in range(1, SHIFTS + 1)]
        study = await training(city, NewTraining(least_sessions=2), *hours) if trains else ()
        world = cls(city, service, study, people)
        world.leader = await appoint(city, city.leader, city.top, Role.ADMIN)
        for shift in (*service, *study):
            await city.put(shift, *people[:3])
        return world

    async def does(self, what: str, shift: Shift, person: Person) -> None:
        if what in ON_BOTH:
            await ON_BOTH[what](self)
            return
        async with self.city.writing() as rows:
            await ACTS[what](self, rows, shift.id, person.id)

    async def figures(self) -> dict[str, Any]:
        """All that is said of service: by month, year, unit, person, activity, and what it keeps people from."""
        month, span = Month(year=2026, number=12), Span.of(Month(year=2026, number=12))
        top = self.city.top
        async with self.city.database.reading() as reader:
            parts = await breakdown(reader, span, top.id, NOW)
            assert parts is not None
            figures: dict[str, Any] = {
                "totals": await totals(reader, span, top, NOW),
                "parts": [(part.unit, part.totals, part.is_own) for part in parts.parts],  # their study stands apart
                "course": await course(reader, Span(year=2026), top.id, NOW),
                "held": await held(reader, month, top.id, NOW, own=False, page=Page(50)),
                "lines": await lines(reader, month, top.id, own=False, page=Page(99)),
                "served": await served(reader, span, top.id, NOW, page=Page(50)),
            }
        for person in self.people:
            figures |= await self._figures_of(person)
            async with self.city.looking() as rows:
                figures[f"no-shows of {person.id}"] = await rows.hours.no_shows(person.id)
                facts = await rows.sign_ups.facts(self.service[0].id, person.id)
                assert facts is not None
                figures[f"counted against {person.id}"] = facts.no_shows
        entries = await self.city.table("SELECT person_id, shift_id, kind, minutes, change FROM entries ORDER BY id")
        figures["ledger"] = [
            [row[name] for name in ("person_id", "shift_id", "kind", "minutes", "change")] for row in entries
        ]
        return figures

    async def _figures_of(self, person: Person) -> dict[str, Any]:
        """What their service comes to: stars, a card of honour, a certificate, their record."""
        async with self.city.writing() as rows:
            stands = await rows.star_marks.of(person.id)
            certified = await rows.certificates.served(person.id, CertifiedDays(first=None, last=NOW.date()))
            towards = await rows.honours.towards_card(person.id, ZONE)
        told = await self.city.table(
            "SELECT facts FROM outbox WHERE kind = 'stars_changed' AND person_id = :person ORDER BY id",
            person=person.id,
        )
        async with self.city.database.reading() as reader:
            record = await record_of(reader, person.id, told_by=NOW, today=NOW.date(), last=50)
            own = await own_record(reader, person.id, NOW.date())
        return {
            f"stars of {person.id}": (stands, [row["facts"] for row in told]),
            f"certified of {person.id}": certified,
            f"towards a card of {person.id}": towards,
            f"record of {person.id}": (record, own.service),
        }

    async def merge(self) -> None:
        async with self.city.writing() as rows:
            outcome = await merge(rows, self.leader, self.people[0].id, self.people[1].id, MOMENT)
        if isinstance(outcome, Merged):
            self.merges.append(outcome.merge_id)

    async def part(self) -> None:
        if self.merges:
            async with self.city.writing() as rows:
                await undo_merge(rows, self.leader, self.merges.pop(), MOMENT)

    async def tells(self) -> None:
        await tell_of_stars(self.city.database, MOMENT)


async def passes_by_hand(world: World, rows: Rows, shift: int, person: int) -> None:
    """Of a session only: a shift of service has no result."""
    found = await rows.activities.shift(shift)
    whom = await rows.people.get(person)
    assert found is not None
    assert whom is not None
    if found[0].training:
        await settle(rows, found[0].id, whom, mark=None, passed=True, by_id=world.leader.id, moment=MOMENT)


ACTS: Final[dict[str, Callable[[World, Rows, int, int], Awaitable[object]]]] = {
    "tick": lambda world, rows, shift, person: tick(rows, world.leader, shift, person, MOMENT, came=True),
    "untick": lambda world, rows, shift, person: tick(rows, world.leader, shift, person, MOMENT, came=False),
    "all": lambda world, rows, shift, _: tick_all(rows, world.leader, shift, MOMENT),
    "excuse": lambda world, rows, shift, person: excuse(rows, world.leader, shift, person, MOMENT),
    "home": lambda world, rows, shift, person: send_home(rows, world.leader, shift, person, 30, MOMENT),
    "walk_in": lambda world, rows, shift, person: add_walk_in(rows, world.leader, shift, person, MOMENT),
    "confirm": lambda world, rows, shift, _: confirm_roster(rows, world.leader, shift, MOMENT),
    "undo": lambda world, rows, shift, person: undo_no_show(rows, world.leader, shift, person, MOMENT),
    "came": lambda world, rows, shift, person: came_after_all(rows, world.leader, shift, person, MOMENT),
    "served": lambda world, rows, shift, _: count_served(rows, world.leader, shift, SERVED, MOMENT),
    "passes": passes_by_hand,
}
ON_BOTH: Final[dict[str, Callable[[World], Awaitable[None]]]] = {
    "merge": World.merge, "part": World.part, "tells": World.tells,
}  # fmt: skip
steps = st.lists(
    st.tuples(
        st.sampled_from([*ACTS, *ON_BOTH]), st.integers(0, SHIFTS - 1), st.integers(0, PEOPLE - 1), st.booleans()
    ),
    max_size=25,
)


@asynccontextmanager
async def city_on(databases: Databases, kind: Literal["sqlite", "postgresql"]) -> AsyncIterator[City]:
    with databases.fresh(kind) as url:
        async with connect(url) as database:
            yield await City.founded(database)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=steps)
async def test_service_is_the_same_with_and_without_trainings(
    databases: Databases, kind: Literal["sqlite", "postgresql"], done: list[tuple[str, int, int, bool]]
) -> None:
    async with city_on(databases, kind) as city, city_on(databases, kind) as other:
        with_study, without = await World.made(city), await World.made(other, trains=False)
        for what, number, whom, is_study in done:
            for world in (with_study, without):
                if is_study and what not in ON_BOTH and world is without:
                    continue
                shifts = world.study if is_study and what not in ON_BOTH else world.service
                await world.does(what, shifts[number], world.people[whom])
        assert await with_study.figures() == await without.figures()
        in_study = {shift.id for shift in with_study.study}
        assert not {row["shift_id"] for row in await city.table("SELECT shift_id FROM entries")} & in_study
        studied = await city.table("SELECT shift_id FROM study_lines")
        assert {row["shift_id"] for row in studied} <= in_study


async def test_whoever_misses_trainings_may_sign_up_to_service(city: City) -> None:
    world = await World.made(city)
    [wang, *_] = world.people
    for session in world.study:
        await world.does("confirm", session, wang)
    ahead = await city.shift(600)
    async with city.writing() as rows:
        outcome = await take_shift(rows, await known(rows, wang), ahead.id, at(NOW))
    assert not (isinstance(outcome, Refused) and any(isinstance(reason, NoShows) for reason in outcome.reasons))
    assert not isinstance(outcome, Refused)


async def test_a_result_writes_no_line_of_either_ledger(city: City) -> None:
    world = await World.made(city)
    [wang, *_] = world.people
    leader = await acting(city, city.leader)
    async with city.writing() as rows:
        person = await known(rows, wang)
        await settle(rows, world.study[0].activity_id, person, mark=3, passed=True, by_id=leader.id, moment=at(NOW))
    for ledger in ("entries", "study_lines"):
        assert not await city.table(f"SELECT id FROM {ledger}")
