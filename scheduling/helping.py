"""Asking people for shifts that take more than they have, in time."""

from functools import partial

from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.rows import Rows
from volunteering.actions.asking import helping
from volunteering.rules.ground.moment import Moment


async def ask_for_help(database: Database, moment: Moment) -> None:
    """Ask and count what was answered, each shift in a transaction of its own; where there is none it only looks."""
    async with database.reading() as reader:
        shifts = await helping.shifts_to_ask_for(Rows.reading(reader), moment)
    for shift_id in shifts:
        await until_settled(partial(_asked, database, shift_id, moment))


async def _asked(database: Database, shift_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await helping.ask_for_help(Rows(transaction), shift_id, moment)
