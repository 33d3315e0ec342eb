"""No test lets time pass: whoever would really sleep is stopped at the line that does it, before it sleeps.

On the timeless loop everybody may sleep as long as they like: it takes no time. On a real one, Yigong's own pauses are
refused from `LONGEST` on, and a test may beat as somebody slow does, or look again, but not wait in the hope that
something has happened. This looks at what is asked for, not at a watch: it says the same on a busy machine.
"""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Final, TypeVar

from tests.support.timeless import TimelessLoop

T = TypeVar("T")

LONGEST: Final = 2.0
"""Seconds; a second is how long the pace keeps apart two messages to one chat."""
BEAT: Final = 0.05
"""Seconds between two letters of a slow visitor, or two looks."""

_ROOT: Final = Path(__file__).parents[2]
_OURS: Final = tuple(
    f"{_ROOT / room}/" for room in ("bot", "handlers", "scheduling", "storage", "playground", "web", "tests")
)
_TESTS: Final = f"{_ROOT / 'tests'}/"
_DISTURB: Final = tuple(f"{_ROOT / 'tests' / room}" for room in ("replicas/", "torture/", "support/wire.py"))
"""Networks and machines that fail, and stay so for a while: that is what is tried there."""

_asleep: Final = asyncio.sleep


class Slept(BaseException):
    """A test was to wait for real. No `except Exception` makes it pass."""


def watch() -> None:
    """From now on, until this process ends."""
    setattr(asyncio, "sleep", _sleep)  # noqa: B010 - mypy lets nobody do this, rightly


def _sleep(delay: float, result: T | None = None) -> Coroutine[None, None, T | None]:
    who = sys._getframe(1).f_code.co_filename
    if delay > _most(who) and not isinstance(asyncio.get_running_loop(), TimelessLoop):
        raise Slept(f"{who} would sleep {delay:g} s for real: is the test @timeless, or can it wait for a signal?")
    return _asleep(delay, result)


def _most(who: str) -> float:
    if not who.startswith(_OURS) or who.startswith(_DISTURB):
        return float("inf")
    return BEAT if who.startswith(_TESTS) else LONGEST
