"""Giving people roles in units, and ending them (docs/rules.md: People and units)."""

from collections.abc import Iterable

from volunteering.actions.telling.telling import tell, tell_of_missing_leader
from volunteering.actions.volunteers.managed import Gone, NotOneself
from volunteering.records import Records
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.volunteers import RoleChanged
from volunteering.rules.tree import NotAllowed, Role, Unit
from volunteering.rules.volunteers import Actor, Person


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
