"""Every shift of a series that is posted, at once (docs/rules.md: Series)."""

from volunteering.actions.signing_up.every import (
    EveryLeft,
    EveryTaken,
    EveryWouldBeTaken,
    leave_every,
    lock_every,
    take_every,
)
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.moment import Moment
from volunteering.rules.volunteers import Person


async def _ahead(records: Records, series_id: int, moment: Moment) -> tuple[Activity, list[Shift]] | None:
    """Its shifts that are posted and have not begun, locked. None: there is no such series."""
    series = await records.series.get(series_id)
    activity = await records.activities.get(series.activity_id) if series else None
    if activity is None:
        return None
    every = await records.activities.shifts(activity.id)
    ahead = [one for one in every if one.series_id == series_id and not one.has_begun(moment.now)]
    await lock_every(records, ahead)
    return activity, ahead


async def take_series(records: Records, person: Person, series_id: int, moment: Moment) -> EveryTaken | None:
    """A place in each that is posted, a number on its waiting list, or why not. None: there is no such series."""
    found = await _ahead(records, series_id, moment)
    return await take_every(records, person, *found, moment) if found else None


async def leave_series(
    records: Records, person: Person, series_id: int, moment: Moment, *, is_sure: bool = False
) -> EveryLeft | EveryWouldBeTaken | None:
    """Leave each that is posted, and its waiting list. None: there is no such series.

    Unless it `is_sure`, nothing is left where somebody who waits would have a place at once.
    """
    found = await _ahead(records, series_id, moment)
    return await leave_every(records, person, *found, moment, is_sure=is_sure) if found else None
