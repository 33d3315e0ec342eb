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
    posts = (await records.people.rights(person_id)).posts
    if not all(actor.rights.administers(unit) for unit in (person.unit, *(post.unit for post in posts))):
        return NotAllowed()
    return person if person.standing.is_here else Gone(person=person)
