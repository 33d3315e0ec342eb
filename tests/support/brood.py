"""The process that quick bots are forked from: it has everything imported."""

import gc
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.__main__ import main as run_command
from handlers.tapping import menus
from tests.support import killed, untouched
from tests.support.ordered import take_orders
from volunteering.rules.volunteers import Language
from words.words import Words


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
    """A process reads each language's once, and Babel's numbers and days: for what is forked, that is done."""
    for language in Language:
        words = Words(language, ZoneInfo("UTC"), datetime.fromtimestamp(0, UTC))
        menus.for_anybody(words)
        words.number(0)
        words.weekday(words.today)


def _forked(environment: Mapping[str, str], log: str, arguments: Sequence[str], folder: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.environ.update(environment)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 1)
        os.dup2(1, 2)
        os.chdir(folder)
        untouched.watch()
        killed.if_wished()
        code = run_command(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - told as the interpreter would tell it; the fork must end here
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
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
