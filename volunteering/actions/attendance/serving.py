"""How many people a shift served, and how many things were handed out (docs/rules.md: Attendance and hours)."""

from volunteering.actions.attendance.rosters import NotYet, Roster, led_roster_or_empty
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.reports import Served
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class ServedCounted(Model):
    """It is kept with the shift."""

    served: Served


async def count_served(
    records: Records, actor: Actor, shift_id: int, served: Served, moment: Moment
) -> ServedCounted | NotYet | Closed | NotAllowed | None:
    """Keep both numbers, in place of what was said before. None: no such shift, or one of a training."""
    roster = await led_roster_or_empty(records, actor, shift_id, moment)
    if not isinstance(roster, Roster):
        return roster
    if roster.activity.training:
        return None
    await records.hours.count_served(shift_id, served)
    records.journal.note(
        Did.SERVED_COUNTED, by_id=actor.id, at=moment.now, activity_id=roster.activity.id, shift_id=shift_id
    )
    return ServedCounted(served=served)
