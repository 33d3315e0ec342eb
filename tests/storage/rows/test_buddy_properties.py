"""Whatever happens in whatever order: nobody looks out for three, everybody is told once, and of what is off nobody."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.sweeps import choose_buddies
from storage.engine.values import seconds
from storage.rows import Rows
from tests.support.acting import appoint, at
from tests.support.city import NOW, ZONE, City, at_shift, hours_later
from volunteering.actions.buddies import taking_part
from volunteering.actions.doubles.making_one import Merged, merge
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.actions.volunteers.holds import restore, suspend
from volunteering.rules.activities import Shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.hours import Kind
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.unit_settings import ON, UnitSetting
from volunteering.rules.volunteers import Actor, Person

MANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

WHO = st.integers(0, 5)  # four newcomers and two who came often
SHIFTS = st.integers(0, 1)
Act = tuple[
    Literal["take", "leave", "decline", "resume", "out", "in", "suspend", "restore", "move", "cancel", "sweep"],
    int,
    int,
    int,
]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["take", "take", "take", "leave", "decline", "resume", "out", "in", "suspend", "restore", "move", "sweep"]
        )
        | st.sampled_from(["cancel", "sweep"]),
        WHO,
        SHIFTS,
        st.sampled_from([0, 1, 20, 60, 3600]),  # seconds that pass after it
    ),
    max_size=40,
)


async def do(city: City, act: Act, people: list[Person], shifts: list[Shift], now: datetime) -> None:
    """One act, in a transaction of its own; a sweep is two, as of two replicas at the same moment."""
    what, number, which, _ = act
    if what == "sweep":
        await asyncio.gather(*(choose_buddies(city.database, at(now)) for _ in range(2)))
        return
    async with city.writing() as rows:
        if what in {"move", "cancel", "suspend", "restore"}:
            await of_the_leader(city, rows, act, people[number], shifts[which], now)
        else:
            await of_a_volunteer(rows, what, people[number], shifts[which], now)


async def of_the_leader(city: City, rows: Rows, act: Act, person: Person, shift: Shift, now: datetime) -> None:
    leader = Actor(person=city.leader, rights=Rights(posts=(Post(unit=city.top, role=Role.ADMIN),)))
    match act[0]:
        case "suspend":
            await suspend(rows, leader, person.id, "To be talked over", at(now))
        case "restore":
            await restore(rows, leader, person.id, at(now))
        case "move":
            period = Period(start=shift.period.start + timedelta(hours=act[1] - 3), end=shift.period.end)
            await rows.activities.move_shift(shift.id, period, day=period.day(ZONE), at=now)
        case _:
            await cancel_shift(rows, leader, shift.id, at(now))


async def of_a_volunteer(rows: Rows, what: str, person: Person, shift: Shift, now: datetime) -> None:
    known = await rows.people.get(person.id)
    assert known is not None
    match what:
        case "take":
            await take_shift(rows, known, shift.id, at(now))
        case "leave":
            await leave_shift(rows, known, shift.id, at(now))
        case "decline":
            for pair in (await rows.buddies.ahead_of(person.id, now))[:1]:
                await taking_part.decline(rows, known, pair.id, at(now))
        case "resume":
            for row in await rows.tx.all("SELECT id FROM buddies WHERE buddy_id = :person", person=person.id):
                await taking_part.resume(rows, known, row["id"], at(now))
        case "out":
            taking_part.keep_out(rows, known, at(now))
        case _:
            taking_part.take_part(rows, known)


async def looked_at(city: City, shifts: list[Shift], now: datetime) -> None:
    """What holds at every moment."""
    pairs = await city.table(
        "SELECT b.*, s.state FROM buddies b JOIN shifts s ON s.id = b.shift_id WHERE s.id IN (:one, :other)",
        one=shifts[0].id,
        other=shifts[1].id,
    )
    there = [pair for pair in pairs if pair["ended"] is None]
    for_whom = Counter((pair["shift_id"], pair["buddy_id"]) for pair in there)
    assert all(count <= 2 for count in for_whom.values()), "somebody looks out for more than two"
    of_whom = Counter((pair["shift_id"], pair["newcomer_id"]) for pair in there)
    assert all(count == 1 for count in of_whom.values()), "somebody has two buddies"
    assert all(pair["newcomer_id"] != pair["buddy_id"] for pair in pairs)
    for pair in pairs:
        told = await city.table(
            "SELECT person_id, created_at FROM outbox WHERE key LIKE :key", key=f"buddy_chosen:{pair['id']}:%"
        )
        both = Counter(row["person_id"] for row in told)
        assert both == {pair["newcomer_id"]: 1, pair["buddy_id"]: 1}, "both are told, and once"
        off_since = await city.table(
            "SELECT moved_at FROM shifts WHERE id = :shift AND state = 'cancelled'", shift=pair["shift_id"]
        )
        if off_since:
            assert pair["at"] <= off_since[0]["moved_at"], "somebody got a buddy for a shift that is off"
    for owed in await city.table("SELECT key FROM outbox WHERE kind = 'buddy_gone'"):
        number = int(owed["key"].split(":")[1])
        assert all(pair["ended"] for pair in pairs if pair["id"] == number), "told of an end that there is not"
    assert seconds(now) >= max((pair["at"] for pair in pairs), default=0)


@MANY
@given(acts=ACTS)
async def test_buddies_hold_whatever_happens(city: City, acts: list[Act]) -> None:
    people = await city.people(6)
    for times in range(5):
        for experienced in people[4:]:
            await city.record(at_shift(await city.shift(-200 - 24 * times), experienced), Kind.ATTENDED, 60)
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.BUDDIES, ON)
    shifts = [await city.shift(30), await city.shift(54)]
    await city.put(shifts[0], *people, at=-1)
    now = hours_later(1)
    for act in acts:
        await do(city, act, people, shifts, now)
        await looked_at(city, shifts, now)
        now += timedelta(seconds=act[3])
        assert now < hours_later(54)


async def test_a_newcomer_known_twice_has_one_whatever_is_taken_back(city: City) -> None:
    """Of two records with a pair each, one was declined a moment ago when they become one."""
    old, mei, again = await city.people(3)
    admin = await appoint(city, await city.person("An"), city.top, Role.ADMIN)
    shift = await city.shift(30)
    async with city.writing() as rows:
        for person in (old, mei, again):
            await rows.sign_ups.put(shift.id, person.id, SignUpState.CONFIRMED, NOW)
        declined, _ = [
            await rows.buddies.add(shift.id, one.id, old.id, shift.period.start, NOW) for one in (mei, again)
        ]
    async with city.writing() as rows:
        assert isinstance(await taking_part.decline(rows, old, declined, at(NOW)), taking_part.Declined)
    async with city.writing() as rows:
        assert isinstance(await merge(rows, admin, mei.id, again.id, at(NOW)), Merged)
    async with city.writing() as rows:
        assert isinstance(await taking_part.resume(rows, old, declined, at(NOW)), taking_part.NoPair)
    assert await city.figure("SELECT COUNT(*) AS n FROM buddies WHERE ended IS NULL") == 1


@MANY
@given(number=st.integers(0, 7), experienced=st.integers(0, 4))
async def test_as_many_newcomers_have_one_as_there_can_be(city: City, number: int, experienced: int) -> None:
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.BUDDIES, ON)
    newcomers, others = await city.people(number), await city.people(experienced)
    for times in range(5):
        for one in others:
            await city.record(at_shift(await city.shift(-200 - 24 * times), one), Kind.ATTENDED, 60)
    shift = await city.shift(30, places=20)
    await city.put(shift, *newcomers, *others, at=-1)
    for _ in range(3):
        await choose_buddies(city.database, at(hours_later(1)))
    pairs = await city.table("SELECT * FROM buddies WHERE shift_id = :shift", shift=shift.id)
    assert len(pairs) == min(number, 2 * experienced)
