"""A message to everybody: on its way, stopped with one tap, and what stays of it."""

import asyncio
import re
from collections.abc import Sequence

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, times_told
from tests.support.town import Town

PEOPLE = 120  # four seconds' worth at Telegram's limit
ENOUGH = 10
LETTER = "The river is rising: stay at home"


async def _sends_to_all(chen: Phone) -> None:
    await chen.sends("/units")
    await chen.taps(button_with(chen, "Write to everybody here"))
    await chen.sends(LETTER)
    await chen.taps("Send")


async def _reaches(people: Sequence[Phone], number: int) -> None:
    """Wait until so many of them have it."""
    changed = people[0].telegram.changed
    async with asyncio.timeout(30):
        while sum(times_told(phone, LETTER) for phone in people) < number:
            await changed.wait()


async def test_a_message_to_everybody_is_stopped_on_its_way(town: Town) -> None:
    chen = await town.admin("Chen")
    people = [await town.member(f"Mei {number}") for number in range(PEOPLE)]
    await _sends_to_all(chen)
    await chen.sees(f"On its way to {PEOPLE} people.")
    progress = await chen.sees("Message to Taizhou: on its way")
    assert f"of {PEOPLE} sent" in progress.text
    await _reaches(people, ENOUGH)
    await chen.taps("Stop")
    await chen.sees("Message to Taizhou: stopped")
    assert "Stop" not in chen.screen.labels

    await town.settles()
    have_it = [phone for phone in people if times_told(phone, LETTER)]
    assert ENOUGH <= len(have_it) < PEOPLE, f"{len(have_it)} of {PEOPLE} have it"
    await town.stop()
    await town.start()
    await people[-1].sends("/start")
    await town.passes(minutes=10)
    for phone in people:
        assert times_told(phone, LETTER) == (phone in have_it), f"{phone.person.first_name}\n{phone.transcript}"
    told = await chen.sees("Message to Taizhou: stopped")
    assert re.search(rf"^{len(have_it)} of {PEOPLE} sent$", told.text, re.MULTILINE), told.text
    assert times_told(chen, "Message to Taizhou") == 1, "it is one message that keeps itself up to date"


async def test_what_was_sent_to_all_cannot_be_stopped(town: Town) -> None:
    chen, mei = await town.admin("Chen"), await town.member("Mei")
    await _sends_to_all(chen)
    await mei.sees(LETTER)
    await town.passes(seconds=5)
    over = await chen.sees("Message to Taizhou: sent")
    assert "1 of 1 sent" in over.text
    assert "Stop" not in over.labels
