"""Moving a shift, changing its places, cancelling it or the whole activity."""

from datetime import datetime

import pytest

from storage.rows import Rows
from tests.support.acting import NOW, acting, appoint, at, hours_later, offers, owed, places, sign_up, told
from tests.support.city import City
from volunteering.actions.attendance.rosters import Roster, confirm_roster, led_roster, tick_all
from volunteering.actions.leading.cancelling import ActivityCancelled, ShiftCancelled, cancel_activity, cancel_shift
from volunteering.actions.leading.moving import Moved, NotLikeThat, PlacesChanged, TooFew, change_places, move_shift
from volunteering.actions.signing_up.places import say_coming, take_shift
from volunteering.rules.activities import InThePast, Shift, State, TooLong
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.capacity import LimitOutOfRange
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import Begun, Closed, SignUpState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


def period(starts: float, lasts: float = 3) -> Period:
    return Period(start=hours_later(starts), end=hours_later(starts + lasts))


async def shift_now(city: City, shift: Shift) -> Shift:
    async with city.looking() as rows:
        found = await rows.activities.shift(shift.id)
    assert found is not None
    return found[1]


async def test_a_move_is_told_and_counts_anew(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen)
    async with city.writing() as rows:
        outcome = await move_shift(rows, leader, shift.id, period(72), at(hours_later(1)))
    moved = await shift_now(city, shift)
    assert isinstance(outcome, Moved)
    assert (outcome.shift, outcome.told) == (moved, 2)
    assert (moved.period, moved.since) == (period(72), hours_later(1))
    assert await told(city, "changed") == sorted([wang.id, chen.id])
    [(_, facts), _] = await owed(city, "changed")
    assert datetime.fromisoformat(facts["period_before"]["start"]) == shift.period.start
    [row] = await city.table("SELECT day FROM shifts WHERE id = :id", id=shift.id)
    assert row["day"] == "2026-12-04"


async def test_who_said_they_come_is_asked_anew_of_the_new_time(city: City, leader: Actor) -> None:
    wang, shift = await city.person("Wang"), await city.shift(48)
    await sign_up(city, shift, wang)
    async with city.writing() as rows:
        await say_coming(rows, wang, shift.id, at(NOW))
    async with city.writing() as rows:
        await move_shift(rows, leader, shift.id, period(72), at(NOW))
    async with city.looking() as rows:
        mine = await rows.sign_ups.mine(shift.id, wang.id)
    assert mine is not None
    assert (mine.state, mine.answer) == (SignUpState.CONFIRMED, ReminderAnswer.SILENT)


async def test_two_moves_in_short_order_tell_the_first_time(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))
    for starts in (72, 96):
        async with city.writing() as rows:
            await move_shift(rows, leader, shift.id, period(starts), at(NOW))
    [(_, facts)] = await owed(city, "changed")
    assert datetime.fromisoformat(facts["period_before"]["start"]) == hours_later(48)


async def test_moving_away_from_the_late_hours_fills_the_gap(city: City, leader: Actor) -> None:
    city.are_put_in_at_once = True
    wang, chen = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen)
    late = hours_later(46)
    async with city.writing() as rows:
        mine = await rows.sign_ups.mine(shift.id, wang.id)
        assert mine is not None
        await rows.sign_ups.set_state(mine.id, SignUpState.LEFT, late)
    async with city.writing() as rows:
        await move_shift(rows, leader, shift.id, period(72), at(late))
    assert (await places(city, shift))[SignUpState.CONFIRMED] == [chen.id]
    assert await told(city, "promoted") == [chen.id]


MOVES = [
    ("to the same time", 0.0, (48.0, 3.0), Unchanged),
    ("into the past", 1.0, (1.0, 3.0), NotLikeThat),
    ("over a day", 0.0, (48.0, 24.5), NotLikeThat),
    ("begun, a later start", 49.0, (72.0, 3.0), Begun),
    ("begun, a later end", 49.0, (48.0, 4.0), Begun),
    ("over, an earlier end", 60.0, (48.0, 2.0), Begun),
]


@pytest.mark.parametrize(("hours", "to", "kind"), [row[1:] for row in MOVES], ids=[row[0] for row in MOVES])
async def test_what_a_move_may_be(city: City, leader: Actor, hours: float, to: tuple[float, float], kind: type) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))
    async with city.writing() as rows:
        outcome = await move_shift(rows, leader, shift.id, period(*to), at(hours_later(hours)))
    assert isinstance(outcome, kind)
    assert (await shift_now(city, shift)).period == (period(*to) if kind is Moved else shift.period)


async def test_the_reasons_against_a_move(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    async with city.writing() as rows:
        outcome = await move_shift(rows, leader, shift.id, period(-1, 30), at(NOW))
    assert outcome == NotLikeThat(reasons=(InThePast(period=period(-1, 30)), TooLong(period=period(-1, 30))))


async def confirmed(rows: Rows, leader: Actor, shift: Shift, hours: float) -> None:
    await tick_all(rows, leader, shift.id, at(hours_later(hours)))
    await confirm_roster(rows, leader, shift.id, at(hours_later(hours)))


async def test_more_places_go_to_the_first_in_line(city: City, leader: Actor) -> None:
    people = await city.people(5)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, *people)
    async with city.writing() as rows:
        outcome = await change_places(rows, leader, shift.id, 3, at(NOW))
    assert isinstance(outcome, PlacesChanged)
    assert (outcome.shift.limit, outcome.promoted) == (3, 2)
    ids = [person.id for person in people]
    assert await offers(city, shift) == ids[1:3]
    assert await told(city, "offered") == ids[1:3]
    async with city.writing() as rows:
        assert await change_places(rows, leader, shift.id, 2, at(NOW)) == TooFew(spoken_for=3), "it is promised"


async def test_no_limit_takes_everybody_who_waits(city: City, leader: Actor) -> None:
    city.are_put_in_at_once = True
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, *await city.people(4))
    async with city.writing() as rows:
        await change_places(rows, leader, shift.id, None, at(NOW))
    assert len((await places(city, shift))[SignUpState.CONFIRMED]) == 4


async def test_late_places_tell_the_leader_of_the_gap(city: City, leader: Actor) -> None:
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, *await city.people(2))
    async with city.writing() as rows:
        outcome = await change_places(rows, leader, shift.id, 2, at(hours_later(46)))
    assert isinstance(outcome, PlacesChanged)
    assert outcome.promoted == 0
    assert await told(city, "gap") == [city.leader.id]
    async with city.changing() as tx:
        await tx.execute("UPDATE outbox SET state = 'sent'")
    sun = await city.person("Sun")
    async with city.writing() as rows:
        await take_shift(rows, sun, shift.id, at(hours_later(46)))
        await change_places(rows, leader, shift.id, 3, at(hours_later(46)))
    assert await told(city, "gap") == [city.leader.id]  # what was told is told anew, in the same second too


async def test_fewer_places_than_people_are_refused_with_the_count(city: City, leader: Actor) -> None:
    shift = await city.shift(48, places=5)
    await sign_up(city, shift, *await city.people(3))
    async with city.writing() as rows:
        assert await change_places(rows, leader, shift.id, 2, at(NOW)) == TooFew(spoken_for=3)
        assert isinstance(await change_places(rows, leader, shift.id, 3, at(NOW)), PlacesChanged)
        assert await change_places(rows, leader, shift.id, 3, at(NOW)) == Unchanged()
        assert await change_places(rows, leader, shift.id, 5, at(hours_later(48))) == Begun()


@pytest.mark.parametrize("number", [-1, 10_000])
async def test_impossible_numbers_of_places(city: City, leader: Actor, number: int) -> None:
    shift = await city.shift()
    async with city.writing() as rows:
        outcome = await change_places(rows, leader, shift.id, number, at(NOW))
    assert outcome == NotLikeThat(reasons=(LimitOutOfRange(limit=number),))


async def test_cancelling_a_shift_tells_everybody_once(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wang, chen)
    async with city.writing() as rows:
        outcome = await cancel_shift(rows, leader, shift.id, at(NOW))
        assert await cancel_shift(rows, leader, shift.id, at(NOW)) == Closed()
    assert isinstance(outcome, ShiftCancelled)
    assert (outcome.shift, outcome.told) == (await shift_now(city, shift), 2)
    assert await told(city, "cancelled") == sorted([wang.id, chen.id])


async def test_what_was_called_off_has_no_roster(city: City, leader: Actor) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, await city.person("Wang"))
    async with city.writing() as rows:
        await cancel_shift(rows, leader, shift.id, at(NOW))
    async with city.writing() as rows:
        assert await led_roster(rows, leader, shift.id, at(hours_later(60))) == Closed()


async def test_cancelling_what_has_begun_takes_no_hours_away(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    shift, running = await city.shift(1), await city.shift(8)
    await sign_up(city, shift, wang)
    await sign_up(city, running, wang)
    async with city.writing() as rows:
        await confirmed(rows, leader, shift, 5)
    async with city.writing() as rows:
        assert await cancel_shift(rows, leader, shift.id, at(hours_later(9))) == Begun()  # it is over: it was held
        assert isinstance(await cancel_shift(rows, leader, running.id, at(hours_later(9))), ShiftCancelled)
    assert await city.figure("SELECT SUM(change) AS n FROM entries") == 180
    async with city.writing() as rows:
        assert isinstance(await led_roster(rows, leader, running.id, at(hours_later(12))), Roster)


async def test_cancelling_an_activity_is_one_message_each_and_keeps_what_was_held(city: City, leader: Actor) -> None:
    wang, chen, lin = await city.people(3)
    number = await city.activity()
    held, first, second = [await city.shift(starts, activity=number) for starts in (1, 48, 72)]
    await sign_up(city, held, lin)
    await sign_up(city, first, wang, chen)
    await sign_up(city, second, wang)
    async with city.writing() as rows:
        outcome = await cancel_activity(rows, leader, number, at(hours_later(9)))
        assert await cancel_activity(rows, leader, number, at(hours_later(9))) == Closed()
    assert isinstance(outcome, ActivityCancelled)
    assert (outcome.shifts, outcome.told) == (2, 2)
    messages = dict(await owed(city, "cancelled"))
    assert messages.keys() == {wang.id, chen.id}
    assert (messages[wang.id]["shift_id"], messages[wang.id]["also"]) == (first.id, [second.id])
    states = [(await shift_now(city, shift)).state for shift in (held, first, second)]
    assert states == [State.OPEN, State.CANCELLED, State.CANCELLED]


async def test_only_those_who_lead_there(city: City) -> None:
    stranger = await acting(city, await city.person("Wang"))
    shift = await city.shift()
    async with city.writing() as rows:
        assert await move_shift(rows, stranger, shift.id, period(72), at(NOW)) == NotAllowed()
        assert await change_places(rows, stranger, shift.id, 3, at(NOW)) == NotAllowed()
        assert await cancel_shift(rows, stranger, shift.id, at(NOW)) == NotAllowed()
        assert await cancel_activity(rows, stranger, shift.activity_id, at(NOW)) == NotAllowed()
        assert await cancel_shift(rows, stranger, 404, at(NOW)) is None
        assert await cancel_activity(rows, stranger, 404, at(NOW)) is None
