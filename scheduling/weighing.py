"""The order of what is coming up, as time passes."""

from collections.abc import Mapping, Sequence
from functools import partial

from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.rows import Rows
from volunteering.actions import ordering
from volunteering.rules.ground.moment import Moment


async def weigh(database: Database, moment: Moment) -> None:
    """Find how urgent each shift is by now, for the order of what is coming up; as a rule few have changed."""
    async with database.reading() as reader:
        changed = await ordering.weighed_anew(Rows.reading(reader), moment)
    if changed:
        await until_settled(partial(_weighed, database, changed, moment))


async def _weighed(database: Database, changed: Mapping[int, Sequence[int]], moment: Moment) -> None:
    async with database.transaction() as transaction:
        ordering.weigh(Rows(transaction), changed, moment)
