"""Every test says what it expects: it asserts something, or that something is refused, itself or by a helper it calls.

One that only runs the code is passed by whatever doesn't raise, and nobody sees what it was about.
"""

import ast
from collections.abc import Iterator
from typing import Final, NamedTuple

from tests.support.town import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef
EXPECTING: Final = {"raises", "warns", "fail", "timeout", "sees", "sees_not", "waits", "goes_on_from"}
"""What says what is expected, by the name behind a dot: a wait that ends, what phones and survivors do, pytest's."""


class NamedFunction(NamedTuple):
    """A function of the tests: where it is, and what it is called."""

    module: str
    name: str


def functions() -> Iterator[tuple[NamedFunction, bool, frozenset[NamedFunction]]]:
    """All of the tests' functions, whether each says itself what is expected, and which others it names."""
    for file in sorted((ROOT / "tests").rglob("*.py")):
        module, tree = ".".join(file.relative_to(ROOT).with_suffix("").parts), ast.parse(file.read_bytes())
        nodes = [node for node in ast.walk(tree) if isinstance(node, Function)]
        here = {node.name: NamedFunction(module, node.name) for node in nodes}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                here |= {one.asname or one.name: NamedFunction(node.module, one.name) for one in node.names}
        for node in nodes:
            named = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
            others = frozenset(here[name] for name in named & here.keys())
            yield here[node.name], any(map(expects, ast.walk(node))), others


def expects(node: ast.AST) -> bool:
    return isinstance(node, ast.Assert) or (isinstance(node, ast.Attribute) and node.attr in EXPECTING)


def test_each_test_says_what_it_expects() -> None:
    found = list(functions())
    expecting, more = set[NamedFunction](), {known for known, itself, _ in found if itself}
    while more:
        expecting |= more
        more = {known for known, _, named in found if named & expecting} - expecting
    tests = {known for known, *_ in found if known.name.startswith("test_")}
    assert len(tests) > 2_000
    assert tests - expecting == set()
