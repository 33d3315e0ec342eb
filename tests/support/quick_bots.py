"""Bots that start in a few hundredths of a second, for tests that start very many of them.

A process that has everything imported forks them: each runs what `python -m bot run` runs, from the command line on.
"""

import gc
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from bot.__main__ import main as run_command
from handlers.tapping import menus
from tests.support import untouched
from tests.support.ordered import ROOT, Ordered, take_orders
from volunteering.rules.volunteers import Language
from words.words import Words


class QuickBots(Ordered):
    """`async with QuickBots() as quick_bots:`; one bot lives at a time, and none outlives the block.

    What is in `below` is in its own environment, and so below the bots: a disk that fails, for example.
    """

    module: ClassVar[str] = "tests.support.quick_bots"

    async def start(
        self,
        environment: Mapping[str, str],
        log: Path,
        *,
        arguments: Sequence[str] = ("run",),
        folder: Path = ROOT,
    ) -> int:
        """Fork a bot with that environment, which logs to the end of that file. Gives its process id."""
        line = {"arguments": list(arguments), "folder": str(folder)}
        return int(await self._order(environment=dict(environment), log=str(log), **line))

    async def ends(self) -> int:
        """Wait until the bot has ended by itself. Gives its exit code."""
        return int(await self._order(signal=0))

    async def end(self, how: signal.Signals) -> int:
        """Send the bot a signal, unless it has ended by itself; returns when it is gone, with its exit code."""
        return int(await self._order(signal=int(how)))


def main() -> None:
    """Take orders until nobody is left to give any."""
    _read_catalogues()
    gc.freeze()  # a bot looks through what it has made itself, and not through all this as well
    brood = _Brood()
    take_orders(brood.do)
    brood.do(signal=signal.SIGKILL)


class _Brood:
    """The bot that lives, if one does."""

    def __init__(self) -> None:
        self._pid = 0

    def do(self, **order: Any) -> int:
        """Start one, and give its process id; or end it, and give its exit code."""
        if "signal" not in order:
            self._pid = _forked(**order)
            return self._pid
        pid, self._pid = self._pid, 0
        return _ended(pid, order["signal"]) if pid else 0  # one that was ended already


def _read_catalogues() -> None:
    """A process reads each language's once: for what is forked from this one, that is done."""
    for language in Language:
        menus.for_anybody(Words(language, ZoneInfo("UTC"), datetime.fromtimestamp(0, UTC)))


def _forked(environment: Mapping[str, str], log: str, arguments: Sequence[str], folder: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.environ.update(environment)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(0, 1)
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
        os.chdir(folder)
        untouched.watch()
        code = run_command(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - told as the interpreter would tell it; the fork must end here
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _ended(pid: int, number: int) -> int:
    gone, status = os.waitpid(pid, os.WNOHANG)
    if not gone:
        os.kill(pid, number)
        _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()
