"""Somebody came without having signed up: finding them, and putting them on the roster."""

from handlers.attendance.questions import Finding
from handlers.attendance.rosters import no_roster, shown
from handlers.attendance.screens import rosters
from handlers.attendance.screens import walk_ins as screens
from handlers.buttons.attendance import AddWalkIn, FindWalkIn, ShowRoster
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.searching import nobody_there, stop_looking
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from storage.views.attendance.walk_ins import digits_in, is_findable, who_may_have_come, without_a_place
from volunteering.actions.attendance.rosters import DayIsFull, Roster, led_roster_or_empty
from volunteering.actions.attendance.walk_ins import NotHere, OnHold, OwnLine, WalkInAdded, add_walk_in
from volunteering.rules.tree import Role

routes = Routes()


async def _sheet(tap: Tap, shift_id: int) -> Roster:
    """Who came, where this person leads the shift and it has begun. Raises Instead."""
    roster = await led_roster_or_empty(tap.records, tap.actor, shift_id, tap.moment)
    if not isinstance(roster, Roster):
        raise Instead(no_roster(tap, shift_id, roster))
    return roster


@ends(Finding)
async def find_them(tap: Tap, form: Finding, draft: Draft) -> Answer | GoTo:
    """The one it is; of several, which; of nobody, once more."""
    shift_id = draft.number("shift")
    roster = await _sheet(tap, shift_id)
    shift, unit = roster.shift, roster.activity.unit
    found = await who_may_have_come(tap.read, shift.id, unit, form.text, without=tap.me.id, most=screens.ASKED)
    if len(found) == 1:
        return await _add(tap, shift.id, found[0].person_id)
    if found:
        await engine.begin_form(tap, Finding, about=draft.about)  # a longer part of the name may be typed right there
        screen = screens.which_one(tap.words, roster, found, digits_in(form.text))
        return Answer(screen, at=ShowRoster(shift=shift.id))
    problem = nobody_there(form.text, unit)
    return await engine.begin_form(tap, Finding, about=draft.about, problem=problem)


@routes.button(FindWalkIn, writes=True, role=Role.LEADER)
async def find_walk_in(tap: Tap, button: FindWalkIn) -> Answer | GoTo:
    """Those who had asked for a place, to be tapped; where nobody had, the question for a name."""
    roster = await _sheet(tap, button.shift)
    asked = (
        () if button.search else await without_a_place(tap.read, button.shift, without=tap.me.id, most=screens.ASKED)
    )
    question = await engine.begin_form(tap, Finding, about={"shift": button.shift})
    return Answer(screens.who_else(tap.words, roster, asked), at=ShowRoster(shift=button.shift)) if asked else question


@routes.button(AddWalkIn, writes=True, role=Role.LEADER)
async def put_on_it(tap: Tap, button: AddWalkIn) -> Answer:
    """This person was there."""
    roster = await _sheet(tap, button.shift)
    if not await is_findable(tap.read, button.shift, roster.activity.unit, button.person, button.digits):
        return shown(tap, roster, 0, said=screens.not_added(tap.words, NotHere(roster=roster)))
    return await _add(tap, button.shift, button.person)


async def _add(tap: Tap, shift_id: int, person_id: int) -> Answer:
    stop_looking(tap, Finding)
    outcome = await add_walk_in(tap.records, tap.actor, shift_id, person_id, tap.moment)
    match outcome:
        case WalkInAdded(roster=roster):
            page = rosters.page_with(roster.lines, tap.me.id, person_id)
            return shown(tap, roster, page, said=screens.added(tap.words, outcome))
        case OwnLine() | OnHold() | NotHere() | DayIsFull():
            return shown(tap, outcome.roster, 0, said=screens.not_added(tap.words, outcome))
        case _:
            return no_roster(tap, shift_id, outcome)
