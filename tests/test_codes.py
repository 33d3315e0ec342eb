"""A button's code stands in its class and nowhere else: who forges a button says which, and what is in it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from handlers.buttons.button import SEPARATOR, Button
from handlers.doors.routes import ALL
from tests.support.town import ROOT

CODES: Final = {kind.code for kind in ALL.buttons}
FORGE: Final = {"forges", "taps_data"}
"""What a phone calls to send any data: there, a code without a value is a button's as well."""

BROKEN: Final = {
    "tests/handlers/activities/test_browsing.py": "pages and filters that no button can hold",
    "tests/handlers/home/test_unknown.py": "what looks like a button and is none",
    "tests/handlers/reports/test_totals.py": "a span that no button can hold",
    "tests/stories/test_posting.py": "a number that no database can hold",
}
"""Where codes are written by hand since no class makes what is sent: it reads as no button."""

FILES: Final = sorted(file for room in ("tests", "benchmarks") for file in (ROOT / room).rglob("*.py"))


def by_hand(source: str) -> Iterator[str]:
    """The texts that begin as a button's data does; whatever an f-string puts in counts as a 1."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.JoinedStr() | ast.Constant(value=str()):
                text = _text(node)
                if SEPARATOR in text and text.partition(SEPARATOR)[0] in CODES:
                    yield text
            case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(value=str(text)), *_]):
                if name in FORGE and text in CODES:
                    yield text


def _text(node: ast.expr) -> str:
    match node:
        case ast.JoinedStr(values=parts):
            return "".join(map(_text, parts))
        case ast.Constant(value=str(text)):
            return text
        case _:
            return "1"


def test_the_code_of_a_button_is_not_written_by_hand() -> None:
    where = {str(file.relative_to(ROOT)): list(by_hand(file.read_text(encoding="utf-8"))) for file in FILES}
    found = {file: texts for file, texts in where.items() if texts and Path(file) != Path(__file__).relative_to(ROOT)}
    assert {file: texts for file, texts in found.items() if file not in BROKEN} == {}, "forge with the button's class"
    assert found.keys() == BROKEN.keys(), "nothing is forged here any more: take it off the list"
    whole = [text for texts in found.values() for text in texts if Button.unpack(text)]
    assert whole == [], "a class makes these: forge with it"


@pytest.mark.parametrize(
    "source",
    [
        'press("st:7")',
        'x = f"st:{shift}"',
        'x = f"rt:{shift}:{person}:1"',
        'wei.forges("home")',
        'wei.taps_data("home")',
    ],
)
def test_a_code_is_seen_wherever_it_hides(source: str) -> None:
    assert list(by_hand(source))


@pytest.mark.parametrize("source", ['say("home")', "wei.forges(Home().pack())", 'x = "at 9:00"', 'x = f"{when}:st:1"'])
def test_what_is_no_code_is_left_alone(source: str) -> None:
    assert not list(by_hand(source))
