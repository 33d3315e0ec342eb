"""Series: what is to be posted by now of what comes again by a rule."""

from functools import partial

from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.rows import Rows
from volunteering.actions.leading.series import post_more, series_to_post
from volunteering.rules.ground.moment import Moment


async def post_series(database: Database, moment: Moment) -> None:
    """Post the shifts that are due, each series in a transaction of its own; where there are none it only looks."""
    async with database.reading() as reader:
        due = await series_to_post(Rows.reading(reader), moment)
    for series_id in due:
        await until_settled(partial(_posted, database, series_id, moment))


async def _posted(database: Database, series_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await post_more(Rows(transaction), series_id, moment)
