"""Changing what an activity says, and who leads it (docs/rules.md: Activities and shifts)."""

from collections.abc import Sequence
from typing import Final

from volunteering.actions.enquiries import pass_on_enquiries_of
from volunteering.actions.leading.led import NotALeader, find_led, lock_all_led
from volunteering.actions.leading.moves import ask_people, people_of, remember_move
from volunteering.actions.leading.moving import placed_in
from volunteering.actions.telling.telling import change_told_at, may_lead, remember, tell, tell_of_change
from volunteering.records import Records
from volunteering.rules.activities import Activity, Category, Shift
from volunteering.rules.changes import stated
from volunteering.rules.ground.model import Instant, Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Description, Details, Title, Venue
from volunteering.rules.journal import Did
from volunteering.rules.moves import TimeAndVenue, WhoIsAsked
from volunteering.rules.notices.leading import HandedOver
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor

_NOTED_AS: Final = {"venue": "place"}
"""What the journal calls a field that has another name here."""


class Edit(Model):
    """What is to be different; what is None stays."""

    title: Title | None = None
    description: Description | None = None
    category: Category | None = None
    venue: Venue | None = None
    details: Details | None = None
    leader_id: int | None = None


class Edited(Model):
    """It says so from now on; so many people are told, and where the venue is another one, asked to confirm."""

    told: int
    at: Instant  # when they are
    asked: WhoIsAsked = WhoIsAsked(people=0)


async def edit(
    records: Records, actor: Actor, activity_id: int, changes: Edit, moment: Moment
) -> Edited | Unchanged | NotALeader | Closed | NotAllowed | None:
    """Change what an activity says; people are told where title or venue changed, and of another venue asked to
    confirm. None: no such activity.
    """
    found = await (lock_all_led if changes.venue else find_led)(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    before, shifts = found
    if not before.is_on:
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
    await records.activities.change(activity_id, **different, at=moment.now)
    fields = ",".join(sorted(_NOTED_AS.get(field, field) for field in different))
    records.journal.note(Did.EDITED, by_id=actor.id, at=moment.now, activity_id=activity_id, fields=fields)
    if leader_id is not None and leader_id != actor.id:
        notice = HandedOver(activity_id=activity_id, by_id=actor.id)
        tell(records, [leader_id], notice, notice.about(), moment, again=True)
    after = await records.activities.get(activity_id) or before
    if leader_id is not None:
        await pass_on_enquiries_of(records, after, moment)
    if "venue" in different:
        return await _elsewhere(records, actor, before, after, shifts, moment)
    if "title" not in different:
        return Edited(told=0, at=moment.now)
    told = await tell_of_change(records, before, shifts, moment, without=actor.id)
    places = [sign_up for shift in shifts for sign_up in await placed_in(records, shift.id)]
    known = stated(before, places=places).model_copy(update={"people": told})
    remember(records, actor, known, stated(after), moment, activity_id=activity_id)
    return Edited(told=len(told), at=change_told_at(shifts, moment))


async def _elsewhere(
    records: Records, actor: Actor, before: Activity, after: Activity, shifts: Sequence[Shift], moment: Moment
) -> Edited:
    """Another venue moves every locked shift that is to begin."""
    ahead = [shift for shift in shifts if shift.is_ahead(moment.now) and not shift.has_begun(moment.now)]
    stood = await ask_people(records, actor, ahead, moment)
    told = await tell_of_change(records, before, shifts, moment, without=actor.id)
    known = TimeAndVenue.of(before).model_copy(update={"people": told, "stood": stood})
    await remember_move(records, actor, known, after, moment)
    asked = WhoIsAsked(people=people_of(stood, without=actor.id))
    return Edited(told=len(told), at=change_told_at(shifts, moment), asked=asked)
