"""What whoever keeps Yigong running sees of its beginning and end: signals, systemd, a proxy that asks."""

import asyncio
import os
import select
import signal
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.receiving.webhook import SECRET_HEADER
from bot.serving.service_manager import ServiceManager
from bot.serving.signals import stop_on_signals
from tests.bot.site.test_site import SECRET, said
from tests.support.databases import Databases
from tests.support.ports import free_port
from tests.support.town import town

WITHIN = 20.0  # seconds that a test waits for what must happen
GOODBYE = 5  # seconds


class Systemd:
    """The end of the line at which a service manager listens: `async with Systemd(folder) as systemd`."""

    def __init__(self, folder: Path, *, patience: float) -> None:
        self.environment = {"NOTIFY_SOCKET": str(folder / "notify"), "WATCHDOG_USEC": str(int(patience * 1e6))}
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(self.environment["NOTIFY_SOCKET"])
        self._line.setblocking(False)

    async def hears(self, line: str) -> list[str]:
        """Wait until that is said. Gives what was said until then, a message each."""
        told: list[str] = []
        async with asyncio.timeout(WITHIN):
            while not told or line not in told[-1].splitlines():
                told.append((await asyncio.get_running_loop().sock_recv(self._line, 4096)).decode())
        return told

    def hears_nothing(self, within: float) -> bool:
        """Whether nothing more is said within so many seconds, in which the loop doesn't turn."""
        with suppress(BlockingIOError):
            while self._line.recv(4096):
                pass
        said, _, _ = select.select([self._line], [], [], within)
        return not said

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    systemd = Systemd(tmp_path, patience=0.3)
    yield systemd
    systemd.close()


async def test_systemd_hears_when_taps_are_served_that_the_loop_turns_and_that_it_stops(
    databases: Databases, systemd: Systemd
) -> None:
    with databases.fresh("sqlite") as url:
        async with town(url, systemd.environment) as place:
            before = await systemd.hears("READY=1")
            assert before[0].startswith("STATUS=starting")
            assert not any("WATCHDOG=1" in told for told in before[:-1]), "a start is not watched, it is waited for"
            mei = place.phone("Mei")
            await mei.sends("/start")
            await systemd.hears("WATCHDOG=1")
            await systemd.hears("WATCHDOG=1")
            async with asyncio.TaskGroup() as group:
                stopping = group.create_task(place.stop())
                await systemd.hears("STOPPING=1")
            assert stopping.result() == 0


async def test_a_loop_that_hangs_gives_no_sign_of_life(systemd: Systemd) -> None:
    manager = ServiceManager(systemd.environment)
    manager.begins()
    manager.serves()
    await systemd.hears("WATCHDOG=1")
    await systemd.hears("WATCHDOG=1")
    assert systemd.hears_nothing(within=0.5)
    await systemd.hears("WATCHDOG=1")


async def test_nobody_is_told_where_nobody_listens(tmp_path: Path) -> None:
    with capture_logs() as lines:
        ServiceManager({}).serves()
        ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "gone")}).serves()
    assert lines == []


async def test_sighup_changes_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.isatty", lambda _: False)
    stop = asyncio.Event()
    stop_on_signals(stop)
    with capture_logs() as lines:
        os.kill(os.getpid(), signal.SIGHUP)
        async with asyncio.timeout(WITHIN):
            while not lines:
                await _looks_again()
    assert [line["event"] for line in lines] == [
        "SIGHUP changes nothing: settings are read at the start, so restart to change them"
    ]
    assert not stop.is_set()


async def _looks_again() -> None:
    await asyncio.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_a_terminal_that_closes_ends_it_as_others_do(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.isatty", lambda _: True)
    stop = asyncio.Event()
    stop_on_signals(stop)
    os.kill(os.getpid(), number)
    async with asyncio.timeout(WITHIN):
        assert await stop.wait()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_goodbye_is_said_before_nothing_is_taken_any_more(database_url: str) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {
        "WEBHOOK_URL": f"{address}/telegram", "WEBHOOK_SECRET": SECRET, "HTTP_PORT": str(port),
        "GOODBYE_SECONDS": str(GOODBYE),
    }  # fmt: skip
    async with town(database_url, settings) as place, aiohttp.ClientSession() as session:
        mei = await place.member("Mei")
        await mei.sends("/my")
        async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
            stopping = group.create_task(place.stop())
            while (await readiness(session, address))[0] == 200:
                await _looks_again()
            assert (await readiness(session, address))[1] == ["it is stopping"]
            update = {"update_id": 900_000_001, "message": said(mei.person.id, "/hours 1 2026-11-20 Errand")}
            async with session.post(f"{address}/telegram", json=update, headers={SECRET_HEADER: SECRET}) as answer:
                assert answer.status == 200, "whoever has not heard of it yet is served"
        assert stopping.result() == 0
        assert "Errand" in mei.screen.text


async def readiness(session: aiohttp.ClientSession, address: str) -> tuple[int, list[str]]:
    """What a proxy sees that asks."""
    async with session.get(f"{address}/readyz") as answer:
        return answer.status, (await answer.json())["missing"]
