"""Ending a series: asked once more, and what is posted stays."""

from handlers.buttons.leading import AskEndSeries, EndSeries, ManageActivity
from handlers.leading.led import find_activity, gone, refused
from handlers.leading.screens import series as screens
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.leading.series import SeriesEnded, end_series
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(AskEndSeries, role=Role.LEADER)
async def ask_end(tap: Tap, button: AskEndSeries) -> Answer | GoTo:
    """Asked once more, with what stays."""
    series = await tap.records.series.get(button.series)
    if series is None:
        raise Instead(gone(tap))
    found = await find_activity(tap, series.activity_id)
    if series.next_on is None:
        return GoTo(ManageActivity(activity=series.activity_id))
    shifts = await tap.records.activities.shifts(series.activity_id)
    ahead = sum(shift.series_id == series.id and shift.is_ahead(tap.now) for shift in shifts)
    return Answer(screens.ask_end(tap.words, found.activity, series, ahead), at=button)


@routes.button(EndSeries, writes=True, role=Role.LEADER)
async def end(tap: Tap, button: EndSeries) -> Answer | GoTo:
    """Nothing more is posted of it."""
    match await end_series(tap.records, tap.actor, button.series, tap.moment):
        case SeriesEnded(activity_id=activity_id):
            return GoTo(ManageActivity(activity=activity_id), said=screens.ended(tap.words))
        case Unchanged():
            series = await tap.records.series.get(button.series)
            return GoTo(ManageActivity(activity=series.activity_id if series else 0))
        case refusal:
            return refused(tap, refusal)
