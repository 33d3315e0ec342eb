"""Asking people for a shift that takes more than it has: who is, who isn't, and when it stops."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from storage.rows.asking import sent
from tests.support.acting import NOW, POLICY, acting, appoint, at, hours_later, sign_up, told
from tests.support.city import City
from volunteering.actions.asking.answering import (
    Answered,
    AskedLess,
    NotFree,
    NotToThisOne,
    answer_ask,
    ask_as_before,
)
from volunteering.actions.asking.helping import ChoosesWhom, ask_for_help, shifts_to_ask_for
from volunteering.actions.asking.widening import Widened, widen
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.signing_up.offering import skip_offer
from volunteering.actions.signing_up.places import leave_shift
from volunteering.rules.activities import Shift
from volunteering.rules.asking import AskPace, AskReply, Candidate, Need, Rate
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.profiles import Particular, Particulars, Slot
from volunteering.rules.signing_up import SignUpState, Taken
from volunteering.rules.volunteers import Person, Standing

SURE = Rate(expected=1.0)


def as_many_as_missing(need: Need, candidates: Sequence[Candidate], _: Rate, moment: Moment) -> tuple[int, ...]:
    """A policy that asks exactly so many as are missing, and waits for them."""
    count = max(0, need.missing - len(need.unanswered))
    return tuple(one.person_id for one in candidates[:count])


def everybody(need: Need, candidates: Sequence[Candidate], _: Rate, moment: Moment) -> tuple[int, ...]:
    """A policy that asks whoever can be."""
    return tuple(one.person_id for one in candidates) if need.missing else ()


async def taking(city: City, minimum: int = 2, *, starts: float = 48, places: int = 10) -> Shift:
    """A shift that takes so many."""
    shift = await city.shift(starts, places=places)
    async with city.writing() as rows:
        await rows.activities.set_minimum(shift.id, minimum)
    return shift


async def ask(city: City, shift: Shift, hours: float = 0, policy: ChoosesWhom = everybody) -> int:
    """One look at it, and everything that is owed is delivered at once."""
    moment = at(hours_later(hours))
    async with city.writing() as rows:
        asked = await ask_for_help(rows, shift.id, moment, chooses=policy)
    async with city.changing() as tx:
        for row in await tx.all("SELECT k.id FROM asks k WHERE k.sent_at IS NULL"):
            sent(tx, row["id"], moment.now)
        tx.later("UPDATE outbox SET state = 'sent' WHERE kind = 'help_asked'")
    return asked


async def asked_for(city: City, shift: Shift) -> list[int]:
    rows = await city.table("SELECT person_id FROM asks WHERE shift_id = :shift ORDER BY person_id", shift=shift.id)
    return [row["person_id"] for row in rows]


async def answer(city: City, person: Person, reply: AskReply, hours: float = 0) -> Answered | None:
    """What they say to the newest of what they were asked."""
    [row] = await city.table("SELECT id FROM asks WHERE person_id = :person ORDER BY id DESC LIMIT 1", person=person.id)
    async with city.writing() as rows:
        return await answer_ask(rows, person, row["id"], reply, at(hours_later(hours)))


async def test_who_could_come_is_asked_once_and_stops_being_asked_when_it_is_filled(city: City) -> None:
    bo, wang, zhao, sun = await city.people(4)
    shift = await taking(city, 1)
    await appoint(city, city.leader, city.jiaojiang)
    assert await ask(city, shift, policy=as_many_as_missing) == 1
    assert await asked_for(city, shift) == [bo.id]
    assert await ask(city, shift, 0.1) == 3, "all but who leads it, who knows"
    assert await ask(city, shift, 0.2) == 0
    assert isinstance(await answer(city, zhao, AskReply.YES, 0.3), Taken)
    await city.people(1)
    assert await ask(city, shift, 0.4) == 0
    found = await city.table("SELECT person_id, answer FROM asks ORDER BY person_id")
    assert {row["person_id"]: row["answer"] for row in found} == {
        bo.id: "filled", wang.id: "filled", zhao.id: "yes", sun.id: "filled",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "hours", "is_time"),
    [
        (48, 0, True),  # less than 72 h to go
        (100, 1, False),  # posted just now, and far ahead
        (100, 24, True),
        (100, 28.1, True),
        (48, 47.5, False),  # nobody gets there any more
        (48, 11, False),  # 23 o'clock
        (48, 49, False),
    ],
)
async def test_when_it_is_time(city: City, starts: float, hours: float, is_time: bool) -> None:
    await city.people(1)
    shift = await taking(city, 2, starts=starts)
    async with city.looking() as rows:
        found = await shifts_to_ask_for(rows, at(hours_later(hours)))
    assert found == ((shift.id,) if is_time else ())
    assert (await ask(city, shift, hours) > 0) is is_time


async def test_nobody_is_asked_while_somebody_waits_or_enough_are_there(city: City) -> None:
    wang, zhao, *_ = await city.people(4)
    shift = await taking(city, 1)
    await city.put(shift, wang)
    assert await ask(city, shift) == 0
    other = await taking(city, 2)
    await city.put(other, zhao, state=SignUpState.WAITING)
    assert await ask(city, other) == 0
    async with city.looking() as rows:
        assert await shifts_to_ask_for(rows, at(NOW)) == ()


async def test_only_who_could_take_it_is_asked(city: City) -> None:
    """Elsewhere then, suspended, out of reach, not that day, at other times, of another team, or was in it before."""
    people = await city.people(8)
    elsewhere, suspended, unreached, blocked, evenings, left, never, free = people
    stranger = await city.person("Stranger", city.huangyan)
    joined = await city.person("Joined", city.huangyan)
    shift = await taking(city, 5)
    await city.put(await city.shift(49), elsewhere)
    await city.put(shift, left)
    day = shift.day(at(NOW).zone)
    async with city.writing() as rows:
        await leave_shift(rows, left, shift.id, at(NOW))
        await rows.people.change(suspended.id, standing=Standing.SUSPENDED)
        await rows.people.change(unreached.id, reachable=False)
        await rows.people.join(joined.id, city.jiaojiang.id, NOW)
        await rows.profiles.block(blocked.id, day, day)
        said = Particulars(available=frozenset({Slot.WEEKDAY_EVENING}))
        await rows.profiles.change(evenings.id, said, [Particular.AVAILABLE], NOW)
        rows.asks.choose(never.id, (await rows.asks.choice(never.id)).model_copy(update={"pace": AskPace.NEVER}), NOW)
    assert await ask(city, shift) == 2
    assert await asked_for(city, shift) == sorted([free.id, joined.id])
    assert stranger.id not in await asked_for(city, shift)


async def test_nobody_is_asked_more_than_twice_a_week_over_all_teams(city: City) -> None:
    wang, _ = await city.people(2)
    shifts = [await taking(city, 5, starts=24 * 9 + number) for number in range(3)]
    late = await taking(city, 5, starts=24 * 9 + 8)
    assert [await ask(city, shift, 24) for shift in shifts] == [2, 2, 0]
    assert await ask(city, late, 24 * 6) == 0
    assert await ask(city, late, 24 * 8 + 1) == 2
    assert wang.id in await asked_for(city, late)


async def test_what_was_never_sent_does_not_count_and_may_be_asked_anew(city: City) -> None:
    wang, _ = await city.people(2)
    shift = await taking(city, 2)
    async with city.writing() as rows:
        await ask_for_help(rows, shift.id, at(NOW), chooses=everybody)
    async with city.changing() as tx:
        tx.later("UPDATE outbox SET state = 'dropped'")
    async with city.looking() as rows:
        assert await rows.asks.of_shift(shift.id) == ()
        assert await rows.asks.recent([wang.id], NOW - timedelta(days=7)) == {}
    assert await ask(city, shift, 1.1) == 2
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE state = 'sent'") == 2


async def test_a_shift_is_not_looked_at_again_at_once(city: City) -> None:
    await city.people(3)
    shift = await taking(city, 9)
    assert await ask(city, shift, policy=as_many_as_missing) == 3
    await city.people(1)
    assert await ask(city, shift, 0.01) == 0
    assert await ask(city, shift, 1.1) == 1


async def test_what_somebody_says_is_kept_and_they_may_take_it_after_all(city: City) -> None:
    [wang] = await city.people(1)
    shift = await taking(city, 9)
    await ask(city, shift)
    assert isinstance(await answer(city, wang, AskReply.NO), NotToThisOne)
    assert isinstance(await answer(city, wang, AskReply.YES), Taken)
    assert isinstance(await answer(city, wang, AskReply.NO), NotToThisOne)  # an old message: the place stays
    [row] = await city.table("SELECT answer FROM asks WHERE person_id = :person", person=wang.id)
    assert row["answer"] == "yes"
    async with city.writing() as rows:
        assert await answer_ask(rows, city.leader, 1_000_000, AskReply.YES, at(NOW)) is None


async def test_a_card_is_tapped_when_it_is_filled_or_off(city: City) -> None:
    wang, zhao = await city.people(2)
    leader = await appoint(city, city.leader, city.jiaojiang)
    shift = await taking(city, 1, places=1)
    await ask(city, shift)
    await sign_up(city, shift, zhao)
    assert isinstance(await answer(city, wang, AskReply.YES), NotFree)
    assert await city.figure("SELECT COUNT(*) AS n FROM signups WHERE state = 'waiting'") == 0
    other = await taking(city, 1, starts=60)
    await ask(city, other)
    async with city.writing() as rows:
        await cancel_shift(rows, leader, other.id, at(NOW))
    assert isinstance(await answer(city, wang, AskReply.YES), NotFree)


async def test_signing_up_from_the_list_counts_as_an_answer(city: City) -> None:
    [wang] = await city.people(1)
    shift = await taking(city, 1)
    await ask(city, shift)
    await sign_up(city, shift, wang)
    await ask(city, shift, 0.2)
    [row] = await city.table("SELECT answer, counted FROM asks WHERE person_id = :person", person=wang.id)
    assert (row["answer"], row["counted"]) == ("yes", 1)


async def test_what_came_of_it_is_counted_once(city: City) -> None:
    wang, zhao, sun, _ = await city.people(4)
    shift = await taking(city, 9)
    await ask(city, shift)
    await answer(city, wang, AskReply.YES, 0.1)
    await answer(city, zhao, AskReply.NO, 0.1)

    async def sums() -> tuple[int, int]:
        [row] = await city.table("SELECT asked, yes FROM ask_sums")
        return row["asked"], row["yes"]

    for _ in range(2):
        await ask(city, shift, 1)
        assert await sums() == (2, 1)
    await ask(city, shift, 24.5)
    assert await sums() == (4, 1)
    await answer(city, sun, AskReply.YES, 25)  # late, but a yes
    await ask(city, shift, 26)
    assert await sums() == (4, 2)
    async with city.looking() as rows:
        of = await rows.activities.shift(shift.id)
        assert of is not None
        whole, unit = await rows.asks.sums(of[0].unit, of[0].category)
    assert (whole.asked, whole.yes) == (unit.asked, unit.yes) == (4, 2)


async def test_asked_less_is_a_step_and_not_this_month_is_until_it_is_over(city: City) -> None:
    [wang] = await city.people(1)
    shift = await taking(city, 9)
    await ask(city, shift)
    for pace in (AskPace.WEEKLY, AskPace.MONTHLY, AskPace.NEVER):
        said = await answer(city, wang, AskReply.LESS)
        assert isinstance(said, AskedLess)
        assert said.choice.pace is pace
    said = await answer(city, wang, AskReply.NOT_THIS_MONTH)
    assert isinstance(said, AskedLess)
    assert said.choice.until is not None
    assert said.choice.until.astimezone(at(NOW).zone).date().isoformat() == "2027-01-01"


async def test_taken_back_it_is_as_often_as_before_and_unanswered(city: City) -> None:
    [wang] = await city.people(1)
    shift = await taking(city, 9)
    await ask(city, shift)
    said = await answer(city, wang, AskReply.LESS)
    assert isinstance(said, AskedLess)
    async with city.writing() as rows:
        assert await ask_as_before(rows, wang, said.ask.id, said.before, at(NOW)) is not None
        assert await ask_as_before(rows, city.leader, said.ask.id, said.before, at(NOW)) is None, "it is another's"
    async with city.looking() as rows:
        assert await rows.asks.choice(wang.id) == said.before
        [asked] = await rows.asks.of_shift(shift.id)
        assert asked.reply is None


async def test_the_leader_is_told_once_nobody_is_left_and_once_it_begins_soon(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    [wang] = await city.people(1)
    shift = await taking(city, 9, starts=60)
    await ask(city, shift)
    await ask(city, shift, 0.2)
    assert await told(city, "help_missing") == []  # they were asked just now
    for hours in (3, 4.1, 6):
        await ask(city, shift, hours)
    assert await told(city, "help_missing") == [city.leader.id]
    for hours in (45, 46.1):
        await ask(city, shift, hours)
    assert await told(city, "help_missing") == [city.leader.id] * 2
    assert wang.id not in await told(city, "help_missing")


async def test_widened_the_people_of_the_unit_above_are_asked_step_by_step(city: City) -> None:
    team = await city.unit("Baiyun", city.jiaojiang)
    li = await appoint(city, await city.person("Li", team), team)
    near, far = await city.person("Near", city.jiaojiang), await city.person("Far", city.huangyan)
    activity = await city.activity(unit=team)
    shift = await city.shift(48, activity=activity)
    async with city.writing() as rows:
        await rows.activities.set_minimum(shift.id, 9)
    assert await ask(city, shift) == 1
    async with city.writing() as rows:
        assert isinstance(await widen(rows, li, shift.id, city.top.id, at(NOW)), Unchanged)
        assert isinstance(await widen(rows, li, shift.id, city.jiaojiang.id, at(NOW)), Widened)
        assert isinstance(await widen(rows, li, shift.id, city.jiaojiang.id, at(NOW)), Unchanged)
    await ask(city, shift, 0.1)
    assert near.id in await asked_for(city, shift)
    assert far.id not in await asked_for(city, shift)
    async with city.writing() as rows:
        assert isinstance(await widen(rows, li, shift.id, city.top.id, at(NOW)), Widened)
    await ask(city, shift, 0.2)
    assert far.id in await asked_for(city, shift)
    stranger = await acting(city, far)
    async with city.writing() as rows:
        assert not isinstance(await widen(rows, stranger, shift.id, city.top.id, at(NOW)), Widened)


async def test_where_it_is_set_to_none_nobody_is_asked(city: City) -> None:
    await city.people(2)
    shift = await taking(city, 9)
    async with city.writing() as rows:
        nobody = POLICY.model_copy(update={"ask_per_week": 0})
        assert await ask_for_help(rows, shift.id, at(NOW, nobody), chooses=everybody) == 0


async def test_a_line_that_let_the_place_pass_keeps_nobody_from_being_asked(city: City) -> None:
    wang, zhao, bo = await city.people(3)
    shift = await taking(city, 1, places=1)
    await appoint(city, city.leader, city.jiaojiang)
    await sign_up(city, shift, wang, zhao)
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(NOW))
    assert await ask(city, shift) == 0, "it is Zhao's turn"
    async with city.looking() as rows:
        assert await shifts_to_ask_for(rows, at(hours_later(0.2))) == ()
    async with city.writing() as rows:
        await skip_offer(rows, zhao, shift.id, at(hours_later(0.2)))
    async with city.looking() as rows:
        assert await shifts_to_ask_for(rows, at(hours_later(0.2))) == (shift.id,)
    assert await ask(city, shift, 0.2) == 1
    assert await asked_for(city, shift) == [bo.id]
