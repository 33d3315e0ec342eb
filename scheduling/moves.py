"""Shifts that were moved: places that nobody confirmed in time, and those who are reminded before it is too late."""

from functools import partial

from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.rows import Rows
from volunteering.actions.signing_up import confirming
from volunteering.rules.ground.moment import Moment


async def see_to_moves(database: Database, moment: Moment) -> None:
    """Offer on the places that nobody confirmed in time, each shift in a transaction of its own; remind of the others.

    Where nobody's time is over, and nobody is to be reminded yet, it only looks.
    """
    async with database.reading() as reader:
        rows = Rows.reading(reader)
        shifts = await confirming.unconfirmed(rows, moment)
        is_to_urge = await confirming.to_be_urged(rows, moment)
    for shift_id in shifts:
        await until_settled(partial(_lapsed, database, shift_id, moment))
    if is_to_urge:
        await until_settled(partial(_urged, database, moment))


async def _lapsed(database: Database, shift_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await confirming.lapse_unconfirmed(Rows(transaction), shift_id, moment)


async def _urged(database: Database, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await confirming.urge_unconfirmed(Rows(transaction), moment)
