"""Why can't they: of any person whom a leader may find, what keeps them from a place in a shift."""

from handlers.buttons.leading import ManageShift
from handlers.buttons.needs import ChooseHindering, FindHindered, ShowHindrances
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.searching import nobody_there
from handlers.leading.led import find_shift, gone
from handlers.needs.questions import FindingHindered
from handlers.needs.screens import hindrances as screens
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.attendance.walk_ins import digits_in, is_findable, who_may_have_come
from storage.views.needs import shifts_for
from volunteering.rules.tree import Role

routes = Routes()

NOBODY = 0
"""The number of no person: leaders may ask about themselves, too."""


@routes.button(FindHindered, writes=True, role=Role.LEADER)
async def find(tap: Tap, button: FindHindered) -> Answer | GoTo:
    """The question for a name or number."""
    found = await find_shift(tap, button.shift)
    return await engine.begin_form(tap, FindingHindered, about={"shift": found.manned.shift.id})


@ends(FindingHindered)
async def find_them(tap: Tap, form: FindingHindered, draft: Draft) -> Answer | GoTo:
    """The one it is; of several, which; of nobody, once more."""
    led = await find_shift(tap, draft.number("shift"))
    shift, unit = led.manned.shift, led.activity.unit
    digits = digits_in(form.text)
    found = await who_may_have_come(tap.read, shift.id, unit, form.text, without=NOBODY, most=screens.ASKED)
    if len(found) == 1:
        return GoTo(screens.to_hindrances(shift, found[0].person_id, digits))
    if found:
        await engine.begin_form(tap, FindingHindered, about=draft.about)  # a longer part of the name may be typed
        return Answer(screens.which_one(tap.words, led, found, digits), at=ManageShift(shift=shift.id))
    problem = nobody_there(form.text, unit)
    return await engine.begin_form(tap, FindingHindered, about=draft.about, problem=problem)


@routes.button(ChooseHindering, role=Role.LEADER)
async def choose_shift(tap: Tap, button: ChooseHindering) -> Answer:
    """The shifts ahead that this leader could ask it of."""
    person = await tap.records.people.get(button.person)
    if person is None or not person.standing.is_with_us or not tap.rights.leads(person.unit):
        return gone(tap)
    ahead = await shifts_for(tap.read, tap.rights, person.unit, tap.now, Page(screens.PAGE, button.page))
    return Answer(screens.which_of_mine(tap.words, person, ahead), at=button)


@routes.button(ShowHindrances, role=Role.LEADER)
async def show(tap: Tap, button: ShowHindrances) -> Answer:
    """The reasons that this person would read, for each role."""
    led = await find_shift(tap, button.shift)
    is_known = await is_findable(tap.read, button.shift, led.activity.unit, button.person, button.digits)
    person = await tap.records.people.get(button.person) if is_known else None
    facts = await tap.records.sign_ups.facts(button.shift, button.person) if person else None
    if person is None or facts is None or not person.standing.is_with_us:
        return gone(tap)
    came_by = tap.trail.last(ChooseHindering)
    shifts = came_by if came_by and came_by.person == person.id else None
    leads = tap.rights.leads(person.unit)
    screen = screens.hindrances(tap.words, person, facts, tap.moment, leads=leads, shifts=shifts)
    return Answer(screen, at=button)
