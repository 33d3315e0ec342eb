"""Forgetting somebody on both databases: every table is filled for them, by the schema, and the whole is read after."""

from datetime import timedelta

from scheduling import sweeps
from storage.rows.forgotten import GOES, WHO_DID, WHOSE
from tests.support.acting import at
from tests.support.city import NOW, City
from tests.support.filled import Filler, everything, mark, names_somebody, schema
from volunteering.actions.doubles.making_one import Merged, merge
from volunteering.actions.volunteers.registering import erase
from volunteering.rules.volunteers import Person


async def test_of_every_column_that_names_somebody_it_is_said_whose_the_row_is(sqlite_city: City) -> None:
    """A new one says that the row is theirs, or that they only did something there."""
    there = [
        (table, column.name)
        for table, columns in (await schema(sqlite_city.database)).items()
        for column in columns
        if names_somebody(table, column)
    ]
    said = [(table, name) for decided in (WHOSE, WHO_DID) for table, names in decided.items() for name in names.split()]
    assert sorted(said) == sorted(there), "what becomes of it when they are erased? Say it in storage/rows/forgotten.py"


async def _marks(city: City) -> set[tuple[str, str, str]]:
    """Every mark that stands anywhere: the table and column it was put into, and by which column that was theirs."""
    tables = await schema(city.database)
    written = "\n".join(
        str(value) for rows in (await everything(city.database)).values() for row in rows for value in row.values()
    )
    return {
        (table, column.name, via.name)
        for table, columns in tables.items()
        for column in columns
        for via in columns
        if mark(table, column.name, via.name) in written
    }


def _should_go(where: tuple[str, str, str]) -> bool:
    table, column, via = where
    return column in GOES.get(table, "").split() and via in WHOSE.get(table, "").split()


async def _filled(city: City, *names: str) -> list[Person]:
    for hours in (30, 40, 50, 60):
        await city.shift(hours)
    people = [await city.person(name, phone="+861390000001") for name in names]
    await Filler(city).fill(*people)
    return people


async def test_nothing_of_them_is_left_in_any_table(city: City) -> None:
    [wei] = await _filled(city, "Wei")
    before = await _marks(city)
    gone = {where for where in before if _should_go(where)}
    assert {table for table, _, _ in gone} >= {"claims", "entries", "journal", "outbox", "enquiry_lines", "profiles"}
    async with city.writing() as rows:
        await rows.people.erase(wei.id)
    assert await _marks(city) == before - gone, "what goes is gone, and what stays is there"


async def test_nothing_is_left_of_whoever_had_become_a_part_of_them(city: City) -> None:
    wei, other = await _filled(city, "Wei", "Wei again")
    async with city.writing() as rows:
        assert isinstance(await merge(rows, None, wei.id, other.id, at(NOW)), Merged)
        await rows.people.erase(wei.id)
    assert {where for where in await _marks(city) if _should_go(where)} == set()
    states = await city.table("SELECT state FROM people WHERE id IN (:wei, :other)", wei=wei.id, other=other.id)
    assert [row["state"] for row in states] == ["erased", "erased"]


async def test_what_others_were_writing_of_them_at_that_moment_goes_by_night(city: City) -> None:
    wei, other = await _filled(city, "Wei", "Wei again")
    async with city.writing() as rows:
        assert isinstance(await merge(rows, None, wei.id, other.id, at(NOW)), Merged)
    async with city.writing() as rows:
        person = await rows.people.get(wei.id)
        assert person is not None
        await erase(rows, person, at(NOW))
    await Filler(city).fill(wei, other)
    assert {where for where in await _marks(city) if _should_go(where)}
    await sweeps.tidy(city.database, at(NOW + timedelta(hours=15)))
    assert {where for where in await _marks(city) if _should_go(where)} == set()
