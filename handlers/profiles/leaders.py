"""What leaders look up of the people of their shifts; rights and the hour are looked at at each tap."""

from handlers.buttons.profiles import ShowThem, ShowThisOne
from handlers.leading.led import gone, not_yours
from handlers.profiles.screens import leaders as screens
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.profiles import them_of, this_one
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ShowThem, role=Role.LEADER)
async def show_them(tap: Tap, button: ShowThem) -> Answer:
    """The people of a shift, and around it whom to call for each."""
    found = await them_of(tap.read, button.shift, page=Page(screens.PAGE, button.page))
    if found is None:
        return gone(tap)
    return (
        Answer(screens.them(tap.words, found), at=button) if tap.rights.leads(found.activity.unit) else not_yours(tap)
    )


@routes.button(ShowThisOne, role=Role.LEADER)
async def show_this_one(tap: Tap, button: ShowThisOne) -> Answer | GoTo:
    """One of them, by themselves."""
    found = await this_one(tap.read, button.shift, button.person)
    if found is None:
        return GoTo(ShowThem(shift=button.shift))
    if not tap.rights.leads(found.activity.unit):
        return not_yours(tap)
    person = await tap.records.people.get(button.person)
    leads_them = person is not None and person.standing.is_with_us and tap.rights.leads(person.unit)
    return Answer(screens.this_one(tap.words, found, leads_them=leads_them), at=button)
