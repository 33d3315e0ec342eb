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
    """Ask some who have done nothing for years, warn some who did not answer, erase some who were warned.

    Whether there may be more. Nobody is asked, warned or erased twice, whoever looks at the same time; nor at night.
    """
    since = idle_since(moment.now, moment.policy)
    if since is None or moment.is_early:
        return False
    await records.retention.relieve(since)
    erased = await records.retention.overdue(moment.now - ANSWERED_WITHIN, BATCH)
    for person_id in erased:
        person = await records.people.get(person_id)
        if person is not None:
            await erase(records, person, moment)
    warned = await records.retention.warn(moment.now - ANSWERED_WITHIN, moment.now, BATCH)
    for person_id, asked_at in warned:
        notice = KeepAsked(by=moment.now + ANSWERED_WITHIN, warns=True)
        tell_one(records, person_id, notice, notice.key(person_id, asked_at), moment)
    asked = await records.retention.ask(since, moment.now, BATCH)
    for person_id in asked:
        notice = KeepAsked(by=moment.now + 2 * ANSWERED_WITHIN)
        tell_one(records, person_id, notice, notice.key(person_id, moment.now), moment)
    return BATCH in {len(erased), len(warned), len(asked)}


async def keep_record(records: Records, person: Person, moment: Moment) -> None:
    """Somebody wants their record kept: that is doing something, and they are not asked again for years."""
    records.journal.note(Did.KEPT, by_id=person.id, at=moment.now, person_id=person.id)
    records.retention.keep(person.id)
