"""Writing to everybody in a unit and below it."""

from typing import Annotated, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.administered import not_mine, unit_of_mine
from handlers.buttons.units import WriteToUnit
from handlers.forms import engine
from handlers.forms.asking import form
from handlers.forms.letters import asks_words
from handlers.rearranging import OfUnit
from handlers.screen import Answer
from handlers.screens import letters
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

    text: Annotated[LetterText, asks_words(sentence("What would you like to tell everybody here?"))]

    @override
    async def preview(self, tap: Tap, draft: Draft) -> Markup | None:
        unit = await tap.records.units.get(draft.number("unit"))
        if unit is None:
            return None
        to = await readers_in(tap.read, unit, by_id=tap.me.id)
        return letters.preview(tap.words, tap.me.name, self.text, to=to, unit=unit)

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        unit = await unit_of_mine(tap, draft.number("unit"))
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
