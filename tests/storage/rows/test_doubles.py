"""Merging two people on both databases: no table is forgotten."""

import re

from storage.engine.database import Database
from storage.rows.doubles import GOES_OVER, STANDS_ONCE, STAYS_BEHIND
from tests.support.city import City

OF_A_PERSON = re.compile(r"person_id|by_id|\w+_by|merged_into")
"""What columns are called that hold somebody's number, foreign key or not."""


async def of_people(database: Database) -> set[tuple[str, str]]:
    """Every column that says who somebody is: (table, column)."""
    async with database.reading() as reader:
        columns = await reader.all(
            """
            SELECT t.name AS t, c.name AS c, f."table" AS points_to FROM sqlite_master t
                JOIN pragma_table_info(t.name) c
                LEFT JOIN pragma_foreign_key_list(t.name) f ON f."from" = c.name
            WHERE t.type = 'table'
            """
        )
    return {
        (row["t"], row["c"])
        for row in columns
        if row["points_to"] == "people" or (row["points_to"] is None and OF_A_PERSON.fullmatch(row["c"]))
    } - {("outbox", "claimed_by")}  # a replica


async def test_of_every_column_that_names_somebody_it_is_decided(sqlite_city: City) -> None:
    """A new one goes over, stands once, or stays behind on purpose; else what is in it would be lost with a merge."""
    decided = [
        *((table, column) for table, columns in GOES_OVER.items() for column in columns.split()),
        *((table, "person_id") for table in STANDS_ONCE),
        *((table, column) for table, columns in STAYS_BEHIND.items() for column in columns.split()),
    ]
    assert sorted(decided) == sorted(await of_people(sqlite_city.database)), (
        "what becomes of it when two people are merged? Say it in storage/rows/doubles.py"
    )
