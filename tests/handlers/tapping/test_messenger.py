"""No capability knows which messenger a screen goes to: all are shown where Telegram's library is refused."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.support.databases import Databases
from tests.support.town import ROOT

WITHOUT_TELEGRAM: Final = """
import sys
from importlib.abc import MetaPathFinder
class Refuses(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "telegram":
            raise ModuleNotFoundError("nobody here needs " + name)
sys.meta_path.insert(0, Refuses())
"""
WANDERS: Final = """
import asyncio
from tests.support.wandering import every_room, pressed
every_room()
for kind in asyncio.run(pressed(sys.argv[1])):
    print(kind.__module__.rpartition(".")[2])
"""


def without_telegram(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, in which nobody can import that library."""
    command = [sys.executable, "-c", WITHOUT_TELEGRAM + script, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words


def test_every_capability_is_shown_where_telegram_is_refused(databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        walk = without_telegram(WANDERS, url)
    assert walk.returncode == 0, walk.stderr
    kinds = walk.stdout.split()
    assert set(kinds) == capabilities(), "each has buttons, and they were pressed"
    assert len(kinds) > 60


def capabilities() -> set[str]:
    """Each that has buttons, and the forms that they open."""
    return {file.stem for file in Path(ROOT / "handlers" / "buttons").glob("*.py")} - {"__init__", "button"}


def test_the_room_that_speaks_to_telegram_is_refused_there() -> None:
    walk = without_telegram("import bot.telegram.sending")
    assert "nobody here needs telegram" in walk.stderr
