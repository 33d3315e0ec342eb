"""What an operator types: `python -m bot …`, in a process that is forked from one with everything imported."""

import itertools
from pathlib import Path

from tests.support.shared_bots import SharedBots
from tests.support.town import ROOT
from tests.support.typed import without_where


class Shell:
    """`code, told = await shell("restore", file, url=url)`; one command at a time."""

    def __init__(self, bots: SharedBots, folder: Path) -> None:
        """What is told is kept in `folder`."""
        self._bots = bots
        self._folder = folder
        self._numbers = itertools.count(1)

    async def __call__(self, *command: str | Path, url: str, **settings: str | Path) -> tuple[int, str]:
        """Its exit code, and what it says besides on which database it works."""
        told = self._folder / f"told_{next(self._numbers)}.txt"
        environment = {"DATABASE_URL": url, **{name: str(value) for name, value in settings.items()}}
        code = await self._bots.runs([str(word) for word in command], environment, ROOT, told)
        return code, without_where(told.read_text(encoding="utf-8"))

    async def lines(self, *command: str | Path, url: str, **settings: str | Path) -> tuple[int, list[str]]:
        """The same, what it says line by line."""
        code, told = await self(*command, url=url, **settings)
        return code, told.splitlines()
