"""Doing things in a small organisation as its people: with the rights of the moment, and looking at who is told."""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from storage.rows import Rows
from tests.support.city import NOW, ZONE, City, hours_later
from volunteering.actions.signing_up.confirming import confirm_move
from volunteering.actions.signing_up.offering import skip_offer, take_offer
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Actor, Person

POLICY = Policy()

OF_VOLUNTEERS: Final[Mapping[str, Callable[[Rows, Person, int, Moment], Awaitable[object]]]] = {
    "sign up": take_shift,
    "take": take_offer,
    "skip": skip_offer,
    "leave": leave_shift,
    "confirm": confirm_move,
}
"""What people do with a shift by themselves, as random weeks call it."""

__all__ = [
    "NOW",
    "OF_VOLUNTEERS",
    "POLICY",
    "ZONE",
    "acting",
    "appoint",
    "at",
    "hear",
    "hours_later",
    "known",
    "offers",
    "owed",
    "places",
    "sign_up",
    "told",
]


def at(now: datetime, policy: Policy = POLICY, *, zone: ZoneInfo = ZONE) -> Moment:
    """The moment of an act."""
    return Moment(now=now, zone=zone, policy=policy)


async def acting(city: City, person: Person) -> Actor:
    """The person as of now, with their rights as of now."""
    async with city.looking() as rows:
        return Actor(person=await known(rows, person), rights=await rows.people.rights(person.id))


async def known(rows: Rows, person: Person) -> Person:
    """The person as of now."""
    found = await rows.people.get(person.id)
    assert found is not None
    return found


async def appoint(city: City, person: Person, unit: Unit, role: Role = Role.LEADER) -> Actor:
    """The person with a role in a unit."""
    async with city.writing() as rows:
        await rows.people.set_role(person.id, unit.id, role, by_id=None, at=NOW)
    return await acting(city, person)


async def sign_up(city: City, shift: Shift, *people: Person, hours: float = 0) -> None:
    """The people sign up, one after the other, so many hours after `NOW`."""
    for person in people:
        async with city.writing() as rows:
            await take_shift(rows, await known(rows, person), shift.id, at(hours_later(hours)))


async def places(city: City, shift: Shift) -> dict[SignUpState, list[int]]:
    """Who has a place in the shift, and who waits, in order of arrival."""
    async with city.looking() as rows:
        return {
            SignUpState.CONFIRMED: [found.person_id for found in await rows.sign_ups.confirmed(shift.id)],
            SignUpState.WAITING: [found.person_id for found in await rows.sign_ups.waiting(shift.id)],
        }


async def offers(city: City, shift: Shift) -> list[int]:
    """For whom a place in the shift is held, in order of arrival."""
    async with city.looking() as rows:
        return [found.person_id for found in await rows.sign_ups.waiting(shift.id) if found.is_offered]


async def owed(city: City, kind: str) -> list[tuple[int, dict[str, Any]]]:
    """The messages of a kind that are owed and not sent: to whom, with which facts."""
    rows = await city.table(
        "SELECT person_id, facts FROM outbox WHERE kind = :kind AND state = 'owed' ORDER BY id", kind=kind
    )
    return [(row["person_id"], json.loads(row["facts"])) for row in rows]


async def hear(city: City, kind: str) -> None:
    """Whatever is owed of a kind is sent herewith, and nothing else comes of it."""
    async with city.changing() as tx:
        await tx.execute("UPDATE outbox SET state = 'sent' WHERE kind = :kind AND state = 'owed'", kind=kind)


async def told(city: City, kind: str) -> list[int]:
    """Who is owed a message of a kind."""
    return sorted(person_id for person_id, _ in await owed(city, kind))
