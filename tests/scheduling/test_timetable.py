"""The timetable: what is due is done at the start, by the clock and when the clock jumps, and a fault stops nothing."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from scheduling import moves, offering, sweeps, timetable
from scheduling.timetable import Timetable
from storage.engine.database import Database
from storage.engine.faults import Conflict, Unavailable
from storage.process import inbox
from tests.support.acting import at
from tests.support.city import NOW, hours_later
from tests.support.delivering import PostOffice
from volunteering.actions import reminders
from volunteering.rules.notices.letters import Letter

WITHIN = 20  # seconds that a test waits for what must happen


@pytest.fixture
async def office(database: Database) -> PostOffice:
    """A post office, and somebody with a place in a shift in two days."""
    office = await PostOffice.opened(database)
    wang = await office.reader()
    await office.confirm(wang, (await office.city.shift(48)).id)
    return office


def timetable_of(office: PostOffice, **more: Any) -> Timetable:
    more.setdefault("wake", lambda: None)
    return Timetable(office.city.database, office.organisation, office.clock, **more)


async def reminders_owed(office: PostOffice) -> int:
    return await office.city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'reminder'")


async def test_a_jump_of_the_clock_is_lived_through(office: PostOffice) -> None:
    office.clock.passes(hours=24)
    woken: list[bool] = []
    await timetable_of(office, wake=lambda: woken.append(True)).run_all_now()
    assert await reminders_owed(office) == 1
    assert woken


async def test_what_became_due_while_nobody_was_there_is_done_at_the_start(office: PostOffice) -> None:
    office.clock.passes(hours=24)
    woken = asyncio.Event()
    table = timetable_of(office, wake=woken.set)
    table.start()
    async with asyncio.timeout(WITHIN):
        await woken.wait()
    await table.stop()
    assert await reminders_owed(office) == 1


@pytest.mark.parametrize("begin", ["start", "take_over"])
async def test_what_was_answered_while_nobody_was_there_is_heard_first(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    """The tap is still on its way when the process begins: nothing is taken from them before it is read."""
    done: list[str] = []
    came = asyncio.Event()

    async def does(what: str, *_: object) -> None:
        done.append(what)
        came.set()

    for module, name in ((offering, "see_to_offers"), (moves, "see_to_moves"), (sweeps, "look_at_records")):
        monkeypatch.setattr(module, name, partial(does, name))
    monkeypatch.setattr(sweeps, "tidy", partial(does, "the last of what is due at once"))
    table = timetable_of(office)
    if begin == "start":
        table.start()
        async with asyncio.timeout(WITHIN):
            await came.wait()
        await table.stop()
    else:
        await table.take_over()
    assert set(done) == {"the last of what is due at once"}


async def test_nobody_waits_longer_for_what_lapses_than_that(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timetable, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(timetable, "ANSWERS_FIRST", 0.01)
    left = {"see_to_offers", "see_to_moves", "look_at_records"}
    all_done = asyncio.Event()

    async def does(what: str, *_: object) -> None:
        left.discard(what)
        if not left:
            all_done.set()

    for module, name in ((offering, "see_to_offers"), (moves, "see_to_moves"), (sweeps, "look_at_records")):
        monkeypatch.setattr(module, name, partial(does, name))
    table = timetable_of(office)
    table.start()
    async with asyncio.timeout(WITHIN):
        await all_done.wait()
    await table.stop()


async def test_a_backup_that_is_due_is_not_waited_for_at_the_start(office: PostOffice) -> None:
    asked = asyncio.Event()

    async def back_up() -> None:
        asked.set()

    timetable = timetable_of(office, wake=lambda: None, back_up=back_up)
    timetable.start()
    async with asyncio.timeout(30):
        await asked.wait()
    await timetable.stop()


async def test_who_takes_the_duty_over_asks_for_a_backup_that_is_due(office: PostOffice) -> None:
    """It may have started in a folder without any, while the duty was another's."""
    on_duty, asked = False, asyncio.Event()

    async def back_up() -> None:
        asked.set()

    table = timetable_of(office, back_up=back_up, is_on_duty=lambda: on_duty)
    table.start()
    await table.run_all_now()
    assert not asked.is_set()
    on_duty = True
    await table.take_over()
    async with asyncio.timeout(WITHIN):
        await asked.wait()
    await table.stop()


async def test_it_sweeps_again_and_again(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timetable, "LOOK_EVERY", 0.01)
    twice = asyncio.Event()
    swept: list[bool] = []

    async def remind(*_: object) -> None:
        swept.append(True)
        if len(swept) == 3:
            twice.set()

    monkeypatch.setattr(sweeps, "remind", remind)
    table = timetable_of(office)
    table.start()
    async with asyncio.timeout(WITHIN):
        await twice.wait()
    await table.stop()


async def test_whoever_leads_has_their_message_though_the_database_was_away_at_its_hour(office: PostOffice) -> None:
    table = timetable_of(office)
    table.start()
    six = office.clock.now().astimezone(office.organisation.zone).replace(hour=18, minute=0, second=1, microsecond=0)
    every = {job.id: job.trigger.get_next_fire_time(None, six) for job in table._scheduler.get_jobs()}
    await table.stop()
    assert every["digests"] - six < timedelta(minutes=6), "what failed at six is done the next evening"


async def test_stopping_lets_a_sweep_end(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def remind(*_: object) -> None:
        begun.set()
        await go_on.wait()
        ended.set()

    monkeypatch.setattr(sweeps, "remind", remind)
    table = timetable_of(office)
    table.start()
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        await begun.wait()
        group.create_task(table.stop())
        await asyncio.sleep(0)
        go_on.set()
    assert ended.is_set()


async def test_a_backup_that_a_stop_breaks_off_worries_nobody(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    begun, broken_off = asyncio.Event(), asyncio.Event()

    async def back_up() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            broken_off.set()

    table = timetable_of(office, back_up=back_up)
    table.start()
    async with asyncio.timeout(WITHIN):
        await begun.wait()
        await table.stop()
        await broken_off.wait()
    await asyncio.sleep(0)  # so that whoever started it hears how it ended
    assert [record for record in caplog.records if record.levelname in {"WARNING", "ERROR"}] == []


async def test_only_the_leader_sweeps(office: PostOffice) -> None:
    office.clock.passes(hours=24)
    await timetable_of(office, is_on_duty=lambda: False).run_all_now()
    assert await reminders_owed(office) == 0


@pytest.mark.parametrize("fault", [Unavailable("gone"), ZeroDivisionError()], ids=["database away", "fault of ours"])
async def test_a_sweep_that_fails_stops_no_other(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    async def tidy(*_: object) -> None:
        raise fault

    async def rosters(*_: object) -> None:
        raise fault

    monkeypatch.setattr(sweeps, "tidy", tidy)
    monkeypatch.setattr(sweeps, "ask_for_rosters", rosters)
    office.clock.passes(hours=24)
    table = timetable_of(office)
    await table.run_all_now()
    await table.run_all_now()
    assert await reminders_owed(office) == 1


async def test_whoever_asks_for_a_look_has_one_on_duty_or_not(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, passed_on, unheard = asyncio.Event(), asyncio.Event(), asyncio.Event()
    looks: list[bool] = []

    async def move_up(*_: object) -> None:
        looks.append(True)
        looked.set()

    async def pass_on_unheard(*_: object) -> None:
        passed_on.set()

    monkeypatch.setattr(sweeps, "move_up", move_up)
    monkeypatch.setattr(sweeps, "pass_on_unheard", pass_on_unheard)
    monkeypatch.setattr(timetable, "A_MOMENT", 0)
    table = timetable_of(office, is_on_duty=lambda: False, unheard=unheard)
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        watching = group.create_task(table.watch())
        for _ in range(3):
            table.look()
        unheard.set()
        await looked.wait()
        await passed_on.wait()
        watching.cancel()
    assert looks == [True], "once for all who ask at the same moment"


async def test_others_who_were_quicker_are_waited_for(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    async def batch(*_: object) -> bool:
        tries.append(1)
        if len(tries) < 3:
            raise Conflict("somebody was quicker")
        return False

    monkeypatch.setattr(reminders, "remind", batch)
    await sweeps.remind(office.city.database, at(NOW, office.organisation.policy))
    assert len(tries) == 3


async def test_when_the_next_thing_is_due(office: PostOffice) -> None:
    table = timetable_of(office)
    assert await table.next_due() == hours_later(24)
    office.clock.passes(hours=24)
    assert await table.next_due() == hours_later(30), "whoever leads it is told in the evening"
    office.clock.passes(hours=6)
    assert await table.next_due() == hours_later(46)
    office.clock.passes(hours=16)
    assert await table.next_due() == hours_later(51)


async def test_what_an_older_program_could_not_read_is_sent_by_the_one_that_takes_over(office: PostOffice) -> None:
    """Of two versions that serve at once, for the seconds of a rolling upgrade, the older may be on duty."""
    wang = await office.reader()
    await office.owe(wang, Letter(from_id=1, text="one"), "one")
    await _replaced(office, "letter", "letter_of_a_later_day")
    await office.delivery.drain_once()
    assert await office.states() == ["failed"]
    await _replaced(office, "letter_of_a_later_day", "letter")
    office.clock.passes(seconds=10)
    for _ in range(2):
        await timetable_of(office).take_over()
        await office.delivery.drain_once()
        assert await office.states() == ["sent"]
    assert len(office.telegram.order) == 1, "and once"


async def _replaced(office: PostOffice, said: str, by: str) -> None:
    """As another version writes its facts."""
    async with office.city.changing() as tx:
        await tx.execute("UPDATE outbox SET facts = replace(facts, :said, :by)", said=f'"{said}"', by=f'"{by}"')


async def test_nobody_is_asked_whether_their_record_is_kept_by_a_clock_that_may_be_wrong(office: PostOffice) -> None:
    await office.reader()
    office.clock.passes(days=4 * 365)
    policy = office.organisation.policy.model_copy(update={"forget_years": 3})
    office.organisation = replace(office.organisation, policy=policy)
    for may_be_wrong in (True, False):
        await timetable_of(office, may_be_wrong=lambda wrong=may_be_wrong: wrong).run_all_now()
        asked = await office.city.figure("SELECT COUNT(*) AS n FROM keep_asks")
        assert (asked == 0) == may_be_wrong


async def test_what_nobody_needs_any_more_is_forgotten(office: PostOffice) -> None:
    now = NOW + timedelta(days=100)
    async with office.city.changing() as tx:
        for number, came in ((1, NOW), (2, now - timedelta(days=1))):
            inbox.record(tx, number, telegram_id=5, message_id=None, shows="", now=came)
    office.clock.passes(hours=24)
    await office.sweep()
    await office.delivery.drain_once()
    await sweeps.tidy(office.city.database, at(now))
    assert [row["update_id"] for row in await office.city.table("SELECT update_id FROM inbox")] == [2]
    assert await office.states() == []
