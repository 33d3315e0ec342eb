"""Asking people for shifts that take more than they have, in time."""

from functools import partial
from typing import Final

from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.rows import Rows
from volunteering.actions.asking import helping
from volunteering.rules.ground.moment import Moment

_ENOUGH: Final = 200  # people asked in one go: whoever is left is asked half a minute later


async def ask_for_help(database: Database, moment: Moment) -> None:
    """Ask and count what was answered, each shift in a transaction of its own; where there is none it only looks.

    Where it takes long it stops half-way and goes on the next time, so that nothing else that is due waits for it.
    """
    async with database.reading() as reader:
        shifts = await helping.shifts_to_ask_for(Rows.reading(reader), moment)
    asked = 0
    for shift_id in shifts:
        asked += await until_settled(partial(_asked, database, shift_id, moment))
        if asked >= _ENOUGH:
            return


async def _asked(database: Database, shift_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await helping.ask_for_help(Rows(transaction), shift_id, moment)
