"""Every test says what it expects: it asserts something, or that something is refused, itself or by a helper it calls.

One that only runs the code is passed by whatever doesn't raise, and nobody sees what it was about. One that says it in
a loop alone, over what it finds, is passed by nothing at all: `some` holds that there is something.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from tests.support.town import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef
EXPECTING: Final = {"raises", "warns", "fail", "timeout", "sees", "sees_not", "waits", "goes_on_from"}
"""What says what is expected, by the name behind a dot: a wait that ends, what phones and survivors do, pytest's."""

AS_MANY: Final = {"enumerate", "list", "pairwise", "product", "reversed", "set", "sorted", "tuple", "zip"}
"""What has something in it, where what it is given has."""


class NamedFunction(NamedTuple):
    """A function of the tests: where it is, and what it is called."""

    module: str
    name: str


SOME: Final = NamedFunction("tests.support.some", "some")


class NamingFunction(NamedTuple):
    """A function with what its names stand for."""

    named: NamedFunction
    node: Function
    names: Mapping[str, NamedFunction]

    @property
    def others(self) -> frozenset[NamedFunction]:
        """The functions that it names."""
        used = {one.id for one in ast.walk(self.node) if isinstance(one, ast.Name)}
        return frozenset(self.names[name] for name in used & self.names.keys())


def functions() -> Iterator[NamingFunction]:
    """All of the tests' functions."""
    for file in sorted((ROOT / "tests").rglob("*.py")):
        module, tree = ".".join(file.relative_to(ROOT).with_suffix("").parts), ast.parse(file.read_bytes())
        nodes = [node for node in ast.walk(tree) if isinstance(node, Function)]
        here = {node.name: NamedFunction(module, node.name) for node in nodes}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                here |= {one.asname or one.name: NamedFunction(node.module, one.name) for one in node.names}
        yield from (NamingFunction(here[node.name], node, here) for node in nodes)


def expects(node: ast.AST) -> bool:
    return isinstance(node, ast.Assert) or (isinstance(node, ast.Attribute) and node.attr in EXPECTING)


def has_some(what: ast.AST, within: Function) -> bool:
    """Whether a loop goes through something: what is written there, given to the test, or held by `some`."""
    match what:
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Dict(values=parts):
            return any(not isinstance(part, ast.Starred) or has_some(part.value, within) for part in parts)
        case ast.Call(func=ast.Name(id="range" | "some")):
            return True
        case ast.Call(func=ast.Name(id=name), args=given) if name in AS_MANY:
            return any(has_some(one, within) for one in given)
        case ast.Call(func=ast.Attribute(value=value)) | ast.Attribute(value=value) | ast.Subscript(value=value):
            return has_some(value, within)
        case ast.BinOp(left=left, right=right):
            return has_some(left, within) or has_some(right, within)
        case ast.ListComp(generators=parts) | ast.GeneratorExp(generators=parts) | ast.DictComp(generators=parts):
            return all(not part.ifs and has_some(part.iter, within) for part in parts)
        case ast.Name(id=name):
            is_given = name[:1].isupper() or name in given_to(within)
            return is_given or any(has_some(one, within) for one in put(name, within))
    return isinstance(what, ast.Constant)


def given_to(test: Function) -> set[str]:
    """What it is tried with."""
    return {one.arg for one in (*test.args.args, *test.args.kwonlyargs)}


def put(name: str, within: Function) -> Iterator[ast.AST]:
    """What stands behind a name of the test's own."""
    for node in ast.walk(within):
        match node:
            case ast.Assign(targets=[ast.Name(id=other)], value=value) if other == name:
                yield value
            case ast.AnnAssign(target=ast.Name(id=other), value=ast.AST() as value) if other == name:
                yield value


def is_firm(node: ast.AST, test: NamingFunction, expecting: Collection[NamedFunction]) -> bool:
    """Whether something is expected here, however little is found."""
    if expects(node) or (isinstance(node, ast.Name) and test.names.get(node.id) in expecting):
        return True
    parts = ast.iter_child_nodes(node)
    if isinstance(node, ast.For | ast.AsyncFor) and not has_some(node.iter, test.node):
        parts = iter((node.iter, *node.orelse))
    return any(is_firm(part, test, expecting) for part in parts)


def test_each_test_says_what_it_expects() -> None:
    found = list(functions())
    expecting = set[NamedFunction]()
    more = {one.named for one in found if any(map(expects, ast.walk(one.node)))} - {SOME}
    while more:
        expecting |= more
        more = {one.named for one in found if one.others & expecting} - expecting
    tests = [one for one in found if one.named.name.startswith("test_")]
    assert len(tests) > 2_000
    assert {one.named for one in tests} - expecting == set()
    loose = [one.named for one in tests if not any(is_firm(part, one, expecting) for part in one.node.body)]
    assert loose == [], "said in a loop alone, and so of nothing: have it go through some(…)"
