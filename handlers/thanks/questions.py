"""The questions of a word beside the stars, and of a word of thanks."""

from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.thanks import ListToCommend, ShowMyRating
from handlers.forms.asking import Ask, Form, form, suggested
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import What
from words.words import sentence


@form
class SayingOfShift(Form):
    """A word beside the stars."""

    name: ClassVar[str] = "say_of_shift"
    title: ClassVar[str] = sentence("A word about it")
    names_its_subject: ClassVar[bool] = True

    words: Annotated[
        What,
        Ask(
            question=sentence("What was good, or could be better?"),
            label=sentence("Words"),
            hint=sentence("Leaders read it without your name. Please name nobody."),
            replaces=sentence("It replaces what you wrote before."),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowMyRating(shift=draft.number("shift"))


@form
class Commending(Form):
    """A word of thanks to somebody for a shift."""

    name: ClassVar[str] = "commend"
    title: ClassVar[str] = sentence("Commend")
    names_its_subject: ClassVar[bool] = True

    words: Annotated[
        What,
        Ask(
            question=sentence("What would you like to thank them for?"),
            label=sentence("Words"),
            hint=sentence("They read it, and so do those who lead their team."),
            choices=suggested(
                sentence("Always there, and on time"),
                sentence("Good with people"),
                sentence("Lent a hand everywhere"),
                sentence("Took charge when it mattered"),
            ),
            suggests=True,
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ListToCommend(shift=draft.number("shift"))
