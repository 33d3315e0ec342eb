"""Giving people roles in units, and ending them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.administered import administered_units, not_mine
from handlers.buttons import Button
from handlers.buttons.people import GiveRole, ListPeople, ShowPerson, ShowRoles, TakeRole
from handlers.forms import engine
from handlers.forms.asking import Choice, Form, form
from handlers.forms.teams import TeamNumber, answer, asks_team
from handlers.people import card_answer, find_card
from handlers.screen import Answer
from handlers.screens import people as screens
from handlers.screens import ways
from handlers.tap import Routes, Tap
from handlers.words import sentence
from storage.drafts import Draft
from volunteering.actions.managing_people import Gone, NotOneself, RoleSet, set_role
from volunteering.model import Unchanged
from volunteering.units import NotAllowed, Post, Role, Unit

routes = Routes()


def role_of(draft: Draft) -> Role:
    """The role to be given."""
    return Role(str(draft.about["role"]))


async def _likely_units(tap: Tap, draft: Draft, opened: str) -> Sequence[Choice]:
    """The same, with the person's own team on top."""
    choices = await administered_units(tap, draft, opened)
    person = None if opened else await tap.records.people.get(draft.number("person"))
    if person is None or not tap.rights.administers(person.unit.path):
        return choices
    own = answer(person.unit.name, person.unit)
    return [own, *(choice for choice in choices if choice.value != own.value)]


@form
class RoleIn(Form):
    """The unit that somebody is to lead or administer."""

    name: ClassVar[str] = "role"
    title: ClassVar[str] = sentence("Give a role")
    finish: ClassVar[str] = sentence("Confirm")

    unit: Annotated[
        TeamNumber,
        asks_team(sentence("In which team? The role goes for everything below it, too."), _likely_units),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowPerson(person=draft.number("person"))

    @override
    async def preview(self, tap: Tap, draft: Draft) -> Markup | None:
        person = await tap.records.people.get(draft.number("person"))
        unit = await tap.records.units.get(self.unit)
        if person is None or unit is None:
            return None
        return screens.will_be(tap.words, person, Post(unit=unit, role=role_of(draft)))

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        unit = await tap.records.units.get(self.unit)
        if unit is None:
            return Answer(ways.gone(tap.words), at=ListPeople())
        return await _set(tap, draft.number("person"), unit, role_of(draft))


@routes.button(GiveRole, writes=True, role=Role.ADMIN)
async def give(tap: Tap, button: GiveRole) -> Answer:
    """The choice of a unit."""
    found = await find_card(tap, button.person)
    if isinstance(found, Answer):
        return found
    return await engine.open_form(tap, RoleIn, about={"person": button.person, "role": button.role.value})


@routes.button(ShowRoles, role=Role.ADMIN)
async def show_roles(tap: Tap, button: ShowRoles) -> Answer:
    """The roles somebody has."""
    found = await find_card(tap, button.person)
    return found if isinstance(found, Answer) else Answer(screens.roles(tap.words, found, tap.rights), at=button)


@routes.button(TakeRole, writes=True, role=Role.ADMIN)
async def take(tap: Tap, button: TakeRole) -> Answer:
    """End one of them."""
    unit = await tap.records.units.get(button.unit)
    if unit is None:
        return Answer(ways.gone(tap.words), at=ShowPerson(person=button.person))
    return await _set(tap, button.person, unit, None)


async def _set(tap: Tap, person_id: int, unit: Unit, role: Role | None) -> Answer:
    outcome = await set_role(tap.records, tap.actor, person_id, unit, role, tap.now)
    match outcome:
        case None:
            return Answer(ways.gone(tap.words), at=ListPeople())
        case NotAllowed():
            return not_mine(tap)
    shown = await card_answer(tap, person_id, said=_said(tap, outcome))
    return replace(shown, changes_menu=person_id == tap.me.id)


def _said(tap: Tap, outcome: RoleSet | Unchanged | NotOneself | Gone) -> Markup:
    match outcome:
        case RoleSet(unit=unit, role=role):
            return screens.role_set(tap.words, unit, role)
        case Unchanged():
            return screens.as_before(tap.words)
        case NotOneself():
            return screens.not_oneself(tap.words)
        case Gone():
            return screens.has_left(tap.words)
