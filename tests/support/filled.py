"""Something of a person in every table, found by the schema: what a test fills so that no new column is forgotten.

Each row is made for one of the columns that name somebody, and says in its texts which.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from storage.engine.database import Database, Transaction, Value
from storage.keeping.soundness import _WORDS, _YES_OR_NO
from tests.support.city import City
from volunteering.rules.volunteers import Person

NAMES_SOMEBODY = ("person_id", "by_id")
ENDS_SO = ("_by",)
NOBODYS = {("outbox", "claimed_by")}
"""A replica's number."""

JSON = {"about", "after", "answers", "before", "facts", "figures", "moved"}
"""Columns with a JSON object."""

MONTH = "2026-11"
"""Of every day: rows have both."""

FITS = {
    ("entries", "kind"): "attended",
    ("study_lines", "kind"): "attended",
    ("imports", "state"): "applying",
    ("unit_settings", "name"): "stars",
    ("unit_settings", "value"): "100,300",
    ("series", "rule"): "FREQ=WEEKLY;BYDAY=WE",
    ("series", "until"): "2027-06-30",
    ("series", "first_local"): "2026-12-02T15:00",
    ("series", "wanted"): "6",
    ("shifts", "recurrence"): "2026-12-02T15:00",
}
"""Of the words that there are, the one that goes with minutes, or with a list that was decided on; rules of series."""

NUMBERED_BY_HAND = {"city"}
"""There is one."""

OWN = {"people", "units", "city", "webhook_secrets", "trials", "alembic_version", "inbox", "parked", "drafts"}
"""What isn't filled by the schema: people are there, and the rest names nobody by a number of ours."""


@dataclass(frozen=True, slots=True)
class SchemaColumn:
    """A column as either database has it."""

    name: str
    is_number: bool
    is_optional: bool
    points_to: str | None


_SQLITE = """
    SELECT t.name AS t, c.name AS c, c.type AS kind, c."notnull" AS needed, f."table" AS points_to
    FROM sqlite_master t JOIN pragma_table_info(t.name) c
        LEFT JOIN pragma_foreign_key_list(t.name) f ON f."from" = c.name
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY t.name, c.cid
"""
_POSTGRESQL = """
    SELECT c.table_name AS t, c.column_name AS c, c.data_type AS kind,
        CASE WHEN c.is_nullable = 'NO' THEN 1 ELSE 0 END AS needed,
        (SELECT p.table_name FROM information_schema.key_column_usage k
            JOIN information_schema.referential_constraints r ON r.constraint_name = k.constraint_name
            JOIN information_schema.key_column_usage p ON p.constraint_name = r.unique_constraint_name
            WHERE k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name
            LIMIT 1) AS points_to
    FROM information_schema.columns c WHERE c.table_schema = current_schema() ORDER BY c.table_name, c.ordinal_position
"""


async def schema(database: Database) -> dict[str, list[SchemaColumn]]:
    """Every table with its columns."""
    found: dict[str, list[SchemaColumn]] = {}
    async with database.reading() as reader:
        for row in await reader.all(_SQLITE if database.kind == "sqlite" else _POSTGRESQL):
            kind = str(row["kind"]).upper()
            column = SchemaColumn(row["c"], "INT" in kind, not row["needed"], row["points_to"])
            found.setdefault(row["t"], []).append(column)
    found.pop("alembic_version", None)
    return found


def names_somebody(table: str, column: SchemaColumn) -> bool:
    """Whether a number in it is a person's, foreign key or not."""
    if column.points_to is not None:
        return column.points_to == "people"
    is_called_so = column.name in {*NAMES_SOMEBODY, "merged_into"} or column.name.endswith(ENDS_SO)
    return is_called_so and (table, column.name) not in NOBODYS


def mark(table: str, column: str, via: str) -> str:
    """What stands in a text of a row that names somebody in the column `via`."""
    return f"{table}.{column} by {via}"


class Filler:
    """Fills a city's tables with rows of some people: `await Filler(city).fill(one, other)`."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._numbers = count(5_000)

    async def fill(self, *people: Person) -> None:
        """For each of them a row for each column that names somebody: of things that all have, and of their own."""
        tables = await schema(self._city.database)
        async with self._city.changing() as tx:
            for table in _in_order(tables):
                if _is_pointed_to(tables, table):
                    await self._add(tx, table, tables[table], "", people[0], people, own=False)
                for column in tables[table]:
                    if names_somebody(table, column):
                        for person in people:
                            for own in (False, True):
                                await self._add(tx, table, tables[table], column.name, person, people, own=own)

    async def fill_what_is_empty(self, person: Person) -> None:
        """A row in every table that has none, whomever it is about."""
        tables = await schema(self._city.database)
        async with self._city.changing() as tx:
            for table in _in_order(tables, without=set()):
                if not await tx.all(f"SELECT 1 FROM {table} LIMIT 1"):
                    await self._add(tx, table, tables[table], "", person, [person], own=False)

    async def _add(
        self,
        tx: Transaction,
        table: str,
        columns: Sequence[SchemaColumn],
        via: str,
        person: Person,
        people: Sequence[Person],
        *,
        own: bool,
    ) -> None:
        row: dict[str, Value] = {}
        for column in columns:
            if column.name == "id" and table not in NUMBERED_BY_HAND:
                continue
            row[column.name] = await self._value(tx, table, column, via, person, people, own=own)
        names, values = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
        await tx.execute(f"INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT DO NOTHING", **row)

    async def _value(
        self,
        tx: Transaction,
        table: str,
        column: SchemaColumn,
        via: str,
        person: Person,
        people: Sequence[Person],
        *,
        own: bool,
    ) -> Value:
        if column.name == via:
            return person.id
        if names_somebody(table, column):
            return None if column.is_optional else self._city.leader.id
        if column.points_to is not None:
            if column.name == "claim_id" and not own:
                return None  # a line of the ledger is of a shift or of a claim
            return await _parent(tx, table, column, people.index(person) + 1 if own else 0)
        if column.is_number:
            return next(self._numbers) % 2 if column.name in _YES_OR_NO else next(self._numbers)
        return self._text(table, column, via)

    def _text(self, table: str, column: SchemaColumn, via: str) -> str:
        number, said = next(self._numbers), mark(table, column.name, via)
        if (table, column.name) in FITS:
            return FITS[table, column.name]
        if words := _WORDS.get((table, column.name)):
            return sorted(words)[number % len(words)]
        if column.name in {"day", "born"} or column.name.endswith(("_on", "_until", "_from", "_day")):
            return f"{MONTH}-{number % 28 + 1:02}"
        if column.name.endswith("month"):
            return MONTH
        if column.name == "available":
            return "1,2"
        if column.name in JSON:
            return json.dumps({"said": said, "steps": [], "counted_twice": []})
        return f"{said} {number}" if column.name in {"key", "path"} else said


def _is_pointed_to(tables: dict[str, list[SchemaColumn]], table: str) -> bool:
    """Whether rows about somebody need one of this table, which itself names nobody."""
    if any(names_somebody(table, column) for column in tables[table]):
        return False
    return any(
        column.points_to == table and not column.is_optional
        for other, columns in tables.items()
        if any(names_somebody(other, one) for one in columns)
        for column in columns
    )


async def _parent(tx: Transaction, table: str, column: SchemaColumn, which: int) -> Value:
    """One of the rows that it may point to: the same for all, or each their own."""
    if column.is_optional and column.points_to == table:
        return None
    rows = await tx.all(f"SELECT id FROM {column.points_to} ORDER BY id")
    return rows[which % len(rows)]["id"] if rows else None


def _in_order(tables: dict[str, list[SchemaColumn]], *, without: Collection[str] = OWN) -> Iterator[str]:
    """Tables after those they point to."""
    waiting = {
        table: {c.points_to for c in columns if c.points_to not in {None, table}} for table, columns in tables.items()
    }
    while waiting:
        ready = sorted(table for table, needs in waiting.items() if not needs & waiting.keys())
        for table in ready:
            del waiting[table]
            if table not in without:
                yield table


async def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row there is."""
    async with database.reading() as reader:
        return {
            table: [
                {column.name: row[column.name] for column in columns}
                for row in await reader.all(f"SELECT * FROM {table}")
            ]
            for table, columns in (await schema(database)).items()
        }
