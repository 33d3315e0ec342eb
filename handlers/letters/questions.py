"""The questions about letters: to the people of an activity, and to everybody in a unit."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from markupsafe import Markup
from pydantic import Field
from typing_extensions import override

from handlers.buttons.button import LARGEST
from handlers.forms.asking import Ask, Choice, form
from handlers.forms.numbers import numbered
from handlers.leading.questions.activities import OfActivity
from handlers.tapping.tap import Tap
from handlers.tree.questions import UnitForm
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.leading import led_activity
from storage.views.letters import readers_by_shift
from volunteering.rules.ground.texts import LetterText
from words.words import Words, plain, sentence


def _asks_words(question: str) -> Ask:
    """The question for what it says; its words are a sentence for the catalogues."""
    return Ask(
        question=question,
        label=sentence("Message"),
        hint=sentence("You see it once more before it is sent."),
    )


SEVERAL = "several"
"""In the draft's `about`: that there are several shifts to choose from."""

EVERY_SHIFT = 0
MOST_SHIFTS = 8
"""How many are offered; more are found by typing a part of their date."""


async def _shifts(tap: Tap, draft: Draft, typed: str) -> Sequence[Choice]:
    """All of them, and each, with how many people that is."""
    words, number = tap.words, draft.number("activity")
    found = await led_activity(tap.read, number, tap.me.id, tap.now, page=Page(1))
    everybody = () if found is None else (_choice(words, words.say("All shifts"), EVERY_SHIFT, found.to_write),)
    each = [
        _choice(words, words.plain_period(one.shift.period), one.shift.id, one.people)
        for one in await readers_by_shift(tap.read, number, tap.me.id, tap.now)
    ]
    return (*everybody, *(each if typed else each[:MOST_SHIFTS]))


def _choice(words: Words, shift: Markup | str, number: int, people: int) -> Choice:
    reached = words.many("{number} person", "{number} people", people)
    return Choice(plain(words.listed((shift, reached))), f"s{number}")


@form
class ToPeople(OfActivity):
    """A letter to everybody signed up for an activity, or for one of its shifts."""

    name: ClassVar[str] = "write"
    title: ClassVar[str] = sentence("Write to the people")
    finish: ClassVar[str] = sentence("Send")

    shift: Annotated[
        int,
        numbered("s"),
        Field(ge=EVERY_SHIFT, le=LARGEST),
        Ask(
            question=sentence("Who gets it?"),
            label=sentence("Readers"),
            hint=sentence("Tap a shift, or type a part of its date."),
            choices=_shifts,
        ),
    ] = EVERY_SHIFT
    text: Annotated[
        LetterText,
        _asks_words(sentence("What would you like to tell everybody signed up?")),
    ]

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        return ("shift", "text") if draft.about.get(SEVERAL) else ("text",)


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
