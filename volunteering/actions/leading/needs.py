"""What a role of a shift asks of people, as its leader changes it (docs/rules.md: Needs of a role)."""

from collections.abc import Callable

from volunteering.actions.leading.led import lock_led
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.needs import AgainstNeeds, Needs, reasons_against_needs
from volunteering.rules.roles import NewRole, RoleRoom
from volunteering.rules.signing_up import Begun, Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class NeedsChanged(Model):
    """The role asks for that from now on; whoever has a place keeps it."""

    activity: Activity
    shift: Shift


class CannotAsk(Model):
    """Why no role can ask for that."""

    reasons: tuple[AgainstNeeds, ...]


class NoSuchRole(Model):
    """The shift has no role of that number, or not any more; or several, where all were meant."""


NotAsked = CannotAsk | NoSuchRole | Begun | Closed | NotAllowed


async def change_needs(
    records: Records,
    actor: Actor,
    shift_id: int,
    role_id: int | None,
    change: Callable[[Needs], Needs],
    moment: Moment,
) -> NeedsChanged | Unchanged | NotAsked | None:
    """Have a role of a shift that has not begun ask for something else. None: no such shift.

    Without a role it is asked of everybody in the shift, which then has one role without a name, as long as anything is
    asked. Who waits and may have a place by that gets it as waiting lists are looked at.
    """
    found = await lock_led(records, actor, shift_id)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    if shift.has_begun(moment.now):
        return Begun()
    rooms = await records.roles.of(shift_id) if shift.roles else ()
    room = _meant(rooms, role_id)
    if room is None and (rooms or role_id is not None):
        return NoSuchRole()
    before = room.role.needs if room else Needs()
    after = change(before)
    if after == before:
        return Unchanged()
    if reasons := reasons_against_needs(after, activity.unit):
        return CannotAsk(reasons=reasons)
    await _write(records, shift, room, after)
    records.journal.note(
        Did.NEEDS_CHANGED, by_id=actor.id, at=moment.now, activity_id=activity.id, shift_id=shift.id, role=role_id
    )
    return NeedsChanged(activity=activity, shift=shift)


def _meant(rooms: tuple[RoleRoom, ...], role_id: int | None) -> RoleRoom | None:
    """The role of that number; without one, that of everybody."""
    if role_id is None:
        return next((room for room in rooms if not room.role.name), None)
    return next((room for room in rooms if room.role.id == role_id), None)


async def _write(records: Records, shift: Shift, room: RoleRoom | None, needs: Needs) -> None:
    if room is None:
        role_id = await records.roles.add(shift.id, 0, NewRole(name="", limit=shift.limit, needs=needs))
        records.roles.give_all(shift.id, role_id)
        records.roles.count(shift.id, 1, shift.limit)
    elif needs.are_none and not room.role.name:
        records.roles.remove([room.role.id], into=None)
        records.roles.count(shift.id, 0, shift.limit)
    else:
        records.roles.ask(room.role.id, needs)
