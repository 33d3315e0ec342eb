"""What the README says of settings and commands is what they are."""

import argparse
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic.fields import FieldInfo

from bot.commands.typed import parser
from bot.ground.settings import Settings, variable
from handlers.doors.routes import ALL

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def _row(name: str, field: FieldInfo) -> str:
    return f"| `{variable(name)}` | {_default(field.default)} | {field.description} |"


def _default(value: object) -> str:
    if value in (None, (), ""):
        return "–"
    if isinstance(value, tuple):
        return f"`{','.join(map(str, value))}`"
    return f"`{value.key if isinstance(value, ZoneInfo) else value}`"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_has_every_setting(name: str) -> None:
    row = _row(name, Settings.model_fields[name])
    assert row in README, f"README.md should have this row in its table of settings:\n{row}"


def test_the_readme_has_no_setting_that_there_is_not() -> None:
    [table] = re.findall(r"^## Settings\n(.+?)^## ", README, re.MULTILINE | re.DOTALL)
    named = re.findall(r"^\| `(\w+)`", table, re.MULTILINE)
    assert sorted(named) == sorted(map(variable, Settings.model_fields))


def test_the_readme_has_every_command_of_the_chat_and_no_other() -> None:
    [table] = re.findall(r"^## What people can do\n(.+?)^## ", README, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`/(\w+)", table)) == set(ALL.commands)


COMMANDS = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")


def _of_the_shell() -> set[str]:
    """The commands that are told of: some are called by Yigong alone."""
    [commands] = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return {action.dest for action in commands._choices_actions}


def test_the_readme_and_its_page_have_every_command_of_the_shell_and_no_other() -> None:
    [line] = re.findall(r"^`python -m bot --help` tells it all: (.+)\.$", README, re.MULTILINE)
    assert set(re.findall(r"`([\w-]+)`", line)) == _of_the_shell()
    [table] = re.findall(r"^\| command \|.+\n\|[-|]+\n((?:\|.+\n)+)", COMMANDS, re.MULTILINE)
    assert set(re.findall(r"^\| `([\w-]+)", table, re.MULTILINE)) == _of_the_shell()
