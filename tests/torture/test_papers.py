"""Many ask for their certificate at once, and what makes it is killed: the bot, or what sets the paper beside it."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from handlers.buttons.certificates import GetCertificate
from playground.phones.phone import Phone
from storage.rows import Rows
from tests.support.databases import Databases
from tests.torture.fragile import FragileTown, fragile_town
from volunteering.rules.certificates import PeriodKind
from volunteering.rules.hours import Entry, Kind

PEOPLE = 12
SHORT, LONG = 3, 40  # kills
CALLS = 25  # of the bot at most, between two
SETTLES_WITHIN = 120.0  # seconds
_UNTOLD = "SELECT COUNT(*) FROM inbox WHERE told = 0"


@pytest.fixture(params=["sqlite", "postgresql"])
async def served(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[FragileTown]:
    """A town that goes on living after each kill."""
    with databases.fresh(request.param) as url:
        async with fragile_town(url, tmp_path, monkeypatch) as town:
            yield town
            assert await town.stop() == 0, town.log[-3000:]


async def _people(town: FragileTown) -> list[Phone]:
    """Each with an hour in the ledger."""
    people = [await town.member(f"Mei {number}") for number in range(PEOPLE)]

    async def serve(records: Rows) -> None:
        for phone in people:
            person = await records.people.by_telegram(phone.person.id)
            assert person is not None
            line = Entry(
                person_id=person.id, unit_id=person.unit.id, activity_id=None, shift_id=None, kind=Kind.CARRIED_OVER,
                day=date(2026, 3, 1), minutes=60, change=60, participations=0, no_shows=0, by_id=None, at=town.now,
            )  # fmt: skip
            await records.hours.append(line)

    await town.writes(serve)
    for phone in people:
        await phone.sends("/my")
    return people


def _papers(phone: Phone) -> int:
    return sum(bubble.document is not None for bubble in phone.chat if not bubble.is_mine)


async def _all_have_one(town: FragileTown, people: list[Phone]) -> None:
    async with asyncio.timeout(SETTLES_WITHIN):
        while not all(map(_papers, people)) or await town.number(_UNTOLD):
            await town.playground.telegram.calls.changed.wait(0.1)
    assert await town.number("SELECT COUNT(*) FROM certificates") == PEOPLE, "each has one"
    assert not town.logged("an update was parked")


async def test_whenever_the_bot_dies_each_gets_theirs(served: FragileTown, *, long: bool) -> None:
    chance, kills = random.Random(1), LONG if long else SHORT
    people = await _people(served)
    calls = served.playground.telegram.calls

    async def kill() -> None:
        for _ in range(kills):
            until = calls.by_method.total() + chance.randrange(CALLS)
            with suppress(TimeoutError):
                async with asyncio.timeout(5.0):
                    while calls.by_method.total() < until:
                        await calls.changed.wait(0.05)
            await served.stop(signal.SIGKILL)
            await served.start()

    async with asyncio.TaskGroup() as group:
        for phone in people:
            group.create_task(phone.forges(GetCertificate(days=PeriodKind.ALL).pack()))
        group.create_task(kill())
    await served.gives_answers_up()
    await served.passes(minutes=1)
    await _all_have_one(served, people)
    assert max(map(_papers, people)) <= 1 + kills, "again only where somebody died before it was written down"


def _processes() -> set[int]:
    return {int(folder.name) for folder in Path("/proc").glob("[0-9]*")}


def _children(of: int) -> Iterator[int]:
    """Processes below that one."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(status.read_text().rpartition(")")[2].split()[1]) == of:
                number = int(status.parent.name)
                yield number
                yield from _children(number)


async def test_whenever_the_process_dies_that_sets_papers_each_gets_theirs(served: FragileTown) -> None:
    people = await _people(served)
    killed = 0

    async def kill() -> None:
        nonlocal killed
        async with asyncio.timeout(SETTLES_WITHIN):
            while killed < SHORT and not all(map(_papers, people)):
                for child in set(_children(served.pid)):
                    with suppress(ProcessLookupError):
                        os.kill(child, signal.SIGKILL)
                        killed += 1
                await asyncio.sleep(0.05)

    async with asyncio.TaskGroup() as group:
        for phone in people:
            group.create_task(phone.forges(GetCertificate(days=PeriodKind.ALL).pack()))
        group.create_task(kill())
    assert killed, "there was none"
    await _all_have_one(served, people)
    assert {_papers(phone) for phone in people} == {1}


async def test_a_paper_that_hangs_keeps_nobody_waiting_nor_the_bot_from_ending(served: FragileTown) -> None:
    """The process that sets it stands still: others are shown what they tap, and the next bot makes the paper."""
    people = await _people(served)
    await people[0].forges(GetCertificate(days=PeriodKind.ALL).pack())
    await people[0].sees("The same as a picture")
    stopped = set(_children(served.pid))
    assert stopped, "there is none"
    for child in stopped:
        os.kill(child, signal.SIGSTOP)
    waits = people[1]
    await waits.forges(GetCertificate(days=PeriodKind.ALL).pack())
    await waits.sees("Your certificate")
    await waits.sends("/my")
    await waits.sees("My shifts")
    async with asyncio.timeout(30.0):
        assert await served.stop() == 0
    assert not stopped & _processes(), "it is left behind"
    assert _papers(waits) == 0
    await served.start()
    await served.gives_answers_up()
    await served.passes(minutes=1)
    await waits.sees("The same as a picture")
    assert _papers(waits) == 1
