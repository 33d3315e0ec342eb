"""The roles of a shift, as sentences: how full each is, and which one is somebody's."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from handlers.showing import parts
from volunteering.rules.capacity import Capacity
from volunteering.rules.roles import NewRole, RoleRoom, ShiftRole
from words.words import Words


def room(words: Words, capacity: Capacity, roles: Sequence[RoleRoom]) -> Markup:
    """👥 how many places are taken, of each role where there are any: `Helpers 5 of 8 · First aid 0 of 2`."""
    named = [role for role in roles if role.role.name]
    return Markup("👥 %s") % filled(words, named) if named else parts.places(words, capacity)


def filled(words: Words, roles: Iterable[RoleRoom]) -> Markup:
    """The same without the icon, for a line among others."""
    return words.listed(_filled(words, room.role.name, room.capacity) for room in roles)


def _filled(words: Words, name: str, capacity: Capacity) -> Markup:
    taken = words.number(capacity.taken)
    if capacity.limit is None:
        return words.say("{role} {taken}, no limit", role=name, taken=taken)
    limit = words.number(capacity.limit)
    if capacity.waiting:
        waiting = words.number(capacity.waiting)
        return words.say(
            "{role} {taken} of {number}, {waiting} waiting", role=name, taken=taken, number=limit, waiting=waiting
        )
    return words.say("{role} {taken} of {number}", role=name, taken=taken, number=limit)


def offered(words: Words, limit: int | None, roles: Sequence[NewRole]) -> Markup:
    """👥 how many may come, and to do what, of what isn't posted yet."""
    named = [role for role in roles if role.name]
    return Markup("👥 %s") % asked_for(words, named) if named else parts.offered(words, limit)


def asked_for(words: Words, roles: Iterable[NewRole]) -> Markup:
    """How many are wanted for each role."""
    return words.listed(
        words.say("{role} {number}", role=role.name, number=words.number(role.limit))
        if role.limit
        else words.say("{role}, no limit", role=role.name)
        for role in roles
    )


def your_role(words: Words, role: ShiftRole | None) -> Markup | None:
    """🙋 what the reader does in a shift; nothing where everybody does the same."""
    return words.say("🙋 Your role: {role}", role=role.name) if role and role.name else None
