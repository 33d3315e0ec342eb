"""Writing to all the people of a unit, and stopping it on the way."""

from volunteering.actions.telling import tell_one
from volunteering.broadcasts import Broadcast, Course
from volunteering.journal import Did
from volunteering.model import Model
from volunteering.moment import Moment
from volunteering.notices.letters import BroadcastProgress
from volunteering.people import Actor
from volunteering.records import Records
from volunteering.texts import LetterText
from volunteering.units import NotAllowed, Unit


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
