"""The house is as CONTRIBUTING draws it: whoever knows the capability and the floor knows the file."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.support.town import ROOT

CONTRIBUTING: Final = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BESIDE: Final = "*beside them*"
"""The row of what is no capability's."""


PROGRAM: Final = ("bot", "handlers", "scheduling", "storage", "words", "volunteering", "playground", "web")
LONGEST, LONGEST_OF_TESTS, LONGEST_FUNCTION = 300, 400, 60
"""Lines."""

NEVER_CHANGED: Final = {
    "storage/engine/migrations/versions/0001_the_main_job.py",
    "storage/engine/migrations/versions/0037_examinations.py: upgrade",
}


def rows() -> list[list[str]]:
    """The table of capabilities and floors, its head first."""
    lines = re.findall(r"^\|(.+)\|$", CONTRIBUTING, re.MULTILINE)
    table = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [row for row in table if not set("".join(row)) <= set("-")]


HEAD, *ROWS = rows()
FLOORS: Final = {column: floor.strip("`") for column, floor in enumerate(HEAD) if column}


def there(floor: str) -> set[str]:
    """Its files and folders, as the table writes them."""
    files = {file.relative_to(ROOT / floor).parts for file in (ROOT / floor).rglob("*.py")}
    return {first if not within else f"{first}/" for first, *within in files} - {"__init__.py"}


@pytest.mark.parametrize(("column", "floor"), FLOORS.items())
def test_what_stands_on_a_floor_is_in_the_table_and_nothing_else(column: int, floor: str) -> None:
    told = [thing for row in ROWS for thing in re.findall(r"[\w/]+(?:\.py)?", row[column])]
    assert sorted(told) == sorted(there(floor))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_capability_has_the_same_name_on_every_floor(row: list[str]) -> None:
    name, *cells = row
    if name != BESIDE:
        assert set(cells) <= {"", f"{name}.py", f"{name}/"}
        assert any(cells)


def rooms() -> set[str]:
    """Every room of the program and the rooms in it, but for the capabilities' own."""
    capabilities = {name for name, *_ in ROWS}
    folders = {file.parent.relative_to(ROOT).parts[:2] for room in PROGRAM for file in (ROOT / room).rglob("*.py")}
    return {name for folder in folders for name in folder} - capabilities


def test_the_picture_shows_every_room_and_nothing_else() -> None:
    [picture] = re.findall(r"^```\n(bot/.+?)^```", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    drawn = set(re.findall(r"(?<!>)\b(\w+)/", picture))
    assert rooms() <= drawn
    tops = [ROOT / room for room in (*PROGRAM, "benchmarks", "models", "tests", "docs", "deploy")]
    assert drawn <= {path.name for top in tops for path in (top, *top.rglob("*")) if path.is_dir()}


def sources(*tops: str) -> Iterator[tuple[str, str]]:
    """Each file of these, and what stands in it."""
    for top in tops:
        for file in sorted((ROOT / top).rglob("*.py")):
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("tops", "longest"), [((*PROGRAM, "benchmarks"), LONGEST), (("tests",), LONGEST_OF_TESTS)])
def test_a_file_fits_in_the_head(tops: tuple[str, ...], longest: int) -> None:
    lines = {file: len(source.splitlines()) for file, source in sources(*tops)}
    assert lines
    assert {file for file, length in lines.items() if length > longest} <= NEVER_CHANGED


def test_a_function_fits_on_a_screen() -> None:
    lengths = [
        (f"{file}: {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for file, source in sources(*PROGRAM, "benchmarks", "tests", "deploy")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert lengths
    assert {name for name, length in lengths if length > LONGEST_FUNCTION} <= NEVER_CHANGED


APART: Final = {
    "browser",
    "mutation",
    "operating",
    "replicas",
    "security",
    "setup",
    "shipped",
    "stories",
    "support",
    "torture",
}
"""Folders of tests that go by what is tried, not by where it stands."""


def mirrored() -> list[Path]:
    """Every file of tests that goes by where it stands, as if it lay in the tree it mirrors."""
    files = (file.relative_to(ROOT / "tests") for file in (ROOT / "tests").rglob("*.py"))
    return sorted(file for file in files if len(file.parts) > 1 and file.parts[0] not in APART)


@cache
def paths(within: str) -> frozenset[Path]:
    """Every file and folder of a room, without an ending."""
    files = {path.relative_to(ROOT).with_suffix("") for path in (ROOT / within).rglob("*.py")}
    return frozenset(path for file in files for path in (file, *file.parents))


def rooms_called(name: str, within: str) -> set[Path]:
    """The files and folders of this name."""
    return {path for path in paths(within) if path.name == name}


@pytest.mark.parametrize("folder", sorted({str(file.parent) for file in mirrored()}))
def test_a_folder_of_tests_is_a_room(folder: str) -> None:
    assert (ROOT / folder).is_dir(), f"tests/{folder} is about what isn't there"


@pytest.mark.parametrize("file", [file for file in mirrored() if file.name.startswith("test_")], ids=str)
def test_a_test_that_names_a_room_stands_where_the_room_does(file: Path) -> None:
    """Others tell by their names what several rooms do together."""
    name = file.stem.removeprefix("test_")
    called = rooms_called(name, within=file.parts[0])
    assert not called or called & {file.parent, file.parent / name}, (
        f"{name} stands in {called}, its test in tests/{file}"
    )
