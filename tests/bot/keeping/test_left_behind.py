"""A command that is killed leaves nothing for good of what people entrusted to us, and nothing that others may read."""

import random
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import pytest

from bot.keeping.backups import see_that_backups_can_be_made
from storage.engine.connecting import connect
from storage.keeping.sealing import KEY
from tests.support.city import City
from tests.support.databases import Databases
from tests.support.killed import KILLED_AT
from tests.support.shell import Shell

KILLS: Final = 6
CHANGES: Final = 12  # on the disk: about as many as one of these commands makes
COMMANDS: Final = {
    "a backup": ("backup", "by-hand.zip"),
    "a sealed backup": ("backup", "by-hand.zip"),
    "an export": ("export", "by-hand.zip"),
    "a drill": ("backup", "--verify", "by-hand.zip"),
}


class CityMachine:
    """A city's, where commands are typed in the folder of its backups."""

    def __init__(self, shell: Shell, url: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.backups, self.temporary = place / "backups", place / "temporary"
        for folder in (self.backups, self.temporary):
            folder.mkdir(mode=0o700)
        monkeypatch.setattr("tempfile.tempdir", str(self.temporary))
        self._shell = shell
        self._url = url

    async def does(self, what: str, **settings: str) -> int:
        """Type it. Gives its exit code, below 0 where it was killed."""
        *words, name = COMMANDS[what]
        given: dict[str, str | Path] = {"BACKUP_DIR": self.backups, "TMPDIR": self.temporary, **settings}
        if what == "a sealed backup":
            given["BACKUP_KEY"] = KEY
        code, told = await self._shell(*words, self.backups / name, url=self._url, **given)
        assert code in {0, -signal.SIGKILL}, told
        return code

    def left(self) -> set[str]:
        """What lies there that nobody has asked for."""
        there = {str(path.relative_to(self.backups.parent)) for path in self._everything()}
        return there - {"backups/by-hand.zip", "backups/drill.json"}

    def readable_by_others(self) -> list[str]:
        """Of all that lies there."""
        return [str(path) for path in self._everything() if path.lstat().st_mode & 0o077]

    def _everything(self) -> Iterator[Path]:
        yield from self.backups.rglob("*")
        yield from self.temporary.rglob("*")


@pytest.fixture
async def machine(
    shell: Shell, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[CityMachine]:
    """One with a small organisation, and a backup of it."""
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            await City.founded(database)
        machine = CityMachine(shell, url, tmp_path, monkeypatch)
        await machine.does("a backup")
        yield machine


@pytest.mark.parametrize("what", COMMANDS)
async def test_what_is_killed_at_any_moment_leaves_nothing_beyond_the_next(machine: CityMachine, what: str) -> None:
    ever: set[str] = set()
    for moment in random.Random(what).sample(range(1, CHANGES + 1), KILLS):
        await machine.does(what, **{KILLED_AT: str(moment)})
        ever |= machine.left()
        assert machine.readable_by_others() == [], f"killed before its change {moment} on the disk"
    assert ever, "it was never killed with something unfinished"
    assert await machine.does(what) == 0
    assert machine.left() == set(), "of what was entrusted to us there is a copy that nobody knows of"


async def test_a_start_takes_away_what_was_left(machine: CityMachine) -> None:
    for what in COMMANDS:
        for moment in range(1, CHANGES + 1):
            await machine.does(what, **{KILLED_AT: str(moment)})
            if machine.left():
                break
        assert machine.left(), f"{what} was never killed with something unfinished"
        see_that_backups_can_be_made(machine.backups)
        assert machine.left() == set()
