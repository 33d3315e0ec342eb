"""The order of what is coming up, as time passes."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Final

from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.rows import Rows
from volunteering.actions import ordering
from volunteering.rules.ground.moment import Moment

_AT_ONCE: Final = 250  # shifts, so that no tap waits long behind them


async def weigh(database: Database, moment: Moment) -> None:
    """Find how urgent each shift is by now, for the order of what is coming up; as a rule few have changed."""
    async with database.reading() as reader:
        changed = await ordering.weighed_anew(Rows.reading(reader), moment)
    every = [(shift_id, urgent) for urgent, shifts in sorted(changed.items()) for shift_id in shifts]
    for first in range(0, len(every), _AT_ONCE):
        await until_settled(partial(_weighed, database, every[first : first + _AT_ONCE], moment))


async def _weighed(database: Database, changed: Sequence[tuple[int, int]], moment: Moment) -> None:
    async with database.transaction() as transaction:
        for urgent, shifts in groupby(changed, key=itemgetter(1)):
            ordering.weigh(Rows(transaction), [shift_id for shift_id, _ in shifts], urgent, moment)
