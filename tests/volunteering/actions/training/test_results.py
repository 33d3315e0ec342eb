"""What came of a training: settled once, corrected, granting and taking back, told."""

import asyncio
from datetime import UTC, date, datetime
from json import loads
from zoneinfo import ZoneInfo

import pytest

from tests.support.acting import ZONE, at, hours_later, known, sign_up, told
from tests.support.city import City
from tests.support.qualified import found, held_on, kind_of
from tests.support.trained import presence, result, training
from volunteering.actions.attendance.rosters import Confirmed, confirm_roster, tick
from volunteering.actions.training.leading import NoSessionYet, NotInIt, TrainingChanged, change_training, enter_result
from volunteering.actions.training.results import SettledResult, settle
from volunteering.actions.volunteers.registering import erase
from volunteering.rules.activities import Shift
from volunteering.rules.changes import SETTLES
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.qualifications import QualificationState
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.volunteers import Actor, Person

LATER = date(2026, 12, 20)


async def by_mark(city: City, mark: int = 60) -> NewTraining:
    return NewTraining(kind=await kind_of(city, "first_aid"), pass_by=PassBy.MARK, pass_mark=mark)


async def by_presence(city: City, sessions: int) -> NewTraining:
    return NewTraining(kind=await kind_of(city, "first_aid"), least_sessions=sessions)


async def settles(
    city: City, li: Actor, session: Shift, person: Person, mark: int | None, *, passed: bool
) -> SettledResult | Unchanged | None:
    async with city.writing() as rows:
        return await settle(
            rows,
            session.activity_id,
            await known(rows, person),
            mark=mark,
            passed=passed,
            by_id=li.id,
            moment=at(hours_later(200)),
        )


@pytest.mark.parametrize(
    ("zone", "start", "end", "minutes"),
    [
        ("Europe/Berlin", "2026-10-24T22:00", "2026-10-25T06:00", 9 * 60),
        ("Europe/Berlin", "2027-03-27T22:00", "2027-03-28T06:00", 7 * 60),
        ("America/St_Johns", "2026-10-31T22:00", "2026-11-01T06:00", 9 * 60),
        ("Australia/Lord_Howe", "2026-10-03T22:00", "2026-10-04T06:00", 7 * 60 + 30),
    ],
)
async def test_a_night_in_which_the_clocks_change_is_as_long_as_it_is(
    city: City, li: Actor, mei: Person, zone: str, start: str, end: str, minutes: int
) -> None:
    there, activity = ZoneInfo(zone), await city.activity("First night")
    begins, ends = (datetime.fromisoformat(wall).replace(tzinfo=there).astimezone(UTC) for wall in (start, end))
    async with city.writing() as rows:
        rows.training.add(activity, NewTraining())
        number = await rows.activities.add_shift(
            activity, city.jiaojiang.id, Period(start=begins, end=ends), 10, day=local_day(begins, there), at=begins
        )
    async with city.looking() as rows:
        session = await rows.activities.shift(number)
    assert session is not None
    await city.put(session[1], mei)
    moment = at(ends, zone=there)
    async with city.writing() as rows:
        await tick(rows, li, number, mei.id, moment, came=True)
        assert isinstance(await confirm_roster(rows, li, number, moment), Confirmed)
    [line] = await city.table("SELECT minutes, day FROM study_lines")
    assert (line["minutes"], line["day"]) == (minutes, start[:10])


async def test_passing_grants_at_once_from_the_last_session_on(city: City, li: Actor, mei: Person) -> None:
    first, *_, last = await training(city, await by_mark(city), 48, 72, 96)
    outcome = await settles(city, li, first, mei, 87, passed=True)
    assert isinstance(outcome, SettledResult)
    assert outcome.given is not None
    one = await found(city, outcome.given.id)
    assert (one.state, one.issued_on) == (QualificationState.VERIFIED, date(2026, 12, 5))
    assert one.expires_on == date(2029, 12, 5), "as long as the kind holds"
    assert await told(city, "training_settled") == [mei.id]
    assert not await told(city, "qualification_decided"), "one message, not two"
    assert last.activity_id == first.activity_id


async def test_settled_twice_it_is_settled_once(city: City, li: Actor, mei: Person) -> None:
    [session] = await training(city, await by_mark(city))
    outcomes = await asyncio.gather(*(settles(city, li, session, mei, 87, passed=True) for _ in range(3)))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["SettledResult", "Unchanged", "Unchanged"]
    assert len(await city.table("SELECT id FROM qualifications")) == 1
    assert len(await told(city, "training_settled")) == 1


async def test_a_correction_takes_it_back_and_gives_it_again(city: City, li: Actor, mei: Person) -> None:
    [session] = await training(city, await by_mark(city))
    await settles(city, li, session, mei, 87, passed=True)
    outcome = await settles(city, li, session, mei, 37, passed=False)
    assert isinstance(outcome, SettledResult)
    assert outcome.taken_back is not None
    assert not await held_on(city, mei, LATER)
    await settles(city, li, session, mei, 73, passed=True)
    assert len(await held_on(city, mei, LATER)) == 1
    assert await result(city, session, mei)


async def test_another_mark_leaves_the_qualification(city: City, li: Actor, mei: Person) -> None:
    [session] = await training(city, await by_mark(city))
    first = await settles(city, li, session, mei, 87, passed=True)
    second = await settles(city, li, session, mei, 88, passed=True)
    assert isinstance(first, SettledResult)
    assert isinstance(second, SettledResult)
    assert second.result.qualification_id == first.result.qualification_id
    assert second.given is None


async def test_a_slip_that_is_put_right_at_once_is_told_once_it_has_settled(city: City, li: Actor, mei: Person) -> None:
    [session] = await training(city, await by_mark(city))
    await settles(city, li, session, mei, 37, passed=False)
    await settles(city, li, session, mei, 87, passed=True)
    [owed] = await city.table("SELECT facts, due_at, created_at FROM outbox WHERE kind = 'training_settled'")
    assert owed["due_at"] - owed["created_at"] >= SETTLES.total_seconds()
    assert loads(owed["facts"])["before"] is None, "nothing was told of it before"


async def test_an_activity_of_service_has_no_results(city: City, li: Actor, mei: Person) -> None:
    shift = await city.shift(48)
    assert await settles(city, li, shift, mei, None, passed=True) is None


async def test_presence_at_enough_sessions_passes_and_a_correction_takes_it_back(
    city: City, li: Actor, mei: Person
) -> None:
    sessions = await training(city, await by_presence(city, 2), 48, 72, 96)
    for session in sessions:
        await sign_up(city, session, mei)
    await presence(city, li, sessions[0], {mei: True})
    assert await result(city, sessions[0], mei) is None
    await presence(city, li, sessions[1], {mei: True})
    passed = await result(city, sessions[0], mei)
    assert passed is not None
    assert (passed.passed, passed.by_hand) == (True, False)
    assert len(await held_on(city, mei, LATER)) == 1
    await presence(city, li, sessions[0], {mei: False}, later=100)
    assert not await held_on(city, mei, LATER)
    await presence(city, li, sessions[2], {mei: True}, later=101)
    assert len(await held_on(city, mei, LATER)) == 1
    assert await told(city, "study_recorded") == [mei.id], "of presence that they know nothing is said"


async def test_what_was_entered_by_hand_holds_whatever_the_roster_says(city: City, li: Actor, mei: Person) -> None:
    [session] = await training(city, await by_presence(city, 1))
    await sign_up(city, session, mei)
    await settles(city, li, session, mei, None, passed=False)
    await presence(city, li, session, {mei: True})
    held = await result(city, session, mei)
    assert held is not None
    assert not held.passed


async def test_a_training_gives_the_level_it_gave_whatever_becomes_of_the_others(
    city: City, li: Actor, mei: Person
) -> None:
    kind = await kind_of(city, "social_work")
    [session] = await training(city, NewTraining(kind=kind, level=1, pass_by=PassBy.MARK, pass_mark=60))
    async with city.writing() as rows:
        assert await rows.kinds.ranks_in_use(kind.id) == {1}, "a level that a training gives is not to go"
        rows.kinds.change(kind.model_copy(update={"levels": kind.levels[1:]}))
        rows.kinds.rerank(kind.id, {1: 0, 2: 1})
    outcome = await settles(city, li, session, mei, 87, passed=True)
    assert isinstance(outcome, SettledResult)
    assert outcome.given is not None
    assert outcome.given.kind.levels[outcome.given.level] == kind.levels[1]


async def test_who_has_passed_loses_nothing_by_coming_again_when_more_is_asked_for(
    city: City, li: Actor, mei: Person
) -> None:
    sessions = await training(city, await by_presence(city, 1), 48, 72, 96)
    for session in sessions:
        await sign_up(city, session, mei)
    await presence(city, li, sessions[0], {mei: True})
    async with city.writing() as rows:
        wanted, later = await by_presence(city, 3), at(sessions[0].period.end)
        assert isinstance(await change_training(rows, li, sessions[0].activity_id, wanted, later), TrainingChanged)
    await presence(city, li, sessions[1], {mei: True})
    assert len(await held_on(city, mei, LATER)) == 1
    assert await enters(city, li, sessions[0], mei, mark=80) == (80, True)
    assert len(await held_on(city, mei, LATER)) == 1
    await presence(city, li, sessions[0], {mei: False}, later=100)
    assert not await held_on(city, mei, LATER), "a roster that is put right decides anew"


async def enters(
    city: City, li: Actor, session: Shift, person: Person, *, mark: int | None = None, passed: bool | None = None
) -> tuple[int | None, bool]:
    async with city.writing() as rows:
        await enter_result(rows, li, session.activity_id, person.id, at(hours_later(200)), mark=mark, passed=passed)
    held = await result(city, session, person)
    assert held is not None
    return held.mark, held.passed


@pytest.mark.parametrize("passed", [True, False])
async def test_a_mark_changes_nothing_that_was_said_where_marks_do_not_decide(
    city: City, li: Actor, mei: Person, *, passed: bool
) -> None:
    [session] = await training(city, await by_presence(city, 1))
    await sign_up(city, session, mei)
    await presence(city, li, session, {mei: not passed})
    assert await enters(city, li, session, mei, passed=passed) == (None, passed)
    assert await enters(city, li, session, mei, mark=87) == (87, passed)
    await presence(city, li, session, {mei: passed}, later=100)
    await presence(city, li, session, {mei: not passed}, later=101)
    held = await result(city, session, mei)
    assert held is not None
    assert (held.passed, held.by_hand) == (passed, True)


async def test_nothing_is_said_of_whoever_was_forgotten(city: City, li: Actor, mei: Person) -> None:
    sessions = await training(city, await by_presence(city, 1), 48, 72)
    for session in sessions:
        await sign_up(city, session, mei)
    await presence(city, li, sessions[0], {mei: True})
    async with city.writing() as rows:
        await erase(rows, await known(rows, mei), at(hours_later(60)))
    await presence(city, li, sessions[0], {mei: False}, later=10)
    await presence(city, li, sessions[0], {mei: True}, later=11)
    async with city.writing() as rows:
        moment = at(hours_later(100))
        outcome = await enter_result(rows, li, sessions[0].activity_id, mei.id, moment, passed=True)
    assert isinstance(outcome, NotInIt)
    assert await result(city, sessions[0], mei) is None
    assert not await city.table("SELECT id FROM qualifications")


async def test_of_a_session_that_is_still_to_come_today_nothing_can_have_come(
    city: City, li: Actor, mei: Person
) -> None:
    first, second = await training(city, await by_mark(city), 2, 24 * 7 + 2)
    for session in (first, second):
        await sign_up(city, session, mei)
    async with city.writing() as rows:
        outcome = await enter_result(rows, li, first.activity_id, mei.id, at(hours_later(1)), mark=87)
    assert isinstance(outcome, NoSessionYet)
    async with city.writing() as rows:
        outcome = await enter_result(rows, li, first.activity_id, mei.id, at(hours_later(24 * 7 + 1)), mark=87)
    assert isinstance(outcome, SettledResult)
    assert outcome.given is not None
    assert outcome.given.issued_on == first.day(ZONE), "of the last session that was held, not of one this evening"


async def test_a_training_with_a_test_is_passed_by_that_whatever_else_is_changed(city: City, li: Actor) -> None:
    [session] = await training(city, NewTraining(kind=await kind_of(city, "first_aid"), pass_by=PassBy.TEST))
    for wanted in (await by_mark(city), await by_presence(city, 2)):
        async with city.writing() as rows:
            assert isinstance(
                await change_training(rows, li, session.activity_id, wanted, at(hours_later(1))), TrainingChanged
            )
        async with city.looking() as rows:
            now = await rows.training.get(session.activity_id)
        assert now is not None
        assert (now.pass_by, now.pass_mark) == (PassBy.TEST, None), "two ways to pass, of which one is said"


async def test_what_else_was_passed_gives_it_when_the_one_that_did_is_corrected(
    city: City, li: Actor, mei: Person
) -> None:
    """The second gave nothing, for what the first gave was as good; it is hers by the second, all the same."""
    [first], [second] = [await training(city, await by_mark(city)) for _ in range(2)]
    for session in (first, second):
        await settles(city, li, session, mei, 87, passed=True)
    outcome = await settles(city, li, first, mei, 37, passed=False)
    assert isinstance(outcome, SettledResult)
    assert len(await held_on(city, mei, LATER)) == 1
    await settles(city, li, second, mei, 37, passed=False)
    assert not await held_on(city, mei, LATER), "and it goes with the second"
