"""What people do is done by an action: a handler reads the tap, calls one and shows a screen, and writes no row."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from storage.rows import Made, Rows
from tests.support.town import ROOT

_WRITES: Final = re.compile(r"\.later\(|\.execute\(|add_row\(|\b(?:INSERT|UPDATE|DELETE)\b|set_reachable\(")
_LOCKS: Final = re.compile(r"UPDATE \w+ SET (\w+) = \1\b")
_FLOORS: Final = ("handlers", "scheduling")


def _writing() -> set[tuple[str, str]]:
    """Every method of every kind of rows that changes something: the records' name, and its own."""
    found = set()
    kinds = {name: made.kind for name, made in vars(Rows).items() if isinstance(made, Made)}
    for name, rows in kinds.items():
        for method, function in inspect.getmembers(rows, inspect.isfunction):
            if not method.startswith("_") and _WRITES.search(_LOCKS.sub("", inspect.getsource(function))):
                found.add((name, method))
    return found


def _asked_of_records(tree: ast.AST) -> Iterator[tuple[str, str, int]]:
    """Each `….records.people.change(` of a file, and `records.people.change(`."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=method, value=ast.Attribute(attr=name, value=ast.Attribute(attr="records"))):
                yield name, method, node.lineno
            case ast.Attribute(attr=method, value=ast.Attribute(attr=name, value=ast.Name(id="records"))):
                yield name, method, node.lineno


def test_a_handler_writes_no_row() -> None:
    writing = _writing()
    assert {("censuses", "answered"), ("people", "change")} <= writing, "or nothing is found"
    assert ("profiles", "of") not in writing
    found = [
        f"{file.relative_to(ROOT)}:{line} {name}.{method}"
        for floor in _FLOORS
        for file in sorted(Path(ROOT / floor).rglob("*.py"))
        for name, method, line in _asked_of_records(ast.parse(file.read_text(encoding="utf-8")))
        if (name, method) in writing
    ]
    assert not found
