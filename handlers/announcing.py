"""Writing to everybody in a unit and below it."""

from typing import Annotated, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.administered import not_mine, unit_of_mine
from handlers.buttons.units import WriteToUnit
from handlers.forms import engine
from handlers.forms.asking import Ask, form
from handlers.rearranging import OfUnit, unit_of
from handlers.screen import Answer
from handlers.screens import units as screens
from handlers.tap import Routes, Tap
from handlers.units import unit_answer
from handlers.words import sentence
from storage.broadcasts import readers_in
from storage.drafts import Draft
from volunteering.actions.broadcasting import write_to_unit
from volunteering.texts import LetterText
from volunteering.units import NotAllowed, Role

routes = Routes()


@form
class ToEverybody(OfUnit):
    """A letter to all the people of a unit."""

    name: ClassVar[str] = "announce"
    title: ClassVar[str] = sentence("Write to everybody here")
    finish: ClassVar[str] = sentence("Send")

    text: Annotated[
        LetterText,
        Ask(
            question=sentence("What would you like to tell everybody here?"),
            label=sentence("Message"),
            hint=sentence("You see it once more before it is sent."),
        ),
    ]

    @override
    async def preview(self, tap: Tap, draft: Draft) -> Markup | None:
        unit = await tap.records.units.get(unit_of(draft))
        if unit is None:
            return None
        to = await readers_in(tap.read, unit, by_id=tap.me.id)
        return screens.letter_preview(tap.words, unit, tap.me.name, self.text, to)

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        unit = await unit_of_mine(tap, unit_of(draft))
        if isinstance(unit, Answer):
            return unit
        outcome = await write_to_unit(tap.records, tap.actor, unit, self.text, tap.now)
        if isinstance(outcome, NotAllowed):
            return not_mine(tap)
        return await unit_answer(tap, unit.id, said=screens.on_its_way(tap.words, outcome.to))


@routes.button(WriteToUnit, writes=True, role=Role.ADMIN)
async def write(tap: Tap, button: WriteToUnit) -> Answer:
    """The form of the letter, if anybody would get it."""
    unit = await unit_of_mine(tap, button.unit)
    if isinstance(unit, Answer):
        return unit
    if not await readers_in(tap.read, unit, by_id=tap.me.id):
        return await unit_answer(tap, button.unit, said=screens.nobody_to_write_to(tap.words))
    return await engine.open_form(tap, ToEverybody, about={"unit": button.unit})
