"""The questions about letters: to the people of an activity, and to everybody in a unit."""

from typing import Annotated, ClassVar

from handlers.forms.asking import Ask, form
from handlers.leading.questions import OfActivity
from handlers.tree.questions import UnitForm
from volunteering.rules.ground.texts import LetterText
from words.words import sentence


def _asks_words(question: str) -> Ask:
    """The question for what it says; its words are a sentence for the catalogues."""
    return Ask(
        question=question,
        label=sentence("Message"),
        hint=sentence("You see it once more before it is sent."),
    )


@form
class ToPeople(OfActivity):
    """A letter to everybody signed up."""

    name: ClassVar[str] = "write"
    title: ClassVar[str] = sentence("Write to the people")
    finish: ClassVar[str] = sentence("Send")

    text: Annotated[
        LetterText,
        _asks_words(sentence("What would you like to tell everybody signed up?")),
    ]


@form
class ToEverybody(UnitForm):
    """A letter to all the people of a unit."""

    name: ClassVar[str] = "announce"
    title: ClassVar[str] = sentence("Write to everybody here")
    finish: ClassVar[str] = sentence("Send")

    text: Annotated[
        LetterText,
        _asks_words(sentence("What would you like to tell everybody here?")),
    ]
