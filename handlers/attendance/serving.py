"""How many people a shift served, and how many things were handed out."""

from handlers.attendance.questions import Serving, ServingAgain
from handlers.attendance.rosters import find_sheet, no_roster
from handlers.attendance.screens import served as screens
from handlers.buttons.attendance import CountServed
from handlers.buttons.leading import ManageShift
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.attendance.rosters import NotYet
from volunteering.actions.attendance.serving import ServedCounted, count_served
from volunteering.rules.reports import NOT_COUNTED, Served
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(CountServed, writes=True, role=Role.LEADER)
async def ask(tap: Tap, button: CountServed) -> Answer | GoTo:
    """Both questions; once they were answered, what was said, to be changed."""
    sheet = await find_sheet(tap, button.shift)
    about = {"shift": button.shift}
    if sheet.shift.called_off:
        return no_roster(tap, button.shift, Closed())
    if not sheet.shift.has_begun(tap.now):
        return no_roster(tap, button.shift, NotYet(activity=sheet.activity, shift=sheet.shift))
    if sheet.served == NOT_COUNTED:
        return await engine.begin_form(tap, Serving, about=about)
    return await engine.begin_form(tap, ServingAgain, about=about, **sheet.served.model_dump())


@ends(Serving, ServingAgain)
async def keep(tap: Tap, form: Serving, draft: Draft) -> Answer | GoTo:
    """Both are kept with the shift."""
    shift_id = draft.number("shift")
    served = Served(people=form.people, things=form.things)
    outcome = await count_served(tap.records, tap.actor, shift_id, served, tap.moment)
    if isinstance(outcome, ServedCounted):
        return GoTo(ManageShift(shift=shift_id), said=screens.counted(tap.words, outcome.served))
    return no_roster(tap, shift_id, outcome)
