"""Asking further people for a shift: those of the unit above, step by step (docs/rules.md: Asking for help)."""

from volunteering.actions.leading.led import lock_led
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.asking import AskRound
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.signing_up import Begun, Closed
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor


class Widened(Model):
    """From now on the people of that unit are asked, too."""

    activity: Activity
    shift: Shift
    unit: Unit


async def unit_above(records: Records, unit: Unit) -> Unit | None:
    """The unit that another one is in; None of the top."""
    return await records.units.get(unit.above_id) if unit.above_id else None


async def widen(
    records: Records, actor: Actor, shift_id: int, unit_id: int, moment: Moment
) -> Widened | Unchanged | Begun | Closed | NotAllowed | None:
    """Ask the people of that unit, which is the one above those who are asked now. None: no such shift.

    Whoever leads the shift decides it: nobody of the other teams is shown who doesn't come, and each is asked by the
    same rules. Unchanged where it is done already, or the tree was changed meanwhile.
    """
    found = await lock_led(records, actor, shift_id)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    if shift.has_begun(moment.now):
        return Begun()
    known = await records.asks.round(shift_id) or AskRound(unit=activity.unit)
    above = await unit_above(records, known.unit)
    if above is None or above.id != unit_id:
        return Unchanged()
    records.asks.look_again(shift_id, known.model_copy(update={"unit": above}), moment.now)
    records.journal.note(
        Did.ASKED_WIDELY,
        by_id=actor.id,
        at=moment.now,
        unit_id=above.id,
        activity_id=activity.id,
        shift_id=shift_id,
    )
    return Widened(activity=activity, shift=shift, unit=above)
