"""A message to everybody: at Telegram's limit and never over it, through restarts, and stopped with one tap."""

import asyncio
import signal

from handlers.buttons.letters import WriteToUnit
from playground.ground.people import Person
from playground.phones.phone import Phone
from storage.rows import Rows
from tests.support.town import ZONE
from tests.torture.conftest import Report
from tests.torture.fragile import FragileTown
from tests.torture.paces import waits
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.volunteers import Language

A_FEW, EVERYBODY = 240, 28_000
LIMIT = 30.0  # messages a second
NEARLY = 0.98
SLOWER = 1.5
FIRST_ID = 1_000_000


async def people_of(town: FragileTown, number: int) -> None:
    """Volunteers who have written to the bot before."""
    month = Month.of(local_day(town.now, ZONE))

    async def register(records: Rows) -> None:
        unit = await records.units.top_named("Taizhou", town.now)
        for telegram_id in range(FIRST_ID, FIRST_ID + number):
            await records.people.add(
                telegram_id=telegram_id,
                name=f"Person {telegram_id}",
                phone=None,
                language=Language.ENGLISH,
                unit=unit,
                at=town.now,
                month=month,
            )

    await town.writes(register)
    for telegram_id in range(FIRST_ID, FIRST_ID + number):
        town.playground.telegram.add(Person(telegram_id, "Somebody"), started=True)


async def _writes_to_all(town: FragileTown, admin: Phone) -> None:
    await admin.sends("/home")
    await admin.forges(WriteToUnit(unit=await town.number("SELECT id FROM units WHERE depth = 0")).pack())
    await admin.sends("The river is rising: stay at home")
    await admin.taps("Send")


def _reached(town: FragileTown) -> int:
    """How many people have it."""
    sent = town.playground.telegram.calls.sent_to
    return sum(1 for chat_id in sent if chat_id >= FIRST_ID)


async def _until_reached(town: FragileTown, number: int) -> None:
    async with asyncio.timeout(number / LIMIT * 2 + 30):
        while _reached(town) < number:
            await town.playground.telegram.calls.changed.wait(1.0)


async def _is_told_that_it_is_over(town: FragileTown, admin: Phone) -> None:
    async with asyncio.timeout(20):
        while await town.number("SELECT COUNT(*) FROM outbox WHERE kind = 'letter' AND state = 'owed'"):
            await town.playground.telegram.calls.changed.wait(0.1)
    await town.passes(seconds=5)  # it brings itself up to date every few seconds
    await admin.sees("Message to Taizhou: sent")


async def test_a_message_to_everybody_goes_at_the_limit(town: FragileTown, report: Report, *, long: bool) -> None:
    number, calls = EVERYBODY if long else A_FEW, town.playground.telegram.calls
    await people_of(town, number)
    chen = await town.admin()
    mei = await town.member("Mei", team="Baiyun")
    await mei.sends("/my")
    quiet = await waits([mei], 200 if long else 10)
    await _writes_to_all(town, chen)
    await _until_reached(town, number // 10)
    noisy = await waits([mei], 200 if long else 10)
    stop = await chen.sees("on its way")
    assert "Stop" in stop.labels
    calls.first_sent = calls.last_sent = 0.0  # from here on nothing else takes a share of the limit
    already = _reached(town)
    await _until_reached(town, number)
    rate = (number - already - 1) / (calls.last_sent - calls.first_sent)
    assert calls.floods == 0, "Telegram had to say no"
    assert max(calls.sent_to[chat] for chat in calls.sent_to if chat >= FIRST_ID) == 1, "somebody has it twice"
    await _is_told_that_it_is_over(town, chen)
    if long:
        assert rate >= NEARLY * LIMIT, f"{rate:.2f} messages a second"
        assert noisy.p99 <= SLOWER * quiet.p99, f"quiet {quiet}, noisy {noisy}"
        report("A message to everybody", _table(number, rate, quiet.p99, noisy.p99))


def _table(number: int, rate: float, quiet: float, noisy: float) -> str:
    return "\n".join(
        (
            "| what | |",
            "|---|---|",
            f"| people | {number:,} |",
            f"| messages a second, of the 30 that Telegram allows | {rate:.2f}, {rate / LIMIT:.1%} |",
            "| how often Telegram said 429 | 0 |",
            f"| somebody else's p99 before | {quiet:.0f} ms |",
            f"| and meanwhile | {noisy:.0f} ms, {noisy / quiet:.2f} × |",
        )
    )


async def test_it_goes_on_after_a_kill_where_it_was(town: FragileTown) -> None:
    await people_of(town, A_FEW // 2)
    chen = await town.admin()
    await _writes_to_all(town, chen)
    await _until_reached(town, A_FEW // 4)
    await town.stop(signal.SIGKILL)
    await town.start()
    await chen.sends("/home")
    reached = await town.number("SELECT COUNT(*) FROM outbox WHERE kind = 'letter' AND state = 'sent'")
    unwritten = _reached(town) - reached
    await _until_reached(town, A_FEW // 2)
    await _is_told_that_it_is_over(town, chen)
    sent = town.playground.telegram.calls.sent_to
    again = sum(times - 1 for chat, times in sent.items() if chat >= FIRST_ID)
    assert reached > 0, "it began anew"
    assert again <= max(unwritten, 0) + 1, "what was written down as sent was sent again"


async def test_stop_lets_nobody_else_have_it(town: FragileTown) -> None:
    await people_of(town, A_FEW)
    chen = await town.admin()
    await _writes_to_all(town, chen)
    await _until_reached(town, A_FEW // 6)
    await chen.sees("on its way")
    await chen.taps("Stop")
    await chen.sees("Message to Taizhou: stopped")
    await town.passes(seconds=60)
    assert _reached(town) < A_FEW // 2, "it went on"
    left = "SELECT COUNT(*) FROM outbox WHERE kind = 'letter' AND state = 'owed'"
    assert await town.number(left) == 0
