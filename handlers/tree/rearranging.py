"""Growing and rearranging the tree: adding, renaming and moving units. Forms of one question each."""

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.buttons.tree import AddUnit, ManageUnit, MoveUnit, RenameUnit
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import gone, refused, unit_of_mine
from handlers.tree.questions import NewUnit, NewUnitAbove, NewUnitName, UnitForm
from handlers.tree.screens import units as screens
from storage.process.drafts import Draft
from volunteering.actions.tree import (
    InsideItself,
    NameTaken,
    TopUnit,
    UnitAdded,
    UnitMoved,
    UnitRenamed,
    add_unit,
    move_unit,
    rename_unit,
)
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@ends(NewUnit)
async def add_it(tap: Tap, form: NewUnit, draft: Draft) -> Answer | GoTo:
    """Add the unit below the one chosen, if no other there is called so."""
    above = draft.number("unit")
    outcome = await add_unit(tap.records, tap.actor, above, form.called, tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case NameTaken():
            return await _taken(tap, above, outcome.name, AddUnit(above=above))
        case UnitAdded(unit=unit):
            return GoTo(ManageUnit(unit=unit.id), said=screens.added(tap.words, unit))


@ends(NewUnitName)
async def rename_it(tap: Tap, form: NewUnitName, draft: Draft) -> Answer | GoTo:
    """Give the unit its new name, if no other beside it is called so."""
    unit_id = draft.number("unit")
    outcome = await rename_unit(tap.records, tap.actor, unit_id, form.called, tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case NameTaken():
            return await _taken(tap, unit_id, outcome.name, RenameUnit(unit=unit_id))
        case Unchanged():
            return GoTo(ManageUnit(unit=unit_id), said=screens.as_before(tap.words))
        case UnitRenamed():
            return GoTo(ManageUnit(unit=unit_id), said=screens.renamed(tap.words, outcome.name_before))


async def _taken(tap: Tap, unit_id: int, name: str, again: Button) -> Answer:
    unit = await tap.records.units.get(unit_id)
    if unit is None:
        return gone(tap)
    return Answer(screens.name_taken(tap.words, name, again, unit), at=ManageUnit(unit=unit_id))


@previews(NewUnitAbove)
async def preview(tap: Tap, form: NewUnitAbove, draft: Draft) -> Markup | None:
    """What hangs where then."""
    unit, above = await tap.records.units.get(draft.number("unit")), await tap.records.units.get(form.above)
    return screens.will_move(tap.words, unit, above) if unit and above else None


@ends(NewUnitAbove)
async def move_it(tap: Tap, form: NewUnitAbove, draft: Draft) -> Answer | GoTo:
    """Put the unit below the other one, with everything below it."""
    words, unit_id = tap.words, draft.number("unit")
    outcome = await move_unit(tap.records, tap.actor, unit_id, form.above, tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case NameTaken(name=name):
            return await _not_there(tap, unit_id, screens.taken_there(words, name))
        case InsideItself():
            return await _not_there(tap, unit_id, screens.inside_itself(words))
        case TopUnit():
            return GoTo(ManageUnit(unit=unit_id), said=screens.top_stays(words))
        case Unchanged():
            return GoTo(ManageUnit(unit=unit_id), said=screens.as_before(words))
        case UnitMoved(above_before=before):
            return GoTo(ManageUnit(unit=unit_id), said=screens.moved(words, before))


async def _not_there(tap: Tap, unit_id: int, why: Markup) -> Answer:
    unit = await tap.records.units.get(unit_id)
    return Answer(screens.not_there(tap.words, unit, why), at=ManageUnit(unit=unit_id)) if unit else gone(tap)


@routes.button(AddUnit, writes=True, role=Role.ADMIN)
async def add(tap: Tap, button: AddUnit) -> Answer | GoTo:
    """The question for its name."""
    return await _about(tap, NewUnit, button.above)


@routes.button(RenameUnit, writes=True, role=Role.ADMIN)
async def rename(tap: Tap, button: RenameUnit) -> Answer | GoTo:
    """The question for another name."""
    return await _about(tap, NewUnitName, button.unit)


@routes.button(MoveUnit, writes=True, role=Role.ADMIN)
async def move(tap: Tap, button: MoveUnit) -> Answer | GoTo:
    """The choice of another unit to be in."""
    return await _about(tap, NewUnitAbove, button.unit)


async def _about(tap: Tap, kind: type[UnitForm], unit_id: int) -> Answer | GoTo:
    await unit_of_mine(tap, unit_id)
    return await engine.begin_form(tap, kind, about={"unit": unit_id})
