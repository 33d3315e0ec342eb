"""Having an address for one's calendar, another one, or none (docs/rules.md: Calendars)."""

from volunteering.records import Records
from volunteering.rules.calendars import digest_of, new_nonce, secret_of
from volunteering.rules.ground.moment import Moment
from volunteering.rules.volunteers import Person


async def open_calendar(records: Records, person: Person, key: bytes, moment: Moment) -> None:
    """Let theirs be read; whoever has an address keeps it."""
    if not await records.calendars.of(person.id):
        _open(records, person, key, moment)


async def renew_calendar(records: Records, person: Person, key: bytes, moment: Moment) -> None:
    """Let it be read at a new address, and at no other."""
    await records.calendars.of(person.id)
    records.calendars.close(person.id)
    _open(records, person, key, moment)


async def close_calendar(records: Records, person: Person) -> None:
    """Let nobody read it any more."""
    await records.calendars.of(person.id)
    records.calendars.close(person.id)


def _open(records: Records, person: Person, key: bytes, moment: Moment) -> None:
    nonce = new_nonce()
    records.calendars.open(person.id, nonce, digest_of(secret_of(key, nonce)), moment.now)
