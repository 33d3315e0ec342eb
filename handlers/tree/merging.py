"""Taking an empty unit away, and merging a full one into another."""

from markupsafe import Markup

from handlers.buttons.tree import AskRemove, ManageUnit, MergeUnit, RemoveUnit
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import gone, refused, unit_of_mine
from handlers.tree.questions import MergeInto
from handlers.tree.screens import merging as screens
from storage.process.drafts import Draft
from volunteering.actions.tree import (
    InsideItself,
    NameTaken,
    NotEmpty,
    TopUnit,
    UnitMerges,
    UnitRemoved,
    merge_unit,
    remove_unit,
)
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(AskRemove, role=Role.ADMIN)
async def ask_remove(tap: Tap, button: AskRemove) -> Answer | GoTo:
    """Whether it is meant; of a unit that isn't empty, what is in it."""
    unit = await unit_of_mine(tap, button.unit)
    if unit.above_id is None:
        return GoTo(ManageUnit(unit=unit.id), said=screens.top_stays(tap.words))
    held = await tap.records.units.holdings(unit, tap.now)
    at = ManageUnit(unit=unit.id)
    if held.is_empty:
        return Answer(screens.ask_remove(tap.words, unit), at=at)
    return Answer(screens.not_empty(tap.words, unit, held), at=at)


@routes.button(RemoveUnit, writes=True, role=Role.ADMIN)
async def remove(tap: Tap, button: RemoveUnit) -> Answer | GoTo:
    """Take it away, if nothing has come into it meanwhile."""
    outcome = await remove_unit(tap.records, tap.actor, button.unit, tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case TopUnit(unit=unit):
            return GoTo(ManageUnit(unit=unit.id), said=screens.top_stays(tap.words))
        case NotEmpty(unit=unit, held=held):
            return Answer(screens.not_empty(tap.words, unit, held), at=ManageUnit(unit=unit.id))
        case UnitRemoved(unit=unit, above=above):
            return GoTo(ManageUnit(unit=above.id), said=screens.removed(tap.words, unit))


@routes.button(MergeUnit, writes=True, role=Role.ADMIN)
async def merge(tap: Tap, button: MergeUnit) -> Answer | GoTo:
    """The choice of another unit to be a part of."""
    unit = await unit_of_mine(tap, button.unit)
    return await engine.begin_form(tap, MergeInto, about={"unit": unit.id})


@previews(MergeInto)
async def preview(tap: Tap, form: MergeInto, draft: Draft) -> Markup | None:
    """What moves to the other one then."""
    unit, into = await tap.records.units.get(draft.number("unit")), await tap.records.units.get(form.into)
    if unit is None or into is None:
        return None
    return screens.will_merge(tap.words, unit, into, await tap.records.units.holdings(unit, tap.now))


@ends(MergeInto)
async def merge_it(tap: Tap, form: MergeInto, draft: Draft) -> Answer | GoTo:
    """Make it a part of the other one, with everything in it."""
    words, unit_id = tap.words, draft.number("unit")
    outcome = await merge_unit(tap.records, tap.actor, unit_id, form.into, tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case TopUnit():
            return GoTo(ManageUnit(unit=unit_id), said=screens.top_stays(words))
        case InsideItself():
            return await _not_there(tap, unit_id, screens.into_itself(words))
        case NameTaken(name=name):
            return await _not_there(tap, unit_id, screens.two_of_a_name(words, name))
        case UnitMerges(into=into, name=name, told=told):
            return GoTo(ManageUnit(unit=into.id), said=screens.merged(words, name, told))


async def _not_there(tap: Tap, unit_id: int, why: Markup) -> Answer:
    unit = await tap.records.units.get(unit_id)
    return Answer(screens.not_there(tap.words, unit, why), at=ManageUnit(unit=unit_id)) if unit else gone(tap)
