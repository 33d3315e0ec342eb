"""Whoever leads says who is here, while people come: of a phone that is empty, or of somebody without one."""

from volunteering.actions.checking_in.showing import NotShown, led_door
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.checking_in import GUESSED_WITHIN, CheckIn
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.volunteers import Actor


class Ticked(Model):
    """It stands like that on the roster."""

    activity: Activity
    shift: Shift
    is_here: bool


class NobodyThere(Model):
    """That person is not on the roster."""

    activity: Activity
    shift: Shift


async def tick_here(
    records: Records, actor: Actor, shift_id: int, person_id: int, moment: Moment, *, here: bool
) -> Ticked | NobodyThere | NotShown | None:
    """Somebody is here since now, or the tick was a slip. None: no such shift.

    What they said of their coming themselves stays, with when: it is only ticked no more.
    """
    found = await led_door(records, actor, shift_id, moment)
    if not isinstance(found, tuple):
        return found
    activity, shift = found
    at = await records.check_ins.at_door(shift_id, person_id, moment.now - GUESSED_WITHIN)
    if not at.has_line:
        return NobodyThere(activity=activity, shift=shift)
    if here and not at.came:
        if at.check_in is None:
            new = CheckIn(in_at=moment.now, said_at=moment.now, by_id=actor.id)
            records.check_ins.came(
                shift_id, person_id, ticket=at.ticket, in_at=new.in_at, by_id=actor.id, at=moment.now
            )
        await records.hours.tick(shift_id, person_id, came=True)
    if not here and at.came:
        if at.check_in is not None and at.check_in.by_id is not None:
            records.check_ins.take_back(shift_id, person_id)
        await records.hours.tick(shift_id, person_id, came=None)
    if at.door is not None and here is not bool(at.came):
        records.check_ins.stir(at.door, moment.now)
    return Ticked(activity=activity, shift=shift, is_here=here)
