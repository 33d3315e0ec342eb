"""Roles of a shift: what its people do, where that isn't the same for all, each with places of its own.

docs/rules.md: Roles of a shift. What a role asks of people is in `needs`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from volunteering.rules.capacity import MOST_PLACES, Capacity, LimitOutOfRange, reasons_against_limit
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


Places = int | tuple[NewRole, ...]
"""How many people a shift is for, as it is typed: a number of places (0 is no limit), or so many for each role."""


class AtLeast(Model):
    """How many it is for, and how many of them it takes; nothing is said of places where only that is typed."""

    minimum: Annotated[int, Field(ge=0, le=MOST_PLACES)]  # 0: none is too few
    places: Places | None = None


Wanted = Places | AtLeast


def places_in(wanted: Wanted) -> Places | None:
    """What is said of places, by whoever says how many it takes, too."""
    return wanted.places if isinstance(wanted, AtLeast) else wanted


def minimum_in(wanted: Wanted) -> int | None:
    """How many it takes, where that is said."""
    return wanted.minimum if isinstance(wanted, AtLeast) else None


def minimum_of(minimum: int, limit: int | None) -> int:
    """How many people a shift takes that has so many places: never more than can come."""
    return minimum if limit is None else min(minimum, limit)


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
        held=sum(capacity.held for capacity in capacities),
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
    times = Counter(_alike(role.name) for role in roles)
    said: set[str] = set()
    for role in roles:
        if not role.name and (len(roles) > 1 or role.needs.are_none):
            reasons.append(NoName(limit=role.limit))
        elif units(role.name) > LONGEST_NAME:
            reasons.append(NameTooLong(name=role.name))
        elif times[_alike(role.name)] > 1 and _alike(role.name) not in said:
            said.add(_alike(role.name))
            reasons.append(SameName(name=role.name))
        reasons.extend(reasons_against_limit(role.limit))
    if not reasons:
        reasons.extend(reasons_against_limit(limit_in_all(role.limit for role in roles) if roles else None))
    return tuple(reasons)


# Writing the roles of a shift anew.


class Rewritten(Model):
    """A role as it is to be, and what it was; None for a new one."""

    role: NewRole
    was: RoleRoom | None = None

    @property
    def spoken_for(self) -> int:
        """How many have a place in it, or are offered one, before anybody comes to it."""
        return self.was.capacity.spoken_for if self.was else 0

    @property
    def is_renamed(self) -> bool:
        """Whether it is called otherwise than it was."""
        return self.was is not None and self.was.role.name != self.role.name

    @property
    def has_more(self) -> bool:
        """Whether it has more places than it had."""
        before = self.was.role.limit if self.was else 0
        return before is not None and (self.role.limit is None or self.role.limit > before)

    def has_room_for(self, people: int) -> bool:
        """Whether so many more can have a place in it."""
        return self.role.limit is None or self.role.limit - self.spoken_for >= people


class Rewriting(Model):
    """What becomes of a shift's roles (docs/rules.md: Roles of a shift)."""

    roles: tuple[Rewritten, ...]
    gone: tuple[RoleRoom, ...]

    @property
    def homeless(self) -> tuple[RoleRoom, ...]:
        """The roles that are gone though somebody has a place in them, or waits."""
        return tuple(room for room in self.gone if room.capacity.taken or room.capacity.waiting)

    @property
    def needing_places(self) -> int:
        """How many of the people of roles that are gone have a place, or are offered one."""
        return sum(room.capacity.spoken_for for room in self.gone)

    @property
    def options(self) -> tuple[int, ...]:
        """Which of the roles have room for all of them, as numbers in `roles`."""
        return tuple(at for at, one in enumerate(self.roles) if one.has_room_for(self.needing_places))

    @property
    def too_small(self) -> Rewritten | None:
        """A role with fewer places than people who have one, or are offered one."""
        return next((one for one in self.roles if not one.has_room_for(0)), None)

    @property
    def changes_nothing(self) -> bool:
        """Whether the roles are as they were."""
        return not self.gone and all(one.was is not None and wanted_of(one.was.role) == one.role for one in self.roles)


def rewriting(rooms: Sequence[RoleRoom], wanted: Sequence[NewRole]) -> Rewriting:
    """What becomes of the roles of a shift that is to have these; what a role asks for goes on with it.

    One that is gone and one that is new are the same role by another name; `1 helper` means the helpers.
    """
    known = {_alike(room.role.name): room for room in rooms}
    kept = {_alike(role.name) for role in wanted} & known.keys()
    gone = [room for name, room in known.items() if name not in kept]
    new = [role for role in wanted if _alike(role.name) not in kept]
    renamed = gone[0] if len(gone) == len(new) == 1 else None
    roles = []
    for role in wanted:
        same = known.get(_alike(role.name))
        was = same or renamed
        as_before = {"needs": was.role.needs} if was else {}
        named_as_before = {"name": same.role.name} if same else {}
        roles.append(Rewritten(role=role.model_copy(update={**as_before, **named_as_before}), was=was))
    return Rewriting(roles=tuple(roles), gone=() if renamed else tuple(gone))


def _alike(name: str) -> str:
    """What one and several of them have in common."""
    return folded(name).removesuffix("s")
