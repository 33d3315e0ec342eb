"""Commands as they are typed at a shell, and what they say."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Final, NamedTuple

from tests.support.ordered import ROOT

# Its imports come first: the interpreter may lie where only root looks.
_AS: Final = """
import os, sys
from bot.__main__ import main
import encodings.cp437, bot.keeping.restoring, bot.seeding, storage.engine.upgrading
user = int(sys.argv.pop(1))
os.setgroups([])
os.setgid(user)
os.setuid(user)
sys.exit(main(sys.argv[1:]))
"""


class Ended(NamedTuple):
    """How a command ended, and what it said: the answer, and what was told besides."""

    code: int
    answer: str
    besides: str

    @property
    def where(self) -> str:
        """The line that says on which database it works, as whom, by which settings."""
        [line] = [line for line in self.besides.splitlines() if line.startswith("Database: ")]
        return line

    @property
    def lines(self) -> list[str]:
        """Everything but that line."""
        return without_where(self.answer + self.besides).splitlines()


async def typed(*command: str | Path, folder: Path, **settings: str | Path) -> Ended:
    """`python -m bot …` in that folder with these settings and no others."""
    return await python("-m", "bot", *command, folder=folder, **settings)


async def typed_as(user: int, *command: str | Path, folder: Path, **settings: str | Path) -> Ended:
    """The same as another user, by their number."""
    return await python("-c", _AS, str(user), *command, folder=folder, **settings)


async def python(*arguments: str | Path, folder: Path, **settings: str | Path) -> Ended:
    """The same of whatever Python is told to do."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments,
        cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error",
            "PYTHONDONTWRITEBYTECODE": "1", **{name: str(value) for name, value in settings.items()},
        },
    )  # fmt: skip
    answer, besides = await process.communicate()
    return Ended(process.returncode or 0, answer.decode(), besides.decode())


def without_where(told: str) -> str:
    """What it said besides on which database it works, which every command says first."""
    return "".join(line for line in told.splitlines(keepends=True) if not line.startswith("Database: "))
