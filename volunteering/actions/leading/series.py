"""Series: posting what comes again by a rule, and ending it (docs/rules.md: Series)."""

from datetime import date

from volunteering.actions.leading.shifts import write_shift
from volunteering.records import Records
from volunteering.rules.activities import shifts_of
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.series import NewSeries, horizon_at
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor


class SeriesEnded(Model):
    """Nothing more is posted of it."""

    activity_id: int
    last: date  # on which something of it is


async def begin_series(records: Records, activity_id: int, unit: Unit, new: NewSeries, moment: Moment) -> int:
    """A series of an activity, with its first shifts. Gives its number."""
    plan = new.begun(moment)
    series_id = await records.series.add(activity_id, new, next_on=plan.next_on, at=moment.now)
    for shift in shifts_of(new, plan):
        await write_shift(records, activity_id, unit, shift, moment, series=series_id)
    return series_id


async def series_to_post(records: Records, moment: Moment) -> tuple[int, ...]:
    """The series of which something is to be posted by now."""
    return await records.series.to_post(horizon_at(moment))


async def post_more(records: Records, series_id: int, moment: Moment) -> int:
    """Post what of a series is due, each recurrence once for good. Gives how many shifts that makes."""
    series = await records.series.lock(series_id)
    if series is None or series.next_on is None or series.next_on > horizon_at(moment):
        return 0
    activity = await records.activities.get(series.activity_id)
    if activity is None or not activity.is_on:
        return 0
    until = activity.risk.insurance.last if activity.risk else None
    plan = series.planned(series.next_on, moment, insured_until=until)
    there = await records.series.posted(series_id)
    shifts = [shift for shift in shifts_of(series, plan) if shift.recurrence not in there]
    for shift in shifts:
        await write_shift(records, activity.id, activity.unit, shift, moment, series=series_id)
    records.series.go_on(series_id, plan.next_on)
    return len(shifts)


async def end_series(
    records: Records, actor: Actor, series_id: int, moment: Moment
) -> SeriesEnded | Unchanged | NotAllowed | None:
    """Post no more of a series; what is posted stays. None where there is no such series."""
    series = await records.series.lock(series_id)
    activity = await records.activities.get(series.activity_id) if series else None
    if series is None or activity is None:
        return None
    if not actor.rights.leads(activity.unit):
        return NotAllowed()
    if series.next_on is None:
        return Unchanged()
    last = max((at.date() for at in await records.series.posted(series_id)), default=moment.today)
    records.series.end(series_id, last=last, at=moment.now)
    records.journal.note(
        Did.SERIES_ENDED, by_id=actor.id, at=moment.now, unit_id=activity.unit.id, activity_id=activity.id
    )
    return SeriesEnded(activity_id=activity.id, last=last)
