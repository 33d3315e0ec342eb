"""Signing up for every shift of a series that is posted, and leaving them."""

from handlers.buttons.activities import ShowActivity
from handlers.buttons.signing_up import LeaveSeries, LeaveSeriesSurely, TakeSeries
from handlers.showing import every, instead
from handlers.signing_up.screens import series as screens
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.signing_up.every import EveryWouldBeTaken
from volunteering.actions.signing_up.series import leave_series, take_series

routes = Routes()


@routes.button(TakeSeries, writes=True)
async def take(tap: Tap, button: TakeSeries) -> Answer:
    """A place in each, a number on its waiting list, or why not."""
    outcome = await take_series(tap.records, tap.me, button.series, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words))
    series = await tap.records.series.get(button.series)
    goes_on = series is not None and series.next_on is not None
    ways = screens.ways_of(tap.words, outcome.activity, button.series, goes_on=goes_on)
    screen, toast = every.taken(tap.words, outcome, ways)
    return Answer(screen, toast, at=ShowActivity(activity=outcome.activity.id))


@routes.button(LeaveSeries, writes=True)
async def leave(tap: Tap, button: LeaveSeries) -> Answer:
    """Out of all of them; asked first where somebody else would have a place at once."""
    return await _leave(tap, button.series, is_sure=False)


@routes.button(LeaveSeriesSurely, writes=True)
async def leave_surely(tap: Tap, button: LeaveSeriesSurely) -> Answer:
    """Leave them, whatever has become of the waiting lists since it was asked."""
    return await _leave(tap, button.series, is_sure=True)


async def _leave(tap: Tap, series_id: int, *, is_sure: bool) -> Answer:
    outcome = await leave_series(tap.records, tap.me, series_id, tap.moment, is_sure=is_sure)
    if outcome is None:
        return Answer(instead.gone(tap.words))
    at = ShowActivity(activity=outcome.activity.id)
    if isinstance(outcome, EveryWouldBeTaken):
        return Answer(every.ask_leave(tap.words, outcome, LeaveSeriesSurely(series=series_id)), at=at)
    screen, toast = every.left(tap.words, outcome, screens.ways_of(tap.words, outcome.activity, series_id))
    return Answer(screen, toast, at=at)
