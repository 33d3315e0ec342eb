"""Whoever changes what a calendar shows says when: by that every calendar knows that it is another."""

import ast

from tests.support.town import ROOT

ACTIONS = ROOT / "volunteering/actions"


def calls(name: str) -> list[tuple[str, set[str | None]]]:
    """Every call of a function of the records of activities: where it is, and which names it gives."""
    return [
        (f"{file.name}:{node.lineno}", {given.arg for given in node.keywords})
        for file in sorted(ACTIONS.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(f"activities.{name}")
    ]


def test_each_change_of_an_activity_says_when_it_is() -> None:
    found = calls("change")
    assert found
    assert [where for where, given in found if "at" not in given] == []


def test_a_time_that_is_given_back_says_when_that_is() -> None:
    """What it is given back as is an earlier instant's, which no calendar would take for anything new."""
    found = calls("move_shift")
    assert [where for where, given in found if "at" in given and "now" not in given and "back" in where] == []
    assert any("now" in given for _, given in found)
