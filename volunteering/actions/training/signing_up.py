"""All sessions of a training at once, each by the rules of any shift (docs/rules.md: Training)."""

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


async def _ahead(records: Records, activity_id: int, moment: Moment) -> tuple[Activity, list[Shift]] | None:
    """The sessions that have not begun, locked. None: the activity is no training."""
    activity = await records.activities.get(activity_id)
    if activity is None or not activity.training:
        return None
    sessions = [shift for shift in await records.activities.shifts(activity_id) if not shift.has_begun(moment.now)]
    await lock_every(records, sessions)
    return activity, sessions


async def take_training(records: Records, person: Person, activity_id: int, moment: Moment) -> EveryTaken | None:
    """A place in each session ahead, a number on its waiting list, or why not. None: the activity is no training."""
    found = await _ahead(records, activity_id, moment)
    return await take_every(records, person, *found, moment) if found else None


async def leave_training(
    records: Records, person: Person, activity_id: int, moment: Moment, *, is_sure: bool = False
) -> EveryLeft | EveryWouldBeTaken | None:
    """Leave each session ahead, and its waiting list. None: the activity is no training.

    Unless it `is_sure`, nothing is left where somebody who waits would have a place at once.
    """
    found = await _ahead(records, activity_id, moment)
    return await leave_every(records, person, *found, moment, is_sure=is_sure) if found else None
