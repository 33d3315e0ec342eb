"""One word for one thing: who reads a class's name, or a term of the glossary, finds one thing, and finds it."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import pytest

from tests.support.town import ROOT
from tests.test_imports import modules

TERMS: Final = re.findall(
    r"^\| ([^|]+) \| [^|]+ \| `(.+?)` \|", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE
)


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


def members(node: ast.ClassDef) -> Iterator[str]:
    """What a class's own body names: fields, states, methods."""
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


@pytest.mark.parametrize(("term", "code"), [row for row in TERMS if "." in row[1] and row[1][0].isupper()])
def test_a_term_of_the_glossary_is_in_its_class(term: str, code: str) -> None:
    name, _, member = code.partition(".")
    [node] = [node for _, node in classes() if node.name == name]
    assert member in members(node), f"{term}: {name} has no {member}"
