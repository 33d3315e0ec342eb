"""Whom an admin may do something for, and whom not."""

from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person


class NotOneself(Model):
    """It takes somebody else to do this to oneself."""


class Gone(Model):
    """The person has left."""

    person: Person


async def find_managed(records: Records, actor: Actor, person_id: int) -> Person | Gone | NotAllowed | None:
    """Somebody here whom the actor administers, in the home unit and in every role; an admin cannot reach upwards."""
    person = await records.people.get(person_id)
    if person is None:
        return None
    if not await manages(records, actor, person):
        return NotAllowed()
    return person if person.standing.is_here else Gone(person=person)


async def manages(records: Records, actor: Actor, person: Person) -> bool:
    """Whether the actor administers somebody's home unit, and every unit in which they have a role."""
    posts = (await records.people.rights(person.id)).posts
    return all(actor.rights.administers(unit) for unit in (person.unit, *(post.unit for post in posts)))
