"""Writing to the people of an activity."""

from typing import Annotated, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.buttons.posting import ManageActivity, WriteToPeople
from handlers.editing import OfActivity
from handlers.forms import engine
from handlers.forms.asking import form
from handlers.forms.letters import asks_words
from handlers.managing import activity_answer, find_activity, refused
from handlers.screen import Answer
from handlers.screens import changing, letters
from handlers.tap import Routes, Tap
from handlers.words import sentence
from storage.drafts import Draft
from volunteering.actions.posting import Written, write_to_people
from volunteering.texts import LetterText
from volunteering.units import Role

routes = Routes()


@form
class ToPeople(OfActivity):
    """A letter to everybody signed up."""

    name: ClassVar[str] = "write"
    title: ClassVar[str] = sentence("Write to the people")
    finish: ClassVar[str] = sentence("Send")

    text: Annotated[LetterText, asks_words(sentence("What would you like to tell everybody signed up?"))]

    @override
    async def preview(self, tap: Tap, draft: Draft) -> Markup | None:
        found = await find_activity(tap, draft.number("activity"))
        if isinstance(found, Answer):
            return None
        return letters.preview(tap.words, tap.me.name, self.text, to=found.to_write, activity=found.activity)

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        outcome = await write_to_people(tap.records, tap.actor, draft.number("activity"), self.text, tap.now)
        if not isinstance(outcome, Written):
            return refused(tap, outcome)
        return await activity_answer(tap, outcome.activity.id, said=changing.written(tap.words, outcome.to))


@routes.button(WriteToPeople, writes=True, role=Role.LEADER)
async def write(tap: Tap, button: WriteToPeople) -> Answer:
    """The form of the letter, if anybody would get it."""
    found = await find_activity(tap, button.activity)
    if isinstance(found, Answer):
        return found
    if not found.to_write:
        return Answer(
            changing.nobody_to_write_to(tap.words, found.activity), at=ManageActivity(activity=button.activity)
        )
    return await engine.open_form(tap, ToPeople, about={"activity": button.activity})
