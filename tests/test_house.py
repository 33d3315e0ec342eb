"""The house is as CONTRIBUTING draws it: whoever knows the capability and the floor knows the file."""

import re
from typing import Final

import pytest

from tests.support.town import ROOT

CONTRIBUTING: Final = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BESIDE: Final = "*beside them*"
"""The row of what is no capability's."""


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
