"""What is kept beside the ledger is what its lines say, at every moment and between any two sweeps (decision 66)."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from scheduling import sweeps
from storage.engine.database import Row
from storage.rows import Rows
from storage.rows.erasing import erase
from storage.rows.returning import returning
from tests.storage.rows.test_properties import MANY
from tests.support.acting import appoint, at
from tests.support.city import NOW, City, at_shift
from tests.support.ledger import Ledger
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.rules.activities import Shift
from volunteering.rules.hours import BEFORE_YIGONG, Kind, Subject, entry_for
from volunteering.rules.reports import RETURN_WITHIN, Returning, Span
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Actor, Person

MOMENT = at(NOW)
DAYS = (date(2026, 5, 3), date(2026, 5, 3), date(2026, 6, 1), date(2026, 7, 3), date(2025, 12, 30))
"""Two on one day, one within sixty days of it and one just beyond, and one in the year before."""

PEOPLE = st.integers(0, 2)
SHIFTS = st.integers(0, len(DAYS) - 1)
Act = tuple[Literal["came", "missed", "void", "before", "buddy", "merge", "part", "erase", "sweep"], int, int]
ACTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["came", "came", "missed", "void"]), PEOPLE, SHIFTS),
        st.tuples(st.sampled_from(["came", "before", "buddy", "sweep"]), PEOPLE, SHIFTS),
        st.tuples(st.sampled_from(["merge", "part", "sweep"]), PEOPLE, PEOPLE),
        st.tuples(st.sampled_from(["came", "sweep", "erase"]), PEOPLE, SHIFTS),
    ),
    max_size=24,
)


class ThreeInTheLedger:
    """Three people and five shifts, with what is kept of them."""

    def __init__(self, city: City, admin: Actor, people: list[Person], shifts: list[Shift], units: list[Unit]) -> None:
        self.city, self.admin, self.people, self.shifts, self.units = city, admin, people, shifts, units
        self.merges: list[int] = []

    async def does(self, act: Act) -> None:
        what, one, other = act
        acts: dict[str, Callable[[int, int], Awaitable[None]]] = {
            "came": lambda one, other: self._recorded(one, other, Kind.ATTENDED, 60),
            "missed": lambda one, other: self._recorded(one, other, Kind.NO_SHOW, 0),
            "void": lambda one, other: self._recorded(one, other, Kind.VOID, 0),
            "before": self._brings_hours,
            "buddy": self._has_a_buddy,
            "merge": self._merges,
            "part": self._parts,
            "erase": self._erases,
            "sweep": self._sweeps,
        }
        await acts[what](one, other)

    async def _recorded(self, one: int, other: int, kind: Kind, minutes: int) -> None:
        subject = at_shift(self.shifts[other], self.people[one])
        unit = self.units[other].id  # a shift's lines are its own unit's
        await self.city.record(subject.model_copy(update={"unit_id": unit}), kind, minutes)

    async def _brings_hours(self, one: int, _: int) -> None:
        person = self.people[one]
        subject = Subject(person_id=person.id, unit_id=person.unit.id, day=BEFORE_YIGONG, title="Before")
        line = entry_for(subject, Kind.CARRIED_OVER, 60, None, by_id=None, at=NOW)
        assert line is not None
        async with self.city.writing() as rows:
            await rows.hours.append(line)

    async def _has_a_buddy(self, one: int, other: int) -> None:
        shift = self.shifts[other]
        async with self.city.changing() as tx:
            if not await tx.all("SELECT 1 AS one FROM buddies WHERE shift_id = :shift", shift=shift.id):
                buddy = self.people[(one + 1) % 3].id
                await Rows(tx).buddies.add(shift.id, self.people[one].id, buddy, shift.period.start, NOW)

    async def _merges(self, one: int, other: int) -> None:
        async with self.city.writing() as rows:
            outcome = await merge(rows, self.admin, self.people[one].id, self.people[other].id, MOMENT)
        if isinstance(outcome, Merged):
            self.merges.append(outcome.merge_id)

    async def _parts(self, *_: int) -> None:
        if self.merges:
            async with self.city.writing() as rows:
                await undo_merge(rows, self.admin, self.merges.pop(), MOMENT)

    async def _erases(self, one: int, _: int) -> None:
        async with self.city.changing() as tx:
            await erase(tx, self.people[one].id)

    async def _sweeps(self, *_: int) -> None:
        await sweeps.tell_of_stars(self.city.database, MOMENT)

    async def holds(self, today: date) -> None:
        lines = await self.city.table("SELECT * FROM entries")
        for shift in await self.city.table("SELECT id, participations, no_shows FROM shifts"):
            of_it = [line for line in lines if line["shift_id"] == shift["id"]]
            assert shift["participations"] == sum(line["participations"] for line in of_it)
            assert shift["no_shows"] == sum(line["no_shows"] for line in of_it)
        pairs = await self.city.table("SELECT shift_id, newcomer_id, buddy_id FROM buddies WHERE ended IS NULL")
        for unit in (self.city.top, self.city.jiaojiang, self.city.huangyan):
            for span in (Span(year=2026), Span(year=2025)):
                async with self.city.database.reading() as reader:
                    found = await returning(reader, span, unit.id, today)
                assert found == _as_lines_say(lines, pairs, span, self._inside(unit), today)

    def _inside(self, unit: Unit) -> set[int]:
        every = {self.city.top, self.city.jiaojiang, self.city.huangyan}
        return {one.id for one in every if one.path.startswith(unit.path)}


def _as_lines_say(lines: list[Row], pairs: list[Row], span: Span, units: set[int], today: date) -> Returning:
    came: defaultdict[int, dict[int, int]] = defaultdict(dict)
    about: dict[int, tuple[str, int]] = {}
    before = {line["person_id"] for line in lines if line["kind"] == Kind.CARRIED_OVER}
    for line in (line for line in lines if line["shift_id"] is not None):
        own, shift = came[line["person_id"]], line["shift_id"]
        own[shift] = own.get(shift, 0) + line["participations"]
        about[shift] = (line["day"], line["unit_id"])
    counted = dict.fromkeys(("newcomers", "settled", "returned", "settled_with", "returned_with"), 0)
    for person, own in came.items():
        shifts = sorted((about[shift][0], shift) for shift, times in own.items() if times > 0)
        if not shifts or person in before:
            continue
        (day, first), *others = shifts
        if about[first][1] not in units or date.fromisoformat(day).year != span.year:
            continue
        last = date.fromisoformat(day) + RETURN_WITHIN
        is_settled = last < today
        again = is_settled and any(date.fromisoformat(then) <= last for then, _ in others)
        buddies = [pair["buddy_id"] for pair in pairs if (pair["shift_id"], pair["newcomer_id"]) == (first, person)]
        with_one = is_settled and any(came.get(buddy, {}).get(first, 0) > 0 for buddy in buddies)
        counted["newcomers"] += 1
        counted["settled"] += is_settled
        counted["returned"] += again
        counted["settled_with"] += with_one
        counted["returned_with"] += with_one and again
    return Returning(**counted)


@MANY
@given(acts=ACTS, days=st.integers(0, 150))
async def test_what_is_kept_is_what_the_lines_say(city: City, acts: list[Act], days: int) -> None:
    ledger = Ledger(city)
    admin = await appoint(city, await city.person("Admin"), city.top, Role.ADMIN)
    people = [await city.person("Wei"), await city.person("Wei again"), await city.person("Wu", city.huangyan)]
    units = [city.jiaojiang, city.huangyan, city.jiaojiang, city.top, city.jiaojiang]
    shifts = [await ledger.shift(day, unit=unit) for day, unit in zip(DAYS, units, strict=True)]
    town = ThreeInTheLedger(city, admin, people, shifts, units)
    today = DAYS[0] + timedelta(days=days)
    for act in acts:
        await town.does(act)
        await town.holds(today)
    await sweeps.tell_of_stars(city.database, MOMENT)
    assert await city.table("SELECT * FROM star_checks") == []
    await town.holds(today)
