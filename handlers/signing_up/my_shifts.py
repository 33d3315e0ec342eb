"""My shifts, my waiting numbers, and the sums of my hours."""

from handlers.buttons.signing_up import MyShifts
from handlers.signing_up.screens import my_shifts
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.signing_up import overview
from volunteering.rules.ground.periods import Month, local_day

routes = Routes()


@routes.button(MyShifts)
async def show_my_shifts(tap: Tap, button: MyShifts) -> Answer:
    """My shifts and my hours."""
    month = Month.of(local_day(tap.now, tap.zone))
    mine = await overview(tap.read, tap.me.id, tap.now, month, page=Page(my_shifts.PAGE, button.page))
    return Answer(my_shifts.my_shifts(tap.words, mine, tap.policy, said=tap.said), at=button)


routes.also_typed("my", MyShifts())
