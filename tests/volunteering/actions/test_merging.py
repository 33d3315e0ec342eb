"""Taking units away and merging them: nothing and nobody is lost, and only whoever may take it out of there does it."""

import pytest

from storage.views.reports.totals import report
from tests.support.acting import NOW, appoint, at, owed, told
from tests.support.city import ZONE, City, at_shift
from volunteering.actions.doubles.making_one import merge
from volunteering.actions.tree import (
    InsideItself,
    NameTaken,
    NotEmpty,
    TopUnit,
    UnitMerges,
    UnitRemoved,
    merge_unit,
    remove_unit,
)
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.hours import Kind
from volunteering.rules.reports import Span, Totals
from volunteering.rules.tree import Holdings, NotAllowed, Role, Unit
from volunteering.rules.volunteers import Actor, Person

MONTH = Span.of(Month.of(local_day(NOW, ZONE)))


@pytest.fixture
async def admin(city: City) -> Actor:
    return await appoint(city, city.leader, city.top, Role.ADMIN)


async def _unit(city: City, number: int) -> Unit | None:
    async with city.looking() as rows:
        return await rows.units.get(number)


async def _person(city: City, person: Person) -> Person:
    async with city.looking() as rows:
        found = await rows.people.get(person.id)
    assert found is not None
    return found


async def test_an_empty_unit_is_taken_away(city: City, admin: Actor) -> None:
    slip = await city.unit("Slip of the finger", city.huangyan)
    async with city.writing() as rows:
        assert await remove_unit(rows, admin, slip.id, at(NOW)) == UnitRemoved(unit=slip, above=city.huangyan)
        assert await remove_unit(rows, admin, slip.id, at(NOW)) is None
        assert await rows.units.current(slip.id) is None
    [noted] = await city.table("SELECT unit_id, facts FROM journal WHERE kind = 'unit_removed'")
    assert (noted["unit_id"], "Slip of the finger" in noted["facts"]) == (city.huangyan.id, True)


async def test_what_is_in_a_unit_keeps_it(city: City, admin: Actor) -> None:
    wei, mei = await city.person("Wei", city.huangyan), await city.person("Mei")
    gone = await city.person("Gone", city.huangyan)
    team = await city.unit("Team", city.huangyan)
    shift = await city.shift(-200, activity=await city.activity("Past", unit=city.huangyan))
    await city.shift(24, activity=await city.activity("Ahead", unit=city.huangyan))
    async with city.writing() as rows:
        await rows.people.join(mei.id, city.huangyan.id, NOW)
        await rows.people.set_role(mei.id, city.huangyan.id, Role.LEADER, by_id=None, at=NOW)
        await rows.people.go(gone.id)
        await rows.hours.add_claim(
            person_id=wei.id, unit_id=city.huangyan.id, day=local_day(NOW, ZONE), minutes=30, what="Errand", at=NOW
        )
    held = Holdings(people=1, former=1, members=1, posts=1, below=1, ahead=1, past=1, claims=1)
    async with city.writing() as rows:
        outcome = await remove_unit(rows, admin, city.huangyan.id, at(NOW))
    assert outcome == NotEmpty(unit=city.huangyan, held=held)
    assert await _unit(city, team.id) == team
    assert shift.activity_id


async def test_a_record_that_became_another_keeps_its_unit(city: City, admin: Actor) -> None:
    """For a day it may be taken out again, and is at home there then."""
    team = await city.unit("Team", city.huangyan)
    wei, twin = await city.person("Wei"), await city.person("Wei", team)
    async with city.writing() as rows:
        await merge(rows, None, wei.id, twin.id, at(NOW))
        await rows.people.leave_unit(wei.id, team.id)
    async with city.writing() as rows:
        outcome = await remove_unit(rows, admin, team.id, at(NOW))
    assert outcome == NotEmpty(unit=team, held=Holdings(former=1))


async def test_the_number_of_a_unit_is_nobody_elses(city: City, admin: Actor) -> None:
    """Else its invite links would lead strangers into whatever comes next."""
    last = await city.unit("Last", city.huangyan)
    async with city.writing() as rows:
        await remove_unit(rows, admin, last.id, at(NOW))
    following = await city.unit("Next", city.huangyan)
    assert following.id != last.id
    assert await _unit(city, following.id) == following
    assert following.path == f"{city.huangyan.path}{following.id}/"
    assert (await city.unit("And next", city.huangyan)).id not in {last.id, following.id}


async def test_a_full_one_is_merged_with_everything_in_it(city: City, admin: Actor) -> None:
    old = await city.unit("Old", city.jiaojiang)
    team = await city.unit("Team", old)
    deep = await city.unit("Deep", team)
    wei, deep_one = await city.person("Wei", old), await city.person("Deep one", deep)
    led = await city.activity("River clean-up", unit=old)
    past = await city.shift(-48, activity=led)
    await city.record(at_shift(past, wei), Kind.ATTENDED, 180)
    async with city.writing() as rows:
        outcome = await merge_unit(rows, admin, old.id, city.huangyan.id, at(NOW))
    assert outcome == UnitMerges(into=city.huangyan, name="Old", told=1)
    assert await _unit(city, old.id) is None
    assert (await _person(city, wei)).unit == city.huangyan
    moved, below = await _unit(city, team.id), await _unit(city, deep.id)
    assert moved
    assert below
    assert moved.path == f"{city.huangyan.path}{team.id}/"
    assert below.path == f"{moved.path}{deep.id}/"
    assert (await _person(city, deep_one)).unit == below
    assert await city.figure("SELECT depth AS n FROM units WHERE id = :unit", unit=deep.id) == below.depth
    for table in ("activities", "shifts", "entries", "journal"):
        left = f"SELECT COUNT(*) AS n FROM {table} WHERE unit_id = :unit"
        assert await city.figure(left, unit=old.id) == 0, table


async def test_totals_above_stay_and_the_other_has_both(city: City, admin: Actor) -> None:
    for unit in (city.jiaojiang, city.huangyan):
        person = await city.person("Wei", unit)
        for hours in (-30, -60):
            shift = await city.shift(hours, activity=await city.activity(unit=unit))
            await city.put(shift, person)
            await city.record(at_shift(shift, person), Kind.ATTENDED, 180)
    before, old, into = [await _totals(city, unit) for unit in (city.top, city.huangyan, city.jiaojiang)]
    async with city.writing() as rows:
        await merge_unit(rows, admin, city.huangyan.id, city.jiaojiang.id, at(NOW))
    assert await _totals(city, city.top) == before
    merged = await _totals(city, city.jiaojiang)
    for figure in Totals.model_fields:
        assert getattr(merged, figure) == getattr(old, figure) + getattr(into, figure), figure
    assert merged.minutes


async def _totals(city: City, unit: Unit) -> Totals:
    year = Span(year=MONTH.year)
    async with city.database.reading() as reader:
        found = await report(reader, year, unit.id, NOW, ZONE)
    assert found is not None
    return found.now


async def test_whoever_belongs_to_both_belongs_once(city: City, admin: Actor) -> None:
    home_old, home_new = await city.person("A", city.huangyan), await city.person("B")
    further = await city.person("C", city.top)
    async with city.writing() as rows:
        await rows.people.join(home_old.id, city.jiaojiang.id, NOW)
        await rows.people.join(home_new.id, city.huangyan.id, NOW)
        for unit in (city.jiaojiang, city.huangyan):
            await rows.people.join(further.id, unit.id, NOW)
        for person, old, new in ((home_old, Role.ADMIN, Role.LEADER), (home_new, Role.LEADER, Role.ADMIN)):
            await rows.people.set_role(person.id, city.huangyan.id, old, by_id=None, at=NOW)
            await rows.people.set_role(person.id, city.jiaojiang.id, new, by_id=None, at=NOW)
        await rows.people.set_role(further.id, city.huangyan.id, Role.LEADER, by_id=None, at=NOW)
        outcome = await merge_unit(rows, admin, city.huangyan.id, city.jiaojiang.id, at(NOW))
    assert isinstance(outcome, UnitMerges)
    assert outcome.told == 3
    async with city.looking() as rows:
        assert [await rows.people.joined(person.id) for person in (home_old, home_new)] == [(), ()]
        assert await rows.people.joined(further.id) == (city.jiaojiang,)
        rights = [await rows.people.rights(person.id) for person in (home_old, home_new, further)]
    roles = [right.role_in(city.jiaojiang.id) for right in rights]
    assert roles == [Role.ADMIN, Role.ADMIN, Role.LEADER]
    assert (await _person(city, home_old)).unit == city.jiaojiang


async def test_each_is_told_once_and_the_admin_knows_it(city: City, admin: Actor) -> None:
    wei, gone = await city.person("Wei", city.huangyan), await city.person("Gone", city.huangyan)
    async with city.writing() as rows:
        await rows.people.change(admin.id, unit_id=city.huangyan.id)
        await rows.people.set_role(wei.id, city.huangyan.id, Role.LEADER, by_id=None, at=NOW)
        await rows.people.go(gone.id)
        await merge_unit(rows, admin, city.huangyan.id, city.jiaojiang.id, at(NOW))
    assert await told(city, "unit_merged") == [wei.id]
    [(_, facts)] = await owed(city, "unit_merged")
    assert facts["name"] == "Huangyan"


async def test_links_lead_on_also_from_before_the_last_merging(city: City, admin: Actor) -> None:
    first, second = await city.unit("First", city.huangyan), await city.unit("Second", city.huangyan)
    async with city.writing() as rows:
        await merge_unit(rows, admin, first.id, second.id, at(NOW))
        await merge_unit(rows, admin, second.id, city.jiaojiang.id, at(NOW))
    async with city.looking() as rows:
        assert await rows.units.current(first.id) == await rows.units.current(second.id) == city.jiaojiang
        assert await rows.units.get(first.id) is None


async def test_a_unit_may_become_a_part_of_what_it_is_in(city: City, admin: Actor) -> None:
    old = await city.unit("Old", city.huangyan)
    same = await city.unit("Old", old)
    async with city.writing() as rows:
        outcome = await merge_unit(rows, admin, old.id, city.huangyan.id, at(NOW))
    assert isinstance(outcome, UnitMerges)
    found = await _unit(city, same.id)
    assert found is not None
    assert (found.name, found.path) == ("Old", f"{city.huangyan.path}{same.id}/")


async def test_what_cannot_be_merged(city: City, admin: Actor) -> None:
    inside = await city.unit("Team", city.huangyan)
    await city.unit("Team", city.jiaojiang)
    async with city.writing() as rows:
        assert await merge_unit(rows, admin, city.top.id, inside.id, at(NOW)) == TopUnit(unit=city.top)
        assert await remove_unit(rows, admin, city.top.id, at(NOW)) == TopUnit(unit=city.top)
        for into in (city.huangyan.id, inside.id):
            assert await merge_unit(rows, admin, city.huangyan.id, into, at(NOW)) == InsideItself(unit=city.huangyan)
        taken = await merge_unit(rows, admin, city.huangyan.id, city.jiaojiang.id, at(NOW))
        assert taken == NameTaken(name="Team", above=city.jiaojiang)
        assert await merge_unit(rows, admin, 404, city.jiaojiang.id, at(NOW)) is None
        assert await merge_unit(rows, admin, city.huangyan.id, 404, at(NOW)) is None
    assert await _unit(city, inside.id) == inside


async def test_it_takes_an_admin_of_both_and_of_what_is_above(city: City) -> None:
    old, into = await city.unit("Old", city.jiaojiang), await city.unit("New", city.huangyan)
    empty = await city.unit("Empty", city.jiaojiang)
    of_old = await appoint(city, await city.person("A"), old, Role.ADMIN)
    of_branch = await appoint(city, await city.person("B"), city.jiaojiang, Role.ADMIN)
    leader = await appoint(city, await city.person("C"), city.top, Role.LEADER)
    async with city.writing() as rows:
        for actor in (of_old, of_branch, leader):
            assert await merge_unit(rows, actor, old.id, into.id, at(NOW)) == NotAllowed()
        for actor in (of_old, leader):
            assert await remove_unit(rows, actor, old.id, at(NOW)) == NotAllowed()
        assert isinstance(await remove_unit(rows, of_branch, empty.id, at(NOW)), UnitRemoved)
