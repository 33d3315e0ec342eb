"""Rows of the roles of shifts, and how much room there is in each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from typing_extensions import override

from storage.engine.database import Query, Reader, Row, Transaction, query
from storage.rows.needs import (
    NEEDS,
    RequiredRow,
    columns_of,
    held_by,
    held_in,
    kinds_of,
    needs_of,
    require,
    required_by_role,
)
from storage.rows.statements import add_row, listed
from volunteering.records.roles import ShiftRoles
from volunteering.rules.capacity import Capacity, limit_of, places_of
from volunteering.rules.ground.folding import folded
from volunteering.rules.needs import NOTHING_HELD, Held, Needs
from volunteering.rules.roles import NewRole, RoleRoom, ShiftRole

ROLE: Final = f"r.id AS role_id, r.name AS role_name, r.places AS role_places, {NEEDS}"
"""The columns of a role `r`, for `_room_in`."""

_HELD: Final = """
    (
        SELECT COUNT(CASE WHEN h.state = 'waiting' AND h.role_id = r.id THEN 1 END) FROM signups h
        WHERE h.shift_id = r.shift_id AND h.held_until IS NOT NULL
    )
"""

_ROOM: Final = f"""
    (SELECT COUNT(*) FROM signups c WHERE c.role_id = r.id AND c.state = 'confirmed') AS role_taken,
    (SELECT COUNT(*) FROM signups w WHERE w.role_id = r.id AND w.state = 'waiting') AS role_waiting,
    {_HELD} AS role_held
"""
"""Of a role `r`: how many have a place in it, how many wait for one, and for how many of them one is held."""

_SPOKEN_FOR: Final = f"(SELECT COUNT(*) FROM signups c WHERE c.role_id = r.id AND c.state = 'confirmed') + {_HELD}"

ROLE_HAS_ROOM: Final = f"(r.places = 0 OR r.places > {_SPOKEN_FOR})"
"""Of a role `r`: not `Capacity.is_full`, in SQL. A test holds the two together."""

ROLE_IS_OVERFULL: Final = f"(r.places > 0 AND r.places < {_SPOKEN_FOR})"
"""Of a role `r`: `Capacity.is_overfull`, in SQL."""


# The same roles are on everybody's screens, and a model takes longer to make than its row to read.
@lru_cache(maxsize=1024)
def _role(
    number: int,
    name: str,
    places: int,
    min_age: int | None,
    induction: int,
    languages: str,
    any_of: int,
    required: tuple[RequiredRow, ...],
) -> ShiftRole:
    needs = needs_of(min_age, induction, languages, any_of, required)
    return ShiftRole(id=number, name=name, limit=limit_of(places), needs=needs)


def _room_in(row: Row, required: tuple[RequiredRow, ...]) -> RoleRoom:
    role = _role(
        row["role_id"],
        row["role_name"],
        row["role_places"],
        row["min_age"],
        row["induction"],
        row["languages"],
        row["any_of"],
        required,
    )
    taken, waiting, held = row["role_taken"], row["role_waiting"], row["role_held"]
    return RoleRoom(role=role, capacity=Capacity(limit=role.limit, taken=taken, waiting=waiting, held=held))


def _asked(*shift_ids: int) -> tuple[Query, Query]:
    """The roles of shifts with their room and what they ask for, for `_rooms_in`."""
    shifts, numbers = listed("shift", shift_ids)
    rooms = f"""
        SELECT r.shift_id, {ROLE}, {_ROOM} FROM shift_roles r
        WHERE r.shift_id IN ({shifts}) ORDER BY r.ordinal, r.id
    """
    return query(rooms, **numbers), kinds_of(*shift_ids)


def _rooms_in(rooms: Iterable[Row], kinds: Iterable[Row]) -> Mapping[int, tuple[RoleRoom, ...]]:
    """By the number of each shift what the two queries of `_asked` have found."""
    required = required_by_role(kinds)
    found: dict[int, tuple[RoleRoom, ...]] = {}
    for row in rooms:
        room = _room_in(row, required.get(row["role_id"], ()))
        found[row["shift_id"]] = (*found.get(row["shift_id"], ()), room)
    return found


async def rooms_by_shift(reader: Reader, shift_ids: Collection[int]) -> Mapping[int, tuple[RoleRoom, ...]]:
    """The roles of shifts with their room, by the number of the shift; nothing is asked where there are no shifts."""
    return _rooms_in(*await reader.several(*_asked(*shift_ids))) if shift_ids else {}


async def roles_for(
    reader: Reader, person_id: int, shift_ids: Collection[int]
) -> tuple[Mapping[int, tuple[RoleRoom, ...]], Held]:
    """The roles of shifts by their number, and what somebody has of what they ask for, in one hop.

    Nothing is asked where there are no shifts.
    """
    return roles_found(await reader.several(*roles_asked(person_id, shift_ids))) if shift_ids else ({}, NOTHING_HELD)


def roles_asked(person_id: int, shift_ids: Collection[int]) -> tuple[Query, ...]:
    """The same as queries, to be asked together with others, for `roles_found`."""
    return *_asked(*shift_ids), *held_by(person_id)


def roles_found(answers: Sequence[Sequence[Row]]) -> tuple[Mapping[int, tuple[RoleRoom, ...]], Held]:
    """What the queries of `roles_asked` have found."""
    rooms, kinds, *held = answers
    return _rooms_in(rooms, kinds), held_in(*held)


class RoleRows(ShiftRoles):
    __slots__ = ("_tx", "frees")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.frees = False  # whether somebody who waits may have a place now

    @override
    async def of(self, shift_id: int) -> tuple[RoleRoom, ...]:
        return _rooms_in(*await self._tx.several(*_asked(shift_id))).get(shift_id, ())

    @override
    async def add(self, shift_id: int, ordinal: int, role: NewRole) -> int:
        role_id = await add_row(
            self._tx,
            "shift_roles",
            shift_id=shift_id,
            ordinal=ordinal,
            name=role.name,
            name_folded=folded(role.name),
            places=places_of(role.limit),
            **columns_of(role.needs),
        )
        require(self._tx, role_id, role.needs.kinds)
        return role_id

    @override
    def change(self, role_id: int, ordinal: int, role: NewRole) -> None:
        self._tx.later(
            """
            UPDATE shift_roles SET name = :name, name_folded = :folded, places = :places, ordinal = :ordinal
            WHERE id = :role
            """,
            role=role_id,
            name=role.name,
            folded=folded(role.name),
            places=places_of(role.limit),
            ordinal=ordinal,
        )

    @override
    def ask(self, role_id: int, needs: Needs) -> None:
        self.frees = True
        columns = columns_of(needs)
        self._tx.later(
            f"UPDATE shift_roles SET {', '.join(f'{column} = :{column}' for column in columns)} WHERE id = :role",
            role=role_id,
            **columns,
        )
        require(self._tx, role_id, needs.kinds)

    @override
    def remove(self, role_ids: Sequence[int], into: int | None) -> None:
        for role_id in role_ids:
            self._tx.later("UPDATE signups SET role_id = :into WHERE role_id = :role", role=role_id, into=into)
            self._tx.later("DELETE FROM role_kinds WHERE role_id = :role", role=role_id)
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
