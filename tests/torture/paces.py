"""How long people wait for their answers."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from playground.phones.phone import Phone


class Waits(NamedTuple):
    """Milliseconds from a tap to its having been dealt with."""

    p50: float
    p99: float


async def waits(people: Sequence[Phone], rounds: int) -> Waits:
    """Everybody looks at their shifts so often, one person after the other."""
    clock = asyncio.get_running_loop().time
    seconds = []
    for _ in range(rounds):
        for phone in people:
            began = clock()
            await phone.sends("/my")
            seconds.append(clock() - began)
    seconds.sort()
    return Waits(seconds[len(seconds) // 2] * 1000, seconds[len(seconds) * 99 // 100] * 1000)
