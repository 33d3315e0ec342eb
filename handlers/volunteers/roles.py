"""Giving people roles in units, and ending them."""

from markupsafe import Markup

from handlers.buttons.volunteers import AskTakeRole, GiveRole, ListPeople, ShowPerson, ShowRoles, TakeRole
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import not_mine
from handlers.volunteers.directory import find_card
from handlers.volunteers.questions import RoleIn
from handlers.volunteers.screens import directory as screens
from handlers.volunteers.screens import managing
from storage.process.drafts import Draft
from volunteering.actions.volunteers.managed import Gone, NotOneself
from volunteering.actions.volunteers.roles import RoleSet, set_role
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Post, Role, Unit

routes = Routes()


def role_of(draft: Draft) -> Role:
    """The role to be given."""
    return Role(str(draft.about["role"]))


@previews(RoleIn)
async def preview(tap: Tap, form: RoleIn, draft: Draft) -> Markup | None:
    """Who will be what."""
    person = await tap.records.people.get(draft.number("person"))
    unit = await tap.records.units.get(form.unit)
    if person is None or unit is None:
        return None
    return screens.will_be(tap.words, person, Post(unit=unit, role=role_of(draft)))


@ends(RoleIn)
async def give_there(tap: Tap, form: RoleIn, draft: Draft) -> Answer | GoTo:
    """Give the role there."""
    unit = await tap.records.units.get(form.unit)
    if unit is None:
        return Answer(instead.gone(tap.words), at=ListPeople())
    return await _set(tap, draft.number("person"), unit, role_of(draft))


@routes.button(GiveRole, writes=True, role=Role.ADMIN)
async def give(tap: Tap, button: GiveRole) -> Answer | GoTo:
    """The choice of a unit."""
    await find_card(tap, button.person)
    return await engine.begin_form(tap, RoleIn, about={"person": button.person, "role": button.role.value})


@routes.button(ShowRoles, role=Role.ADMIN)
async def show_roles(tap: Tap, button: ShowRoles) -> Answer:
    """The roles somebody has."""
    found = await find_card(tap, button.person)
    return Answer(screens.roles(tap.words, found, tap.rights), at=button)


@routes.button(AskTakeRole, role=Role.ADMIN)
async def ask_take(tap: Tap, button: AskTakeRole) -> Answer | GoTo:
    """Asked once more, for the person is told at once."""
    found = await find_card(tap, button.person)
    post = next((post for post in found.posts if post.unit.id == button.unit), None)
    if post is None:
        return GoTo(ShowPerson(person=button.person), said=managing.as_before(tap.words))
    return Answer(screens.ask_take(tap.words, found.person, post), at=button)


@routes.button(TakeRole, writes=True, role=Role.ADMIN)
async def take(tap: Tap, button: TakeRole) -> Answer | GoTo:
    """End one of them."""
    unit = await tap.records.units.get(button.unit)
    if unit is None:
        return Answer(instead.gone(tap.words), at=ShowPerson(person=button.person))
    return await _set(tap, button.person, unit, None)


async def _set(tap: Tap, person_id: int, unit: Unit, role: Role | None) -> Answer | GoTo:
    outcome = await set_role(tap.records, tap.actor, person_id, unit, role, tap.moment)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=ListPeople())
        case NotAllowed():
            return not_mine(tap)
    return GoTo(ShowPerson(person=person_id), said=_said(tap, outcome), changes_menu=person_id == tap.me.id)


def _said(tap: Tap, outcome: RoleSet | Unchanged | NotOneself | Gone) -> Markup:
    match outcome:
        case RoleSet(unit=unit, role=role):
            return managing.role_set(tap.words, unit, role)
        case Unchanged():
            return managing.as_before(tap.words)
        case NotOneself():
            return managing.not_oneself(tap.words)
        case Gone():
            return managing.has_left(tap.words)
