"""The roles of a posted shift, written anew: what would become of them, and what came of it."""

from typing import Any

from markupsafe import Markup

from handlers.buttons.leading import ManageShift
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.forms.problems import WrongAnswer
from handlers.leading.led import not_done
from handlers.leading.questions.roles import ROOMS, NewRoles, snapshot
from handlers.leading.screens import posting
from handlers.leading.screens import roles as screens
from handlers.showing.parts import saved
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.actions.leading.minimum import MinimumChanged, change_minimum
from volunteering.actions.leading.moving import NotLikeThat, TooFew
from volunteering.actions.leading.roles import RolesChanged, TooFewFor, WhereTo, change_roles
from volunteering.rules.roles import AtLeast, Places, minimum_in, places_in


async def ask_for_roles(tap: Tap, shift_id: int, *, problem: WrongAnswer | None = None, **known: Any) -> Answer | GoTo:
    """The question for the roles anew; with what is `known` already, its preview."""
    rooms = await tap.records.roles.of(shift_id)
    about = {"shift": shift_id, ROOMS: snapshot(rooms)}
    return await engine.begin_form(tap, NewRoles, about=about, problem=problem, **known)


@previews(NewRoles)
async def preview(tap: Tap, form: NewRoles, draft: Draft) -> Markup | None:
    """The roles as they would be, and what becomes of the people in them."""
    number = draft.number("shift")
    found = await tap.records.activities.shift(number)
    if found is None:
        return None
    activity, shift = found
    rooms = await tap.records.roles.of(number)
    taken = len(await tap.records.sign_ups.confirmed(number))
    return screens.preview(tap.words, activity, shift, rooms, form.roles, form.into, taken)


@ends(NewRoles)
async def set_roles(tap: Tap, form: NewRoles, draft: Draft) -> Answer | GoTo:
    """These roles from now on, or why not."""
    number, places, minimum = draft.number("shift"), places_in(form.roles), minimum_in(form.roles)
    if places is not None:
        return await write_roles(tap, number, places, minimum=minimum, into=form.into)
    outcome = await change_minimum(tap.records, tap.actor, number, minimum or 0, tap.moment)
    if isinstance(outcome, MinimumChanged):
        return GoTo(ManageShift(shift=number), said=saved(tap.words))
    return not_done(tap, number, outcome)


async def write_roles(
    tap: Tap, shift_id: int, wanted: Places, *, minimum: int | None = None, into: int | None = None
) -> Answer | GoTo:
    """The same, from wherever it was said."""
    outcome = await change_roles(tap.records, tap.actor, shift_id, wanted, tap.moment, minimum=minimum, into=into)
    here = ManageShift(shift=shift_id)
    match outcome:
        case RolesChanged(promoted=promoted, told=told):
            return GoTo(here, said=screens.saved(tap.words, promoted, told))
        case WhereTo(rewriting=plan) if plan.options:  # somebody came to a role meanwhile
            said = wanted if minimum is None else AtLeast(minimum=minimum, places=wanted)
            return await ask_for_roles(tap, shift_id, roles=said)
        case WhereTo(rewriting=plan):
            return await _again(tap, shift_id, "roles_no_room", people=plan.needing_places)
        case TooFewFor(role=role, spoken_for=people):
            return await _again(tap, shift_id, "roles_too_few", role=role, people=people)
        case TooFew(spoken_for=people):
            return await _again(tap, shift_id, "places_too_few", people=people)
        case NotLikeThat(reasons=reasons):
            return GoTo(here, said=posting.reason_line(tap.words, reasons[0]))
    return not_done(tap, shift_id, outcome)


async def _again(tap: Tap, shift_id: int, problem: str, **facts: object) -> Answer | GoTo:
    return await ask_for_roles(tap, shift_id, problem=WrongAnswer(problem, facts))
