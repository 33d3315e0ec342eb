"""Statements that several kinds of rows share."""

from collections.abc import Iterable

from storage.engine.database import Transaction, Value, query
from volunteering.rules.ground.folding import folded


async def add_row(tx: Transaction, table: str, **values: Value) -> int:
    """Write a new row now. Gives the number it got."""
    columns, named = ", ".join(values), ", ".join(f":{column}" for column in values)
    [[row]] = await tx.several(query(f"INSERT INTO {table} ({columns}) VALUES ({named}) RETURNING id", **values))
    number: int = row["id"]
    return number


def change_given(tx: Transaction, table: str, number: int, **given: Value) -> None:
    """Set those columns of one row that are given, with the commit; None is not given."""
    changed = {column: value for column, value in given.items() if value is not None}
    if changed:
        columns = ", ".join(f"{column} = :{column}" for column in changed)
        tx.later(f"UPDATE {table} SET {columns} WHERE id = :number", number=number, **changed)


def listed(name: str, values: Iterable[Value]) -> tuple[str, dict[str, Value]]:
    """What stands in the brackets of `IN ()` for these, with the values by their names; in an empty list nothing is.

    The last one stands there again up to a power of two: lists of every length are few statements to prepare.
    """
    given = list(values)
    given += given[-1:] * ((1 << (len(given) - 1).bit_length()) - len(given))
    named = {f"{name}_{place}": value for place, value in enumerate(given)}
    return ", ".join(f":{key}" for key in named) or "NULL", named


def containing(text: str) -> str:
    """The pattern for `name_folded LIKE :text ESCAPE '!'`, for a text that is found folded
    (volunteering.rules.ground.folding).
    """
    sought = folded(text)
    for special in "!%_":
        sought = sought.replace(special, f"!{special}")
    return f"%{sought}%"
