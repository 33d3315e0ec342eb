"""What may be led by whom: an activity, or one of its shifts, as whoever acts on it finds it."""

from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.ground.model import Model
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


async def lock_led(
    records: Records, actor: Actor, shift_id: int
) -> tuple[Activity, Shift] | Closed | NotAllowed | None:
    """An open shift that the actor leads now, locked. None: no such shift."""
    found = await records.activities.lock(shift_id)
    if found is None:
        return None
    activity, shift = found
    if not actor.rights.leads(activity.unit):
        return NotAllowed()
    return found if is_on(activity, shift) else Closed()


class NotALeader(Model):
    """The one who is to lead it does not lead the unit."""

    person_id: int


async def find_led(
    records: Records, actor: Actor, activity_id: int
) -> tuple[Activity, tuple[Shift, ...]] | NotAllowed | None:
    """An activity that the actor leads now, with its shifts. None: no such activity."""
    activity = await records.activities.get(activity_id)
    if activity is None:
        return None
    if not actor.rights.leads(activity.unit):
        return NotAllowed()
    return activity, await records.activities.shifts(activity_id)


async def lock_all_led(
    records: Records, actor: Actor, activity_id: int
) -> tuple[Activity, tuple[Shift, ...]] | NotAllowed | None:
    """The same, with its shifts locked: nobody takes a place in them until the commit."""
    found = await find_led(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    _, shifts = found
    for shift in sorted(shifts, key=lambda shift: shift.id):  # one order of locking for everybody
        await records.activities.lock(shift.id)
    return await find_led(records, actor, activity_id)
