"""What goes wrong below Yigong: a full disk, a locked database, a PostgreSQL that is away, and being told to stop."""

import asyncio
import resource
import signal
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from handlers.buttons.signing_up import TakeShift
from playground.phones.phone import Phone
from storage.engine.database import Kind
from storage.engine.faults import Unavailable
from storage.engine.sqlite.database import file_of
from tests.support.databases import Databases
from tests.torture.fragile import FragileTown, fragile_town

PEOPLE = 12
TOO_LITTLE = 64 * 1024  # bytes a file may have on a disk that is full: less than SQLite's log after a start
STOPS_WITHIN = 10.0  # seconds


class AboutToSignUp:
    """A town with people who are about to sign up."""

    def __init__(self, town: FragileTown, people: Sequence[Phone], shift: int) -> None:
        self.town = town
        self.people = people
        self.shift = shift

    async def sign_up(self, people: Sequence[Phone] | None = None) -> None:
        """Everybody at once, or these."""
        async with asyncio.TaskGroup() as group:
            for phone in people or self.people:
                group.create_task(phone.forges(TakeShift(shift=self.shift).pack()))

    async def is_as_answered(self) -> None:
        """Everybody is signed up once, was answered, and can go on."""
        for phone in self.people:
            assert phone.toast is not None, f"{phone.person.first_name} was not answered:\n{phone.transcript}"
            await phone.sends("/my")
            assert "River clean-up" in phone.screen.text, phone.transcript
        taken = await self.town.number("SELECT COUNT(*) FROM journal WHERE kind = 'signed_up'")
        assert taken == len(self.people), "somebody was signed up twice, or not at all"
        assert not self.town.logged("an update was parked")


@asynccontextmanager
async def _below(
    kind: Kind, databases: Databases, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[AboutToSignUp]:
    with databases.fresh(kind) as url:
        async with fragile_town(url, folder, monkeypatch) as town:
            li = await town.leader("Li")
            shift = await town.activity("River clean-up", li, places=PEOPLE)
            people = [await town.member(f"Mei {number}") for number in range(PEOPLE)]
            for phone in people:
                await phone.sends("/my")
            yield AboutToSignUp(town, people, shift)
            assert await town.stop() == 0, town.log[-3000:]


async def test_a_full_disk(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with _below("sqlite", databases, tmp_path, monkeypatch) as below:
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(below.town.pid, resource.RLIMIT_FSIZE, (TOO_LITTLE, resource.RLIM_INFINITY))
        async with asyncio.TaskGroup() as group:
            group.create_task(below.sign_up())
            line = await below.town.logs("an update failed", times=PEOPLE)
            resource.prlimit(below.town.pid, resource.RLIMIT_FSIZE, unlimited)
        assert line["error"] == "Unavailable"
        await below.is_as_answered()


async def test_a_locked_database(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with _below("sqlite", databases, tmp_path, monkeypatch) as below:
        with closing(sqlite3.connect(file_of(below.town.database_url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            async with asyncio.TaskGroup() as group:
                group.create_task(below.sign_up())
                line = await below.town.logs("an update failed")
                other.execute("ROLLBACK")
        assert line["error"] == "Unavailable"
        await below.is_as_answered()


async def test_a_postgresql_that_goes_away_and_comes_back(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _below("postgresql", databases, tmp_path, monkeypatch) as below:
        async with asyncio.TaskGroup() as group:
            # Half of them while it goes, so that some are cut short; half while it is away, so that some surely fail.
            group.create_task(below.sign_up(below.people[::2]))
            await asyncio.to_thread(databases.postgres.stop)
            group.create_task(below.sign_up(below.people[1::2]))
            line = await below.town.logs("an update failed")
            await asyncio.to_thread(databases.postgres.start)
        assert line["error"] == "Unavailable"
        await _comes_back(below.town)
        await below.is_as_answered()


async def _comes_back(town: FragileTown) -> None:
    """The test's own connections were cut as well."""
    while True:
        try:
            await town.number("SELECT 1")
        except Unavailable:
            await asyncio.sleep(0)
        else:
            return


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_told_to_stop_it_finishes_what_is_in_flight(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    async with _below(kind, databases, tmp_path, monkeypatch) as below:
        async with asyncio.TaskGroup() as group:
            group.create_task(below.sign_up())
            await below.town.playground.telegram.calls.changed.wait()
            async with asyncio.timeout(STOPS_WITHIN):
                assert await below.town.stop(signal.SIGTERM) == 0, below.town.log[-3000:]
            given = dict(below.town.given)
            await below.town.start()
        assert all(below.town.given[update] == times for update, times in given.items()), (
            "what was in flight came again"
        )
        await below.is_as_answered()
