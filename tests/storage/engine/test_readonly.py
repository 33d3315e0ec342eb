"""Rows that are only read: they tell the same, and writing through them is a fault."""

from collections.abc import Awaitable, Callable

import pytest

from storage.rows import Rows
from tests.support.city import NOW, City
from volunteering.rules.journal import Did
from volunteering.rules.volunteers import Standing


async def append_a_note(rows: Rows) -> None:
    rows.journal.note(Did.PROMOTED, by_id=None, at=NOW)


async def suspend(rows: Rows) -> None:
    await rows.people.change(1, standing=Standing.SUSPENDED)


async def add_a_unit(rows: Rows) -> None:
    await rows.units.add(await rows.units.top(), "Team 1", NOW)


async def add_an_organisation(rows: Rows) -> None:
    await rows.units._make_top("Another", NOW)


@pytest.mark.parametrize("write", [append_a_note, suspend, add_a_unit, add_an_organisation])
async def test_writing_is_a_fault_of_the_program(city: City, write: Callable[[Rows], Awaitable[None]]) -> None:
    async with city.looking() as rows:
        with pytest.raises(RuntimeError, match=r"only read; a transaction is needed for: (UPDATE|INSERT)"):
            await write(rows)
    assert await city.figure("SELECT COUNT(*) AS n FROM units") == 3


async def test_a_reader_sees_what_is_committed(city: City) -> None:
    shift = await city.shift()
    async with city.looking() as rows:
        assert await rows.activities.lock(shift.id) is not None
        facts = await rows.sign_ups.facts(shift.id, city.leader.id)
    assert facts is not None
    assert facts.shift == shift
