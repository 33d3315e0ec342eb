"""The question for somebody who is known twice."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, StringConstraints
from typing_extensions import override

from handlers.buttons.button import Button, sought
from handlers.buttons.volunteers import ShowPerson
from handlers.forms.asking import Form, form
from handlers.forms.searching import asks_whom
from storage.process.drafts import Draft
from words.words import sentence

BYTES_BESIDE_PERSON = 24
"""Of a text that is looked for, beside the number of a person."""


def _short(text: str) -> str:
    return sought(text, BYTES_BESIDE_PERSON)


@form
class OtherRecord(Form):
    """Whom an admin looks for: the same person once more."""

    name: ClassVar[str] = "double"
    title: ClassVar[str] = sentence("Merge")
    names_its_subject: ClassVar[bool] = True

    text: Annotated[
        str,
        AfterValidator(_short),
        StringConstraints(min_length=1),
        asks_whom(sentence("Under what name or number are they here once more?")),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowPerson(person=draft.number("person"))
