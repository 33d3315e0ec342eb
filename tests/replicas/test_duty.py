"""One replica delivers and keeps the timetable; whatever becomes of it, another does soon, and nothing goes twice."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from statistics import median

import aiohttp
import pytest

from handlers.buttons.signing_up import LeaveSurely, TakeOffer, TakeShift
from playground.phones.phone import Phone
from tests.replicas.province import LAID_DOWN, Province, Replica
from tests.support.databases import Databases
from tests.torture.conftest import Report

TAKEN_OVER_WITHIN = 10.0  # seconds
NEXT_BEAT = 2.0  # seconds in which the duty that was laid down is taken up, and what others owe is found
TIMES = 6

pytestmark = pytest.mark.asyncio(loop_scope="module")


@asynccontextmanager
async def only_through(province: Province, *replicas: Replica) -> AsyncIterator[None]:
    """Let taps go to these replicas."""
    everybody = dict(province.balancer.replicas)
    province.balancer.replicas = {replica.name: replica.address for replica in replicas}
    yield
    province.balancer.replicas = everybody


async def signs_up(phone: Phone, shift: int) -> None:
    """Tap the button below whatever was shown last."""
    await phone.sends("/my")
    await phone.forges(TakeShift(shift=shift).pack())


async def told(phone: Phone, words: str) -> int:
    """Wait until the phone shows a message with these words. Gives how many do."""

    def look() -> int | None:
        return sum(words in bubble.text for bubble in phone.chat if not bubble.is_mine) or None

    return await phone.waits(look, f"does not see {words!r}")


async def test_of_three_that_start_at_once_one_is_on_duty_and_says_so(province: Province) -> None:
    assert await province.number("SELECT COUNT(*) FROM alembic_version") == 1
    assert await province.number("SELECT COUNT(*) FROM units") == 1
    says = {replica.name: await _metric(replica, "yigong_on_duty") for replica in province.replicas}
    assert says == {replica.name: float(replica is province.on_duty) for replica in province.replicas}


async def _metric(replica: Replica, name: str) -> float:
    async with aiohttp.ClientSession() as session, session.get(f"{replica.address}/metrics") as answer:
        page = await answer.text()
    [line] = [line for line in page.splitlines() if line.startswith(f"{name} ")]
    return float(line.removeprefix(name))


async def test_one_that_stops_hands_over_at_once(province: Province) -> None:
    stopped, takings = province.on_duty, len(province.duties)
    assert await stopped.ends(signal.SIGTERM) == 0
    try:
        assert await province.taken_over(takings) < NEXT_BEAT
        assert province.on_duty is not stopped
    finally:
        await province.begin(stopped)


async def test_one_that_hangs_is_replaced_and_sends_nothing_when_it_wakes(province: Province, report: Report) -> None:
    li, mei = await province.leader("Li"), await province.member("Mei")
    shift = await province.activity("River clean-up", li, in_days=2)
    hung, takings = province.on_duty, len(province.duties)
    async with only_through(province, *province.others(hung)):
        await signs_up(mei, shift)
        hung.process.send_signal(signal.SIGSTOP)
        try:
            taken_over = await province.taken_over(takings)
            assert taken_over < TAKEN_OVER_WITHIN
            with suppress(TimeoutError):  # the one that hangs doesn't follow the clock
                await province.playground.clock.advance(timedelta(days=1).total_seconds(), within=1.0)
            await told(mei, "See you tomorrow")
        finally:
            hung.process.send_signal(signal.SIGCONT)
        await hung.says(LAID_DOWN)
        await province.passes(minutes=1)
    assert await told(mei, "See you tomorrow") == 1
    assert province.on_duty is not hung
    report("A replica on duty that hangs", f"taken over after {taken_over:.1f} s")


async def test_a_freed_place_is_told_soon_whichever_replica_freed_it(province: Province, report: Report) -> None:
    li = await province.leader("Li")
    mei, bo = await province.member("Mei"), await province.member("Bo")
    shift = await province.activity("Library help", li, places=1, in_days=3)
    waits: list[float] = []
    async with only_through(province, *province.others(province.on_duty)):
        await signs_up(mei, shift)
        for _ in range(TIMES):
            await signs_up(bo, shift)
            await mei.forges(LeaveSurely(shift=shift).pack())
            began = asyncio.get_running_loop().time()
            await told(bo, "A place for you")
            waits.append(asyncio.get_running_loop().time() - began)
            await bo.forges(TakeOffer(shift=shift).pack())
            mei, bo = bo, mei
    assert max(waits) < NEXT_BEAT
    report("A freed place, told by another replica", f"median {median(waits):.2f} s, slowest {max(waits):.2f} s")


async def test_after_postgresql_s_restart_they_go_on_by_themselves(province: Province, databases: Databases) -> None:
    li = await province.leader("Li")
    people = [await province.member(f"Volunteer {number}") for number in range(10)]
    shift = await province.activity("Tree planting", li, in_days=2, places=0)
    takings = len(province.duties)
    async with asyncio.TaskGroup() as group:
        for phone in people:
            group.create_task(signs_up(phone, shift))
        group.create_task(_restarted(databases))
    await province.taken_over(takings)
    signed_up = "SELECT COUNT(*) FROM journal WHERE kind = 'signed_up' AND shift_id = :shift"
    assert await province.number(signed_up, shift=shift) == len(people)
    await province.passes(days=1)
    assert [await told(phone, "See you tomorrow") for phone in people] == [1] * len(people)


async def _restarted(databases: Databases) -> None:
    await asyncio.to_thread(databases.postgres.stop)
    await asyncio.to_thread(databases.postgres.start)
