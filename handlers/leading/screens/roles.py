"""Writing the roles of a posted shift anew: what would become of its people, and what came of it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlers.leading.screens.changing import places_saved
from handlers.showing import parts
from handlers.showing.roles import least_of, offered
from volunteering.rules.activities import Activity, NewShift, Shift
from volunteering.rules.capacity import limit_of
from volunteering.rules.roles import (
    Rewriting,
    RoleRoom,
    Wanted,
    limit_in_all,
    minimum_in,
    places_in,
    rewriting,
    wanted_of,
)
from words.words import Words


def preview(
    words: Words,
    activity: Activity,
    shift: Shift,
    rooms: Sequence[RoleRoom],
    wanted: Wanted,
    into: int | None,
    taken: int,
) -> Markup:
    """The roles as they would be; whoever is in one that is another then is told."""
    places, minimum = places_in(wanted), minimum_in(wanted)
    if places is None:  # they stay as they are
        places = tuple(wanted_of(room.role) for room in rooms)
    roles = () if isinstance(places, int) else places
    limit = limit_of(places) if isinstance(places, int) else limit_in_all(role.limit for role in roles)
    planned = NewShift(period=shift.period, limit=limit, minimum=shift.minimum if minimum is None else minimum)
    lines = (
        Markup("<b>%s</b>") % activity.title,
        parts.when_and_how_long(words, shift),
        offered(words, limit, roles),
        least_of(words, planned),
        *(_consequences(words, rewriting(rooms, roles), into, taken if not rooms else 0) if roles else ()),
        words.say("There are no roles any more. Everybody keeps their place.") if rooms and not roles else None,
    )
    return Markup("\n").join(line for line in lines if line is not None)


def _consequences(words: Words, plan: Rewriting, into: int | None, taken: int) -> Iterator[Markup]:
    for one in plan.roles:
        if one.was and one.is_renamed and one.was.role.name:
            yield words.say("{before} is called {after} then.", before=one.was.role.name, after=one.role.name)
        if one.was and one.was.capacity.waiting and one.has_room_for(1):
            yield words.say("⏳ {role}: a free place goes to whoever waits, and they are told.", role=one.role.name)
    for room in plan.gone:
        yield _gone(words, plan, room, into)
    if taken:
        yield words.many(
            "{number} person who is in already goes on in {role}, and is told.",
            "{number} people who are in already go on in {role}, and are told.",
            taken,
            role=plan.roles[0].role.name,
        )


def _gone(words: Words, plan: Rewriting, room: RoleRoom, into: int | None) -> Markup:
    people = room.capacity.taken + room.capacity.waiting
    if not people or into is None or into not in plan.options:
        return words.say("{role} is taken away.", role=room.role.name)
    return words.many(
        "{role} is taken away: {number} person goes on in {other}, and is told.",
        "{role} is taken away: {number} people go on in {other}, and are told.",
        people,
        role=room.role.name,
        other=plan.roles[into].role.name,
    )


def saved(words: Words, promoted: int, told: int) -> Markup:
    """The roles are as they were written; who moved up, and who is told."""
    if not told:
        return places_saved(words, promoted)
    return words.many(
        "✅ Saved. {number} person is told of their role.", "✅ Saved. {number} people are told of their role.", told
    )
