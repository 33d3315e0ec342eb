"""Writing down a shift, with the roles that it has."""

from volunteering.records import Records
from volunteering.rules.activities import NewShift
from volunteering.rules.ground.moment import Moment
from volunteering.rules.tree import Unit


async def write_shift(
    records: Records, activity_id: int, unit: Unit, shift: NewShift, moment: Moment, *, series: int | None = None
) -> int:
    """A new shift of an activity, or of a series of it, and its roles. Gives its number."""
    shift_id = await records.activities.add_shift(
        activity_id,
        unit.id,
        shift.period,
        shift.limit_in_all,
        minimum=shift.minimum,
        day=shift.period.day(moment.zone),
        at=moment.now,
        series_id=series,
        recurrence=shift.recurrence,
    )
    for ordinal, role in enumerate(shift.roles):
        await records.roles.add(shift_id, ordinal, role)
    if shift.roles:
        records.roles.count(shift_id, len(shift.roles), shift.limit_in_all)
    return shift_id
