"""Saying how many people a posted shift takes, beside how many can come (docs/rules.md: Activities and shifts)."""

from volunteering.actions.leading.led import lock_led
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.signing_up import Begun, Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class MinimumChanged(Model):
    """The shift as it is now."""

    activity: Activity
    shift: Shift


async def change_minimum(
    records: Records, actor: Actor, shift_id: int, minimum: int, moment: Moment
) -> MinimumChanged | Begun | Closed | NotAllowed | None:
    """Say how many people a shift that has not begun takes; 0: none is too few. None: no such shift.

    More than there are places is as many as these (`Shift.takes`): that goes on when they are changed.
    """
    found = await lock_led(records, actor, shift_id)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    if shift.has_begun(moment.now):
        return Begun()
    return MinimumChanged(activity=activity, shift=await say_minimum(records, actor, shift, minimum, moment))


async def say_minimum(records: Records, actor: Actor, shift: Shift, minimum: int | None, moment: Moment) -> Shift:
    """The same of a locked shift, as it is then; None says nothing of it."""
    if minimum is None or minimum == shift.minimum:
        return shift
    await records.activities.set_minimum(shift.id, minimum)
    records.journal.note(
        Did.PLACES_CHANGED,
        by_id=actor.id,
        at=moment.now,
        activity_id=shift.activity_id,
        shift_id=shift.id,
        least=minimum,
    )
    return shift.model_copy(update={"minimum": minimum})
