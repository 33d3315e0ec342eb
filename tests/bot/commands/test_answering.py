"""Wherever a command's answer leads to, the work is done, and what is wrong is a sentence."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage.engine.migrating import migrate
from tests.support.ordered import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where there is a city."""
    asyncio.run(migrate(f"sqlite:///{tmp_path}/yigong.db"))
    return tmp_path


def shell(line: str, folder: Path) -> tuple[int, str]:
    """Typed at bash; `BOT` stands for the program. Its code, and what reached standard error."""
    done = subprocess.run(  # noqa: S603 - our own words
        ["/bin/bash", "-c", f"set -o pipefail; {line.replace('BOT', f'{sys.executable} -m bot')}"],
        cwd=folder, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, "".join(line for line in done.stderr.splitlines() if not line.startswith("Database: "))


@pytest.mark.parametrize(
    ("line", "why"),
    [("BOT doctor | true", "Broken pipe"), ("BOT backup city.zip >/dev/full", "No space left on device")],
)
def test_an_answer_that_nobody_gets_is_a_sentence(line: str, why: str, folder: Path) -> None:
    assert shell(line, folder) == (1, f"The answer can't be written: {why}")


def test_what_was_closed_is_not_given_to_files(folder: Path) -> None:
    """What is said would be written into the database, whose file had the number of standard output."""
    assert shell("BOT backup city.zip <&- >&- 2>&-", folder) == (0, "")
    assert (folder / "city.zip").is_file()


def test_a_name_that_is_no_text_and_a_terminal_without_chinese_are_no_faults(folder: Path) -> None:
    line = r"BOT backup $'\xff.zip' && PYTHONIOENCODING=ascii BOT backup 备份.zip"
    assert shell(line, folder) == (0, "")
    assert (folder / "备份.zip").is_file()


def test_every_command_answers_by_the_same_way() -> None:
    """One that prints by itself ends in a traceback where nobody reads on."""
    files = {file for file in (ROOT / "bot/commands").glob("*.py") if file.name != "answering.py"}
    assert len(files) > 5
    assert [file.name for file in files if re.search(r"\bprint\(|sys\.std", file.read_text(encoding="utf-8"))] == []
