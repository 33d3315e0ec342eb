"""Giving what is one person's to another, step by step, each written down so that it can be taken back.

Steps are plain lists, as JSON keeps them. Taken back, what became of a row meanwhile stays in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from storage.engine.database import Row, Transaction, Value

Step = list[Any]

_AT_ONCE: Final = 200
"""How many rows one statement names."""


class Giving:
    """Everything of `gone` to `kept`; `steps` is what was done so far. Rows are known by `keys`, or by ids."""

    def __init__(self, tx: Transaction, kept: int, gone: int, keys: Mapping[str, tuple[str, ...]]) -> None:
        self.steps: list[Step] = []
        self._tx = tx
        self._people = {"kept": kept, "gone": gone}
        self._keys = keys

    async def move(self, table: str, column: str, where: str = "1 = 1") -> None:
        """The rows in which that column is the one who goes, as far as the condition has them."""
        key = [name for name in self._keys.get(table, ("id",)) if name != column]
        moved = await self._tx.all(
            f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone AND {where} RETURNING {', '.join(key) or '1'}",
            **self._people,
        )
        if moved:
            self.steps.append(["moved", table, column, key, [[row[name] for name in key] for row in moved]])

    async def remove(self, table: str, where: str, **values: Value) -> None:
        """Rows that would stand for the same twice."""
        for row in await self._tx.all(f"DELETE FROM {table} WHERE {where} RETURNING *", **self._people, **values):
            self.steps.append(["removed", table, _plain(row)])

    async def change(self, table: str, key: Mapping[str, Value], **new: Value) -> None:
        """Columns of one row, as far as they differ."""
        named = _named(key)
        row = await self._tx.one(f"SELECT * FROM {table} WHERE {named}", **key)
        if row is None:
            return
        changed = {column: [row[column], value] for column, value in new.items() if row[column] != value}
        if changed:
            await self._tx.execute(
                f"UPDATE {table} SET {', '.join(f'{column} = :new_{column}' for column in changed)} WHERE {named}",
                **key,
                **{f"new_{column}": value for column, [_, value] in changed.items()},
            )
            self.steps.append(["changed", table, dict(key), changed])

    async def add(self, table: str, row: Mapping[str, Value], key: Iterable[str]) -> None:
        """A row of its own."""
        await _insert(self._tx, table, row)
        self.steps.append(["added", table, {name: row[name] for name in key}])


async def take_back(tx: Transaction, steps: Sequence[Step], kept: int, gone: int) -> None:
    """Undo these steps, the last first."""
    for kind, table, *rest in reversed(steps):
        match kind:
            case "moved":
                await _move_back(tx, table, *rest, kept=kept, gone=gone)
            case "removed":
                await _insert(tx, table, rest[0], unless_there=True)
            case "changed":
                await _change_back(tx, table, *rest)
            case "added":
                await tx.execute(f"DELETE FROM {table} WHERE {_named(rest[0])}", **rest[0])
            case _:
                raise ValueError(f"no step is called {kind}")


async def _move_back(
    tx: Transaction, table: str, column: str, key: list[str], rows: list[list[Value]], *, kept: int, gone: int
) -> None:
    size = _AT_ONCE // max(1, len(key))
    for begin in range(0, len(rows), size):
        some = rows[begin : begin + size]
        values = {f"{name}_{n}": value for n, row in enumerate(some) for name, value in zip(key, row, strict=True)}
        these = " OR ".join(f"({_each(key, n)})" for n in range(len(some)))
        await tx.execute(
            f"UPDATE {table} SET {column} = :gone WHERE {column} = :kept AND ({these})", kept=kept, gone=gone, **values
        )


async def _change_back(tx: Transaction, table: str, key: dict[str, Value], changed: dict[str, list[Value]]) -> None:
    """What has become something else since stays so."""
    named = _named(key)
    row = await tx.one(f"SELECT * FROM {table} WHERE {named}", **key)
    before = {column: old for column, [old, new] in changed.items() if row is not None and row[column] == new}
    if before:
        await tx.execute(
            f"UPDATE {table} SET {', '.join(f'{column} = :old_{column}' for column in before)} WHERE {named}",
            **key,
            **{f"old_{column}": value for column, value in before.items()},
        )


async def _insert(tx: Transaction, table: str, row: Mapping[str, Value], *, unless_there: bool = False) -> None:
    columns, named = ", ".join(row), ", ".join(f":{column}" for column in row)
    conflict = " ON CONFLICT DO NOTHING" if unless_there else ""
    await tx.execute(f"INSERT INTO {table} ({columns}) VALUES ({named}){conflict}", **row)


def _each(key: list[str], row: int) -> str:
    return " AND ".join(f"{name} = :{name}_{row}" for name in key) or "1 = 1"


def _named(key: Mapping[str, Value]) -> str:
    return " AND ".join(f"{name} = :{name}" for name in key)


def _plain(row: Row) -> dict[str, Value]:
    return {name: row[name] for name in row.keys()}  # noqa: SIM118  a row is no dict
