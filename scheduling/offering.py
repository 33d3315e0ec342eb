"""Offers that lapse, late hours that begin, shifts that begin with a line: each shift in its own transaction."""

from functools import partial

from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.rows import Rows
from volunteering.actions.signing_up import late, offering
from volunteering.rules.ground.moment import Moment


async def see_to_offers(database: Database, moment: Moment) -> None:
    """Ask the next in line where an offer has lapsed; tell those who wait what is free late, and what began."""
    async with database.reading() as reader:
        ended = await offering.lapsed(Rows.reading(reader), moment)
    for shift_id in ended:
        await until_settled(partial(_lapsed, database, shift_id, moment))
    async with database.reading() as reader:
        gaps = await late.shifts_with_gaps(Rows.reading(reader), moment)
    for shift_id in gaps:
        await until_settled(partial(_told_of_gaps, database, shift_id, moment))
    while await until_settled(partial(_told_left_over, database, moment)):
        pass


async def _lapsed(database: Database, shift_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await offering.lapse_offers(Rows(transaction), shift_id, moment)


async def _told_of_gaps(database: Database, shift_id: int, moment: Moment) -> None:
    async with database.transaction() as transaction:
        await late.tell_of_gaps(Rows(transaction), shift_id, moment)


async def _told_left_over(database: Database, moment: Moment) -> bool:
    async with database.transaction() as transaction:
        return await late.tell_left_over(Rows(transaction), moment)
