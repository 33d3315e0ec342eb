"""What somebody is qualified for, and giving them one: the induction, mostly."""

from handlers.buttons.button import sought
from handlers.buttons.profiles import ShowThem
from handlers.buttons.qualifications import (
    ChooseToGive,
    FindToQualify,
    GiveQualification,
    ListToQualify,
    ShowQualifications,
    ShowQualificationsOf,
)
from handlers.forms.endings import ends
from handlers.forms.engine import begin_form, opens
from handlers.forms.searching import nobody_of_mine
from handlers.qualifications.questions import SearchToQualify
from handlers.qualifications.screens import giving as screens
from handlers.showing import instead
from handlers.showing.parts import to_person
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.qualifications import qualifications_of
from storage.views.volunteers.directory import people_in
from volunteering.actions.qualifications.deciding import KindNotHere, OwnQualification, Verified, give
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Person

routes = Routes()

routes.button(FindToQualify, writes=True, role=Role.LEADER)(opens(SearchToQualify))


@ends(SearchToQualify)
async def search(tap: Tap, form: SearchToQualify, _: Draft) -> Answer | GoTo:
    """The people whom the text finds; of nobody, once more."""
    found = await people_in(tap.read, tap.rights.led, form.text, page=Page(1))
    if not found.people:
        return await begin_form(tap, SearchToQualify, problem=nobody_of_mine(form.text))
    return GoTo(ListToQualify(text=sought(form.text)))


@routes.button(ListToQualify, role=Role.LEADER)
async def list_to_qualify(tap: Tap, button: ListToQualify) -> Answer | GoTo:
    """Those found in the teams that the reader leads; of one only, what they have."""
    if not button.text:
        return GoTo(ShowQualifications())
    found = await people_in(tap.read, tap.rights.led, button.text, page=Page(screens.PAGE, button.page))
    if len(found.people) == 1 and not button.page:
        return GoTo(ShowQualificationsOf(person=found.people[0].id))
    return Answer(screens.people(tap.words, found, button.text), at=button)


@routes.button(ShowQualificationsOf, role=Role.LEADER)
async def show_qualifications_of(tap: Tap, button: ShowQualificationsOf) -> Answer:
    """What one of them has."""
    person = await _led(tap, button.person)
    found = await qualifications_of(tap.read, person.id, Page(screens.PAGE, button.page))
    gives = person.id != tap.me.id and person.standing.is_here
    came_by = tap.trail.last(ListToQualify) or tap.trail.last(ShowThem)
    sees_card = tap.rights.administers(person.unit) and came_by is None
    to_list = screens.to_found(tap.words, came_by or ListToQualify())
    back = to_person(tap.words, person) if sees_card else to_list
    screen = screens.qualifications_of(tap.words, person, found, back=back, gives=gives, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


async def _led(tap: Tap, person_id: int) -> Person:
    """Somebody whom the reader leads. Raises Instead."""
    person = await tap.records.people.get(person_id)
    if person is None:
        raise Instead(Answer(instead.gone(tap.words), at=ShowQualifications()))
    if not tap.rights.leads(person.unit):
        raise Instead(Answer(screens.not_given(tap.words, person, NotAllowed()), at=ShowQualifications()))
    return person


@routes.button(ChooseToGive, role=Role.LEADER)
async def choose_to_give(tap: Tap, button: ChooseToGive) -> Answer:
    """What there is to give, or which level of it."""
    person = await _led(tap, button.person)
    kinds = await tap.records.kinds.all_for(person.unit)
    chosen = next((kind for kind in kinds if kind.id == button.kind), None)
    if chosen and chosen.levels:
        return Answer(screens.choose_level(tap.words, person, chosen), at=button)
    shown, extent = Page(screens.PAGE, button.page).of(kinds)
    return Answer(screens.choose_to_give(tap.words, person, tuple(shown), extent), at=button)


@routes.button(GiveQualification, writes=True, role=Role.LEADER)
async def give_qualification(tap: Tap, button: GiveQualification) -> Answer | GoTo:
    """They have it from today on."""
    outcome = await give(tap.records, tap.actor, button.person, button.kind, button.level, tap.moment.today, tap.moment)
    person, kind = await tap.records.people.get(button.person), await tap.records.kinds.get(button.kind)
    if outcome is None or person is None or kind is None:
        return Answer(instead.gone(tap.words), at=ShowQualifications())
    there = ShowQualificationsOf(person=person.id)
    match outcome:
        case Verified() | Unchanged():
            already = isinstance(outcome, Unchanged)
            return GoTo(there, said=screens.given(tap.words, kind, button.level, already=already))
        case OwnQualification() | KindNotHere() | NotAllowed():
            return Answer(screens.not_given(tap.words, person, outcome), at=ShowQualifications())
