"""My hours: the lines that make them."""

from handlers.buttons.hours import MyHours
from handlers.hours.screens import my_hours
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.hours.lines import hour_lines

routes = Routes()


@routes.button(MyHours)
async def show_my_hours(tap: Tap, button: MyHours) -> Answer:
    """The lines that make my hours."""
    found = await hour_lines(tap.read, tap.me.id, page=Page(my_hours.PAGE, button.page))
    return Answer(my_hours.my_hours(tap.words, found), at=button)
