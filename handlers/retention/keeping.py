"""Whoever was asked wants their record kept."""

from handlers.buttons.home import Home
from handlers.buttons.retention import KeepRecord
from handlers.retention import screens
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.retention import keep_record

routes = Routes()


@routes.button(KeepRecord, writes=True)
async def keep(tap: Tap, _: KeepRecord) -> Answer:
    """They are not asked again for years."""
    await keep_record(tap.records, tap.me, tap.moment)
    return Answer(screens.kept(tap.words), at=Home())
