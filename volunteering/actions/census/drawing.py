"""Drawing up the reports of all units, so that each is there when it is opened."""

import asyncio
from collections.abc import Mapping

from volunteering.records import Records
from volunteering.rules.census.figures import UnitFigures, drawn_up
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import local_day


async def draw_up(records: Records, moment: Moment) -> None:
    """Count everybody, and keep what comes of it: for who asks first of all."""
    await records.censuses.keep(await _drawn_up(records, moment), moment.now)


async def drawn_up_for_today(records: Records, moment: Moment) -> Mapping[int, UnitFigures] | None:
    """The reports of a new local day, to be kept. None where they are there, or nobody ever asked for one.

    Never more often: whoever could have them drawn up before and after somebody's answer would read it (decision 50).
    """
    at = await records.censuses.drawn_up_at()
    if at is None or local_day(at, moment.zone) == moment.today:
        return None
    return await _drawn_up(records, moment)


async def _drawn_up(records: Records, moment: Moment) -> Mapping[int, UnitFigures]:
    """All units at once: what one report hides depends on the others (decision 50).

    Takes a second for 28,000 people, in a thread of its own but for what the database does.
    """
    counted = await records.censuses.counted(moment.today, moment.zone)
    return await asyncio.to_thread(drawn_up, counted)
