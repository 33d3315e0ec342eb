"""Writing to the people of an activity."""

from typing import Annotated, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.buttons.posting import ManageActivity, WriteToPeople
from handlers.editing import OfActivity, activity_of
from handlers.forms import engine
from handlers.forms.asking import Ask, form
from handlers.managing import activity_answer, find_activity, gone, not_yours
from handlers.screen import Answer
from handlers.screens import changing
from handlers.tap import Routes, Tap
from handlers.words import sentence
from storage.drafts import Draft
from volunteering.actions.posting import write_to_people
from volunteering.texts import LetterText
from volunteering.units import NotAllowed, Role

routes = Routes()


@form
class ToPeople(OfActivity):
    """A letter to everybody signed up."""

    name: ClassVar[str] = "write"
    title: ClassVar[str] = sentence("Write to the people")
    finish: ClassVar[str] = sentence("Send")

    text: Annotated[
        LetterText,
        Ask(
            question=sentence("What would you like to tell everybody signed up?"),
            label=sentence("Message"),
            hint=sentence("You see it once more before it is sent."),
        ),
    ]

    @override
    async def preview(self, tap: Tap, draft: Draft) -> Markup | None:
        found = await find_activity(tap, activity_of(draft))
        if isinstance(found, Answer):
            return None
        return changing.letter_preview(tap.words, found, tap.me.name, self.text)

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        outcome = await write_to_people(tap.records, tap.actor, activity_of(draft), self.text, tap.now)
        match outcome:
            case None:
                return gone(tap)
            case NotAllowed():
                return not_yours(tap)
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
