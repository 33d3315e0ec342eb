"""Asking whether a record is to be kept, warning, and erasing it (docs/rules.md: Records nobody needs)."""

from typing import Final

from volunteering.actions.telling.telling import tell_one
from volunteering.actions.volunteers.registering import erase
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.retention import KeepAsked
from volunteering.rules.retention import ANSWERED_WITHIN, idle_since
from volunteering.rules.volunteers import Person

BATCH: Final = 50
"""People in one transaction."""


async def look_at_records(records: Records, moment: Moment) -> bool:
    """Ask some who have done nothing for years, and warn some who did not answer.

    Whether there may be more. Nobody is asked or warned twice, whoever looks at the same time; nor at night.
    """
    since = idle_since(moment.now, moment.policy)
    if since is None or moment.is_early:
        return False
    await records.retention.relieve(since)
    warned = await records.retention.warn(moment.now - ANSWERED_WITHIN, moment.now, BATCH)
    for person_id, asked_at in warned:
        notice = KeepAsked(by=moment.now + ANSWERED_WITHIN, warns=True)
        tell_one(records, person_id, notice, notice.key(person_id, asked_at), moment)
    asked = await records.retention.ask(since, moment.now, BATCH)
    for person_id in asked:
        notice = KeepAsked(by=moment.now + 2 * ANSWERED_WITHIN)
        tell_one(records, person_id, notice, notice.key(person_id, moment.now), moment)
    return BATCH in {len(warned), len(asked)}


async def who_said_nothing(records: Records, moment: Moment) -> tuple[Person, ...]:
    """Whoever was warned, and whose record is to be erased, each as if they did it themselves."""
    since = idle_since(moment.now, moment.policy)
    if since is None or moment.is_early:
        return ()
    found = await records.retention.overdue(since, moment.now - ANSWERED_WITHIN)
    people = [await records.people.get(person_id) for person_id in found]
    return tuple(person for person in people if person is not None)


async def erase_record(records: Records, person_id: int, moment: Moment) -> bool:
    """Erase the record of somebody who was warned, unless they did something in the last moment; whether it was."""
    since = idle_since(moment.now, moment.policy)
    if since is None:
        return False
    await records.people.hold(person_id)  # whoever was quicker is done: what they did is seen now
    person = await records.people.get(person_id)
    if person is None or not await records.retention.is_overdue(person_id, since, moment.now - ANSWERED_WITHIN):
        return False
    await erase(records, person, moment)
    return True


async def keep_record(records: Records, person: Person, moment: Moment) -> None:
    """Somebody wants their record kept: that is doing something, and they are not asked again for years."""
    records.journal.note(Did.KEPT, by_id=person.id, at=moment.now, person_id=person.id)
    records.retention.keep(person.id)
