"""docs/logs.md has every line that an operator may be worried by, and every field; and none that isn't logged."""

import re
from typing import Final

import pytest

from tests.operating.logged import logged
from tests.support.town import ROOT

PAGE: Final = (ROOT / "docs/logs.md").read_text(encoding="utf-8")
WORRYING: Final = ("warning", "error", "critical")
LINES: Final = re.findall(rf"^\| ({'|'.join(WORRYING)}) \| \*(.+?)\* \|", PAGE, re.MULTILINE)
# What they say is only known when they run; the page describes them.
BY_WHAT_IS_FOUND: Final = {
    "bot/commands/bearings.py",
    "bot/serving/another_token.py",
    "bot/serving/application.py",
    "bot/serving/clock_watch.py",
    "bot/serving/watch.py",
}
# Of every line, whoever logs it.
OF_ALL: Final = {"time", "level", "event", "logger", "exception"}


def test_what_may_worry_somebody_is_in_the_page_with_its_level() -> None:
    said = {(call.level, sentence) for call in logged() for sentence in call.sentences if call.level in WORRYING}
    assert said - set(LINES) == set(), "what is logged and isn't in docs/logs.md"
    assert set(LINES) - said == set(), "what stands in docs/logs.md and isn't logged"
    assert len(LINES) == len(set(LINES)), "a line stands twice"


def test_the_few_that_are_only_known_when_they_run_are_known() -> None:
    assert {call.where for call in logged() if not call.sentences and call.level in WORRYING} == BY_WHAT_IS_FOUND


def test_every_field_is_in_the_page() -> None:
    table = PAGE.partition("## The fields")[2].partition("\n## ")[0]
    told = {name for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    logs = {field for call in logged() for field in call.fields}
    assert told == logs | OF_ALL


@pytest.mark.parametrize("level", WORRYING)
def test_there_are_some(level: str) -> None:
    assert any(call.level == level for call in logged())
