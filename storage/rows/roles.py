"""Rows of the roles of shifts, and how much room there is in each."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from typing_extensions import override

from storage.engine.database import Reader, Row, Transaction
from storage.rows.statements import add_row
from volunteering.records.roles import ShiftRoles
from volunteering.rules.capacity import Capacity, limit_of, places_of
from volunteering.rules.roles import NewRole, RoleRoom, ShiftRole

ROLE: Final = (
    "r.id AS role_id, r.name AS role_name, r.places AS role_places, r.min_age, r.induction, r.languages, r.any_of"
)
"""The columns of a role `r`, for `role_in`."""

_ROOM: Final = """
    (SELECT COUNT(*) FROM signups c WHERE c.role_id = r.id AND c.state = 'confirmed') AS role_taken,
    (SELECT COUNT(*) FROM signups w WHERE w.role_id = r.id AND w.state = 'waiting') AS role_waiting
"""
"""Of a role `r`: how many have a place in it, and how many wait for one."""

ROLE_HAS_ROOM: Final = """
    (r.places = 0
        OR r.places > (SELECT COUNT(*) FROM signups c WHERE c.role_id = r.id AND c.state = 'confirmed'))
"""
"""Of a role `r`: not `Capacity.is_full`, in SQL. A test holds the two together."""

ROOMS: Final = f"SELECT {ROLE}, {_ROOM} FROM shift_roles r WHERE r.shift_id = :shift ORDER BY r.ordinal, r.id"
"""The roles of `:shift` with their room, for `room_in`."""


def role_in(row: Row) -> ShiftRole:
    """The role of a row that has the columns `ROLE`."""
    return ShiftRole(
        id=row["role_id"],
        name=row["role_name"],
        limit=limit_of(row["role_places"]),
        min_age=row["min_age"],
        induction=bool(row["induction"]),
        languages=tuple(code for code in row["languages"].split(",") if code),
        any_of=bool(row["any_of"]),
    )


def room_in(row: Row) -> RoleRoom:
    """The role with its room, of a row of `ROOMS`."""
    role = role_in(row)
    capacity = Capacity(limit=role.limit, taken=row["role_taken"], waiting=row["role_waiting"])
    return RoleRoom(role=role, capacity=capacity)


async def rooms_of(reader: Reader | Transaction, shift_id: int) -> tuple[RoleRoom, ...]:
    """The roles of a shift with their room."""
    return tuple(room_in(row) for row in await reader.all(ROOMS, shift=shift_id))


async def rooms_by_shift(reader: Reader, shift_ids: Collection[int]) -> Mapping[int, tuple[RoleRoom, ...]]:
    """The same of several shifts; nothing is asked where there are none."""
    if not shift_ids:
        return {}
    numbers = {f"shift_{at}": shift_id for at, shift_id in enumerate(shift_ids)}
    named = ", ".join(f":{name}" for name in numbers)
    rows = await reader.all(
        f"""
        SELECT r.shift_id, {ROLE}, {_ROOM} FROM shift_roles r
        WHERE r.shift_id IN ({named}) ORDER BY r.ordinal, r.id
        """,
        **numbers,
    )
    found: dict[int, tuple[RoleRoom, ...]] = {}
    for row in rows:
        found[row["shift_id"]] = (*found.get(row["shift_id"], ()), room_in(row))
    return found


class RoleRows(ShiftRoles):
    __slots__ = ("_tx", "frees")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.frees = False  # whether somebody who waits may have a place now

    @override
    async def of(self, shift_id: int) -> tuple[RoleRoom, ...]:
        return await rooms_of(self._tx, shift_id)

    @override
    async def add(self, shift_id: int, ordinal: int, role: NewRole) -> int:
        return await add_row(
            self._tx, "shift_roles", shift_id=shift_id, ordinal=ordinal, name=role.name, places=places_of(role.limit)
        )

    @override
    def change(self, role_id: int, ordinal: int, role: NewRole) -> None:
        self._tx.later(
            "UPDATE shift_roles SET name = :name, places = :places, ordinal = :ordinal WHERE id = :role",
            role=role_id,
            name=role.name,
            places=places_of(role.limit),
            ordinal=ordinal,
        )

    @override
    def remove(self, role_ids: Sequence[int], into: int | None) -> None:
        for role_id in role_ids:
            self._tx.later("UPDATE signups SET role_id = :into WHERE role_id = :role", role=role_id, into=into)
            self._tx.later("DELETE FROM shift_roles WHERE id = :role", role=role_id)

    @override
    def give_all(self, shift_id: int, role_id: int) -> None:
        self._tx.later("UPDATE signups SET role_id = :role WHERE shift_id = :shift", role=role_id, shift=shift_id)

    @override
    def count(self, shift_id: int, roles: int, limit: int | None) -> None:
        self.frees = True
        self._tx.later(
            "UPDATE shifts SET roles = :roles, places = :places WHERE id = :shift",
            shift=shift_id,
            roles=roles,
            places=places_of(limit),
        )
