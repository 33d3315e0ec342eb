"""One message a day to whoever leads, of what needs them tomorrow."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.rows import Rows
from volunteering.actions.leading import digests
from volunteering.rules.ground.moment import Moment

_AT_ONCE: Final = 500  # people, so that no tap waits long behind them


async def send_digests(database: Database, moment: Moment) -> None:
    """Owe leaders what needs them tomorrow, from an hour of the evening on; each once a day."""
    async with database.reading() as reader:
        people = await digests.whom_something_needs(Rows.reading(reader), moment)
    for first in range(0, len(people), _AT_ONCE):
        await until_settled(partial(_owed, database, people[first : first + _AT_ONCE], moment))


async def _owed(database: Database, people: Sequence[int], moment: Moment) -> int:
    async with database.transaction() as transaction:
        return digests.owe_digests(Rows(transaction), people, moment)
