"""Leaving and the places that come free: who is promoted, and who is told."""

from collections.abc import Awaitable, Callable

import pytest

from storage.rows import Rows
from tests.support.acting import NOW, appoint, at, hours_later, offers, owed, places, sign_up, told
from tests.support.city import City
from volunteering.actions.signing_up.places import (
    Left,
    NotIn,
    TooLateToLeave,
    WouldBeTaken,
    leave_shift,
    leave_unless_taken,
    say_coming,
    take_shift,
)
from volunteering.actions.signing_up.roles import RoleChangedSince, RoleTaken, RoleWouldBeGiven, change_back
from volunteering.actions.volunteers.registering import leave
from volunteering.rules.activities import Shift
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.notices.signing_up import Why
from volunteering.rules.roles import ShiftRole
from volunteering.rules.signing_up import Begun, Full, Refused, SignUp, SignUpState
from volunteering.rules.volunteers import Actor, Person, Standing


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def test_a_freed_place_goes_to_the_first_who_may_take_it(city: City, leader: Actor) -> None:
    wang, busy, chen = await city.people(3)
    shift, same_time = await city.shift(48, places=1), await city.shift(48)
    await sign_up(city, shift, wang, busy, chen)
    await sign_up(city, same_time, busy)
    async with city.writing() as rows:
        outcome = await leave_shift(rows, wang, shift.id, at(NOW))
    assert isinstance(outcome, Left)
    assert await places(city, shift) == {SignUpState.CONFIRMED: [], SignUpState.WAITING: [busy.id, chen.id]}
    assert await offers(city, shift) == [chen.id]
    assert await told(city, "offered") == [chen.id]
    assert await told(city, "late_leave") == []


@pytest.mark.parametrize(("hours", "late"), [(44.9, False), (45, True), (47.9, True)])
async def test_within_the_late_hours_the_leader_is_told_instead(
    city: City, leader: Actor, hours: float, *, late: bool
) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(hours_later(hours)))
    assert await told(city, "offered") == ([] if late else [chen.id])
    assert await told(city, "late_leave") == ([leader.id] if late else [])
    assert await told(city, "first_come") == ([chen.id] if late else [])
    assert await told(city, "gap") == []  # one message about one leaving


async def test_where_the_leader_cannot_be_reached_another_is_told(city: City, leader: Actor) -> None:
    above = await appoint(city, await city.person("Chen"), city.top)
    wang, shift = await city.person("Wang"), await city.shift(2)
    await sign_up(city, shift, wang)
    async with city.writing() as rows:
        await rows.people.change(leader.id, reachable=False)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(hours_later(1)))
    assert await told(city, "late_leave") == [above.id]


async def test_a_leader_is_not_told_of_their_own_leaving(city: City, leader: Actor) -> None:
    other = await appoint(city, await city.person("Chen"), city.jiaojiang)
    shift = await city.shift(2)
    await sign_up(city, shift, city.leader)
    async with city.writing() as rows:
        await leave(rows, city.leader, at(hours_later(1)))
    [(person_id, facts)] = await owed(city, "late_leave")
    assert (person_id, facts["person_id"]) == (other.id, leader.id)


async def test_leaving_what_one_is_not_in_or_what_has_begun(city: City) -> None:
    wang, shift = await city.person("Wang"), await city.shift(48)
    async with city.writing() as rows:
        assert isinstance(await leave_shift(rows, wang, shift.id, at(NOW)), NotIn)
        assert await leave_shift(rows, wang, 404, at(NOW)) is None
    await sign_up(city, shift, wang)
    async with city.writing() as rows:
        assert isinstance(await leave_shift(rows, wang, shift.id, at(hours_later(48))), TooLateToLeave)


async def test_saying_one_comes(city: City) -> None:
    wang, shift = await city.person("Wang"), await city.shift(48)
    async with city.writing() as rows:
        assert await say_coming(rows, wang, shift.id, at(NOW)) is None
    await sign_up(city, shift, wang)
    async with city.writing() as rows:
        assert isinstance(await say_coming(rows, wang, shift.id, at(NOW)), SignUp)
        assert await say_coming(rows, wang, shift.id, at(hours_later(48))) == Begun()
    async with city.looking() as rows:
        mine = await rows.sign_ups.mine(shift.id, wang.id)
    assert mine is not None
    assert mine.answer is ReminderAnswer.COMING


async def test_late_may_be_changed_to_coming_and_back_until_the_start(city: City) -> None:
    wang, shift = await city.person("Wang"), await city.shift(48)
    await sign_up(city, shift, wang)
    for late, answer in ((True, ReminderAnswer.LATE), (False, ReminderAnswer.COMING), (True, ReminderAnswer.LATE)):
        async with city.writing() as rows:
            said = await say_coming(rows, wang, shift.id, at(hours_later(47.9)), late=late)
        assert isinstance(said, SignUp)
        async with city.looking() as rows:
            assert await rows.sign_ups.mine(shift.id, wang.id) == said
        assert said.answer is answer
    async with city.writing() as rows:
        assert await say_coming(rows, wang, shift.id, at(hours_later(48))) == Begun()


async def test_somebody_who_leaves_late_twice_in_one_second_is_told_of_twice(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(2)
    for _ in range(2):
        await sign_up(city, shift, wang, hours=1)
        async with city.writing() as rows:
            await leave_shift(rows, wang, shift.id, at(hours_later(1)))
    assert await told(city, "late_leave") == [leader.id, leader.id]


# Asking before somebody else has the place


async def _suspended(rows: Rows, person: Person, _: Shift) -> None:
    await rows.people.change(person.id, standing=Standing.SUSPENDED)


async def _out_of_reach(rows: Rows, person: Person, _: Shift) -> None:
    await rows.people.change(person.id, reachable=False)


async def _gone_from_the_list(rows: Rows, person: Person, shift: Shift) -> None:
    await leave_shift(rows, person, shift.id, at(NOW))


async def _a_free_place_beside(rows: Rows, _: Person, shift: Shift) -> None:
    await rows.activities.set_limit(shift.id, 5)


async def _everybody_welcome(rows: Rows, _: Person, shift: Shift) -> None:
    await rows.activities.set_limit(shift.id, None)


async def _cancelled(rows: Rows, _: Person, shift: Shift) -> None:
    await rows.activities.cancel_shift(shift.id, at=NOW)


@pytest.mark.parametrize(
    "so_that_nobody_takes_it",
    [_suspended, _out_of_reach, _gone_from_the_list, _a_free_place_beside, _everybody_welcome, _cancelled],
)
async def test_it_asks_before_a_place_goes_to_somebody_and_then_only(
    city: City, leader: Actor, so_that_nobody_takes_it: Callable[[Rows, Person, Shift], Awaitable[None]]
) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen)
    async with city.writing() as rows:
        asked = await leave_unless_taken(rows, wang, shift.id, at(NOW))
    assert isinstance(asked, WouldBeTaken)
    assert asked.waiting == 1
    assert await places(city, shift) == {SignUpState.CONFIRMED: [wang.id], SignUpState.WAITING: [chen.id]}
    assert await told(city, "offered") == []
    async with city.writing() as rows:
        await so_that_nobody_takes_it(rows, chen, shift)
    async with city.writing() as rows:
        outcome = await leave_unless_taken(rows, wang, shift.id, at(NOW))
    assert isinstance(outcome, Left), "one tap is enough where nobody takes the place"


async def test_it_does_not_ask_within_the_late_hours_nor_for_a_number_on_the_list(city: City, leader: Actor) -> None:
    wang, chen, zhao = await city.people(3)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen, zhao)
    async with city.writing() as rows:
        assert isinstance(await leave_unless_taken(rows, chen, shift.id, at(NOW)), Left)
    async with city.writing() as rows:
        assert isinstance(await leave_unless_taken(rows, wang, shift.id, at(hours_later(46))), Left)


async def test_whoever_leaves_is_told_whether_the_place_is_gone(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen)
    for person, given_on in ((wang, True), (chen, False)):
        async with city.writing() as rows:
            outcome = await leave_shift(rows, person, shift.id, at(NOW))
        assert isinstance(outcome, Left)
        assert outcome.given_on is given_on


async def _in_role(
    city: City, shift: Shift, role: ShiftRole, person: Person, hours: float = 0, *, asks_first: bool = False
) -> object:
    async with city.writing() as rows:
        return await take_shift(rows, person, shift.id, at(hours_later(hours)), role_id=role.id, asks_first=asks_first)


async def test_a_late_change_of_role_is_told_where_nobody_waits_too(city: City, leader: Actor) -> None:
    """The gap is as large as if somebody had left; changed back before that was told, there is none."""
    wang, shift = await city.person("Wang"), await city.shift(48)
    helpers, first_aid = await city.roles(shift, Helpers=2, First_aid=2)
    await _in_role(city, shift, helpers, wang)
    assert isinstance(await _in_role(city, shift, first_aid, wang, 1), RoleTaken)
    assert await told(city, "late_role") == [], "in time it is nobody's trouble"
    await _in_role(city, shift, helpers, wang, 46)
    [(reader, facts)] = await owed(city, "late_role")
    assert (reader, facts["person_id"], facts["before"]) == (leader.id, wang.id, "First aid")
    await _in_role(city, shift, first_aid, wang, 46)
    [(_, facts)] = await owed(city, "late_role")
    assert facts["before"] == "First aid", "and the message finds them there, and is dropped"


async def test_changing_from_a_role_that_others_wait_for_is_asked_first_and_told_as_it_was(city: City) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48)
    helpers, first_aid = await city.roles(shift, Helpers=1, First_aid=2)
    for person in (wang, chen):
        await _in_role(city, shift, helpers, person)
    asked = await _in_role(city, shift, first_aid, wang, asks_first=True)
    assert isinstance(asked, RoleWouldBeGiven)
    assert asked.waiting == 1
    assert (await places(city, shift))[SignUpState.CONFIRMED] == [wang.id]
    changed = await _in_role(city, shift, first_aid, wang)
    assert isinstance(changed, RoleTaken)
    assert changed.given_on
    [(reader, facts)] = await owed(city, "offered")
    assert (reader, facts["why"]) == (chen.id, Why.OTHER_ROLE)


async def test_a_change_of_role_is_undone_while_the_place_is_free(city: City) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48)
    helpers, first_aid = await city.roles(shift, Helpers=1, First_aid=2)

    async def undo() -> object:
        async with city.writing() as rows:
            way = {"role_id": helpers.id, "instead_of": first_aid.id}
            return await change_back(rows, wang, shift.id, at(NOW), **way)

    await _in_role(city, shift, helpers, wang)
    assert isinstance(await undo(), RoleChangedSince), "there is nothing to undo"
    await _in_role(city, shift, first_aid, wang)
    assert isinstance(await undo(), RoleTaken)
    assert isinstance(await undo(), RoleChangedSince), "undone twice it is undone once"
    await _in_role(city, shift, first_aid, wang)
    await _in_role(city, shift, helpers, chen)
    refused = await undo()
    assert isinstance(refused, Refused)
    assert refused.reasons == (Full(limit=1, waiting=0, role="Helpers"),)
    async with city.looking() as rows:
        mine = await rows.sign_ups.mine(shift.id, wang.id)
    assert mine is not None
    assert (mine.state, mine.role_id) == (SignUpState.CONFIRMED, first_aid.id)
