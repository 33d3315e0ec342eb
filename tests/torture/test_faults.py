"""What goes wrong at Telegram's end and on the way there: a clear log line, then all is as if nothing had been."""

from typing import NamedTuple

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import TakeShift
from playground.ground.errors import ApiError
from playground.phones.phone import Phone
from playground.telegram.faults import Fault, Kind
from storage.engine.database import Database
from storage.engine.retrying import written
from tests.torture.fragile import FragileTown


async def _is_in(town: FragileTown, phone: Phone, shift: int) -> bool:
    times = await town.number(
        "SELECT COUNT(*) FROM signups g JOIN people p ON p.id = g.person_id JOIN journal j ON j.person_id = p.id "
        "WHERE p.telegram_id = :who AND g.shift_id = :shift AND j.kind = 'signed_up' AND j.shift_id = :shift",
        who=phone.person.id,
        shift=shift,
    )
    return times == 1


class ToldFaults(NamedTuple):
    """Faults, what Yigong says of them in the log, and whether the answer reaches the phone in spite of them."""

    faults: tuple[Fault, ...]
    says: str = ""
    answered: bool = True


SENDING = ("sendMessage", "editMessageText", "answerCallbackQuery")
SHOWING = ("sendMessage", "editMessageText")
WAITS = "an answer has to wait"
TROUBLES = {
    "Telegram has a fault of its own": ToldFaults((Fault.answers(500, *SHOWING),), WAITS),
    "a page of something in between": ToldFaults((Fault.answers(502, *SHOWING),), WAITS),
    "a flood": ToldFaults((Fault.floods(1, *SHOWING),), "Telegram asks a chat's answers to wait"),
    "cut before the effect": ToldFaults((Fault.of(Kind.CUT_BEFORE, *SHOWING),), WAITS),
    "cut after the effect": ToldFaults((Fault.of(Kind.CUT_AFTER, *SHOWING),), WAITS),
    "not modified": ToldFaults(
        (Fault.answers(400, "editMessageText", description="Bad Request: message is not modified"),), answered=False
    ),
    "no toast": ToldFaults(
        (Fault.answers(500, "answerCallbackQuery"), Fault.floods(9, "answerCallbackQuery")),
        "a tap's toast is not shown",
    ),
    "query too old": ToldFaults(
        (Fault.answers(400, "answerCallbackQuery", description="Bad Request: query is too old and response timeout"),)
    ),
    "blocked": ToldFaults((Fault.answers(403, *SENDING, times=9),), "a person is out of reach", answered=False),
    "chat gone": ToldFaults((Fault.answers(400, *SENDING, times=9),), "a person is out of reach", answered=False),
    "getUpdates fails": ToldFaults((Fault.answers(500, "getUpdates"),), "Telegram can't be reached"),
    "getUpdates is cut": ToldFaults((Fault.of(Kind.CUT_AFTER, "getUpdates"),), "Telegram can't be reached"),
    "getUpdates floods": ToldFaults((Fault.floods(1, "getUpdates"),), "Telegram asks to be asked less often"),
    "updates come twice": ToldFaults((Fault.of(Kind.REPEAT, "getUpdates", times=9),)),
    "updates come shuffled": ToldFaults((Fault.of(Kind.DISORDER, "getUpdates", times=9),)),
}


async def test_trouble_with_telegram_loses_nothing(town: FragileTown) -> None:
    """One after the other, each with somebody who signs up in the middle of it."""
    li = await town.leader("Li")
    for number, (name, trouble) in enumerate(TROUBLES.items()):
        shift = await town.activity(f"Activity {number}", li, in_days=number + 1)
        mei = await town.member(f"Mei {number}")
        await mei.sends("/my")
        seen = len(town.logged(trouble.says))
        town.playground.telegram.faults.add(*trouble.faults)
        await mei.forges(TakeShift(shift=shift).pack())
        if name.startswith("getUpdates"):
            await mei.sends("/my")  # it was asked already when the trouble began: the next one is in it
        if trouble.says:
            await town.logs(trouble.says, times=seen + 1)
        town.playground.telegram.faults.clear()
        assert await _is_in(town, mei, shift), f"{name}: not signed up, or twice"
        if trouble.answered:
            await mei.sees(f"Activity {number}")
        await mei.forges(ShowShift(shift=shift).pack())
        assert "Leave" in mei.screen.labels, f"{name}: {mei.transcript}"
    assert not town.logged("an update was parked")


@pytest.mark.long
async def test_a_call_that_is_never_answered(town: FragileTown) -> None:
    mei = await town.member("Mei")
    town.playground.telegram.faults.add(Fault.of(Kind.SILENCE, "sendMessage"))
    await mei.sends("/my")
    await mei.sees("My shifts")
    assert (await town.logs(WAITS))["error"] == "TimedOut"


async def test_somebody_out_of_reach_is_left_alone_until_they_come_back(town: FragileTown) -> None:
    li = await town.leader("Li")
    shift = await town.activity("River clean-up", li, in_days=1)
    mei = await town.member("Mei")
    await mei.sends("/my")
    await mei.forges(TakeShift(shift=shift).pack())
    town.playground.telegram.faults.add(Fault.answers(403, "sendMessage", chats=frozenset({mei.person.id}), times=None))
    await town.passes(hours=22, minutes=30)
    assert await town.number("SELECT reachable FROM people WHERE telegram_id = :mei", mei=mei.person.id) == 0
    town.playground.telegram.faults.clear()
    await mei.sends("/my")
    assert await town.number("SELECT reachable FROM people WHERE telegram_id = :mei", mei=mei.person.id) == 1


async def test_a_second_poller_is_named_and_outlived(town: FragileTown) -> None:
    mei = await town.member("Mei")
    await mei.sends("/my")
    with pytest.raises(ApiError, match="terminated by other getUpdates"):
        while True:  # the bot comes back and ends it in turn
            await town.playground.telegram.updates.get(0, 1, 30)
    await mei.sends("/my")
    line = await town.logs("another program receives this bot's updates, or a webhook is set: there can be only one")
    assert line["level"] == "warning"


async def _poisoned(database: Database, sql: str) -> None:
    await written(database, lambda transaction: transaction.execute(sql))


async def test_an_update_that_cannot_be_done_is_parked_and_blocks_nobody(town: FragileTown) -> None:
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await _poisoned(
        town.database,
        "CREATE TRIGGER poison BEFORE INSERT ON claims WHEN NEW.what = 'Poison' "
        "BEGIN SELECT RAISE(ABORT, 'poisoned'); END",
    )
    chat = {"id": mei.person.id, "type": "private", "first_name": "Mei"}
    await mei.post({"message": {"message_id": 1, "chat": chat, "from": mei.person.as_json(), "contact": "no"}})
    assert "did not work" in mei.screen.text
    await mei.sends("/hours 1 2026-11-20 Poison")
    await mei.taps("Confirm")
    await bo.sends("/my")
    assert len([bubble for bubble in mei.chat if "did not work" in bubble.text]) == 2, "told once for each"
    assert await town.number("SELECT COUNT(*) FROM parked") == 2
    assert len(town.logged("an update was parked")) == 2
    await mei.sends("/hours 1 2026-11-20 Library help")
    assert "First this one" in mei.screen.text
    await mei.taps("Cancel")
    await mei.taps("Confirm")
    assert await town.number("SELECT COUNT(*) FROM claims") == 1
