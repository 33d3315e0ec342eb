"""What the program logs, read from its source: each call with its level, its sentence and its fields."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from tests.support.town import ROOT

ROOMS: Final = ("bot", "handlers", "scheduling", "storage", "words", "volunteering", "web")
LEVELS: Final = {"debug", "info", "warning", "error", "critical"}
ABOUT_EXCEPTIONS: Final = {"exc_info"}


class LogCall(NamedTuple):
    """A call: where it stands, and what it says; no sentence where that is only known when it runs."""

    where: str
    level: str
    sentences: frozenset[str]
    fields: frozenset[str]


@cache
def logged() -> tuple[LogCall, ...]:
    """Everything."""
    files = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    return tuple(found for file in files for found in _in(file))


def _in(file: Path) -> Iterator[LogCall]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _is_log(call.func.value):
            level = {"exception": "error"}.get(call.func.attr, call.func.attr)
            if level in LEVELS:
                fields = {str(keyword.arg) for keyword in call.keywords} - ABOUT_EXCEPTIONS
                where = f"{file.relative_to(ROOT)}"
                yield LogCall(where, level, frozenset(_said(call.args[0], tree)), frozenset(fields))


def _is_log(owner: ast.expr) -> bool:
    return isinstance(owner, ast.Name) and owner.id == "log"


def _said(sentence: ast.expr, tree: ast.Module) -> Iterator[str]:
    """A sentence that is written there, or what is assigned to its name in the same file."""
    if isinstance(sentence, ast.Constant):
        yield str(sentence.value)
    elif isinstance(sentence, ast.Name):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(target, ast.Name) and target.id == sentence.id for target in targets):
                    yield str(node.value.value)
