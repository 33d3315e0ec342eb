"""What became of something while two records were one goes with it once they are two again; what is new stays."""

from datetime import datetime

from scheduling.sweeps import move_up
from storage.rows import Rows
from tests.support.acting import acting, appoint, at, hear, offers, places, sign_up, told
from tests.support.city import NOW, City, at_shift, hours_later
from tests.support.trained import training
from volunteering.actions.doubles.making_one import Merged, NewerFirst, Parted, TooLate, merge, undo_merge
from volunteering.actions.signing_up.places import leave_shift
from volunteering.actions.volunteers.managed import Gone
from volunteering.rules.activities import Shift
from volunteering.rules.hours import Kind
from volunteering.rules.quizzes import AnsweredQuestion, NewQuestion
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor, Person


async def _boss(city: City) -> Actor:
    return await appoint(city, await city.person("Boss"), city.top, Role.ADMIN)


async def _merged(city: City, boss: Actor, kept: Person, gone: Person) -> int:
    async with city.writing() as rows:
        outcome = await merge(rows, boss, kept.id, gone.id, at(NOW))
    assert isinstance(outcome, Merged)
    return outcome.merge_id


async def test_hours_of_a_moved_place_go_back_with_it_and_new_ones_stay(city: City) -> None:
    boss, kept, gone = await _boss(city), await city.person("Wei"), await city.person("Wei 2")
    theirs, new = await city.shift(-48), await city.shift(-24)
    await city.put(theirs, gone)
    merge_id = await _merged(city, boss, kept, gone)
    await city.put(new, kept)
    for shift, minutes in ((theirs, 60), (theirs, 90), (new, 30)):
        await city.record(at_shift(shift, kept), Kind.ATTENDED, minutes)
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, boss, merge_id, at(hours_later(2))), Parted)
    for shift, person, other, minutes in ((theirs, gone, kept, 90), (new, kept, gone, 30)):
        held = await city.holds(at_shift(shift, person))
        assert held is not None
        assert held.minutes == minutes
        assert await city.holds(at_shift(shift, other)) is None


async def test_of_two_who_came_the_one_whose_place_stays_says_when(city: City) -> None:
    boss, kept, gone = await _boss(city), await city.person("Wei"), await city.person("Wei 2")
    shift = await city.shift(1)
    await city.put(shift, kept, state=SignUpState.LEFT)
    await city.put(shift, gone)
    async with city.writing() as rows:
        for person, hours in ((kept, 0.5), (gone, 0.75)):
            mine = await rows.sign_ups.mine(shift.id, person.id)
            assert mine is not None
            rows.check_ins.came(
                shift.id, person.id, ticket=mine.ticket, in_at=hours_later(hours), at=hours_later(hours)
            )
    merge_id = await _merged(city, boss, kept, gone)
    assert await _came_at(city, shift, kept) == hours_later(0.75)
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, boss, merge_id, at(NOW)), Parted)
    assert await _came_at(city, shift, gone) == hours_later(0.75)
    assert len(await city.table("SELECT * FROM check_ins")) == 2


async def _came_at(city: City, shift: Shift, person: Person) -> datetime | None:
    async with city.looking() as rows:
        found = (await rows.check_ins.at_door(shift.id, person.id, NOW)).check_in
    return found.in_at if found else None


async def test_a_place_that_somebody_else_has_by_now_is_a_number_in_front(city: City) -> None:
    boss, kept, gone, bo = await _boss(city), *[await city.person(name) for name in ("Wei", "Wei 2", "Bo")]
    shift = await city.shift(48, places=2)
    await sign_up(city, shift, kept, gone)
    merge_id = await _merged(city, boss, kept, gone)
    assert (await places(city, shift))[SignUpState.CONFIRMED] == [kept.id]
    await sign_up(city, shift, bo, hours=1)
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, boss, merge_id, at(hours_later(2))), Parted)
    assert await places(city, shift) == {SignUpState.CONFIRMED: [kept.id, bo.id], SignUpState.WAITING: [gone.id]}


async def test_whoever_is_offered_a_place_has_heard_of_it_before_and_after(city: City) -> None:
    """By whichever account goes on: what the other one was told is offered anew."""
    boss, bo, kept, gone = await _boss(city), *[await city.person(name) for name in ("Bo", "Wei", "Wei 2")]
    first, later = await city.shift(72, places=1), await city.shift(96, places=1)
    for shift in (first, later):
        await sign_up(city, shift, bo, gone)
    await _leaves(city, first, bo)
    assert await told(city, "offered") == [gone.id]
    await hear(city, "offered")
    merge_id = await _merged(city, boss, kept, gone)
    await move_up(city.database, at(hours_later(1)))
    assert await offers(city, first) == [kept.id]
    assert await told(city, "offered") == [kept.id]
    await _leaves(city, later, bo)
    await hear(city, "offered")
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, boss, merge_id, at(hours_later(2))), Parted)
    await move_up(city.database, at(hours_later(2)))
    assert [await offers(city, shift) for shift in (first, later)] == [[gone.id], [gone.id]]
    assert await told(city, "offered") == [gone.id, gone.id]


async def _leaves(city: City, shift: Shift, person: Person) -> None:
    async with city.writing() as rows:
        await leave_shift(rows, person, shift.id, at(NOW))


async def test_a_role_without_room_is_full_where_the_shift_has_places(city: City) -> None:
    """And the other way round: a role with room keeps its person, however full another one is."""
    boss, kept, gone, bo = await _boss(city), *[await city.person(name) for name in ("Wei", "Wei 2", "Bo")]
    tight, wide = await city.shift(48), await city.shift(72)
    first_aid, _ = await city.roles(tight, First_aid=2, Helpers=8)
    only_one, helpers = await city.roles(wide, First_aid=1, Helpers=2)
    await city.put(tight, kept, gone, role=first_aid)
    await city.put(wide, kept, gone, role=helpers)
    merge_id = await _merged(city, boss, kept, gone)
    await city.put(tight, bo, role=first_aid)
    await city.put(wide, bo, await city.person("Mei"), role=only_one)
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, boss, merge_id, at(hours_later(2))), Parted)
    assert await places(city, tight) == {SignUpState.CONFIRMED: [kept.id, bo.id], SignUpState.WAITING: [gone.id]}
    assert gone.id in (await places(city, wide))[SignUpState.CONFIRMED]


async def test_who_may_not_and_when_it_is_too_late(city: City) -> None:
    boss, a, b, c = await _boss(city), *[await city.person(name) for name in "ABC"]
    below = await appoint(city, await city.person("Below"), city.huangyan, Role.ADMIN)
    first = await _merged(city, boss, b, a)
    second = await _merged(city, boss, c, b)

    async def undone(rows: Rows, actor: Actor, merge_id: int, hours: float) -> object:
        return await undo_merge(rows, actor, merge_id, at(hours_later(hours)))

    async with city.writing() as rows:
        assert isinstance(await merge(rows, boss, c.id, a.id, at(NOW)), Gone), "a part of somebody already"
        assert isinstance(await undone(rows, below, second, 1), NotAllowed)
        assert isinstance(await undone(rows, boss, first, 1), NewerFirst)
        assert isinstance(await undone(rows, boss, second, 25), TooLate)
        assert isinstance(await undone(rows, boss, second, 1), Parted)
    async with city.writing() as rows:
        assert isinstance(await undone(rows, boss, second, 1), TooLate), "undone twice"
        await rows.people.erase(b.id)
    async with city.writing() as rows:
        assert isinstance(await undone(rows, boss, first, 1), TooLate), "forgotten with them"


async def test_an_admin_above_is_not_reached_from_below(city: City) -> None:
    head, plain = await _boss(city), await city.person("Plain", city.huangyan)
    below = await appoint(city, await city.person("Below", city.huangyan), city.huangyan, Role.ADMIN)
    async with city.writing() as rows:
        await rows.people.change(head.id, unit_id=city.huangyan.id)
        assert isinstance(await merge(rows, below, plain.id, head.id, at(NOW)), NotAllowed)
        assert isinstance(await merge(rows, below, head.id, plain.id, at(NOW)), NotAllowed)
    assert (await acting(city, head.person)).rights.is_admin_of_all


async def _pairs(city: City, shift: Shift) -> list[tuple[int, int, bool]]:
    rows = await city.table("SELECT * FROM buddies WHERE shift_id = :shift ORDER BY id", shift=shift.id)
    return [(row["newcomer_id"], row["buddy_id"], row["ended"] is None) for row in rows]


async def test_buddies_go_along_and_nobody_is_their_own_or_has_two_in_a_shift(city: City) -> None:
    boss, kept, gone, bo = await _boss(city), *[await city.person(name) for name in ("Wei", "Wei 2", "Bo")]
    own, twice, theirs = await city.shift(48), await city.shift(72), await city.shift(96)
    async with city.writing() as rows:
        await rows.buddies.add(own.id, kept.id, gone.id, own.period.start, NOW)
        await rows.buddies.add(twice.id, kept.id, bo.id, twice.period.start, NOW)
        await rows.buddies.add(twice.id, gone.id, boss.id, twice.period.start, NOW)
        await rows.buddies.add(theirs.id, gone.id, bo.id, theirs.period.start, NOW)
        await rows.buddies.add(theirs.id, boss.id, gone.id, theirs.period.start, NOW)
    merge_id = await _merged(city, boss, kept, gone)
    assert not any(is_on for *_, is_on in await _pairs(city, own)), "nobody is their own buddy"
    assert [pair for pair in await _pairs(city, twice) if pair[2]] == [(kept.id, bo.id, True)]
    assert await _pairs(city, theirs) == [(kept.id, bo.id, True), (boss.id, kept.id, True)]
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, boss, merge_id, at(hours_later(2))), Parted)
    assert await _pairs(city, theirs) == [(gone.id, bo.id, True), (boss.id, gone.id, True)]
    assert {pair[:2] for pair in await _pairs(city, twice)} == {(kept.id, bo.id), (gone.id, boss.id)}


async def test_attempts_at_a_test_go_along_and_back(city: City) -> None:
    boss, kept, gone = await _boss(city), await city.person("Wei"), await city.person("Wei 2")
    [session] = await training(city, NewTraining(pass_by=PassBy.TEST), 1)
    asked = NewQuestion(text="What first?", options=("Run", "Call"), right=frozenset({1}))
    async with city.writing() as rows:
        for person in (kept, gone):
            number = await rows.quizzes.begin(session.activity_id, person.id, (asked,), 1, NOW)
            answered = AnsweredQuestion(place=0, picked=frozenset({0}), is_right=False)
            await rows.quizzes.answer(number, answered, NOW)
            attempt = await rows.quizzes.attempt(number)
            assert attempt is not None
            rows.quizzes.end(attempt, NOW)
    merge_id = await _merged(city, boss, kept, gone)
    whose = "SELECT person_id FROM quiz_attempts ORDER BY id"
    assert [row["person_id"] for row in await city.table(whose)] == [kept.id, kept.id]
    async with city.writing() as rows:
        taker = await rows.quizzes.taker(session.activity_id, kept.id, hours_later(4))
        assert taker is not None
        assert len(taker.ended) == 2, "both count among those that may be taken"
        assert isinstance(await undo_merge(rows, boss, merge_id, at(hours_later(2))), Parted)
    assert [row["person_id"] for row in await city.table(whose)] == [kept.id, gone.id]
