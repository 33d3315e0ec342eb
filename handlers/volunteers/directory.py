"""Finding people, and their cards."""

from handlers.buttons.button import sought
from handlers.buttons.volunteers import FindPeople, ListPeople, ShowPerson
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.searching import nobody_of_mine
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import not_mine, unit_of_mine
from handlers.volunteers.questions import Search
from handlers.volunteers.screens import directory as screens
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.volunteers.directory import PersonCard, card_of, people_in
from volunteering.rules.tree import Role

routes = Routes()


@ends(Search)
async def search(tap: Tap, form: Search, _: Draft) -> Answer | GoTo:
    """The people whom the text finds; of nobody, once more."""
    found = await people_in(tap.read, tap.rights.administered, form.text, page=Page(1))
    if not found.people:
        return await engine.begin_form(tap, Search, problem=nobody_of_mine(form.text))
    return GoTo(ListPeople(text=form.text))


@routes.button(FindPeople, writes=True, role=Role.ADMIN)
async def find(tap: Tap, _: FindPeople) -> Answer | GoTo:
    """The question for a name or number."""
    return await engine.begin_form(tap, Search)


@routes.command("people", writes=True, role=Role.ADMIN)
async def people_command(_: Tap, argument: str) -> Answer | GoTo:
    """The same, typed; at once where it says who."""
    text = sought(argument)
    return GoTo(ListPeople(text=text) if text else FindPeople())


@routes.button(ListPeople, role=Role.ADMIN)
async def list_people(tap: Tap, button: ListPeople) -> Answer | GoTo:
    """Those found; the only one's card."""
    unit = None if button.unit is None else await unit_of_mine(tap, button.unit)
    units = (unit,) if unit else tap.rights.administered
    found = await people_in(tap.read, units, button.text, page=Page(screens.PAGE, button.page))
    if button.text and len(found.people) == 1 and not button.page:
        return GoTo(ShowPerson(person=found.people[0].id))
    return Answer(screens.people(tap.words, found, button, unit, said=tap.said), tap.said or "", at=button)


@routes.button(ShowPerson, role=Role.ADMIN)
async def show_person(tap: Tap, button: ShowPerson) -> Answer:
    """The card of a person, for those who administer a unit of theirs."""
    found = await find_card(tap, button.person)
    screen = screens.card(tap.words, found, tap.rights, tap.trail, is_me=button.person == tap.me.id, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


async def find_card(tap: Tap, person_id: int) -> PersonCard:
    """A person whom this admin may see. Raises Instead."""
    found = await card_of(tap.read, person_id, last=screens.LAST)
    if found is None:
        raise Instead(Answer(instead.gone(tap.words), at=ListPeople()))
    if not found.is_seen_by(tap.rights):
        raise Instead(not_mine(tap))
    return found
