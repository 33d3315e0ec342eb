"""PostgreSQL's machine is gone under load, and its standby takes over: what was answered for is there, once."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.faults import Unavailable
from storage.engine.migrating import migrate
from storage.process import inbox
from tests.replicas.crowd import SETTLES_WITHIN, ProvinceCrowd, are_reminded, is_settled, later, write_to_everybody
from tests.replicas.province import SEED, Province, province
from tests.support.pair import Pair
from tests.support.town import MONDAY_MORNING
from tests.support.wire import Wire
from tests.torture.audit import audit, nobody_waits_unasked
from tests.torture.conftest import Report
from tests.torture.crowd import Volunteer

READERS = 90  # who only read
PEOPLE = 12  # who act
ANSWERED_WITHIN = 60.0  # seconds
WITHIN = 20.0  # seconds that a test waits for what must happen


@pytest.fixture
def pair() -> Iterator[Pair]:
    with Pair() as pair:
        yield pair


async def test_a_standby_that_takes_over_has_everything_that_was_answered_for(
    pair: Pair, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.phones.phone.LIMIT", ANSWERED_WITHIN)
    async with Wire(pair.url) as address, province(address.url, wired=True) as place:
        crowd = ProvinceCrowd(place, random.Random(SEED))
        await crowd.gather(PEOPLE)
        await place.admin()
        for number in range(READERS):
            await place.reader(f"Reader {number}")
        over = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for volunteer in crowd.volunteers:
                group.create_task(_acts_until(over, volunteer))
            await write_to_everybody(place)
            await _letters_arrive(place, READERS // 4)
            began = asyncio.get_running_loop().time()
            takings = len(place.duties)
            await asyncio.to_thread(pair.kill)
            await asyncio.to_thread(pair.promote)
            address.leads_to(pair.standby_url)
            address.cut()
            await place.taken_over(takings)
            gone = asyncio.get_running_loop().time() - began
            await _letters_arrive(place, READERS)
            over.set()
        await nobody_waits_unasked(place)
        await later(place, days=1, hours=2)
        await are_reminded(place, hours=24)
        await later(place, hours=21, minutes=15)
        await are_reminded(place, hours=2)
        await later(place, hours=3)
        await crowd.confirm_rosters()
        await is_settled(place)

        letters = place.letters()
        assert letters == Counter(dict.fromkeys(place.readers, 1)), "a letter is lost, or came twice"
        await audit(place, crowd.volunteers, crowd.leaders)
        acts = sum(someone.acts for someone in crowd.volunteers)
        report(
            "PostgreSQL killed under load, its standby promoted",
            f"{acts:,} acts, all answered and in the books once; {letters.total()} letters, each once; "
            f"on duty again {gone:.1f} s after the kill",
        )


_WAITING = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND pid <> :besides"


async def test_a_repeat_is_told_that_it_is_done_when_the_standby_has_it_too(pair: Pair) -> None:
    await migrate(pair.url)
    async with Wire(pair.url) as wire, connect(wire.url) as cut_off, connect(pair.url) as other:
        pair.standby_hangs()
        async with asyncio.TaskGroup() as group:
            lost = group.create_task(_is_told_nothing(cut_off))
            [backend] = await _wait_for_the_standby(other)
            wire.cut()
            await lost
            async with other.reading() as reader:  # the wait is broken off; what was written is true on the primary
                await reader.all("SELECT pg_cancel_backend(CAST(:pid AS INT))", pid=backend)
            repeat = group.create_task(_until_it_is_known(other))
            await _wait_for_the_standby(other, besides=backend)
            assert not repeat.done()
            pair.standby_hangs(goes_on=True)


async def _takes(database: Database) -> bool:
    """The way of a tap that writes. Whether it was done before."""
    async with database.transaction(person=7) as tx:
        known = await inbox.recognise(tx, telegram_id=7, update_id=1, now=MONDAY_MORNING)
        if known.first:
            inbox.record(tx, 1, telegram_id=7, message_id=None, shows="", now=MONDAY_MORNING)
        else:
            inbox.vouch(tx, 1)
    return not known.first


async def _is_told_nothing(database: Database) -> None:
    with pytest.raises(Unavailable):
        await _takes(database)


async def _until_it_is_known(database: Database) -> None:
    assert await _takes(database)


async def _wait_for_the_standby(database: Database, *, besides: int = 0) -> list[int]:
    """Whose commits wait for it, when some do besides this one."""
    try:
        async with asyncio.timeout(WITHIN), database.reading() as reader:
            while not (rows := await reader.all(_WAITING, besides=besides)):
                pass
    except TimeoutError:
        raise AssertionError("somebody is told before the standby has it") from None
    return [row["pid"] for row in rows]


async def _acts_until(over: asyncio.Event, volunteer: Volunteer) -> None:
    while not over.is_set():
        await volunteer.does_something()


async def _letters_arrive(place: Province, number: int) -> None:
    async with asyncio.timeout(SETTLES_WITHIN):
        while len(place.letters()) < number:
            await place.playground.telegram.calls.changed.wait(1.0)
