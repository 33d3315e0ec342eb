"""Letters to the people of an activity, and to all the people of a unit, which may be stopped on the way."""

from volunteering.actions.leading.led import find_led
from volunteering.actions.telling.telling import shifts_by_person, tell, tell_one
from volunteering.records import Records
from volunteering.rules.activities import (
    Activity,
)
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import LetterText
from volunteering.rules.journal import Did
from volunteering.rules.letters import Broadcast, Course
from volunteering.rules.notices.letters import BroadcastProgress, Letter
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor


class Sending(Model):
    """It is on its way to so many people, and its progress to the actor."""

    broadcast_id: int
    to: int


async def write_to_unit(
    records: Records, actor: Actor, unit: Unit, text: LetterText, moment: Moment
) -> Sending | NotAllowed:
    """Write to everybody whose home is in a unit the actor administers, but for the actor."""
    if not actor.rights.administers(unit):
        return NotAllowed()
    broadcast_id, total = await records.broadcasts.begin(unit, text, by_id=actor.id, at=moment.now)
    progress = BroadcastProgress(broadcast_id=broadcast_id)
    tell_one(records, actor.id, progress, progress.key(), moment)
    records.journal.note(Did.BROADCAST, by_id=actor.id, at=moment.now, unit_id=unit.id, people=total)
    return Sending(broadcast_id=broadcast_id, to=total)


async def stop_broadcast(
    records: Records, actor: Actor, broadcast_id: int, moment: Moment
) -> Broadcast | NotAllowed | None:
    """Let nobody else get it; those who have it, have it. Gives it as it is then. None: no such broadcast."""
    broadcast = await records.broadcasts.get(broadcast_id)
    if broadcast is None:
        return None
    if not actor.rights.administers(broadcast.unit):
        return NotAllowed()
    if broadcast.course is not Course.GOING:
        return broadcast
    await records.broadcasts.stop(broadcast_id)
    records.journal.note(Did.BROADCAST_STOPPED, by_id=actor.id, at=moment.now, unit_id=broadcast.unit.id)
    return await records.broadcasts.get(broadcast_id)


class Written(Model):
    """The letter is on its way to so many people."""

    activity: Activity
    to: int


async def write_to_people(
    records: Records, actor: Actor, activity_id: int, text: LetterText, moment: Moment
) -> Written | NotAllowed | None:
    """Write to the people of an activity's shifts that are not over; to those of all that were held where all are.

    None: no such activity.
    """
    found = await find_led(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    activity, every = found
    held = [shift for shift in every if not shift.called_off]
    ahead = [shift for shift in held if shift.is_ahead(moment.now)]
    people = await shifts_by_person(records, ahead or held, without=actor.id)
    letter = Letter(from_id=actor.id, activity_id=activity_id, text=text)
    told = tell(records, people, letter, letter.about(), moment, again=True)
    records.journal.note(Did.LETTER, by_id=actor.id, at=moment.now, activity_id=activity_id, people=told)
    return Written(activity=activity, to=told)
