"""No test waits for real: what would, is stopped before it does; and none that is timeless becomes real unnoticed."""

import ast
import asyncio
from typing import Final

import pytest

from bot.calling.pace import Pace
from tests.support.awake import BEAT, Slept
from tests.support.timeless import run
from tests.support.town import ROOT

REAL: Final = {"test_asking_over_http_gives_raw_updates": "over a real socket, which it opens itself"}
"""Tests without a fixture, beside timeless ones, that are not: which, and why."""


async def test_a_test_that_would_sleep_is_stopped_before_it_does() -> None:
    with pytest.raises(Slept, match="@timeless"):
        await asyncio.sleep(61)
    with pytest.raises(Slept):
        await asyncio.sleep(2 * BEAT)
    await asyncio.sleep(BEAT / 10)


async def test_so_is_yigong_where_a_test_is_not_timeless() -> None:
    pace = Pace(per_chat_seconds=3600.0)
    await pace.turn(7)
    with pytest.raises(Slept):
        await pace.turn(7)


def test_whoever_is_timeless_may_sleep() -> None:
    async def sleep() -> str:
        return await asyncio.sleep(86_400, "awake")

    assert run(sleep()) == "awake"


def test_a_test_beside_timeless_ones_is_timeless_unless_it_is_given_something_real() -> None:
    """A forgotten `@timeless` is no fault of the test's: it passes, and takes a real minute."""
    real: set[str] = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        body = ast.parse(file.read_text(encoding="utf-8")).body
        tests = [node for node in body if isinstance(node, ast.AsyncFunctionDef)]
        if any(_is_timeless(test) for test in tests):
            real |= {test.name for test in tests if _is_real(test)}
    assert real == REAL.keys()


def _is_real(test: ast.AsyncFunctionDef) -> bool:
    return test.name.startswith("test_") and not test.args.args and not _is_timeless(test)


def _is_timeless(test: ast.AsyncFunctionDef) -> bool:
    return "timeless" in map(ast.unparse, test.decorator_list)
