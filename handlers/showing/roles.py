"""The roles of a shift, as sentences: how full each is, and which one is somebody's."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from volunteering.rules.activities import NewShift, Shift
from volunteering.rules.capacity import Capacity
from volunteering.rules.roles import NewRole, RoleRoom, ShiftRole
from volunteering.rules.signing_up import Facts
from words.words import Words


def room(words: Words, capacity: Capacity, roles: Sequence[RoleRoom]) -> Markup:
    """👥 how many places are taken, of each role where there are any: `Helpers 5 of 8 · First aid 0 of 2`."""
    named = [role for role in roles if role.role.name]
    return Markup("👥 %s") % filled(words, named) if named else _places(words, capacity)


def _places(words: Words, capacity: Capacity) -> Markup:
    """👥 how many places are taken, and how many people wait."""
    limit, taken = capacity.limit, words.number(capacity.taken)
    if limit is None and not capacity.taken:
        return words.say("👥 Everybody is welcome")
    if limit is None:
        return words.many(
            "👥 {number} is coming, everybody is welcome",
            "👥 {number} are coming, everybody is welcome",
            capacity.taken,
        )
    if capacity.held:
        return words.many(
            "👥 {taken} of {number} place taken, {held} offered, {waiting} waiting",
            "👥 {taken} of {number} places taken, {held} offered, {waiting} waiting",
            limit,
            taken=taken,
            held=words.number(capacity.held),
            waiting=words.number(capacity.waiting),
        )
    if capacity.waiting:
        return words.many(
            "👥 {taken} of {number} place taken, {waiting} waiting",
            "👥 {taken} of {number} places taken, {waiting} waiting",
            limit,
            taken=taken,
            waiting=words.number(capacity.waiting),
        )
    return words.many("👥 {taken} of {number} place taken", "👥 {taken} of {number} places taken", limit, taken=taken)


def filled(words: Words, roles: Iterable[RoleRoom]) -> Markup:
    """The same without the icon, for a line among others."""
    return words.listed(_filled(words, room.role.name, room.capacity) for room in roles)


def taken_in_roles(words: Words, roles: Iterable[RoleRoom]) -> Markup:
    """The same without those who wait, for a line below one that says how many they are in all."""
    without = {"waiting": 0, "held": 0}
    return words.listed(_filled(words, one.role.name, one.capacity.model_copy(update=without)) for one in roles)


def _filled(words: Words, name: str, capacity: Capacity) -> Markup:
    taken = words.number(capacity.taken)
    if capacity.limit is None:
        return words.say("{role} {taken}, no limit", role=name, taken=taken)
    limit = words.number(capacity.limit)
    if capacity.held:
        return words.say(
            "{role} {taken} of {number}, {held} offered, {waiting} waiting",
            role=name,
            taken=taken,
            number=limit,
            held=words.number(capacity.held),
            waiting=words.number(capacity.waiting),
        )
    if capacity.waiting:
        waiting = words.number(capacity.waiting)
        return words.say(
            "{role} {taken} of {number}, {waiting} waiting", role=name, taken=taken, number=limit, waiting=waiting
        )
    return words.say("{role} {taken} of {number}", role=name, taken=taken, number=limit)


def offered(words: Words, limit: int | None, roles: Sequence[NewRole]) -> Markup:
    """👥 how many may come, and to do what, of what isn't posted yet."""
    named = [role for role in roles if role.name]
    return Markup("👥 %s") % asked_for(words, named) if named else _to_have(words, limit)


def _to_have(words: Words, limit: int | None) -> Markup:
    """👥 how many may come, of what isn't posted yet: nobody can have signed up."""
    if limit is None:
        return words.say("👥 Everybody is welcome")
    return words.many("👥 {number} place", "👥 {number} places", limit)


def at_least(words: Words, minimum: int) -> Markup:
    """How many it takes, behind how many can come."""
    return words.say("at least {number}", number=words.number(minimum))


def least_of(words: Words, shift: NewShift) -> Markup | None:
    """🙋 how many it takes, of what isn't posted yet."""
    return _takes(words, shift.takes) if shift.takes else None


def missing(words: Words, shift: Shift, capacity: Capacity) -> Markup | None:
    """🙋 how many it takes, and how many of them are missing; nothing where none is, or it isn't said."""
    short = capacity.short_of(shift.takes)
    if not short or shift.has_begun(words.now):
        return None
    return words.many(
        "🙋 It takes at least {least}: {number} is still missing",
        "🙋 It takes at least {least}: {number} are still missing",
        short,
        least=words.number(shift.takes),
    )


def room_found(words: Words, facts: Facts) -> tuple[Markup | None, ...]:
    """Both of a shift as one person finds it: how full it is, and how many it still takes, in all its roles."""
    still = missing(words, facts.shift, facts.room_in_all) if facts.is_on else None
    return room(words, facts.capacity, facts.roles), still


def _takes(words: Words, least: int) -> Markup:
    return words.many("🙋 It takes at least {number} person", "🙋 It takes at least {number} people", least)


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
