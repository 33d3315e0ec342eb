"""Rows of units: the tree, each with its path of ids from the top down."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.faults import Conflict
from storage.engine.readonly import locking
from storage.engine.values import seconds
from storage.rows import merging
from storage.rows.first_kinds import give_first_set
from storage.rows.statements import add_row, below
from volunteering.records.tree import Units
from volunteering.rules.ground.folding import folded
from volunteering.rules.tree import Holdings, Unit, path_of

UNIT = "u.id AS unit_id, u.name AS unit_name, u.path AS unit_path"
"""The columns of a unit `u`, for `unit_in`."""

_READ = f"SELECT {UNIT} FROM units u WHERE "

_CURRENT = "u.id = COALESCE((SELECT g.into_id FROM gone_units g WHERE g.unit_id = :unit), :unit)"
"""The unit `:unit`, or the one that it has become a part of."""


def unit_in(row: Row) -> Unit:
    """The unit of a row that has the columns `UNIT`."""
    return _unit(row["unit_id"], row["unit_name"], row["unit_path"])


@lru_cache(maxsize=1024)
def _unit(number: int, name: str, path: str) -> Unit:
    return Unit(id=number, name=name, path=path)


def beyond(path: str) -> str:
    """Where what is below a path ends: `path >= :path AND path < :beyond` is the unit and everything below it.

    A range of the index, since paths are compared byte by byte, and 0 comes right after / there.
    """
    return path[:-1] + "0"


_ROUNDS_HOME: Final = f"""
    UPDATE ask_rounds SET unit_id = (
        SELECT a.unit_id FROM shifts s JOIN activities a ON a.id = s.activity_id WHERE s.id = ask_rounds.shift_id
    )
    WHERE NOT EXISTS (
        SELECT 1 FROM shifts s JOIN activities a ON a.id = s.activity_id JOIN units own ON own.id = a.unit_id
            JOIN units asked ON {below("own", "asked")}
        WHERE s.id = ask_rounds.shift_id AND asked.id = ask_rounds.unit_id
    )
"""
"""Where people are asked of a unit that the activity's has left, its own are: strangers have nothing to do with it."""


def within(units: Iterable[Unit], alias: str) -> tuple[str, dict[str, str]]:
    """The condition, with its values, that a unit of that alias is one of these or below one; never true for none."""
    ranges: list[str] = []
    values: dict[str, str] = {}
    for number, unit in enumerate(units):
        ranges.append(f"({alias}.path >= :path_{number} AND {alias}.path < :beyond_{number})")
        values |= {f"path_{number}": unit.path, f"beyond_{number}": beyond(unit.path)}
    return " OR ".join(ranges) or "1 = 0", values


class UnitRows(Units):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def get(self, unit_id: int) -> Unit | None:
        row = await self._tx.one(_READ + "u.id = :unit", unit=unit_id)
        return unit_in(row) if row else None

    @override
    async def current(self, unit_id: int) -> Unit | None:
        row = await self._tx.one(_READ + _CURRENT, unit=unit_id)
        return unit_in(row) if row else None

    @override
    async def top(self) -> Unit:
        found = await self._top()
        if found is None:
            raise LookupError("The organisation has no top unit yet; it is founded when Yigong starts")
        return found

    @override
    async def below(self, unit_id: int) -> tuple[Unit, ...]:
        rows = await self._tx.all(_READ + "u.parent_id = :unit ORDER BY u.name, u.id", unit=unit_id)
        return tuple(unit_in(row) for row in rows)

    @override
    async def add(self, above: Unit, name: str, at: datetime) -> Unit | None:
        await self._hold_tree()
        row = await self._tx.one(
            """
            INSERT INTO units (parent_id, path, depth, name, name_folded, created_at)
            SELECT id, path || 'new', depth + 1, CAST(:name AS TEXT), CAST(:folded AS TEXT), CAST(:at AS BIGINT)
            FROM units WHERE id = :above AND NOT EXISTS (
                SELECT 1 FROM units other WHERE other.parent_id = :above AND other.name_folded = :folded
            )
            RETURNING id, path, (SELECT COALESCE(MAX(g.unit_id), 0) FROM gone_units g) AS gone
            """,
            above=above.id,
            name=name,
            folded=folded(name),
            at=seconds(at),
        )
        if row is None:
            return None
        # SQLite would give the number of the newest one once more, when that has been taken away: its links are out.
        number = max(row["id"], row["gone"] + 1)
        unit = Unit(id=number, name=name, path=path_of(number, row["path"].removesuffix("new")))
        if number != row["id"]:  # asked without need, SQLite goes through all that may point to it
            self._tx.later("UPDATE units SET id = :number WHERE id = :given", number=number, given=row["id"])
        self._tx.later("UPDATE units SET path = :path WHERE id = :number", path=unit.path, number=number)
        return unit

    @override
    async def rename(self, unit: Unit, name: str) -> bool:
        await self._hold_tree()
        renamed = await self._tx.execute(
            """
            UPDATE units SET name = :name, name_folded = :folded WHERE id = :unit AND NOT EXISTS (
                SELECT 1 FROM units other
                WHERE other.parent_id = units.parent_id AND other.name_folded = :folded AND other.id <> :unit
            )
            """,
            unit=unit.id,
            name=name,
            folded=folded(name),
        )
        return renamed == 1

    @override
    async def move(self, unit: Unit, above: Unit) -> bool:
        await self._hold_tree()
        moved = await self._tx.execute(
            """
            UPDATE units SET parent_id = :above WHERE id = :unit AND NOT EXISTS (
                SELECT 1 FROM units other
                WHERE other.parent_id = :above AND other.name_folded = units.name_folded AND other.id <> :unit
            )
            """,
            unit=unit.id,
            above=above.id,
        )
        if moved:
            await self._carry_paths(unit.id, above.id)
            await self._tx.execute(_ROUNDS_HOME)
        return moved == 1

    @override
    async def hold(self, unit: Unit) -> None:
        await self._hold_tree()
        lock = query("SELECT id FROM units WHERE id = :unit FOR UPDATE", unit=unit.id)
        await self._tx.several(*locking(self._tx, lock))

    @override
    async def holdings(self, unit: Unit, now: datetime) -> Holdings:
        [[row]] = await self._tx.several(query(merging.HOLDINGS, unit=unit.id, now=seconds(now)))
        return Holdings(
            people=row["people"],
            former=row["former"],
            members=row["members"],
            posts=row["posts"],
            below=row["below"],
            ahead=row["ahead"],
            past=row["activities"] - row["ahead"],
            claims=row["claims"],
        )

    @override
    async def people_of(self, unit: Unit) -> tuple[int, ...]:
        return tuple(row["id"] for row in await self._tx.all(merging.PEOPLE, unit=unit.id))

    @override
    async def remove(self, unit: Unit, above: Unit, at: datetime) -> None:
        for statement in merging.HANDED_OVER:
            await self._tx.execute(statement, unit=unit.id, into=above.id)
        await self._go(unit, None, at)

    @override
    async def clash(self, unit: Unit, into: Unit) -> str | None:
        row = await self._tx.one(merging.CLASH, unit=unit.id, into=into.id)
        return row["name"] if row else None

    @override
    async def merge(self, unit: Unit, into: Unit, at: datetime) -> None:
        for statement in (*merging.BELONGING, *merging.ITS_ASKS, *merging.HANDED_OVER):
            await self._tx.execute(statement, unit=unit.id, into=into.id)
        name, paths, hang = merging.BELOW
        await self._tx.execute(name, unit=unit.id)
        await self._tx.execute(
            paths,
            new=into.path,
            rest=len(unit.path) + 1,
            deeper=into.depth - unit.depth,
            old=unit.path,
            beyond=beyond(unit.path),
        )
        await self._tx.execute(hang, unit=unit.id, into=into.id)
        await self._tx.execute(_ROUNDS_HOME)
        await self._go(unit, into, at)

    async def _go(self, unit: Unit, into: Unit | None, at: datetime) -> None:
        earlier, this = merging.REMEMBERED
        into_id = into.id if into else None
        await self._tx.execute(earlier, unit=unit.id, into=into_id)
        await self._tx.execute(merging.ITS_CENSUS, unit=unit.id)
        await self._tx.execute(merging.ITS_SETTINGS, unit=unit.id)
        await self._tx.execute(merging.ITS_ROUNDS, unit=unit.id)
        await self._tx.execute(merging.ITS_GROUP, unit=unit.id, into=into_id)
        await self._tx.execute(merging.ITS_SUMS, unit=unit.id)
        await self._tx.execute(merging.GOES, unit=unit.id)
        await self._tx.execute(this, unit=unit.id, into=into_id, at=seconds(at))

    async def top_named(self, name: str, at: datetime) -> Unit:
        """The top unit with this name: made where there is none, renamed where it had another. Raises `Conflict`."""
        top = await self._top()
        if top is None:
            return await self._make_top(name, at)
        if top.name != name:
            self._tx.later(
                "UPDATE units SET name = :name, name_folded = :folded WHERE id = :unit",
                name=name,
                folded=folded(name),
                unit=top.id,
            )
        return Unit(id=top.id, name=name, path=top.path)

    async def _top(self) -> Unit | None:
        row = await self._tx.one(_READ + "u.parent_id IS NULL")
        return unit_in(row) if row else None

    async def _make_top(self, name: str, at: datetime) -> Unit:
        number = await add_row(
            self._tx, "units", path="new", depth=0, name=name, name_folded=folded(name), created_at=seconds(at)
        )
        top = Unit(id=number, name=name, path=path_of(number))
        # Of two replicas that start at once, one waited above for the other's path to go, and finds its unit now.
        alone = await self._tx.execute(
            """
            UPDATE units SET path = :path WHERE id = :unit
            AND NOT EXISTS (SELECT 1 FROM units other WHERE other.parent_id IS NULL AND other.id <> :unit)
            """,
            path=top.path,
            unit=top.id,
        )
        if not alone:
            raise Conflict("Another replica founded the organisation at the same moment")
        give_first_set(self._tx, top.id)
        return top

    async def _hold_tree(self) -> None:
        # Paths stay right where the shape of the tree changes once at a time; it changes rarely.
        await self._tx.execute("UPDATE units SET depth = depth WHERE parent_id IS NULL")

    async def _carry_paths(self, unit_id: int, above_id: int) -> None:
        # Read again: what the caller holds may be from before another move.
        paths = "SELECT path FROM units WHERE id = :unit"
        [[moved], [above]] = await self._tx.several(query(paths, unit=unit_id), query(paths, unit=above_id))
        old, new = moved["path"], path_of(unit_id, above["path"])
        self._tx.later(
            """
            UPDATE units SET path = CAST(:new AS TEXT) || substr(path, CAST(:rest AS INTEGER)), depth = depth + :deeper
            WHERE path >= :old AND path < :beyond
            """,
            new=new,
            rest=len(old) + 1,
            deeper=new.count("/") - old.count("/"),
            old=old,
            beyond=beyond(old),
        )
