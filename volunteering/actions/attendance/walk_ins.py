"""People who came without having signed up: they are put on the roster, and have a line like anybody else.

Time that was given is recorded (docs/rules.md: Service records), whether or not a place was taken before.
"""

from volunteering.actions.attendance.rosters import (
    DayIsFull,
    NotYet,
    Roster,
    as_it_is,
    led_roster_or_empty,
    no_room_for,
)
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.signing_up import Closed, SignUpState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person, Standing


class WalkInAdded(Model):
    """The person is on the roster and ticked; where they had been on it, only ticked."""

    roster: Roster
    person: Person
    was_on_it: bool


class OwnLine(Model):
    """Nobody puts themselves on a roster: it would be their own hours."""

    roster: Roster


class OnHold(Model):
    """The person is suspended."""

    roster: Roster
    person: Person


class NotHere(Model):
    """The person has left, or never was."""

    roster: Roster


NoWalkIn = OwnLine | OnHold | NotHere | DayIsFull | NotYet | Closed | NotAllowed


async def add_walk_in(
    records: Records, actor: Actor, shift_id: int, person_id: int, moment: Moment
) -> WalkInAdded | NoWalkIn | None:
    """Put somebody who came on the roster of a shift that has begun, for its whole length. None: no such shift.

    Whoever is on it already is ticked, and stays as long as was said.
    """
    roster = await led_roster_or_empty(records, actor, shift_id, moment)
    if not isinstance(roster, Roster):
        return roster
    if person_id == actor.id:
        return OwnLine(roster=roster)
    person = await records.people.get(person_id)
    line = roster.line_of(person_id)
    if person is None or (line is None and not person.standing.is_with_us):
        return NotHere(roster=roster)
    if line is None and person.standing is Standing.SUSPENDED:
        return OnHold(roster=roster, person=person)
    if line is None:
        full = await no_room_for(records, roster, person_id, None, moment)
        if full:
            return full
        await records.sign_ups.put(shift_id, person_id, SignUpState.WALKED_IN, moment.now)
        records.journal.note(
            Did.WALK_IN_ADDED,
            by_id=actor.id,
            at=moment.now,
            person_id=person_id,
            activity_id=roster.activity.id,
            shift_id=shift_id,
        )
    await records.hours.tick(shift_id, person_id, came=True, minutes=line.minutes if line else None)
    return WalkInAdded(roster=await as_it_is(records, roster), person=person, was_on_it=line is not None)
