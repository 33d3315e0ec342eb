"""Looking for one of many among the people of a shift."""

from handlers.attendance.questions import FindingSigned
from handlers.attendance.rosters import find_sheet
from handlers.attendance.screens import finding as screens
from handlers.buttons.attendance import BYTES_OF_NAME, FindOnRoster, ShowFound
from handlers.buttons.button import sought
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.problems import WrongAnswer
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.rules.tree import Role

routes = Routes()


@ends(FindingSigned)
async def find_them(tap: Tap, form: FindingSigned, draft: Draft) -> Answer | GoTo:
    """Those whom the text finds; of nobody, once more."""
    sheet = await find_sheet(tap, draft.number("shift"))
    if not sheet.like(form.text):
        problem = WrongAnswer("nobody_in_shift", {"typed": form.text})
        return await engine.begin_form(tap, FindingSigned, about=draft.about, problem=problem)
    return GoTo(ShowFound(shift=draft.number("shift"), text=sought(form.text, BYTES_OF_NAME)))


@routes.button(FindOnRoster, writes=True, role=Role.LEADER)
async def find(tap: Tap, button: FindOnRoster) -> Answer | GoTo:
    """The question for a name or number."""
    await find_sheet(tap, button.shift)
    return await engine.begin_form(tap, FindingSigned, about={"shift": button.shift})


@routes.button(ShowFound, role=Role.LEADER)
async def show_found(tap: Tap, button: ShowFound) -> Answer:
    """Those whom a text finds, to be ticked once the shift has begun."""
    sheet = await find_sheet(tap, button.shift)
    return Answer(screens.found(tap.words, sheet, button, tap.me.id), at=button)
