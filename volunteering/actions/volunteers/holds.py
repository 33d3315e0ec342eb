"""What keeps people from signing up: suspensions and no-shows (docs/rules.md: People and units)."""

from volunteering.actions.attendance.rosters import subject_of
from volunteering.actions.telling.telling import tell, tell_of_missing_leader
from volunteering.actions.volunteers.managed import Gone, NotOneself, find_managed
from volunteering.records import Records
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Because
from volunteering.rules.hours import Kind, entry_for
from volunteering.rules.journal import Did
from volunteering.rules.notices.volunteers import StandingChanged
from volunteering.rules.signing_up import places_among
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person, Standing


class PersonSuspended(Model):
    """No new sign-ups and no logged hours; so many places that the person has stay."""

    person: Person
    places: int


class PersonRestored(Model):
    """The suspension is over."""

    person: Person


async def find_to_suspend(
    records: Records, actor: Actor, person_id: int
) -> Person | Unchanged | NotOneself | Gone | NotAllowed | None:
    """Somebody whose sign-ups the actor may put on hold, or why not. None: no such person."""
    person = await find_managed(records, actor, person_id)
    if not isinstance(person, Person):
        return person
    if person.id == actor.id:
        return NotOneself()
    return Unchanged() if person.standing is Standing.SUSPENDED else person


async def suspend(
    records: Records, actor: Actor, person_id: int, because: Because, moment: Moment
) -> PersonSuspended | Unchanged | NotOneself | Gone | NotAllowed | None:
    """Put somebody's sign-ups on hold, and tell them why. None: no such person."""
    person = await find_to_suspend(records, actor, person_id)
    if not isinstance(person, Person):
        return person
    await tell_of_missing_leader(records, person.id, moment)
    held = await _set_standing(records, actor, person, Standing.SUSPENDED, moment, because=because)
    stays = places_among(await records.sign_ups.upcoming_of(person.id, moment.now))
    return PersonSuspended(person=held, places=stays)


async def restore(
    records: Records, actor: Actor, person_id: int, moment: Moment
) -> PersonRestored | Unchanged | NotOneself | Gone | NotAllowed | None:
    """End a suspension. None: no such person."""
    person = await find_managed(records, actor, person_id)
    if not isinstance(person, Person):
        return person
    if person.standing is Standing.ACTIVE:
        return Unchanged()
    if person.id == actor.id:
        return NotOneself()
    return PersonRestored(person=await _set_standing(records, actor, person, Standing.ACTIVE, moment))


async def _set_standing(
    records: Records, actor: Actor, person: Person, standing: Standing, moment: Moment, *, because: str = ""
) -> Person:
    is_held = standing is Standing.SUSPENDED
    await records.people.change(person.id, standing=standing, held_because=because)
    did = Did.SUSPENDED if is_held else Did.RESTORED
    records.journal.note(did, by_id=actor.id, at=moment.now, person_id=person.id)
    notice = StandingChanged(change="suspended" if is_held else "restored")
    tell(records, [person.id], notice, notice.about(), moment, again=True)
    return person.model_copy(update={"standing": standing, "held_because": because})


class NoShowsUndone(Model):
    """So many no-shows count no more; the person may sign up again."""

    person: Person
    count: int


async def undo_no_shows(
    records: Records, actor: Actor, person_id: int, moment: Moment
) -> NoShowsUndone | NotOneself | Gone | NotAllowed | None:
    """Take back every no-show that counts against somebody. None: no such person."""
    person = await find_managed(records, actor, person_id)
    if not isinstance(person, Person):
        return person
    if person.id == actor.id:
        return NotOneself()
    count = 0
    for shift_id, counted in await records.hours.no_shows(person_id):
        found = await records.activities.lock(shift_id)
        if found is None:
            continue
        subject = subject_of(*found, person_id, moment.zone)
        entry = entry_for(subject, Kind.VOID, 0, counted, by_id=actor.id, at=moment.now)
        if entry:
            await records.hours.append(entry)
            records.enquiries.put_right(shift_id, person_id, actor.id, moment.now)
            count += 1
    if count:
        records.journal.note(Did.NO_SHOWS_UNDONE, by_id=actor.id, at=moment.now, person_id=person_id, count=count)
        notice = StandingChanged(change="no_shows_undone")
        tell(records, [person_id], notice, notice.about(), moment, again=True)
    return NoShowsUndone(person=person, count=count)
