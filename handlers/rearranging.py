"""Growing and rearranging the tree: adding, renaming and moving units. Forms of one question each."""

from typing import Annotated, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.administered import administered_units, gone, refused, unit_of_mine
from handlers.buttons import Button
from handlers.buttons.units import AddUnit, ManageUnit, MoveUnit, RenameUnit
from handlers.forms import engine
from handlers.forms.asking import Ask, Form, form
from handlers.forms.teams import TeamNumber, asks_team
from handlers.screen import Answer
from handlers.screens import units as screens
from handlers.tap import Routes, Tap
from handlers.units import unit_answer
from handlers.words import sentence
from storage.drafts import Draft
from volunteering.actions.managing_units import (
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
from volunteering.model import Unchanged
from volunteering.texts import Name
from volunteering.units import NotAllowed, Role

routes = Routes()


class OfUnit(Form):
    """A form about one unit."""

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ManageUnit(unit=draft.number("unit"))


@form
class NewUnit(OfUnit):
    """A unit below another."""

    name: ClassVar[str] = "new_unit"
    title: ClassVar[str] = sentence("Add a team")

    called: Annotated[
        Name,
        Ask(
            question=sentence("What is the new team called?"),
            label=sentence("Name"),
            hint=sentence("For example: East Gate community team"),
        ),
    ]

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        above = draft.number("unit")
        outcome = await add_unit(tap.records, tap.actor, above, self.called, tap.now)
        match outcome:
            case NotAllowed() | None:
                return refused(tap, outcome)
            case NameTaken():
                return await _taken(tap, above, outcome.name, AddUnit(above=above))
            case UnitAdded(unit=unit):
                return await unit_answer(tap, unit.id, said=screens.added(tap.words, unit))


@form
class NewUnitName(OfUnit):
    """Another name for a unit."""

    name: ClassVar[str] = "unit_name"
    title: ClassVar[str] = sentence("Rename")

    called: Annotated[Name, Ask(question=sentence("What is it to be called?"), label=sentence("Name"))]

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        unit_id = draft.number("unit")
        outcome = await rename_unit(tap.records, tap.actor, unit_id, self.called, tap.now)
        match outcome:
            case NotAllowed() | None:
                return refused(tap, outcome)
            case NameTaken():
                return await _taken(tap, unit_id, outcome.name, RenameUnit(unit=unit_id))
            case Unchanged():
                return await unit_answer(tap, unit_id, said=screens.as_before(tap.words))
            case UnitRenamed():
                return await unit_answer(tap, unit_id, said=screens.renamed(tap.words, outcome.name_before))


async def _taken(tap: Tap, unit_id: int, name: str, again: Button) -> Answer:
    unit = await tap.records.units.get(unit_id)
    if unit is None:
        return gone(tap)
    return Answer(screens.name_taken(tap.words, name, again, unit), at=ManageUnit(unit=unit_id))


@form
class NewPlace(OfUnit):
    """Another unit to hang under."""

    name: ClassVar[str] = "move_unit"
    title: ClassVar[str] = sentence("Move")
    finish: ClassVar[str] = sentence("Move")

    above: Annotated[TeamNumber, asks_team(sentence("Which team is it to be in?"), administered_units)]

    @override
    async def preview(self, tap: Tap, draft: Draft) -> Markup | None:
        unit, above = await tap.records.units.get(draft.number("unit")), await tap.records.units.get(self.above)
        return screens.will_move(tap.words, unit, above) if unit and above else None

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        words, unit_id = tap.words, draft.number("unit")
        outcome = await move_unit(tap.records, tap.actor, unit_id, self.above, tap.now)
        match outcome:
            case NotAllowed() | None:
                return refused(tap, outcome)
            case NameTaken(name=name):
                return await _not_there(tap, unit_id, screens.taken_there(words, name))
            case InsideItself():
                return await _not_there(tap, unit_id, screens.inside_itself(words))
            case TopUnit():
                return await unit_answer(tap, unit_id, said=screens.top_stays(words))
            case Unchanged():
                return await unit_answer(tap, unit_id, said=screens.as_before(words))
            case UnitMoved(above_before=before):
                return await unit_answer(tap, unit_id, said=screens.moved(words, before))


async def _not_there(tap: Tap, unit_id: int, why: Markup) -> Answer:
    unit = await tap.records.units.get(unit_id)
    return Answer(screens.not_there(tap.words, unit, why), at=ManageUnit(unit=unit_id)) if unit else gone(tap)


@routes.button(AddUnit, writes=True, role=Role.ADMIN)
async def add(tap: Tap, button: AddUnit) -> Answer:
    """The question for its name."""
    return await _about(tap, NewUnit, button.above)


@routes.button(RenameUnit, writes=True, role=Role.ADMIN)
async def rename(tap: Tap, button: RenameUnit) -> Answer:
    """The question for another name."""
    return await _about(tap, NewUnitName, button.unit)


@routes.button(MoveUnit, writes=True, role=Role.ADMIN)
async def move(tap: Tap, button: MoveUnit) -> Answer:
    """The choice of another place."""
    return await _about(tap, NewPlace, button.unit)


async def _about(tap: Tap, kind: type[OfUnit], unit_id: int) -> Answer:
    unit = await unit_of_mine(tap, unit_id)
    return unit if isinstance(unit, Answer) else await engine.open_form(tap, kind, about={"unit": unit_id})
