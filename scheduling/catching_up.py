"""What an older replica, which served on for seconds while it was replaced, has not kept beside the ledger."""

from datetime import timedelta
from functools import partial
from typing import Final

from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.rows import Rows, catching_up, turnouts
from volunteering.rules.ground.moment import Moment

_LATELY: Final = timedelta(days=1)  # this is done every night, and by each that takes over
_AT_ONCE: Final = 500  # people, so that no tap waits long behind them


async def catch_up(database: Database, moment: Moment) -> None:
    """Put right what is other than the ledger says, and have the stars and first shifts of its people looked at."""
    since = moment.now - _LATELY
    async with database.reading() as reader:
        people, written = await catching_up.written_lately(reader, since)
        shifts = await catching_up.shifts_with_other_sums(reader, written)
        units = await turnouts.units_with_other_sums(reader, written)
        holders = await catching_up.holders_of_untrue(reader, people)
    for shift_id in shifts:
        await until_settled(partial(_added_up, database, shift_id))
    for unit_id in units:
        await until_settled(partial(_turnouts_added_up, database, unit_id))
    for person_id in holders:
        await until_settled(partial(_replaced, database, person_id, moment))
    for first in range(0, len(people), _AT_ONCE):
        async with database.transaction() as transaction:
            Rows(transaction).star_marks.note(people[first : first + _AT_ONCE])


async def _added_up(database: Database, shift_id: int) -> None:
    async with database.transaction() as transaction:
        await catching_up.add_up(transaction, shift_id)


async def _turnouts_added_up(database: Database, unit_id: int) -> None:
    async with database.transaction() as transaction:
        await turnouts.add_up(transaction, unit_id)


async def _replaced(database: Database, person_id: int, moment: Moment) -> bool:
    async with database.transaction() as transaction:
        return await catching_up.replace_untrue(transaction, person_id, moment.now)
