"""Saying something of oneself, taking it back, and the days on which one can't come (docs/rules.md: Profiles)."""

from collections.abc import Collection
from datetime import date
from typing import Final

from volunteering.records import Records
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.profiles import Blocked, Particular, Particulars
from volunteering.rules.volunteers import Person

MOST_BLOCKED: Final = 20
"""Stretches of days that one person may have ahead: enough for anybody, and a screen shows them."""


class TooManyBlocked(Model):
    """There are as many as can be: one has to go first."""

    most: int


async def say_of_oneself(
    records: Records, person: Person, said: Particulars, fields: Collection[Particular], moment: Moment
) -> None:
    """Keep what is said or withheld in these fields, and forget what is neither."""
    await records.profiles.change(person.id, said, fields, moment.now)
    _note(records, person, fields, moment)


async def take_back(records: Records, person: Person, field: Particular, moment: Moment) -> Particulars:
    """Forget what was said there. Gives what is still said."""
    left = (await records.profiles.of(person.id)).saying(field, None)
    await say_of_oneself(records, person, left, (field,), moment)
    return left


async def be_put_in(records: Records, person: Person, moment: Moment, *, at_once: bool) -> None:
    """When a place comes free that the person waits for, put them in at once, or ask them first."""
    await records.profiles.put_in_at_once(person.id, at_once=at_once)
    _note(records, person, ("at_once",), moment)


async def block_days(
    records: Records, person: Person, first: date, last: date, moment: Moment
) -> Blocked | Unchanged | TooManyBlocked:
    """Remember that the person can't come on these local dates. Unchanged: all of them are blocked already."""
    known = await records.profiles.blocked(person.id, moment.today)
    if any(days.first <= first and last <= days.last for days in known):
        return Unchanged()
    if len(known) >= MOST_BLOCKED:
        return TooManyBlocked(most=MOST_BLOCKED)
    for days in known:  # what the new ones hold is said with them
        if first <= days.first and days.last <= last:
            await records.profiles.unblock(person.id, days.id)
    number = await records.profiles.block(person.id, first, last)
    _note(records, person, ("blocked_days",), moment)
    return Blocked(id=number, first=first, last=last)


async def unblock_days(records: Records, person: Person, number: int, moment: Moment) -> None:
    """They can after all; nothing where the days are not theirs."""
    await records.profiles.unblock(person.id, number)
    _note(records, person, ("blocked_days",), moment)


def _note(records: Records, person: Person, fields: Collection[str], moment: Moment) -> None:
    """That they changed something: which, not what. A journal outlives the data that people may have taken back."""
    changed = ",".join(fields)
    records.journal.note(Did.PROFILE_CHANGED, by_id=person.id, at=moment.now, person_id=person.id, fields=changed)
