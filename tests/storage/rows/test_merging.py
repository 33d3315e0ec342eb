"""Merging on both databases: no table is forgotten, and whoever comes meanwhile isn't lost."""

import asyncio
import re

from storage.rows import Rows
from storage.rows.merging import OF_A_UNIT, WITH_CARE, WITHOUT_A_KEY
from tests.storage.engine.test_contention import until_done
from tests.support.acting import appoint, at
from tests.support.city import NOW, City
from volunteering.actions.tree import UnitMerges, merge_unit
from volunteering.actions.volunteers.registering import (
    AlreadyHere,
    CameBack,
    RecordFound,
    Registered,
    Registration,
    register,
)
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language


async def test_every_table_that_says_of_which_unit_goes_over(sqlite_city: City) -> None:
    """A new one is taken along, or its rows would keep the unit from going."""
    tables = await sqlite_city.table("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    of_units = {table["name"] for table in tables if re.search(r"REFERENCES units\b", table["sql"])}
    assert of_units == {*OF_A_UNIT, *WITH_CARE}
    named = {table["name"] for table in tables if re.search(r"^\s*unit_id\b", table["sql"], re.MULTILINE)}
    assert named - of_units == {*WITHOUT_A_KEY}


async def test_the_group_of_a_unit_goes_along_unless_the_other_one_has_its_own(city: City) -> None:
    admin = await appoint(city, city.leader, city.top, Role.ADMIN)
    old, older = await city.unit("Old", city.huangyan), await city.unit("Older", city.huangyan)
    async with city.writing() as rows:
        for number, unit in enumerate((old, older)):
            await rows.groups.bind(-1 - number, unit, "Friends", Language.ENGLISH, NOW)
    for unit in (old, older):
        async with city.writing() as rows:
            await merge_unit(rows, admin, unit.id, city.jiaojiang.id, at(NOW))
    async with city.looking() as rows:
        first, second = await rows.groups.get(-1), await rows.groups.get(-2)
    assert first is not None
    assert (first.unit.id, second) == (city.jiaojiang.id, None)


async def test_whoever_registers_meanwhile_is_in_the_other_one(city: City) -> None:
    """Each of them is somewhere that is there, whoever was quicker; the link led to the old one."""
    old = await city.unit("Old", city.huangyan)
    admin = await appoint(city, city.leader, city.top, Role.ADMIN)

    async def comes(number: int) -> None:
        async def registers(rows: Rows) -> Registered | RecordFound | CameBack | AlreadyHere:
            unit = await rows.units.current(old.id)
            assert unit is not None
            new = Registration(telegram_id=900 + number, name=f"Wei {number}", language=Language.ENGLISH, unit=unit)
            return await register(rows, new, at(NOW))

        assert isinstance(await until_done(city, registers), Registered)

    async def merges() -> None:
        outcome = await until_done(city, lambda rows: merge_unit(rows, admin, old.id, city.jiaojiang.id, at(NOW)))
        assert isinstance(outcome, UnitMerges)

    await asyncio.gather(*map(comes, range(5)), merges(), *map(comes, range(5, 10)))
    at_home = await city.table("SELECT DISTINCT home_unit_id FROM people WHERE name LIKE 'Wei %'")
    assert [row["home_unit_id"] for row in at_home] == [city.jiaojiang.id]
