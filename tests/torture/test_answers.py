"""told = done and done = told, when Telegram is asked too much of, is slow, hangs, or has forgotten the tap."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from handlers.buttons.signing_up import TakeShift
from playground.ground.params import Params
from playground.phones.phone import Phone
from playground.telegram.faults import Fault, Kind
from playground.telegram.floods import Limits
from playground.telegram.methods import call
from playground.telegram.telegram import Telegram
from tests.support.databases import Databases
from tests.torture.audit import told_is_done
from tests.torture.fragile import COMES_WITHIN, FragileTown, fragile_town

STORM = 300
SLOW_PEOPLE = 30
QUERY_LIVES, DAY = 150.0, 86_400.0  # seconds, after which Telegram has forgotten a tap, a message
TOLD_WITHIN = 90.0  # seconds, on a busy machine
ANSWERING = ("sendMessage", "editMessageText", "answerCallbackQuery")
SHOWING = frozenset({"sendMessage", "editMessageText"})


async def _is_told(town: FragileTown, look: Callable[[], bool]) -> None:
    async with asyncio.timeout(TOLD_WITHIN):
        while not look() or await town.number("SELECT COUNT(*) FROM inbox WHERE told = 0"):
            await town.playground.telegram.calls.changed.wait(0.05)
    await told_is_done(town)
    assert await town.number("SELECT COUNT(*) FROM parked") == 0, "an update was given up"
    assert not town.logged("an update failed"), "Telegram's trouble was taken for the act's"


async def _members(town: FragileTown, number: int) -> Sequence[Phone]:
    return [await town.member(f"Mei {index}") for index in range(number)]


async def test_three_hundred_people_write_in_one_second_against_a_limit_of_thirty(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the answers count, which Telegram usually forgives."""
    with databases.fresh("sqlite") as url:
        async with fragile_town(url, tmp_path, monkeypatch, limits=Limits(burst=0)) as town:
            people = await _members(town, STORM)
            async with asyncio.TaskGroup() as group:
                for number, phone in enumerate(people):
                    group.create_task(phone.sends(f"/hours 1 2026-11-20 Errand {number}"))
            await _is_told(town, lambda: all(_reads(phone, "Errand") for phone in people))
            assert town.playground.telegram.calls.errors[429] > 0, "nothing was too much for Telegram"
            drafts = await town.number("SELECT COUNT(*) FROM drafts")
            assert drafts == STORM
            assert await town.stop() == 0


def _reads(phone: Phone, text: str) -> bool:
    return any(text in bubble.text for bubble in phone.chat if not bubble.is_mine)


async def test_a_telegram_that_takes_long_tells_everybody_and_holds_up_no_act(
    town: FragileTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    li = await town.leader("Li")
    shift = await town.activity("River clean-up", li, places=SLOW_PEOPLE)
    people = await _members(town, SLOW_PEOPLE)
    for phone in people:
        await phone.sends("/my")
    goes_on = asyncio.Event()
    _takes_long(monkeypatch, goes_on)
    async with asyncio.TaskGroup() as group:
        for phone in people:
            group.create_task(phone.forges(TakeShift(shift=shift).pack()))
    assert await town.number("SELECT COUNT(*) FROM signups WHERE state = 'confirmed'") == SLOW_PEOPLE
    assert not any(_reads(phone, "River clean-up") for phone in people)
    goes_on.set()
    await _is_told(town, lambda: all(_reads(phone, "River clean-up") for phone in people))


def _takes_long(monkeypatch: pytest.MonkeyPatch, goes_on: asyncio.Event) -> None:
    async def slowly(telegram: Telegram, method: str, params: Params) -> Any:
        if method in {"sendmessage", "editmessagetext", "answercallbackquery"}:
            await goes_on.wait()
        return await call(telegram, method, params)

    monkeypatch.setattr("playground.serving.bot_api.call", slowly)


@pytest.mark.parametrize("kind", [Kind.ANSWER, Kind.SILENCE], ids=["a pause of 35 s", "calls that hang"])
async def test_nobody_waits_for_another_chat(town: FragileTown, kind: Kind) -> None:
    await town.stop()
    await town.start({"FLOOD_LIMIT": "0"})
    spoilt = await _members(town, 20)
    others = await _members(town, 20)
    chats = frozenset(phone.person.id for phone in spoilt)
    fault = Fault(kind=kind, methods=SHOWING, chats=chats, times=None, code=429, retry_after=35)
    town.playground.telegram.faults.add(fault)
    async with asyncio.TaskGroup() as group:
        for phone in spoilt:
            for _ in range(3):
                group.create_task(phone.sends("/my"))
        async with asyncio.timeout(8):
            await asyncio.gather(*(phone.sends("/my") for phone in others))
    assert all(_reads(phone, "My shifts") for phone in others)
    assert not any(_reads(phone, "My shifts") for phone in spoilt)
    town.playground.telegram.faults.clear()


@pytest.mark.parametrize("by", ["a tap", "a message"])
async def test_killed_right_after_the_commit_and_away_until_the_tap_is_forgotten(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    async with fragile_town(database_url, tmp_path, monkeypatch) as town:
        li = await town.leader("Li")
        shift = await town.activity("River clean-up", li)
        mei = await town.member("Mei")
        await mei.sends("/my")
        act = mei.forges(TakeShift(shift=shift).pack()) if by == "a tap" else mei.sends("/hours 1 2026-11-20 Errand")
        told = "River clean-up" if by == "a tap" else "Errand"
        town.playground.telegram.faults.add(Fault.of(Kind.SILENCE, *ANSWERING, times=None))
        async with asyncio.TaskGroup() as group:
            group.create_task(act)
            async with asyncio.timeout(COMES_WITHIN):
                while not await town.number("SELECT COUNT(*) FROM inbox WHERE told = 0"):
                    await town.playground.telegram.calls.changed.wait(0.02)
            await town.stop(signal.SIGKILL)
            assert not _reads(mei, told)
            town.playground.telegram.faults.clear()
            await _is_away(town, QUERY_LIVES + 30 if by == "a tap" else DAY + 30)
            await town.start()
        await _is_told(town, lambda: told in mei.screen.text)
        assert await town.stop() == 0


async def _is_away(town: FragileTown, seconds: float) -> None:
    """So long that Telegram has forgotten what nobody has fetched."""
    with suppress(TimeoutError):
        await town.playground.clock.advance(seconds, within=0.0)
    assert not town.playground.telegram.updates.pending()
