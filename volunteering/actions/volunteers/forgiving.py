"""No-shows that are forgiven: they stay, and keep nobody from signing up (docs/rules.md: No-shows fade)."""

from volunteering.actions.telling.telling import tell
from volunteering.actions.volunteers.managed import manages
from volunteering.records import Records
from volunteering.rules.enquiries import LineKind
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.no_shows import MissedShift
from volunteering.rules.notices.attendance import NoShowForgiven
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class Forgiven(Model):
    """Whether the no-show counts was changed; how it stands now."""

    missed: MissedShift


class NothingMissed(Model):
    """There is no such no-show, or no more."""


async def forgive(
    records: Records, actor: Actor, shift_id: int, person_id: int, moment: Moment, *, is_forgiven: bool = True
) -> Forgiven | Unchanged | NothingMissed | NotAllowed | None:
    """Have a no-show count no more, or again; hours and history stay as they are, and its person is told.

    It takes whoever leads there, or manages the person; nobody forgives their own. None: no such shift or person.
    """
    found, person = await records.activities.lock(shift_id), await records.people.get(person_id)
    if found is None or person is None:
        return None
    activity, _ = found
    if person.id == actor.id or not (actor.rights.leads(activity.unit) or await manages(records, actor, person)):
        return NotAllowed()
    missed = next((one for one in await records.hours.missed(person.id) if one.shift_id == shift_id), None)
    if missed is None:
        return NothingMissed()
    if missed.is_forgiven is is_forgiven:
        return Unchanged()
    by_id = actor.id if is_forgiven else None
    records.hours.forgive(shift_id, person.id, by_id, moment.now)
    if is_forgiven:
        records.enquiries.put_right(shift_id, person.id, actor.id, moment.now, kind=LineKind.FORGIVEN)
    did = Did.NO_SHOW_FORGIVEN if is_forgiven else Did.NO_SHOW_COUNTS_AGAIN
    records.journal.note(
        did, by_id=actor.id, at=moment.now, person_id=person.id, activity_id=activity.id, shift_id=shift_id
    )
    notice = NoShowForgiven(shift_id=shift_id, is_forgiven=is_forgiven)
    tell(records, [person.id], notice, notice.about(), moment, again=True, after=moment.heard_at - moment.now)
    return Forgiven(missed=missed.model_copy(update={"forgiven_by": by_id}))
