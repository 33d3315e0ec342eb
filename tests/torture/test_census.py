"""A census whose process dies before everybody was asked: the next one asks the others, and nobody twice."""

import asyncio
import signal
from typing import Final

from tests.torture.fragile import FragileTown
from tests.torture.test_letters import FIRST_ID, LIMIT, people_of
from volunteering.actions.census.asking import PIECE

PEOPLE: Final = PIECE + 20  # more than are asked with the tap that starts it


async def _until_asked(town: FragileTown, number: int) -> None:
    sent = town.playground.telegram.calls.sent_to
    async with asyncio.timeout(number / LIMIT * 2 + 60):
        while sum(1 for chat in sent if chat >= FIRST_ID) < number:
            await town.playground.telegram.calls.changed.wait(1.0)


async def test_it_goes_on_after_a_kill_where_it_was(town: FragileTown) -> None:
    await people_of(town, PEOPLE)
    chen = await town.admin()
    await chen.sends("/census")
    await chen.taps("Start the census")
    await chen.taps(f"Ask {PEOPLE + 1} people")
    await chen.sees("The census has started")
    await town.stop(signal.SIGKILL)
    asked = await town.number("SELECT COUNT(*) FROM census_asks")
    assert asked == PIECE, "it died with the others not asked yet"
    await town.start()
    await _until_asked(town, PEOPLE)
    assert await town.number("SELECT COUNT(*) FROM census_asks") == PEOPLE + 1
    assert await town.number("SELECT COUNT(*) FROM outbox WHERE kind = 'census_ask'") == PEOPLE + 1
    sent = town.playground.telegram.calls.sent_to
    again = sum(times - 1 for chat, times in sent.items() if chat >= FIRST_ID)
    assert again <= 1, "but for one that was on its way when it died, nobody was asked twice"
