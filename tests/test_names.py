"""One word for one thing: who reads a class's name, or a term of the glossary, finds one thing, and finds it."""

import ast
import inspect
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import pytest

from storage.rows import Made, Rows
from storage.rows.forgotten import GOES, STAYS
from tests.support.town import ROOT
from tests.test_imports import modules
from tests.test_packages import PACKAGES

_, _, *ROWS = re.findall(r"^\|.+\|$", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE)
TERMS: Final = [re.match(r"\| ([^|]+) \| [^|]+ \| `([^`|]+)` \|", row) for row in ROWS]
COLUMNS: Final = {(table, name) for kept in (GOES, STAYS) for table, names in kept.items() for name in names.split()}
"""Of every table: tests/security/test_erased.py holds that none is left out."""


@cache
def sources() -> Mapping[str, ast.Module]:
    """Every module, read."""
    return {module: ast.parse(file.read_text(encoding="utf-8")) for module, file in modules().items()}


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    """Every class with its module, but the playground's, which is a Telegram of its own."""
    for module, source in sources().items():
        if module.partition(".")[0] != "playground":
            for node in ast.walk(source):
                if isinstance(node, ast.ClassDef):
                    yield module, node


def members(node: ast.ClassDef | ast.Module) -> Iterator[str]:
    """What the body of a class or module names: fields, states, methods; kinds of several, functions."""
    for part in node.body:
        match part:
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name


def test_no_two_classes_have_one_name() -> None:
    """Nor does a line below in front of it make it another."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for module, node in classes():
        where[node.name.lstrip("_")].append(module)
    assert {name: twins for name, twins in where.items() if len(twins) > 1} == {}


def things() -> Iterator[str]:
    """Whatever the glossary may name: classes and what they have, functions, tables, columns, rooms of tests."""
    for module, node in classes():
        if not module.startswith(("tests.", "benchmarks.")):
            yield from (node.name, *(f"{node.name}.{member}" for member in members(node)))
    for module, source in sources().items():
        if module.startswith(("volunteering.", "handlers.")):
            yield from members(source)
    yield from (thing for table, column in COLUMNS for thing in (table, f"{table}.{column}"))
    yield from (f"{folder.relative_to(ROOT)}/" for folder in (ROOT / "tests").iterdir() if folder.is_dir())


def test_each_term_of_the_glossary_is_one_thing_that_is_there() -> None:
    named = [row.groups() for row in TERMS if row]
    assert len(named) == len(ROWS) > 40, "each line of the glossary says what its term is in code"
    assert [term for term, times in Counter(term for term, _ in named).items() if times > 1] == []
    there = set(things())
    assert {term: code for term, code in named if code not in there} == {}


_DOTTED: Final = re.compile(r"`((?:\w+\.)+\w+)`")
ENDINGS: Final = {"csv", "db", "js", "json", "md", "py", "service", "sql", "toml", "zip"}  # of files
PROGRAM: Final = ("bot", "handlers", "scheduling", "storage", "words", "volunteering", "playground", "web")


@cache
def dotted() -> frozenset[str]:
    """Whatever a text may name with dots: what classes have, columns, modules and what stands in them, by their whole
    names or the last of them.
    """
    found = {f"{table}.{column}" for table, column in COLUMNS}
    found |= {f"{node.name}.{member}" for _, node in classes() for member in members(node)}
    for module, source in sources().items():
        here = {*members(source), *(node.name for node in source.body if isinstance(node, ast.ClassDef))}
        found |= {module, *(f"{name}.{thing}" for name in (module, module.rpartition(".")[2]) for thing in here)}
    return frozenset(found)


@cache
def ours() -> frozenset[str]:
    """What such a name begins with; where a package of others is called so, it is theirs."""
    return frozenset({name.partition(".")[0] for name in dotted()} - PACKAGES.keys() - sys.stdlib_module_names)


def lost_in(text: str) -> set[str]:
    """What a text names with dots as if it were ours, and isn't there. Files are named with their endings."""
    named = {name for name in _DOTTED.findall(text) if name.rpartition(".")[2] not in ENDINGS}
    return {name for name in named if name.partition(".")[0] in ours() and name not in dotted()}


def test_what_is_named_with_a_dot_is_there() -> None:
    files = (*(ROOT / "docs").rglob("*.md"), *(file for room in PROGRAM for file in (ROOT / room).rglob("*.py")))
    lost = {str(file.relative_to(ROOT)): lost_in(file.read_text(encoding="utf-8")) for file in files}
    assert {file: names for file, names in lost.items() if names} == {}


@pytest.mark.parametrize(
    "name", ["signing_up.fill_places", "bot.nobody", "handlers.doors.way.walk", "Standing.is_gone"]
)
def test_a_name_of_nothing_is_seen(name: str) -> None:
    assert lost_in(f"as `{name}` does") == {name}


@pytest.mark.parametrize("name", ["freed.fill_places", "bot.telegram.reading", "Standing.is_here", "telegram.error"])
def test_a_name_of_something_is_let_be(name: str) -> None:
    assert not lost_in(f"as `{name}` does")


def test_every_docstring_says_more_than_the_name_above_it() -> None:
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    said = [
        f"{module}: {text}"
        for module, source in sources().items()
        if not module.startswith("tests")
        for node in ast.walk(source)
        if isinstance(node, documented) and (text := ast.get_docstring(node)) and len(text.split()) < 4
    ]
    assert said == []


@pytest.mark.parametrize("rows", [made.kind for made in vars(Rows).values() if isinstance(made, Made)])
def test_what_is_asked_of_rows_is_documented(rows: type) -> None:
    """By the protocol that they inherit, as a rule."""
    asked = {name: method for name, method in inspect.getmembers(rows, inspect.isfunction) if name[0] != "_"}
    assert [name for name, method in asked.items() if not inspect.getdoc(method)] == []
