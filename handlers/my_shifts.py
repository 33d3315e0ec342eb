"""My shifts, my waiting numbers, my hours."""

from handlers.buttons.shifts import MyHours, MyShifts
from handlers.screen import Answer
from handlers.screens import my_shifts as screens
from handlers.tap import Routes, Tap
from storage.my import hour_lines, overview
from volunteering.periods import Month, local_day

routes = Routes()


@routes.button(MyShifts)
async def show_my_shifts(tap: Tap, button: MyShifts) -> Answer:
    """My shifts and my hours."""
    month = Month.of(local_day(tap.now, tap.zone))
    mine = await overview(tap.read, tap.me.id, tap.now, month, page=button.page)
    return Answer(screens.my_shifts(tap.words, mine, button.page, tap.policy), at=button)


routes.also_typed("my", MyShifts())


@routes.button(MyHours)
async def show_my_hours(tap: Tap, button: MyHours) -> Answer:
    """The lines that make my hours."""
    found = await hour_lines(tap.read, tap.me.id, page=button.page)
    return Answer(screens.my_hours(tap.words, found, button.page), at=button)
