"""Many people at the same moment: never more than places, never somebody twice, and as few hops as it takes."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

import pytest

from storage.engine.connecting import connect
from storage.engine.faults import Conflict
from storage.process import inbox
from storage.rows import Rows
from tests.support.acting import appoint, at
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.hops import hops_of
from volunteering.actions.hours.deciding import AlreadyDecided, Approved, approve, reject
from volunteering.actions.leading.roles import change_roles
from volunteering.actions.signing_up.places import Leaving, leave_shift, take_shift
from volunteering.actions.signing_up.roles import RoleWouldBeGiven
from volunteering.rules.activities import Shift
from volunteering.rules.choosing import ToChoose
from volunteering.rules.consenting import ToAgree
from volunteering.rules.ground.policy import Policy
from volunteering.rules.roles import NewRole, RoleRoom, ShiftRole
from volunteering.rules.signing_up import Judgement, Overlaps, Refused, SignUp, Taken, Waiting
from volunteering.rules.volunteers import Person

T = TypeVar("T")
POLICY = Policy()

both_ways = pytest.mark.parametrize("at_once", [False, True], ids=["asked", "put_in_at_once"])
"""A place that comes free is held for whoever is next, or theirs at once: there are as many places either way."""


async def until_done(city: City, work: Callable[[Rows], Awaitable[T]]) -> T:
    """The work in a transaction of its own, again where somebody else was quicker."""
    for _ in range(20):
        try:
            async with city.writing() as rows:
                return await work(rows)
        except Conflict:
            continue
    raise AssertionError("somebody else was quicker every time")


async def take(
    city: City, person: Person, shift: Shift, role: ShiftRole | None = None
) -> Judgement | RoleWouldBeGiven | ToChoose | ToAgree | None:
    role_id = role.id if role else None
    return await until_done(city, lambda rows: take_shift(rows, person, shift.id, at(NOW), role_id=role_id))


async def leave(city: City, person: Person, shift: Shift) -> Leaving | None:
    return await until_done(city, lambda rows: leave_shift(rows, person, shift.id, at(NOW)))


async def minutes_of(city: City, person: Person) -> int:
    sql = "SELECT COALESCE(SUM(change), 0) AS n FROM entries WHERE person_id = :person"
    return await city.figure(sql, person=person.id)


async def test_forty_people_for_ten_places(city: City) -> None:
    people, shift = await city.people(40), await city.shift(places=10)

    answers = await asyncio.gather(*(take(city, person, shift) for person in people))

    assert sum(isinstance(answer, Taken) for answer in answers) == 10
    assert sorted(answer.number for answer in answers if isinstance(answer, Waiting)) == list(range(1, 31))
    async with city.looking() as rows:
        confirmed, waiting = await rows.sign_ups.confirmed(shift.id), await rows.sign_ups.waiting(shift.id)
    assert len(confirmed) == 10
    numbers = {
        person.id: answer.number for person, answer in zip(people, answers, strict=True) if isinstance(answer, Waiting)
    }
    assert [numbers[sign_up.person_id] for sign_up in waiting] == list(range(1, 31))
    assert sorted(sign_up.ticket for sign_up in (*confirmed, *waiting)) == list(range(1, 41))


async def test_two_leaders_do_not_approve_more_than_a_day_between_them(city: City) -> None:
    wang, leader = await city.person("Wang"), await appoint(city, city.leader, city.jiaojiang)
    async with city.writing() as rows:
        claims = [
            await rows.hours.add_claim(
                person_id=wang.id, unit_id=city.jiaojiang.id, day=NOW.date(), minutes=12 * 60, what="Help", at=NOW
            )
            for _ in range(6)
        ]

    async def decide(claim: int) -> None:
        await until_done(city, lambda rows: approve(rows, leader, claim, at(NOW)))

    await asyncio.gather(*(decide(claim) for claim in claims))

    assert await city.figure("SELECT SUM(change) AS n FROM entries") == 24 * 60


async def test_of_two_leaders_who_decide_at_the_same_moment_one_is_told_that_the_other_was_quicker(city: City) -> None:
    leader, other = [await appoint(city, person, city.jiaojiang) for person in await city.people(2)]
    for wang in await city.people(5):
        async with city.writing() as rows:
            claim = await rows.hours.add_claim(
                person_id=wang.id, unit_id=city.jiaojiang.id, day=NOW.date(), minutes=120, what="Help", at=NOW
            )
        outcomes = await asyncio.gather(
            until_done(city, partial(approve, actor=leader, claim_id=claim, moment=at(NOW))),
            until_done(city, partial(reject, actor=other, claim_id=claim, reason="", moment=at(NOW))),
        )
        assert sum(isinstance(outcome, AlreadyDecided) for outcome in outcomes) == 1
        counted = isinstance(outcomes[0], Approved)
        assert await minutes_of(city, wang) == (120 if counted else 0), "the ledger says what the claim doesn't"


async def test_one_person_and_two_shifts_at_the_same_time(city: City) -> None:
    person, shifts = await city.person("Wang"), [await city.shift() for _ in range(6)]

    answers = await asyncio.gather(*(take(city, person, shift) for shift in shifts))

    assert sum(isinstance(answer, Taken) for answer in answers) == 1
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert all(isinstance(reason, Overlaps) for answer in refused for reason in answer.reasons)


async def test_promoted_here_and_signing_up_there_at_the_same_moment(city: City) -> None:
    # Whoever leaves a shift promotes the one who waits there, who at this moment takes a place elsewhere.
    for _ in range(5):
        leaving, waiting = await city.people(2)
        full, other = await city.shift(places=1), await city.shift(places=1)
        await take(city, leaving, full)
        await take(city, waiting, full)
        await asyncio.gather(
            leave(city, leaving, full),
            take(city, waiting, other),
        )
        places = await city.figure(
            "SELECT COUNT(*) AS n FROM signups WHERE person_id = :person AND state = 'confirmed'", person=waiting.id
        )
        assert places == 1


async def in_shift(city: City, shift: Shift) -> tuple[list[SignUp], list[SignUp], list[SignUp]]:
    """Who has a place, whom one is held for, and who waits without being asked; each in order of arrival."""
    async with city.looking() as rows:
        confirmed, waiting = await rows.sign_ups.confirmed(shift.id), await rows.sign_ups.waiting(shift.id)
    return list(confirmed), [one for one in waiting if one.is_offered], [one for one in waiting if not one.is_offered]


async def rooms_of(city: City, shift: Shift) -> tuple[RoleRoom, ...]:
    async with city.looking() as rows:
        return await rows.roles.of(shift.id)


@both_ways
async def test_everybody_leaves_and_everybody_waits(city: City, *, at_once: bool) -> None:
    city.are_put_in_at_once = at_once
    people, shift = await city.people(16), await city.shift(places=4)
    for person in people[:12]:
        await take(city, person, shift)

    await asyncio.gather(
        *(leave(city, person, shift) for person in people[:8]),
        *(take(city, person, shift) for person in people[12:]),
    )

    confirmed, offered, waiting = await in_shift(city, shift)
    has_it, nobody = (confirmed, offered) if at_once else (offered, confirmed)
    assert [sign_up.person_id for sign_up in has_it] == [person.id for person in people[8:12]]
    assert not nobody, "a place was given to who was to be asked, or the other way round"
    assert len(waiting) == 4

    # All who are asked take it at the same moment, and whoever is not tries, too.
    answers = await asyncio.gather(*(take(city, person, shift) for person in people[8:]))

    assert sum(isinstance(answer, Taken) for answer in answers) == (0 if at_once else 4)
    confirmed, offered, waiting = await in_shift(city, shift)
    assert [sign_up.person_id for sign_up in confirmed] == [person.id for person in people[8:12]]
    assert (len(offered), len(waiting)) == (0, 4)


@both_ways
async def test_forty_people_for_two_roles(city: City, *, at_once: bool) -> None:
    city.are_put_in_at_once = at_once
    people, shift = await city.people(40), await city.shift()
    helpers, first_aid = await city.roles(shift, Helpers=8, First_aid=2)

    # Everybody asks for both at the same moment: whoever has a place in one changes, or keeps it. Whoever is offered
    # one and asks for another, hands it on: so there may be nobody left in a line, and a place free in that role.
    await asyncio.gather(
        *(take(city, person, shift, role) for person in people for role in (helpers, first_aid)),
    )

    rooms, (confirmed, offered, waiting) = await rooms_of(city, shift), await in_shift(city, shift)
    if at_once:
        assert {room.role.name: room.capacity.taken for room in rooms} == {"Helpers": 8, "First aid": 2}
    assert not any(room.capacity.is_overfull for room in rooms)
    unasked = {sign_up.role_id for sign_up in waiting}
    assert not [room for room in rooms if room.role.id in unasked and not room.capacity.is_full], "waits for nothing"
    assert sum(room.capacity.held for room in rooms) == len(offered)
    everybody = [sign_up.person_id for sign_up in (*confirmed, *offered, *waiting)]
    assert sorted(everybody) == sorted(person.id for person in people), "somebody is in two roles, or in none"


@both_ways
async def test_of_a_role_everybody_leaves_and_of_the_other_everybody_waits(city: City, *, at_once: bool) -> None:
    city.are_put_in_at_once = at_once
    people, shift = await city.people(16), await city.shift()
    helpers, first_aid = await city.roles(shift, Helpers=4, First_aid=2)
    for person in people[:8]:
        await take(city, person, shift, helpers)
    for person in people[8:12]:
        await take(city, person, shift, first_aid)

    await asyncio.gather(
        *(leave(city, person, shift) for person in people[:4]),
        *(take(city, person, shift, helpers) for person in people[12:]),
        *(take(city, person, shift, first_aid) for person in people[12:]),
    )

    rooms, (confirmed, offered, _) = await rooms_of(city, shift), await in_shift(city, shift)
    assert {room.role.name: (room.capacity.taken, room.capacity.held) for room in rooms} == {
        "Helpers": (4, 0) if at_once else (0, 4),
        "First aid": (2, 0),
    }
    assert {sign_up.person_id for sign_up in confirmed if sign_up.role_id == first_aid.id} == {
        person.id for person in people[8:10]
    }
    next_ones = {sign_up.person_id for sign_up in (*confirmed, *offered) if sign_up.role_id == helpers.id}
    assert next_ones == {person.id for person in people[4:8]}, "a place in one role went to whoever waits for another"


async def test_fifty_people_while_their_leader_writes_the_roles_anew(city: City) -> None:
    people, shift = await city.people(50), await city.shift()
    await city.roles(shift, Helpers=4, First_aid=2, Drivers=1)
    leader = await appoint(city, city.leader, city.jiaojiang)

    async def change(*roles: tuple[str, int]) -> None:
        wanted = tuple(NewRole(name=name, limit=places) for name, places in roles)
        work = partial(change_roles, actor=leader, shift_id=shift.id, wanted=wanted, moment=at(NOW), into=0)
        await until_done(city, work)

    async def take_one(number: int, person: Person) -> None:
        async with city.looking() as rows:
            rooms = await rows.roles.of(shift.id)  # it may be gone by the time that they tap
        await take(city, person, shift, rooms[number % len(rooms)].role)

    await asyncio.gather(
        *(take_one(number, person) for number, person in enumerate(people)),
        change(("Helpers", 12), ("First aid", 2)),
        change(("Helpers", 9), ("First aid", 3), ("Cooks", 1)),
        change(("First aid", 20), ("Cooks", 2)),
    )

    async with city.looking() as rows:
        rooms = await rows.roles.of(shift.id)
        signed_up = (*await rows.sign_ups.confirmed(shift.id), *await rows.sign_ups.waiting(shift.id))
    assert not any(room.capacity.is_overfull for room in rooms)
    assert {sign_up.role_id for sign_up in signed_up} <= {room.role.id for room in rooms}, "in a role that is gone"
    assert not [room for room in rooms if room.capacity.waiting and not room.capacity.is_full], "waits for nothing"


async def test_signing_up_is_two_hops(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            city = await City.founded(database)
            person, shift = await city.person("Wang"), await city.shift()
            with hops_of(monkeypatch) as hops:
                async with database.transaction(person=1002) as tx:
                    arrival = await inbox.recognise(tx, telegram_id=1002, update_id=7, now=NOW)
                    assert arrival.person == person
                    assert isinstance(await take_shift(Rows(tx), person, shift.id, at(NOW)), Taken)
                    inbox.record(tx, 7, telegram_id=1002, message_id=None, shows="shift:1", now=NOW)
            assert len(hops) == 2
            assert await city.figure("SELECT COUNT(*) AS n FROM signups WHERE state = 'confirmed'") == 1
