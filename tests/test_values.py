"""Which kind of value stands where (CONTRIBUTING): checked, named, or a row."""

import ast
from collections.abc import Iterator
from typing import Final, NamedTuple

from tests.support.some import some
from tests.test_imports import modules

CHECKED: Final = {"Model", "BaseModel", "BaseSettings"}

FROM_OUTSIDE: Final = {
    "bot.ground.settings": "the environment",
    "handlers.buttons.button": "what a button's data says",
    "handlers.buttons.reports": "the same, of what is said of a span",
    "handlers.forms.asking": "what people answer",
    "playground.telegram.faults": "what a test orders",
    "playground.serving.page_api": "what the page orders",
    "playground.serving.thumbs": "what thumbs do on the page",
    "storage.keeping.backup": "what a backup says of itself",
    "storage.keeping.labels": "the same, of one that is encrypted",
}
"""Where models stand beside those of the rules, and what they check."""


class Value(NamedTuple):
    """A class of values: where it is, how it is called, what it stands on, how it is made a dataclass, if it is one."""

    module: str
    name: str
    bases: frozenset[str]
    decorated: str


def values() -> Iterator[Value]:
    """Every class but the tests'."""
    for module, file in modules().items():
        if module.partition(".")[0] == "tests":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                decorated = "".join(map(ast.unparse, node.decorator_list))
                yield Value(module, node.name, frozenset(map(ast.unparse, node.bases)), decorated)


def test_what_is_checked_is_the_rules_or_comes_from_outside() -> None:
    models = {value for value in values() if value.bases & CHECKED}
    assert len(models) > 100
    elsewhere = {value.module for value in models if not value.module.startswith("volunteering.")}
    assert elsewhere == FROM_OUTSIDE.keys()


def test_the_rules_have_nothing_but_models() -> None:
    others = [
        f"{value.module}.{value.name}"
        for value in values()
        if value.module.startswith("volunteering.") and ("dataclass" in value.decorated or "NamedTuple" in value.bases)
    ]
    assert others == []


def test_a_named_tuple_is_a_row_and_a_dataclass_has_slots() -> None:
    for value in some(values()):
        if "NamedTuple" in value.bases:
            assert value.module.startswith("storage."), f"{value.module}.{value.name} is no row"
        if value.decorated.startswith("dataclass"):
            assert "slots=True" in value.decorated, f"{value.module}.{value.name} takes any name for a field"


def test_a_table_has_each_key_once() -> None:
    """The second of two would hide the first: both lines are kept when two people's work is put together."""
    texts = [file.read_text(encoding="utf-8") for module, file in modules().items() if not module.startswith("tests.")]
    tables = [node for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Dict)]
    assert len(tables) > 200
    listed = [[ast.unparse(key) for key in table.keys if key] for table in tables]
    assert [key for keys in listed for key in {*keys} if keys.count(key) > 1] == []
