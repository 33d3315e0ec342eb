"""Statements that several kinds of rows share."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from storage.engine.database import Transaction, Value, query
from volunteering.rules.ground.folding import folded

T = TypeVar("T")


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
    named = {f"{name}_{place}": value for place, value in enumerate(_filled_up(list(values)))}
    return ", ".join(f":{key}" for key in named) or "NULL", named


def rows_listed(rows: Iterable[Sequence[Value]]) -> tuple[str, dict[str, Value]]:
    """What stands behind `VALUES` for these rows, of which there is one at least, with the values by their names.

    The last one may stand there again (`listed`): what is written has a key, by which it is written once.
    """
    filled = _filled_up(list(rows))
    named = {f"row_{place}_{at}": value for place, row in enumerate(filled) for at, value in enumerate(row)}
    written = (", ".join(f":row_{place}_{at}" for at in range(len(row))) for place, row in enumerate(filled))
    return ", ".join(f"({row})" for row in written), named


def _filled_up(given: list[T]) -> list[T]:
    return given + given[-1:] * ((1 << (len(given) - 1).bit_length()) - len(given))


def containing(text: str) -> str:
    """The pattern for `name_folded LIKE :text ESCAPE '!'`, for a text that is found folded
    (volunteering.rules.ground.folding).
    """
    sought = folded(text)
    for special in "!%_":
        sought = sought.replace(special, f"!{special}")
    return f"%{sought}%"


def below(unit: str, top: str) -> str:
    """The condition, of two aliases, that the one unit is the other or below it; by a range of the index of paths."""
    return f"{unit}.path >= {top}.path AND {unit}.path < substr({top}.path, 1, length({top}.path) - 1) || '0'"
