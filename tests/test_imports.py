"""What imports what: no circle of modules, and no import that hides from whoever reads the top of a file.

An import counts wherever it stands: in a function, and under `if TYPE_CHECKING`, it is the same arrow.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.support.town import ROOT

ROOMS: Final = (
    "bot",
    "handlers",
    "scheduling",
    "storage",
    "words",
    "volunteering",
    "playground",
    "web",
    "benchmarks",
    "tests",
)

PROGRAM: Final = ("bot", "handlers", "scheduling", "storage", "words", "volunteering", "playground", "web")
LOOKS_ON: Final = """
import importlib, logging, os, sys
before = dict(os.environ), list(logging.getLogger().handlers)
for name in sys.argv[1:]:
    importlib.import_module(name)
assert (dict(os.environ), logging.getLogger().handlers) == before
"""

LATE: Final[Mapping[tuple[str, str], str]] = {
    (
        "storage.engine.migrating",
        "storage.engine.upgrading",
    ): "Alembic and SQLAlchemy: a third of a start, which seldom migrates",
    ("bot.commands.keeping", "bot.keeping.restoring"): "Alembic and SQLAlchemy again, for one command",
    ("bot.commands.keeping", "bot.keeping.drill"): "the same",
    ("bot.commands.keeping", "bot.keeping.service_records"): "workbooks and every sentence, for one command",
    (
        "bot.commands.serving",
        "bot.playing.playground",
    ): "the playground, which a bot that serves Telegram has no use for",
    (
        "bot.commands.serving",
        "bot.serving.application",
    ): "every screen, a quarter of a list's memory: what serves Telegram, for no other command",
    (
        "bot.commands.importing",
        "bot.importing.running",
    ): "spreadsheets, all countries' phone numbers",
    ("bot.commands.importing", "bot.importing.standing_by"): "the same, for a list that was sent",
    ("bot.commands.seeding", "bot.seeding"): "the synthetic city, for one command",
    ("bot.commands.bearings", "bot.ground.reporting"): "Sentry's library, only where SENTRY_DSN is set",
    ("bot.ground.addresses", "sentry_sdk.utils"): "the same",
}
"""Each import within a function that there may be: where, of what, and why."""


class Import(NamedTuple):
    """`what`, a module, or a name in one, at a line; `late` where it isn't done at the top of the file."""

    what: str
    line: int
    late: bool


@cache
def modules() -> Mapping[str, Path]:
    """Every module of ours, and its file."""
    files = (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))
    return {name_of(file): file for file in files}


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> Mapping[str, tuple[Import, ...]]:
    """What each of them imports."""
    return {name: tuple(imports_of(file.read_text(encoding="utf-8"))) for name, file in modules().items()}


def imports_of(source: str) -> Iterator[Import]:
    yield from _within(ast.parse(source), late=False)


def _within(node: ast.AST, *, late: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import(names=names):
                yield from (Import(name.name, child.lineno, late) for name in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (Import(f"{module}.{name.name}", child.lineno, late) for name in names)
            case ast.ImportFrom():
                raise AssertionError(f"line {child.lineno}: an import that begins with a dot")
        hides = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef | ast.If)
        yield from _within(child, late=late or hides)


def module_of(what: str) -> str:
    """The module that a name stands in: itself, or what is before its last dot."""
    return what if what in modules() else what.rpartition(".")[0]


def test_to_import_changes_nothing_around() -> None:
    """Neither the environment nor who hears of log lines."""
    program = [name for name in modules() if name.partition(".")[0] in PROGRAM and "migrations" not in name]
    looking = [sys.executable, "-W", "error", "-c", LOOKS_ON, *program]
    done = subprocess.run(looking, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == 0, done.stderr


def test_no_circle_of_modules() -> None:
    graph = {
        name: {module for one in found if (module := module_of(one.what)) in modules() and module != name}
        for name, found in imports().items()
    }
    assert sum(map(len, graph.values())) > 2_000
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as fault:
        pytest.fail("each of these is imported by the next: " + " → ".join(fault.args[1]))


def test_imports_stand_at_the_top() -> None:
    late = {
        (name, module_of(one.what)): f"{name}, line {one.line}, imports {one.what}"
        for name, found in imports().items()
        for one in found
        if one.late
    }
    assert [told for about, told in late.items() if about not in LATE] == []
    assert LATE.keys() - late.keys() == set(), "these are at the top now: take them off the list"


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    import a.b",
        "async def f():\n    with g():\n        from a import b",
        "class C:\n    from a import b",
        "if TYPE_CHECKING:\n    from a import b",
        "if typing.TYPE_CHECKING:\n    import a.b",
    ],
)
def test_an_import_is_seen_wherever_it_hides(source: str) -> None:
    [found] = imports_of(source)
    assert found.what == "a.b"
    assert found.late


def test_what_is_imported_under_a_with_is_imported_at_the_top() -> None:
    [found] = imports_of("with catch_warnings():\n    from a import b")
    assert not found.late
