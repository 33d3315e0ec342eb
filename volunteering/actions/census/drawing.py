"""Drawing up the reports of all units, so that each is there when it is opened."""

import asyncio

from volunteering.records import Records
from volunteering.rules.census.figures import drawn_up
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import local_day


async def draw_up(records: Records, moment: Moment) -> None:
    """Count everybody anew. All units at once: what one report hides depends on the others (decision 50).

    Takes a second for 28,000 people, in a thread of its own but for what the database does.
    """
    counted = await records.censuses.counted(local_day(moment.now, moment.zone), moment.zone)
    await records.censuses.keep(await asyncio.to_thread(drawn_up, counted), moment.now)


async def draw_up_if_kept(records: Records, moment: Moment) -> bool:
    """The same where anybody has ever asked for a report, and those that are kept are from another local day."""
    at = await records.censuses.drawn_up_at()
    if at is None or local_day(at, moment.zone) == local_day(moment.now, moment.zone):
        return False
    await draw_up(records, moment)
    return True
