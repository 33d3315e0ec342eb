"""Whatever is written belongs to its owner alone, on a machine that would let everybody read it."""

import asyncio
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.town import ROOT, town

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
WARNING = ".env can be read by others on this machine: chmod 600 .env"


@pytest.fixture(autouse=True)
def _everybody_may_read() -> Iterator[None]:
    """Files are for everybody unless somebody sees to it that they are not."""
    before = os.umask(0)
    yield
    os.umask(before)


async def _shell(folder: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    """`python -m bot …` in a folder: its exit code, and what it says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=folder, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **settings},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    told, _ = await process.communicate()
    return process.returncode or 0, told.decode()


def _rights(folder: Path) -> dict[str, int]:
    """Of all files and folders in it."""
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def _open_to_others(rights: dict[str, int]) -> dict[str, str]:
    return {name: oct(mode) for name, mode in rights.items() if mode & (stat.S_IRWXG | stat.S_IRWXO)}


async def test_what_the_command_line_writes(tmp_path: Path) -> None:
    for command in (
        ("migrate",),
        ("backup", "backups/city.zip"),
        ("export", "exports/city-data.zip"),
        ("restore", "backups/city.zip", "--yes"),
    ):
        code, told = await _shell(tmp_path, *command, DATABASE_URL="sqlite:///data/yigong.db")
        assert code == 0, told
    rights = _rights(tmp_path)
    assert {"data/yigong.db", "backups/city.zip", "exports/city-data.zip"} <= rights.keys()
    assert _open_to_others(rights) == {}


async def test_what_a_bot_that_serves_writes(tmp_path: Path) -> None:
    async with town(f"sqlite:///{tmp_path}/data/yigong.db") as place:
        await place.phone("Mei").sends("/start")
        rights = _rights(tmp_path)
        assert {"data/yigong.db", "data/yigong.db-wal", "data/yigong.db-shm"} <= rights.keys()
        assert _open_to_others(rights) == {}


@pytest.mark.parametrize("rights", [0o600, 0o400, 0o640, 0o604, 0o666])
async def test_settings_that_others_can_read_are_pointed_out_once(tmp_path: Path, rights: int) -> None:
    file = tmp_path / ".env"
    file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nDATABASE_URL=sqlite:///yigong.db\n", encoding="utf-8")
    file.chmod(rights)
    code, told = await _shell(tmp_path, "backup", "city.zip")
    assert code == 1, "there are no tables yet"
    assert told.count(WARNING) == (1 if rights & 0o077 else 0), told
    assert told.count("warning") == told.count(WARNING)
    assert TOKEN not in told
