"""Rules that SQL has to ask, too: what it finds is what the rule says, on both databases."""

import pytest

from storage.engine.values import seconds
from storage.rows import Rows
from storage.rows.activities import IS_ON
from storage.rows.capacities import HAS_ROOM
from storage.rows.roles import ROLE_HAS_ROOM
from storage.rows.shifts import IS_AHEAD
from storage.rows.statements import below
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.volunteers import HERE, KNOWN, WITH_US, answering, leads
from tests.support.city import NOW, City, hours_later
from volunteering.rules.activities import State, is_on
from volunteering.rules.capacity import places_of
from volunteering.rules.honours import StarMark
from volunteering.rules.hours import BEFORE_YIGONG, Entry, Kind
from volunteering.rules.roles import room_of
from volunteering.rules.stars import Ladder
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Person, Standing


@pytest.mark.parametrize("standing", Standing)
async def test_who_is_here_or_with_us_or_known(city: City, standing: Standing) -> None:
    person = await city.person("Wei")
    async with city.writing() as rows:
        await rows.people.change(person.id, standing=standing)

    async def is_so(condition: str) -> bool:
        counted = f"SELECT COUNT(*) AS n FROM people p WHERE p.id = :person AND {condition}"
        return bool(await city.figure(counted, person=person.id))

    assert await is_so(HERE) is standing.is_here
    assert await is_so(WITH_US) is standing.is_with_us
    assert await is_so(KNOWN) is standing.is_known


@pytest.mark.parametrize("reachable", [True, False])
@pytest.mark.parametrize("standing", Standing)
async def test_who_may_be_turned_to(city: City, standing: Standing, reachable: bool) -> None:
    known = await city.person("Wei")
    async with city.writing() as rows:
        await rows.people.change(known.id, standing=standing, reachable=reachable)
        person = await rows.people.get(known.id)
    assert person is not None
    found = await city.figure(
        f"SELECT COUNT(*) AS n FROM people p WHERE p.id = :person AND {answering('p')}", person=person.id
    )
    assert bool(found) is person.answers


@pytest.mark.parametrize("of_shift", State)
@pytest.mark.parametrize("of_activity", State)
async def test_which_shifts_are_on_and_which_ahead(city: City, of_shift: State, of_activity: State) -> None:
    number = await city.activity()
    known = await city.shift(24, lasts=3, activity=number)
    async with city.writing() as rows:
        if of_shift is State.CANCELLED:
            await rows.activities.cancel_shift(known.id, at=NOW)
        await rows.activities.change(number, state=of_activity)
    async with city.looking() as rows:
        found = await rows.activities.shift(known.id)
    assert found is not None
    activity, shift = found
    from_it = "SELECT COUNT(*) AS n FROM shifts s JOIN activities a ON a.id = s.activity_id WHERE s.id = :shift AND"
    assert bool(await city.figure(f"{from_it} {IS_ON}", shift=shift.id)) is is_on(activity, shift)
    for now in map(hours_later, (26, 27, 28)):
        ahead = await city.figure(f"{from_it} {IS_AHEAD}", shift=shift.id, now=seconds(now))
        assert bool(ahead) is shift.is_ahead(now)


@pytest.mark.parametrize("limit", [None, 1, 2, 3])
async def test_which_shifts_have_room(city: City, limit: int | None) -> None:
    shift = await city.shift(places=places_of(limit))
    await city.put(shift, *await city.people(2))
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, city.leader.id)
    assert facts is not None
    found = await city.figure(f"SELECT COUNT(*) AS n FROM shifts s WHERE s.id = :shift AND {HAS_ROOM}", shift=shift.id)
    assert bool(found) is not facts.capacity.is_full


@pytest.mark.parametrize("limit", [None, 1, 2, 3])
async def test_which_roles_have_room(city: City, limit: int | None) -> None:
    shift = await city.shift()
    helpers, _ = await city.roles(shift, Helpers=places_of(limit), Drivers=1)
    await city.put(shift, *await city.people(2), role=helpers)
    async with city.looking() as rows:
        room = room_of(await rows.roles.of(shift.id), helpers.id)
    assert room is not None
    found = await city.figure(
        f"SELECT COUNT(*) AS n FROM shift_roles r WHERE r.id = :role AND {ROLE_HAS_ROOM}", role=helpers.id
    )
    assert bool(found) is not room.capacity.is_full


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN])
async def test_who_leads_which_units(city: City, role: Role) -> None:
    below_it, boss, wei = await city.unit("Haimen", city.jiaojiang), await city.person("Boss"), await city.person("Wei")
    async with city.writing() as rows:
        await rows.people.set_role(wei.id, city.jiaojiang.id, role, by_id=None, at=NOW)
        await rows.people.set_role(boss.id, city.top.id, role, by_id=None, at=NOW)
        of = {person: await rows.people.rights(person.id) for person in (wei, boss, city.leader)}
    for person, rights in of.items():
        for unit in (city.top, city.jiaojiang, city.huangyan, below_it):
            condition = leads(":person", "u")
            found = await city.figure(
                f"SELECT COUNT(*) AS n FROM units u WHERE u.id = :unit AND {condition}", person=person.id, unit=unit.id
            )
            assert bool(found) is rights.leads(unit)


async def test_which_units_are_below_which(city: City) -> None:
    team = city.jiaojiang
    for number in range(12):  # with numbers of two digits that begin as others do
        team = await city.unit(f"Unit {number}", team if number % 2 else city.huangyan)
    async with city.database.reading() as reader:
        units = [unit_in(row) for row in await reader.all(f"SELECT {UNIT} FROM units u")]
        pairs = await reader.all(
            f"SELECT u.id AS one, top.id AS other FROM units u JOIN units top ON {below('u', 'top')}"
        )
        by_value = []
        for top in units:
            condition, values = within((top,), "u")
            by_value += [
                (row["id"], top.id) for row in await reader.all(f"SELECT u.id FROM units u WHERE {condition}", **values)
            ]
    held = {(unit.id, top.id) for unit in units for top in units if top.holds(unit)}
    assert {(pair["one"], pair["other"]) for pair in pairs} == held
    assert set(by_value) == held


LADDERS = ("1,2,5", "")
MARKS = (
    None,
    StarMark(stars=None, ladder="", turn=0),  # they have had them since before anybody was told
    *(StarMark(stars=stars, ladder=ladder, turn=1) for ladder in LADDERS for stars in range(4)),
)
MINUTES = (-1, 0, 1, 59, 60, 61, 119, 120, 299, 300, 301)


async def served(city: City, minutes: int, mark: StarMark | None) -> Person:
    """Somebody with these minutes in the ledger, who was told these stars."""
    person = await city.person("Wei")
    entry = Entry(
        person_id=person.id,
        unit_id=person.unit.id,
        day=BEFORE_YIGONG,
        kind=Kind.CARRIED_OVER,
        minutes=abs(minutes),
        change=minutes,
        participations=0,
        no_shows=0,
        by_id=None,
        at=NOW,
    )
    async with city.changing() as tx:
        await Rows(tx).hours.append(entry)
        if mark is not None:
            tx.later(
                """
                INSERT INTO star_marks (person_id, stars, ladder, turn, at)
                VALUES (:person, :stars, :ladder, :turn, 0)
                """,
                person=person.id,
                stars=mark.stars,
                ladder=mark.ladder,
                turn=mark.turn,
            )
    return person


async def hours_of_many(city: City) -> tuple[list[Person], list[Person]]:
    """Those who are looked at, and those who are gone."""
    people = [await served(city, minutes, mark) for minutes in MINUTES for mark in MARKS]
    people.append(await city.person("Nobody who has served"))
    with_us = [standing for standing in Standing if standing.is_with_us]
    without = [standing for standing in Standing if not standing.is_with_us]
    gone = [await served(city, 60, None) for _ in without]
    async with city.writing() as rows:
        for person, standing in zip((*people[:3], *gone), (*with_us, *without), strict=True):
            await rows.people.change(person.id, standing=standing)
    return people, gone


@pytest.mark.parametrize("ladder", LADDERS)
async def test_who_may_have_other_stars_than_they_were_told(city: City, ladder: str) -> None:
    people, gone = await hours_of_many(city)
    by: Ladder = tuple(map(int, ladder.split(","))) if ladder else ()

    async def by_rule_and_sql() -> tuple[set[int], set[int]]:
        async with city.looking() as rows:
            found, last = await rows.star_marks.perhaps_otherwise(0, by, 1000)
            assert last is None, "that was everybody"
            stands = [await rows.star_marks.of(person.id) for person in people]
        return {one.person_id for one in stands if one and one.stands_otherwise(by)}, {one.person_id for one in found}

    by_rule, by_sql = await by_rule_and_sql()
    assert by_sql == by_rule
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.STARS, "1,2")
    by_rule, by_sql = await by_rule_and_sql()
    assert by_sql >= by_rule, "whoever has a ladder of their unit's is looked at one by one"
    assert not by_sql & {person.id for person in gone}
