"""What admins do for people: suspend and restore, give and take roles, undo no-shows."""

import pytest

from tests.support.acting import NOW, acting, appoint, at, hours_later, known, owed, places, sign_up, told
from tests.support.city import City
from volunteering.actions.attendance.rosters import confirm_roster
from volunteering.actions.signing_up.places import take_shift
from volunteering.actions.volunteers.holds import (
    NoShowsUndone,
    PersonRestored,
    PersonSuspended,
    restore,
    suspend,
    undo_no_shows,
)
from volunteering.actions.volunteers.managed import Gone, NotOneself
from volunteering.actions.volunteers.registering import leave
from volunteering.actions.volunteers.roles import RoleSet, set_role
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.no_shows import NoShows
from volunteering.rules.signing_up import Refused, SignUpState, Suspended, Taken
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor, Standing

WHY = "Two shifts missed without a word"


@pytest.fixture
async def admin(city: City) -> Actor:
    return await appoint(city, await city.person("Director", city.top), city.top, Role.ADMIN)


async def test_a_suspension_keeps_places_and_refuses_new_ones(city: City, admin: Actor) -> None:
    wang = await city.person("Wang")
    mine, other = await city.shift(48), await city.shift(96)
    await sign_up(city, mine, wang)
    async with city.writing() as rows:
        outcome = await suspend(rows, admin, wang.id, WHY, at(NOW))
        assert isinstance(outcome, PersonSuspended)
        assert outcome.person == await known(rows, wang)
        assert await suspend(rows, admin, wang.id, WHY, at(NOW)) == Unchanged()
        refused = await take_shift(rows, outcome.person, other.id, at(NOW))
    assert isinstance(refused, Refused)
    assert refused.reasons == (Suspended(),)
    assert (await places(city, mine))[SignUpState.CONFIRMED] == [wang.id]
    async with city.writing() as rows:
        assert isinstance(await restore(rows, admin, wang.id, at(hours_later(1))), PersonRestored)
        assert await restore(rows, admin, wang.id, at(hours_later(1))) == Unchanged()
    assert [facts["change"] for _, facts in await owed(city, "standing_changed")] == ["suspended", "restored"]


async def test_an_admin_reaches_what_is_below_and_not_what_is_above(city: City, admin: Actor) -> None:
    branch = await appoint(city, city.leader, city.jiaojiang, Role.ADMIN)
    stranger = await city.person("Lin", city.huangyan)
    boss_at_home_here = await appoint(city, await city.person("Boss"), city.top, Role.ADMIN)
    wang = await city.person("Wang")
    leader = await appoint(city, await city.person("Chen"), city.jiaojiang)
    async with city.writing() as rows:
        for person_id in (stranger.id, boss_at_home_here.id, admin.id):
            assert await suspend(rows, branch, person_id, WHY, at(NOW)) == NotAllowed()
        assert await suspend(rows, leader, wang.id, WHY, at(NOW)) == NotAllowed()
        assert isinstance(await suspend(rows, branch, wang.id, WHY, at(NOW)), PersonSuspended)
        assert isinstance(await suspend(rows, admin, branch.id, WHY, at(NOW)), PersonSuspended)
        assert await suspend(rows, admin, 404, WHY, at(NOW)) is None
        assert await restore(rows, admin, 404, at(NOW)) is None
        assert await undo_no_shows(rows, admin, 404, at(NOW)) is None


async def test_nobody_suspends_or_restores_themselves(city: City, admin: Actor) -> None:
    other = await appoint(city, await city.person("Chen"), city.top, Role.ADMIN)
    async with city.writing() as rows:
        assert await suspend(rows, admin, admin.id, WHY, at(NOW)) == NotOneself()
        await suspend(rows, other, admin.id, WHY, at(NOW))
        assert await restore(rows, admin, admin.id, at(NOW)) == NotOneself()
        assert await undo_no_shows(rows, admin, admin.id, at(NOW)) == NotOneself()


async def test_who_has_left_is_not_managed(city: City, admin: Actor) -> None:
    wang = await city.person("Wang")
    async with city.writing() as rows:
        await leave(rows, wang, at(NOW))
    async with city.writing() as rows:
        for outcome in (
            await suspend(rows, admin, wang.id, WHY, at(NOW)),
            await restore(rows, admin, wang.id, at(NOW)),
            await undo_no_shows(rows, admin, wang.id, at(NOW)),
            await set_role(rows, admin, wang.id, city.jiaojiang, Role.LEADER, at(NOW)),
        ):
            assert isinstance(outcome, Gone)
            assert outcome.person.standing is Standing.LEFT


async def test_roles_are_given_changed_and_taken(city: City, admin: Actor) -> None:
    wang = await city.person("Wang")
    for hours, role in enumerate((Role.LEADER, Role.ADMIN, None)):
        async with city.writing() as rows:
            outcome = await set_role(rows, admin, wang.id, city.jiaojiang, role, at(hours_later(hours)))
            assert outcome == RoleSet(person=wang, unit=city.jiaojiang, role=role)
        rights = (await acting(city, wang)).rights
        assert (rights.leads(city.jiaojiang), rights.is_admin) == (role is not None, role is Role.ADMIN)
    async with city.writing() as rows:
        assert await set_role(rows, admin, wang.id, city.jiaojiang, None, at(NOW)) == Unchanged()
        assert await set_role(rows, admin, 404, city.jiaojiang, None, at(NOW)) is None
    assert [facts["role"] for _, facts in await owed(city, "role_changed")] == ["leader", "admin", None]


async def test_roles_are_given_only_where_one_is_admin(city: City) -> None:
    branch = await appoint(city, city.leader, city.jiaojiang, Role.ADMIN)
    leader = await appoint(city, await city.person("Chen"), city.top)
    wang = await city.person("Wang")
    async with city.writing() as rows:
        assert await set_role(rows, branch, wang.id, city.huangyan, Role.LEADER, at(NOW)) == NotAllowed()
        assert await set_role(rows, branch, wang.id, city.top, Role.LEADER, at(NOW)) == NotAllowed()
        assert await set_role(rows, leader, wang.id, city.jiaojiang, Role.LEADER, at(NOW)) == NotAllowed()
        assert isinstance(await set_role(rows, branch, wang.id, city.jiaojiang, Role.ADMIN, at(NOW)), RoleSet)


@pytest.mark.parametrize("role", [Role.LEADER, None])
async def test_nobody_ends_their_own_say(city: City, role: Role | None) -> None:
    branch = await appoint(city, city.leader, city.jiaojiang, Role.ADMIN)
    async with city.writing() as rows:
        assert await set_role(rows, branch, branch.id, city.jiaojiang, role, at(NOW)) == NotOneself()
    both = await appoint(city, city.leader, city.top, Role.ADMIN)
    async with city.writing() as rows:
        assert isinstance(await set_role(rows, both, both.id, city.jiaojiang, role, at(NOW)), RoleSet)
    assert await told(city, "role_changed") == []


async def test_no_shows_undone_count_no_more_at_once(city: City, admin: Actor) -> None:
    wang = await city.person("Wang")
    leader = await appoint(city, city.leader, city.jiaojiang)
    for starts in (1, 5):
        shift = await city.shift(starts)
        await sign_up(city, shift, wang)
        async with city.writing() as rows:
            await confirm_roster(rows, leader, shift.id, at(hours_later(9)))
    next_one = await city.shift(48)
    async with city.writing() as rows:
        refused = await take_shift(rows, wang, next_one.id, at(hours_later(10)))
    assert isinstance(refused, Refused)
    assert [type(reason) for reason in refused.reasons] == [NoShows]

    async with city.writing() as rows:
        outcome = await undo_no_shows(rows, admin, wang.id, at(hours_later(11)))
        assert outcome == NoShowsUndone(person=wang, count=2)
        assert await undo_no_shows(rows, admin, wang.id, at(hours_later(11))) == NoShowsUndone(person=wang, count=0)
    async with city.writing() as rows:
        assert isinstance(await take_shift(rows, wang, next_one.id, at(hours_later(12))), Taken)
    assert await told(city, "standing_changed") == [wang.id]
    assert await city.figure("SELECT SUM(no_shows) AS n FROM entries") == 0


async def test_when_a_role_ends_the_others_are_told_what_has_no_leader_now(city: City, admin: Actor) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    await appoint(city, city.leader, city.huangyan)
    here, there = await city.activity(), await city.activity(unit=city.huangyan)
    for activity in (here, there):
        await city.shift(activity=activity)
    async with city.writing() as rows:
        await set_role(rows, admin, city.leader.id, city.jiaojiang, None, at(NOW))
    [(reader, facts)] = await owed(city, "leader_missing")
    assert (reader, facts["person_id"], facts["activity_ids"]) == (admin.id, city.leader.id, [here])


async def test_when_a_lower_role_ends_and_a_higher_one_stays_nothing_is_missing(city: City, admin: Actor) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    await appoint(city, city.leader, city.top, Role.ADMIN)
    await city.shift()
    async with city.writing() as rows:
        await set_role(rows, admin, city.leader.id, city.jiaojiang, None, at(NOW))
    assert await told(city, "leader_missing") == []


async def test_when_a_leader_is_suspended_the_others_learn_of_what_they_lead(city: City, admin: Actor) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    other = await appoint(city, await city.person("Chen"), city.jiaojiang)
    ahead = await city.shift(48)
    await city.shift(-48)
    async with city.writing() as rows:
        await suspend(rows, admin, city.leader.id, WHY, at(NOW))
    [(reader, facts)] = await owed(city, "leader_missing")
    assert (reader, facts["activity_ids"]) == (other.id, [ahead.activity_id])


async def test_suspending_somebody_who_leads_nothing_tells_no_leader(city: City, admin: Actor) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    wang = await city.person("Wang")
    await city.shift(48)
    async with city.writing() as rows:
        await suspend(rows, admin, wang.id, WHY, at(NOW))
    assert await told(city, "leader_missing") == []
