"""Bots that start in a few hundredths of a second, for tests that start very many of them.

A process that has everything imported forks them: each runs what `python -m bot run` runs, from the command line on.
"""

import signal
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from tests.support.ordered import ROOT, Ordered


class QuickBots(Ordered):
    """`async with QuickBots() as quick_bots:`; one bot lives at a time, and none outlives the block.

    What is in `below` is in its own environment, and so below the bots: a disk that fails, for example.
    """

    module: ClassVar[str] = "tests.support.brood"

    async def start(
        self,
        environment: Mapping[str, str],
        log: Path,
        *,
        arguments: Sequence[str] = ("run",),
        folder: Path = ROOT,
    ) -> int:
        """Fork a bot with that environment, which says all it says at the end of that file. Gives its process id."""
        line = {"arguments": list(arguments), "folder": str(folder)}
        return int(await self._order(environment=dict(environment), log=str(log), **line))

    async def ends(self) -> int:
        """Wait until the bot has ended by itself. Gives its exit code."""
        return int(await self._order(signal=0))

    async def end(self, how: signal.Signals) -> int:
        """Send the bot a signal, unless it has ended by itself; returns when it is gone, with its exit code."""
        return int(await self._order(signal=int(how)))


class HurriedBots(QuickBots):
    """The same, for stories: they hardly wait between two messages to a chat."""

    module: ClassVar[str] = "tests.support.hurried_brood"
