"""Roles of a shift: what its people do, where that isn't the same for all, each with places of its own.

docs/rules.md: Roles of a shift. What a role asks of people is in `needs`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Final

from pydantic import AfterValidator

from volunteering.rules.capacity import Capacity, LimitOutOfRange, reasons_against_limit
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.texts import one_line, units
from volunteering.rules.needs import Needs

MOST_ROLES: Final = 8
"""Of a shift: more are no screen that anybody reads, and no line that anybody types."""

LONGEST_NAME: Final = 30
"""In Telegram's units: it stands on buttons, beside how many places are left."""


def named(typed: str) -> str:
    """A role's name as it is kept: on one line, and with a capital letter where letters have any."""
    name = one_line(typed)
    return name[:1].upper() + name[1:]


class ShiftRole(Model):
    """What somebody does in a shift. Its name is empty only where everybody does the same, and something is asked."""

    id: int
    name: str
    limit: int | None  # of places; None: as many as come
    needs: Needs = Needs()


class RoleRoom(Model):
    """A role, and how much room there is in it."""

    role: ShiftRole
    capacity: Capacity


class NewRole(Model):
    """A role to be posted, or what one is to be like."""

    name: Annotated[str, AfterValidator(named)]
    limit: int | None = None
    needs: Needs = Needs()


def wanted_of(role: ShiftRole) -> NewRole:
    """What a role is like, to have another one like it."""
    return NewRole(name=role.name, limit=role.limit, needs=role.needs)


Wanted = int | tuple[NewRole, ...]
"""How many people a shift is for, as it is typed: a number of places (0 is no limit), or so many for each role."""


def limit_in_all(limits: Iterable[int | None]) -> int | None:
    """The limit of a shift whose roles have these: their sum, and none where one of them has none."""
    total = 0
    for limit in limits:
        if limit is None:
            return None
        total += limit
    return total


def capacity_in_all(rooms: Iterable[RoleRoom]) -> Capacity:
    """How much room a shift has whose roles have so much."""
    capacities = [room.capacity for room in rooms]
    return Capacity(
        limit=limit_in_all(capacity.limit for capacity in capacities),
        taken=sum(capacity.taken for capacity in capacities),
        waiting=sum(capacity.waiting for capacity in capacities),
    )


def room_of(rooms: Iterable[RoleRoom], role_id: int | None) -> RoleRoom | None:
    """The role with that number; None where there is none, or none any more."""
    return next((room for room in rooms if room.role.id == role_id), None)


# Why a shift cannot have such roles.


class TooManyRoles(Model):
    """There are more than anybody could choose from."""

    count: int


class SameName(Model):
    """Two of them are called the same."""

    name: str


class NoName(Model):
    """Nobody could say which one it is."""

    limit: int | None


class NameTooLong(Model):
    """It would not stand on a button."""

    name: str


RoleReason = TooManyRoles | SameName | NoName | NameTooLong | LimitOutOfRange


def reasons_against_roles(roles: Sequence[NewRole]) -> tuple[RoleReason, ...]:
    """Everything against a shift with these roles; none are as good as ever."""
    reasons: list[RoleReason] = []
    if len(roles) > MOST_ROLES:
        reasons.append(TooManyRoles(count=len(roles)))
    times = Counter(folded(role.name) for role in roles)
    said: set[str] = set()
    for role in roles:
        if not role.name and (len(roles) > 1 or role.needs.are_none):
            reasons.append(NoName(limit=role.limit))
        elif units(role.name) > LONGEST_NAME:
            reasons.append(NameTooLong(name=role.name))
        elif times[folded(role.name)] > 1 and folded(role.name) not in said:
            said.add(folded(role.name))
            reasons.append(SameName(name=role.name))
        reasons.extend(reasons_against_limit(role.limit))
    if not reasons:
        reasons.extend(reasons_against_limit(limit_in_all(role.limit for role in roles) if roles else None))
    return tuple(reasons)
