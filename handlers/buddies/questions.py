"""The question for a word to the other of a pair."""

from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.buddies import ShowBuddies
from handlers.buttons.button import Button
from handlers.forms.asking import Ask, Form, form
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import BuddyWords
from words.words import sentence


@form
class WritingToBuddy(Form):
    """A word to one's buddy, or to the newcomer."""

    name: ClassVar[str] = "write_to_buddy"
    title: ClassVar[str] = sentence("Your message")
    leads_to: ClassVar[Button] = ShowBuddies()
    names_its_subject: ClassVar[bool] = True

    text: Annotated[
        BuddyWords,
        Ask(
            question=sentence("What would you like to say?"),
            label=sentence("Message"),
            hint=sentence("It is sent at once; your phone number is not passed on."),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowBuddies()
