"""Posting an activity, changing what it says, and writing to its people (RULES: Activities and shifts)."""

from volunteering.actions.telling import may_lead, shifts_by_person, tell, tell_of_change
from volunteering.activities import (
    Activity,
    Category,
    NewActivity,
    NewShift,
    NoShifts,
    Shift,
    ShiftReason,
    reasons_against_shift,
)
from volunteering.journal import Did
from volunteering.model import Model, Unchanged
from volunteering.moment import Moment
from volunteering.notices.leading import HandedOver
from volunteering.notices.letters import Letter
from volunteering.people import Actor
from volunteering.records import Records
from volunteering.signups import Closed
from volunteering.texts import Description, Details, LetterText, Spot, Title
from volunteering.units import NotAllowed


class NotALeader(Model):
    """The one who is to lead it does not lead the unit."""

    person_id: int


class Posted(Model):
    """The activity is there for everybody."""

    activity_id: int


class NotPosted(Model):
    """Why not, all of it."""

    reasons: tuple[NotAllowed | NotALeader | NoShifts | ShiftReason, ...]


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
        place=new.place,
        details=new.details,
        at=moment.now,
    )
    for shift in new.shifts:
        day = shift.period.day(moment.zone)
        await records.activities.add_shift(activity_id, new.unit.id, shift.period, shift.limit, day=day, at=moment.now)
    records.journal.note(Did.POSTED, by_id=actor.id, at=moment.now, unit_id=new.unit.id, activity_id=activity_id)
    return Posted(activity_id=activity_id)


async def _reasons_against(
    records: Records, actor: Actor, new: NewActivity, moment: Moment
) -> tuple[NotAllowed | NotALeader | NoShifts | ShiftReason, ...]:
    reasons: list[NotAllowed | NotALeader | NoShifts | ShiftReason] = []
    if not actor.rights.leads(new.unit):
        reasons.append(NotAllowed())
    if new.leader_id != actor.id and not await may_lead(records, new.leader_id, new.unit):
        reasons.append(NotALeader(person_id=new.leader_id))
    if not new.shifts:
        reasons.append(NoShifts())
    for shift in new.shifts:
        reasons.extend(reasons_against_shift(shift, moment.now))
    return tuple(reasons)


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


class Added(Model):
    """One more shift."""

    activity: Activity
    shift_id: int


class NotAdded(Model):
    """Why the shift cannot be like that."""

    activity: Activity
    reasons: tuple[ShiftReason, ...]


async def add_shift(
    records: Records, actor: Actor, activity_id: int, shift: NewShift, moment: Moment
) -> Added | NotAdded | Closed | NotAllowed | None:
    """Add a shift to an open activity. None: no such activity."""
    found = await find_led(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    activity, _ = found
    if not activity.is_open:
        return Closed()
    reasons = reasons_against_shift(shift, moment.now)
    if reasons:
        return NotAdded(activity=activity, reasons=reasons)
    shift_id = await records.activities.add_shift(
        activity_id, activity.unit.id, shift.period, shift.limit, day=shift.period.day(moment.zone), at=moment.now
    )
    records.journal.note(Did.SHIFT_ADDED, by_id=actor.id, at=moment.now, activity_id=activity_id, shift_id=shift_id)
    return Added(activity=activity, shift_id=shift_id)


class Edit(Model):
    """What is to be different; what is None stays."""

    title: Title | None = None
    description: Description | None = None
    category: Category | None = None
    place: Spot | None = None
    details: Details | None = None
    leader_id: int | None = None


class Edited(Model):
    """The activity as it is now, and how many people are told."""

    activity: Activity
    told: int


async def edit(
    records: Records, actor: Actor, activity_id: int, changes: Edit, moment: Moment
) -> Edited | Unchanged | NotALeader | Closed | NotAllowed | None:
    """Change what an activity says; people are told where title or place changed. None: no such activity."""
    found = await find_led(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    before, shifts = found
    if not before.is_open:
        return Closed()
    different = {
        field: value
        for field, value in changes.model_dump(exclude_none=True).items()
        if value != getattr(before, field)
    }
    if not different:
        return Unchanged()
    leader_id = different.get("leader_id")
    if leader_id is not None and not await may_lead(records, leader_id, before.unit):
        return NotALeader(person_id=leader_id)
    await records.activities.change(activity_id, **different)
    fields = ",".join(sorted(different))
    records.journal.note(Did.EDITED, by_id=actor.id, at=moment.now, activity_id=activity_id, fields=fields)
    if leader_id is not None and leader_id != actor.id:
        notice = HandedOver(activity_id=activity_id, by_id=actor.id)
        tell(records, [leader_id], notice, notice.about(), moment, again=True)
    told = 0
    if {"title", "place"} & different.keys():
        told = await tell_of_change(records, before, shifts, moment, without=actor.id)
    after = await records.activities.get(activity_id)
    return Edited(activity=after or before, told=told)


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
