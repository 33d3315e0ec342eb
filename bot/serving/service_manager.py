"""What systemd is told of us: that we serve, that we stop, and again and again that our loop turns (decision 32).

It says itself where to tell it (`NOTIFY_SOCKET`) and how soon it misses us (`WATCHDOG_USEC`); where nobody says so,
nobody is told.
"""

import asyncio
import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

_USUALLY_EVERY: Final = 10.0  # seconds
_PATIENCE: Final = 60  # seconds that a start may still take, said anew at every turn

_TAKES_LONG: Final = f"EXTEND_TIMEOUT_USEC={_PATIENCE * 1_000_000}"
_LIVES: Final = "WATCHDOG=1"


class ServiceManager:
    """It hears no more from a loop that hangs, and starts us anew. `environment` is our process's."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address  # the kernel's way to say it
        patience = environment.get("WATCHDOG_USEC", "")
        self._every = int(patience) / 1_000_000 / 3 if patience.isdecimal() else _USUALLY_EVERY
        self._sign = _TAKES_LONG

    def begins(self) -> None:
        """From now on it hears of each turn of the running loop: a start may wait for Telegram or a database."""
        self.says("starting: not serving yet")
        if self._address:
            self._turn(asyncio.get_running_loop())

    def serves(self) -> None:
        """Taps are served: the start is over."""
        self._sign = _LIVES
        self._tell("READY=1", "STATUS=serving Telegram", _LIVES)

    def says(self, line: str) -> None:
        """How we are, for whoever asks it (`systemctl status`)."""
        self._tell(f"STATUS={line}")

    def stops(self) -> None:
        """Nothing new is taken; what is in flight is finished."""
        self._tell("STOPPING=1", "STATUS=stopping: finishing what is in flight")

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        self._tell(self._sign)
        loop.call_later(self._every, self._turn, loop)

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
            way.settimeout(0)  # a service manager that hangs must not hang us
            way.sendto("\n".join(lines).encode(), self._address)
