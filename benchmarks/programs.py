"""The programs that are measured, each in a process of its own: Yigong as it is, and its peers' echo bots."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playground.serving.server import Playground

ROOT: Final = Path(__file__).parents[1]
ORGANISATION: Final = "Taizhou"
_STOPS_WITHIN: Final = 20.0  # seconds
_STARTS_WITHIN: Final = 120.0


@dataclass(frozen=True, slots=True)
class Program:
    """Something that answers updates: a module, with its settings."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    settings: Mapping[str, str] | None = None


PTB: Final = Program("PTB's stock echo bot", "benchmarks.peers.ptb_echo")
AIOGRAM: Final = Program("aiogram's echo bot", "benchmarks.peers.aiogram_echo")


def yigong(database_url: str, **settings: str) -> Program:
    """The real thing: `python -m bot run`."""
    return Program("Yigong", "bot", ("run",), {"DATABASE_URL": database_url, **settings})


@dataclass(frozen=True, slots=True)
class ProgramRunning:
    """A program that is running, and the process it runs in."""

    program: Program
    pid: int

    @property
    def megabytes(self) -> float:
        """What it has in memory."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        [line] = [line for line in status.splitlines() if line.startswith("VmRSS:")]
        return int(line.split()[1]) / 1024


@asynccontextmanager
async def started(program: Program, playground: Playground) -> AsyncIterator[ProgramRunning]:
    """The program, from its start to its end."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TOKEN": playground.token,
        "TELEGRAM_BOT_TOKEN": playground.token,
        "TELEGRAM_API_URL": playground.url,
        "ORGANISATION": ORGANISATION,
        "LOG_LEVEL": "warning",
        "HTTP_PORT": "0",
        # People here are quicker than people.
        "FLOOD_LIMIT": "0",
        **(program.settings or {}),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", program.module, *program.arguments, env=environment, cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield ProgramRunning(program, process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(_STOPS_WITHIN):
            await process.wait()
    if process.returncode:
        raise RuntimeError(f"{program.name} ended with {process.returncode}")


def free_port() -> int:
    """One that nobody has just now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def processor_seconds(pid: int) -> float:
    """What a process has used of its processors so far; none where it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def part_time(pid: int, share: float) -> AsyncIterator[None]:
    """A process that is at work for that share of the time only, spread evenly."""
    brake = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.peers.part_time", str(pid), str(share), cwd=ROOT
    )
    try:
        yield
    finally:
        brake.terminate()
        await brake.wait()


@asynccontextmanager
async def ready(program: Program, playground: Playground, first: str = "getupdates") -> AsyncIterator[ProgramRunning]:
    """The program, from the moment of its `first` call for updates (in lower case)."""
    calls = playground.telegram.calls
    before = calls.by_method[first]
    async with started(program, playground) as running:
        await calls.changed.until(lambda: calls.by_method[first] > before, _STARTS_WITHIN)
        yield running
