"""Posting an activity with its shifts (docs/rules.md: Activities and shifts)."""

from volunteering.actions.leading.led import NotALeader
from volunteering.actions.leading.series import begin_series
from volunteering.actions.leading.shifts import write_shift
from volunteering.actions.telling.telling import may_lead
from volunteering.records import Records
from volunteering.rules.activities import NewActivity, NoShifts, ShiftReason, reasons_against_shift, shifts_of
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.qualifications import KindElsewhere
from volunteering.rules.risk import NotInsured, not_insured
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor

Reason = NotAllowed | NotALeader | NoShifts | ShiftReason | NotInsured | KindElsewhere


class Posted(Model):
    """The activity is there for everybody."""

    activity_id: int


class NotPosted(Model):
    """Why not, all of it."""

    reasons: tuple[Reason, ...]


async def publish(records: Records, actor: Actor, new: NewActivity, moment: Moment) -> Posted | NotPosted:
    """Post an activity with its shifts."""
    reasons = await _reasons_against(records, actor, new, moment)
    if reasons:
        return NotPosted(reasons=reasons)
    activity_id = await records.activities.add(
        unit=new.unit,
        leader_id=new.leader_id,
        title=new.title,
        description=new.description,
        category=new.category,
        venue=new.venue,
        details=new.details,
        at=moment.now,
    )
    if new.risk:
        await records.activities.state_risk(activity_id, new.risk)
    if new.training:
        records.training.add(activity_id, new.training)
    for shift in new.shifts:
        await write_shift(records, activity_id, new.unit, shift, moment)
    if new.series:
        await begin_series(records, activity_id, new.unit, new.series, moment)
    records.journal.note(Did.POSTED, by_id=actor.id, at=moment.now, unit_id=new.unit.id, activity_id=activity_id)
    return Posted(activity_id=activity_id)


async def _reasons_against(records: Records, actor: Actor, new: NewActivity, moment: Moment) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if not actor.rights.leads(new.unit):
        reasons.append(NotAllowed())
    if new.leader_id != actor.id and not await may_lead(records, new.leader_id, new.unit):
        reasons.append(NotALeader(person_id=new.leader_id))
    shifts = (*new.shifts, *(shifts_of(new.series, new.series.begun(moment)) if new.series else ()))
    if not shifts:
        reasons.append(NoShifts())
    if new.training and new.training.kind and not new.training.kind.is_for(new.unit):
        reasons.append(KindElsewhere())
    for shift in shifts if new.series is None else shifts[:1]:  # the others of a series are like the first
        reasons.extend(reasons_against_shift(shift, moment.now))
    reasons.extend(not_insured(new.risk, (shift.period for shift in shifts), moment.zone)[:1])
    return tuple(reasons)
