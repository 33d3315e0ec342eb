"""Another process that does what it is told: an order is a line of JSON, and so is what came of it."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Final, Self

ROOT: Final = Path(__file__).parents[2]


class Ordered:
    """`async with` it; one order at a time. What is in `below` is in its environment."""

    module: ClassVar[str]  # what it runs, which takes orders

    def __init__(self, below: Mapping[str, str] | None = None) -> None:
        self._below = below or {}

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "error", "-m", self.module,
            cwd=ROOT, env={"PATH": os.environ["PATH"], **self._below},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._process.communicate(b"")  # closes its input, and waits

    async def _order(self, **order: object) -> Any:
        streams = self._process
        assert streams.stdin is not None
        assert streams.stdout is not None
        streams.stdin.write(json.dumps(order).encode() + b"\n")
        return json.loads(await streams.stdout.readline())


def take_orders(do: Callable[..., object]) -> None:
    """Do what is ordered, until nobody is left to give any orders."""
    for line in sys.stdin:
        print(json.dumps(do(**json.loads(line))), flush=True)  # noqa: T201 - it is read by whoever gave the order
