"""What does it take: what the roles of a shift ask of people, as whoever leads it says it."""

from collections.abc import Callable

from handlers.buttons.needs import (
    ChangeLeastAge,
    ChooseRequired,
    ChooseRequiredLanguages,
    ChooseRequiredLevel,
    DropRequired,
    RequireInduction,
    RequireKind,
    RequireLanguage,
    SetAnyOf,
    ShowNeeds,
)
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.leading.led import begun, find_shift, gone, not_done
from handlers.needs.questions import LeastAge
from handlers.needs.screens import asking as screens
from handlers.needs.screens.asking import AskedRole
from handlers.showing.parts import saved
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.leading.needs import CannotAsk, NeedsChanged, NoSuchRole, change_needs
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.needs import Needs, Required
from volunteering.rules.qualifications import INDUCTION, QualificationKind
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ShowNeeds, role=Role.LEADER)
async def show(tap: Tap, button: ShowNeeds) -> Answer:
    """What a role asks for; of several, first which."""
    led = await find_shift(tap, button.shift)
    if led.manned.shift.has_begun(tap.now):
        return begun(tap, button.shift)
    roles = tuple(room.role for room in await tap.records.roles.of(button.shift))
    if button.role is None and any(role.name for role in roles):
        return Answer(screens.which_role(tap.words, led, roles), at=button)
    asking = await _find(tap, button.shift, button.role)
    return Answer(screens.needs(tap.words, asking, said=tap.said), tap.said or "", at=button)


async def _find(tap: Tap, shift_id: int, role_id: int | None) -> AskedRole:
    """The role, of a shift that this person leads, and the kinds that it may ask for. Raises Instead."""
    led = await find_shift(tap, shift_id)
    roles = [room.role for room in await tap.records.roles.of(shift_id)]
    meant = next((role for role in roles if (role.id == role_id if role_id else not role.name)), None)
    if meant is None and (roles or role_id):
        raise Instead(GoTo(ShowNeeds(shift=shift_id)) if roles else gone(tap))
    kinds = await tap.records.kinds.all_for(led.activity.unit)
    return AskedRole(led=led, role=meant, kinds=kinds)


def _kind(asking: AskedRole, kind_id: int) -> QualificationKind:
    """The kind of that number, which this shift may ask for. Raises Instead."""
    kind = next((kind for kind in asking.kinds if kind.id == kind_id and kind.code != INDUCTION), None)
    if kind is None:
        raise Instead(GoTo(asking.shown))
    return kind


@routes.button(ChooseRequired, role=Role.LEADER)
async def choose_kind(tap: Tap, button: ChooseRequired) -> Answer:
    """The kinds that units from here upwards keep."""
    asking = await _find(tap, button.shift, button.role)
    return Answer(screens.which_kind(tap.words, asking, button), at=button)


@routes.button(ChooseRequiredLevel, role=Role.LEADER)
async def choose_level(tap: Tap, button: ChooseRequiredLevel) -> Answer:
    """The levels to choose from."""
    asking = await _find(tap, button.shift, button.role)
    return Answer(screens.which_level(tap.words, asking, _kind(asking, button.kind)), at=button)


@routes.button(RequireKind, writes=True, role=Role.LEADER)
async def require_kind(tap: Tap, button: RequireKind) -> Answer | GoTo:
    """Ask for a kind from a level on."""
    kind = _kind(await _find(tap, button.shift, button.role), button.kind)
    required = Required(kind=kind, level=button.level)
    return await _change(tap, button.shift, button.role, lambda needs: needs.requiring(required))


@routes.button(DropRequired, writes=True, role=Role.LEADER)
async def drop_kind(tap: Tap, button: DropRequired) -> Answer | GoTo:
    """Ask for it no more."""
    return await _change(tap, button.shift, button.role, lambda needs: needs.without(button.kind))


@routes.button(SetAnyOf, writes=True, role=Role.LEADER)
async def set_any_of(tap: Tap, button: SetAnyOf) -> Answer | GoTo:
    """One of them is enough, or all of them are needed."""
    return await _change(tap, button.shift, button.role, lambda needs: needs.any_or_all(any_of=button.any_of))


@routes.button(RequireInduction, writes=True, role=Role.LEADER)
async def set_induction(tap: Tap, button: RequireInduction) -> Answer | GoTo:
    """Ask for the induction, or no more."""
    return await _change(tap, button.shift, button.role, lambda needs: needs.inducted(asked=button.asked))


@routes.button(ChooseRequiredLanguages, role=Role.LEADER)
async def choose_spoken(tap: Tap, button: ChooseRequiredLanguages) -> Answer:
    """The languages to choose from."""
    asking = await _find(tap, button.shift, button.role)
    return Answer(screens.which_languages(tap.words, asking), at=button)


@routes.button(RequireLanguage, writes=True, role=Role.LEADER)
async def set_spoken(tap: Tap, button: RequireLanguage) -> Answer | GoTo:
    """Ask for a language, or no more."""
    return await _change(
        tap,
        button.shift,
        button.role,
        lambda needs: needs.speaking(button.language, asked=button.asked),
        then=ChooseRequiredLanguages(shift=button.shift, role=button.role),
    )


@routes.button(ChangeLeastAge, writes=True, role=Role.LEADER)
async def change_least_age(tap: Tap, button: ChangeLeastAge) -> Answer | GoTo:
    """The question for the age."""
    asking = await _find(tap, button.shift, button.role)
    role = {} if asking.role is None or button.role is None else {"role": asking.role.id}
    return await engine.begin_form(tap, LeastAge, about={"shift": button.shift, **role})


@ends(LeastAge)
async def set_least_age(tap: Tap, form: LeastAge, draft: Draft) -> Answer | GoTo:
    """Ask for it, or for none."""
    role = draft.number("role") if "role" in draft.about else None
    return await _change(tap, draft.number("shift"), role, lambda needs: needs.aged(form.age))


async def _change(
    tap: Tap,
    shift_id: int,
    role_id: int | None,
    change: Callable[[Needs], Needs],
    then: ShowNeeds | ChooseRequiredLanguages | None = None,
) -> Answer | GoTo:
    shown = then or ShowNeeds(shift=shift_id, role=role_id)
    outcome = await change_needs(tap.records, tap.actor, shift_id, role_id, change, tap.moment)
    match outcome:
        case NoSuchRole():
            return GoTo(ShowNeeds(shift=shift_id))
        case CannotAsk(reasons=reasons):
            return GoTo(shown, said=screens.cannot_ask(tap.words, reasons))
        case Unchanged():
            return GoTo(shown)
        case NeedsChanged():
            return GoTo(shown, said=saved(tap.words))
    return not_done(tap, shift_id, outcome)
