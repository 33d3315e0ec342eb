"""Writing the roles of a posted shift anew: more or fewer places, other names, one more, one less, or none.

docs/rules.md: Roles of a shift.
"""

from collections.abc import Sequence

from volunteering.actions.leading.led import lock_led
from volunteering.actions.leading.minimum import say_minimum
from volunteering.actions.leading.moving import NotLikeThat, TooFew, places_spoken_for
from volunteering.actions.signing_up.freed import fill_places
from volunteering.actions.signing_up.late import beside_free_places
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.capacity import limit_of, places_of, reasons_against_limit
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.leading import OtherRole
from volunteering.rules.notices.signing_up import Why
from volunteering.rules.roles import (
    NewRole,
    Places,
    Rewriting,
    RoleRoom,
    limit_in_all,
    reasons_against_roles,
    rewriting,
    wanted_of,
)
from volunteering.rules.signing_up import Begun, Closed, SignUp
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class RolesChanged(Model):
    """The shift has these roles; how many places went to those waiting, and how many are told of theirs."""

    activity: Activity
    shift: Shift
    promoted: int
    told: int


class TooFewFor(Model):
    """More people than that have a place in the role, or are offered one."""

    role: str
    spoken_for: int


class WhereTo(Model):
    """Nothing is done yet: roles that people are in would be gone, and where they go is to be said."""

    rewriting: Rewriting


RolesNotChanged = WhereTo | TooFewFor | TooFew | NotLikeThat | Unchanged | Begun | Closed | NotAllowed


async def change_roles(
    records: Records,
    actor: Actor,
    shift_id: int,
    wanted: Places,
    moment: Moment,
    *,
    minimum: int | None = None,
    into: int | None = None,
) -> RolesChanged | RolesNotChanged | None:
    """Give a shift that has not begun these roles, or none but so many places. None: no such shift.

    With it how many it takes, where that is said; both or neither. `into` is where among the roles those go on whose
    role is gone; nobody loses a place.
    """
    found = await lock_led(records, actor, shift_id)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    if shift.has_begun(moment.now):
        return Begun()
    rooms = await records.roles.of(shift_id) if shift.roles else ()
    people = (*await records.sign_ups.confirmed(shift_id), *await records.sign_ups.waiting(shift_id))
    roles = _roles_in(rooms, wanted)
    limit = limit_in_all(role.limit for role in roles) if roles else limit_of(wanted if isinstance(wanted, int) else 0)
    plan = rewriting(rooms, roles)
    against = (
        await _against(records, shift, rooms, plan, into)
        if roles
        else await _against_none(records, shift, rooms, limit)
    )
    if isinstance(against, Unchanged) and (said := await say_minimum(records, actor, shift, minimum, moment)) != shift:
        return RolesChanged(activity=activity, shift=said, promoted=0, told=0)
    if against is not None:
        return against
    known_to = await beside_free_places(records, shift, moment)
    moved = await _write(records, shift, rooms, plan, into, people)
    records.roles.count(shift_id, len(roles), limit)
    places = places_of(limit)
    records.journal.note(
        Did.PLACES_CHANGED, by_id=actor.id, at=moment.now, activity_id=activity.id, shift_id=shift_id, places=places
    )
    told = _tell(records, shift, rooms, moved, moment)
    said = await say_minimum(records, actor, shift, minimum, moment)
    changed = said.model_copy(update={"limit": limit, "roles": len(roles)})
    as_before = [one.was.role.id for one in plan.roles if one.was and not one.has_more]
    promoted = await fill_places(
        records, activity, changed, moment, why=Why.MORE_PLACES, known_to=known_to, as_before=as_before
    )
    return RolesChanged(activity=activity, shift=changed, promoted=promoted, told=told)


def _roles_in(rooms: Sequence[RoleRoom], wanted: Places) -> tuple[NewRole, ...]:
    """The roles that are wanted; of a shift that asks the same of everybody, a number is how many that may be."""
    if not isinstance(wanted, int):
        return wanted
    if not rooms or any(room.role.name for room in rooms):
        return ()
    return (wanted_of(rooms[0].role).model_copy(update={"limit": limit_of(wanted)}),)


async def _against_none(
    records: Records, shift: Shift, rooms: Sequence[RoleRoom], limit: int | None
) -> TooFew | NotLikeThat | Unchanged | None:
    """What is against everybody doing the same: whoever has a place keeps it, and whoever waits, waits as they came."""
    if not rooms and limit == shift.limit:
        return Unchanged()
    if reasons := reasons_against_limit(limit):
        return NotLikeThat(reasons=reasons)
    spoken_for = await places_spoken_for(records, shift)
    return TooFew(spoken_for=spoken_for) if limit is not None and spoken_for > limit else None


async def _against(
    records: Records, shift: Shift, rooms: Sequence[RoleRoom], plan: Rewriting, into: int | None
) -> WhereTo | TooFewFor | NotLikeThat | Unchanged | None:
    if reasons := reasons_against_roles([one.role for one in plan.roles]):
        return NotLikeThat(reasons=reasons)
    if plan.changes_nothing:
        return Unchanged()
    if small := plan.too_small:
        return TooFewFor(role=small.role.name, spoken_for=small.spoken_for)
    if plan.homeless and into not in plan.options:
        return WhereTo(rewriting=plan)
    spoken_for = 0 if rooms else await places_spoken_for(records, shift)
    if not plan.roles[0].has_room_for(spoken_for):  # the first of all gets everybody
        return TooFewFor(role=plan.roles[0].role.name, spoken_for=spoken_for)
    return None


async def _write(
    records: Records,
    shift: Shift,
    rooms: Sequence[RoleRoom],
    plan: Rewriting,
    into: int | None,
    people: Sequence[SignUp],
) -> list[SignUp]:
    """The roles as they are from now on. Gives whoever is in another one, or in one of another name."""
    numbers: list[int] = []
    for ordinal, one in enumerate(plan.roles):
        if one.was is None:
            numbers.append(await records.roles.add(shift.id, ordinal, one.role))
        else:
            records.roles.change(one.was.role.id, ordinal, one.role)
            numbers.append(one.was.role.id)
    others = {room.role.id for room in plan.gone}
    others |= {one.was.role.id for one in plan.roles if one.was and one.is_renamed}
    target = numbers[into] if plan.homeless and into in plan.options else None
    records.roles.remove([room.role.id for room in plan.gone], target)
    if not plan.roles:
        return []
    if not rooms:
        records.roles.give_all(shift.id, numbers[0])
        return list(people)
    return [one for one in people if one.role_id in others]


def _tell(records: Records, shift: Shift, rooms: Sequence[RoleRoom], moved: Sequence[SignUp], moment: Moment) -> int:
    names = {room.role.id: room.role.name for room in rooms}
    for one in moved:
        notice = OtherRole(shift_id=shift.id, before=names.get(one.role_id or 0, ""))
        tell(records, [one.person_id], notice, notice.about(), moment, again=True)
    return len(moved)
