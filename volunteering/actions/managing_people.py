"""What admins do for people: suspend and restore, give and take roles, undo no-shows (RULES: People and units)."""

from collections.abc import Iterable
from typing import Literal

from volunteering.actions.attendance import subject_of
from volunteering.actions.telling import tell, tell_of_missing_leader
from volunteering.hours import Kind, entry_for
from volunteering.journal import Did
from volunteering.model import Model, Unchanged
from volunteering.moment import Moment
from volunteering.notices.volunteers import RoleChanged, StandingChanged
from volunteering.people import Actor, Person, Standing
from volunteering.records import Records
from volunteering.units import NotAllowed, Role, Unit


class NotOneself(Model):
    """It takes somebody else to do this to oneself."""


class Gone(Model):
    """The person has left."""

    person: Person


class PersonSuspended(Model):
    """No new sign-ups and no logged hours; the places the person has stay."""

    person: Person


class PersonRestored(Model):
    """The suspension is over."""

    person: Person


async def suspend(
    records: Records, actor: Actor, person_id: int, moment: Moment
) -> PersonSuspended | Unchanged | NotOneself | Gone | NotAllowed | None:
    """Put somebody's sign-ups on hold. None: no such person."""
    person = await _managed(records, actor, person_id)
    if not isinstance(person, Person):
        return person
    if person.id == actor.id:
        return NotOneself()
    if person.standing is Standing.SUSPENDED:
        return Unchanged()
    await tell_of_missing_leader(records, person.id, moment)
    return PersonSuspended(person=await _set_standing(records, actor, person, Standing.SUSPENDED, "suspended", moment))


async def restore(
    records: Records, actor: Actor, person_id: int, moment: Moment
) -> PersonRestored | Unchanged | NotOneself | Gone | NotAllowed | None:
    """End a suspension. None: no such person."""
    person = await _managed(records, actor, person_id)
    if not isinstance(person, Person):
        return person
    if person.standing is Standing.ACTIVE:
        return Unchanged()
    if person.id == actor.id:
        return NotOneself()
    return PersonRestored(person=await _set_standing(records, actor, person, Standing.ACTIVE, "restored", moment))


async def _managed(records: Records, actor: Actor, person_id: int) -> Person | Gone | NotAllowed | None:
    """Somebody here whom the actor administers, in the home unit and in every role; an admin cannot reach upwards."""
    person = await records.people.get(person_id)
    if person is None:
        return None
    posts = (await records.people.rights(person_id)).posts
    if not all(actor.rights.administers(unit) for unit in (person.unit, *(post.unit for post in posts))):
        return NotAllowed()
    return person if person.standing.is_here else Gone(person=person)


async def _set_standing(
    records: Records,
    actor: Actor,
    person: Person,
    standing: Standing,
    change: Literal["suspended", "restored"],
    moment: Moment,
) -> Person:
    await records.people.change(person.id, standing=standing)
    records.journal.note(Did(change), by_id=actor.id, at=moment.now, person_id=person.id)
    notice = StandingChanged(change=change)
    tell(records, [person.id], notice, notice.about(), moment, again=True)
    return person.model_copy(update={"standing": standing})


class RoleSet(Model):
    """The person has this role in the unit now; None is no role there."""

    person: Person
    unit: Unit
    role: Role | None


async def set_role(
    records: Records, actor: Actor, person_id: int, unit: Unit, role: Role | None, moment: Moment
) -> RoleSet | Unchanged | NotOneself | Gone | NotAllowed | None:
    """Make somebody leader or admin of a unit that the actor administers, or take the role there away (None).

    Nobody ends their own say over a unit: taking one's own admin role there needs another admin. None: no such person.
    """
    if not actor.rights.administers(unit):
        return NotAllowed()
    person = await records.people.get(person_id)
    if person is None:
        return None
    if role is not None and not person.standing.is_here:
        return Gone(person=person)
    rights = await records.people.rights(person_id)
    if role is rights.role_in(unit.id):
        return Unchanged()
    if person.id == actor.id and role is not Role.ADMIN and not rights.without(unit).administers(unit):
        return NotOneself()
    await records.people.set_role(person_id, unit.id, role, by_id=actor.id, at=moment.now)
    records.journal.note(
        Did.ROLE_SET,
        by_id=actor.id,
        at=moment.now,
        person_id=person_id,
        unit_id=unit.id,
        role=role.value if role else None,
    )
    await tell_of_roles(records, [person_id], unit, role, moment, by_id=actor.id)
    return RoleSet(person=person, unit=unit, role=role)


async def tell_of_roles(
    records: Records, people: Iterable[int], unit: Unit, role: Role | None, moment: Moment, *, by_id: int | None = None
) -> None:
    """Tell people, but not who did it, of their role in a unit; where it ended, tell others of what they led there."""
    for person_id in people:
        if role is None:
            rights = await records.people.rights(person_id)
            await tell_of_missing_leader(records, person_id, moment, rights=rights)
        if person_id != by_id:
            notice = RoleChanged(unit_id=unit.id, role=role)
            tell(records, [person_id], notice, notice.about(), moment, again=True)


class NoShowsUndone(Model):
    """So many no-shows count no more; the person may sign up again."""

    person: Person
    count: int


async def undo_no_shows(
    records: Records, actor: Actor, person_id: int, moment: Moment
) -> NoShowsUndone | NotOneself | Gone | NotAllowed | None:
    """Take back every no-show that counts against somebody. None: no such person."""
    person = await _managed(records, actor, person_id)
    if not isinstance(person, Person):
        return person
    if person.id == actor.id:
        return NotOneself()
    count = 0
    for shift_id, standing in await records.hours.no_shows(person_id):
        found = await records.activities.lock(shift_id)
        if found is None:
            continue
        subject = subject_of(*found, person_id, moment.zone)
        entry = entry_for(subject, Kind.VOID, 0, standing, by_id=actor.id, at=moment.now)
        if entry:
            await records.hours.append(entry)
            count += 1
    if count:
        records.journal.note(Did.NO_SHOWS_UNDONE, by_id=actor.id, at=moment.now, person_id=person_id, count=count)
        notice = StandingChanged(change="no_shows_undone")
        tell(records, [person_id], notice, notice.about(), moment, again=True)
    return NoShowsUndone(person=person, count=count)
