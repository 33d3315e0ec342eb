"""Whatever is found by what people type is found in either script, and called the same it is the same."""

import re
from pathlib import Path

import pytest

from tests.support.acting import appoint, at
from tests.support.city import NOW, City
from volunteering.actions.tree import NameTaken, UnitRenamed, add_unit, move_unit, rename_unit
from volunteering.rules.tree import Role

HERE = Path(__file__).parents[2] / "storage"


def test_texts_are_sought_in_folded_columns_alone() -> None:
    """A name that is sought as it was typed is found by nobody who writes the other script."""
    sought = {
        f"{file.relative_to(HERE)}: {column}"
        for file in HERE.rglob("*.py")
        for column in re.findall(r"([\w.()]+) LIKE :\w*(?:text|typed|name)", file.read_text("utf-8"))
    }
    assert sought, "nothing is sought any more?"
    assert not {one for one in sought if not one.endswith("_folded")}


@pytest.mark.parametrize(("there", "new"), [("急救队", "急救隊"), ("East Gate", "ＥＡＳＴ gate")])
async def test_a_team_that_is_called_the_same_is_not_added_beside_it(sqlite_city: City, there: str, new: str) -> None:
    city = sqlite_city
    boss = await appoint(city, await city.person("Boss"), city.top, Role.ADMIN)
    one = await city.unit(there, city.jiaojiang)
    other, elsewhere = await city.unit("Other", city.jiaojiang), await city.unit(new, city.huangyan)
    async with city.writing() as rows:
        assert isinstance(await add_unit(rows, boss, city.jiaojiang.id, new, at(NOW)), NameTaken)
        assert isinstance(await rename_unit(rows, boss, other.id, new, at(NOW)), NameTaken)
        assert isinstance(await move_unit(rows, boss, elsewhere.id, city.jiaojiang.id, at(NOW)), NameTaken)
        assert isinstance(await rename_unit(rows, boss, one.id, new, at(NOW)), UnitRenamed), "its own it may write anew"
