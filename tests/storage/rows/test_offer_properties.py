"""Over weeks of acts and time passing: nothing is held twice, and every place that comes free ends somewhere."""

from datetime import datetime, timedelta
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.offering import see_to_offers
from scheduling.sweeps import move_up
from tests.support.acting import OF_VOLUNTEERS, at, known
from tests.support.city import NOW, City
from volunteering.actions.leading.moving import change_places, move_shift
from volunteering.rules.activities import Shift
from volunteering.rules.capacity import limit_of
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.offering import goes_in_turn, held_until, late_from, may_be_next
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Person

MANY = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
TOLD = ("offered", "offer_lapsed", "first_come", "left_over", "promoted")

What = Literal["sign up", "take", "skip", "leave", "places", "move", "block", "unblock", "at once", "pass"]
WHATS: tuple[What, ...] = ("sign up", "sign up", "sign up", "take", "take", "skip", "leave", "leave", "places", "move")
OTHERS: tuple[What, ...] = ("block", "unblock", "at once", "pass", "pass", "pass", "pass")
ACTS = st.lists(
    st.tuples(st.sampled_from((*WHATS, *OTHERS)), st.integers(0, 5), st.integers(0, 1), st.integers(1, 30)),
    min_size=5,
    max_size=40,
)


async def do(city: City, what: What, person: Person, shift: Shift, hours: int, moment: Moment) -> None:
    """One act of a volunteer or of the leader, in a transaction of its own."""
    leader = Actor(person=city.leader, rights=Rights(posts=(Post(unit=city.top, role=Role.ADMIN),)))
    async with city.writing() as rows:
        if act := OF_VOLUNTEERS.get(what):
            await act(rows, await known(rows, person), shift.id, moment)
        match what:
            case "places":
                await change_places(rows, leader, shift.id, limit_of(hours % 5), moment)
            case "move":
                start = moment.now + timedelta(hours=hours)
                period = Period(start=start, end=start + timedelta(hours=2))
                await move_shift(rows, leader, shift.id, period, moment)
            case "block" | "unblock":
                await rows.people.change(person.id, reachable=what == "unblock")
            case "at once":
                await rows.profiles.put_in_at_once(person.id, at_once=hours % 2 == 0)


async def holds(city: City, shift: Shift, moment: Moment) -> None:
    """Nothing that never may be, however it came about."""
    async with city.looking() as rows:
        found = await rows.activities.shift(shift.id)
        assert found is not None
        now = found[1]
        confirmed, waiting = await rows.sign_ups.confirmed(shift.id), await rows.sign_ups.waiting(shift.id)
        every = [(one, await rows.sign_ups.facts(shift.id, one.person_id)) for one in waiting]
    offered = [one for one in waiting if one.is_offered]
    assert now.limit is None or len(confirmed) + len(offered) <= now.limit, "more is given and promised than there is"
    if now.has_begun(moment.now):
        return
    for one in offered:
        assert one.held_until is not None
        assert moment.now < one.held_until <= late_from(now, moment), "held too long"
    for one, facts in every:
        assert facts is not None
        is_asked = one.is_offered or one.passed or facts.capacity.is_full or not may_be_next(facts, moment)
        in_turn = goes_in_turn(now, moment) and held_until(now, moment) is not None
        assert is_asked or not in_turn, "somebody waits beside a free place, and was not asked"


async def is_delivered(city: City, moment: Moment) -> None:
    """What is due by now has reached its readers."""
    async with city.changing() as tx:
        now = int(moment.now.timestamp())
        await tx.execute("UPDATE outbox SET state = 'sent' WHERE state = 'owed' AND due_at <= :now", now=now)


async def nobody_is_woken(city: City, moment: Moment) -> None:
    """None of those messages goes out at night."""
    for row in await city.table("SELECT kind, due_at FROM outbox"):
        due = datetime.fromtimestamp(row["due_at"], tz=moment.zone)
        asleep = moment.model_copy(update={"now": due}).is_quiet
        assert row["kind"] not in TOLD or not asleep, f"{row['kind']} at {due}"


@MANY
@given(acts=ACTS)
async def test_every_place_that_comes_free_is_taken_offered_or_open(
    city: City, acts: list[tuple[What, int, int, int]]
) -> None:
    people = await city.people(6)
    shifts = [await city.shift(60, places=1), await city.shift(200, places=2)]
    now = NOW
    for what, who, which, hours in acts:
        if what == "pass":
            now += timedelta(hours=hours)
        moment = at(now)
        await do(city, what, people[who], shifts[which], hours, moment)
        await is_delivered(city, moment)
        await see_to_offers(city.database, moment)
        await move_up(city.database, moment)
        for shift in shifts:
            await holds(city, shift, moment)
    await nobody_is_woken(city, at(now))
