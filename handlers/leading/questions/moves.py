"""What both forms of a move have in common: where people are asked, it is shown before whom it concerns."""

from typing import ClassVar, Final

from typing_extensions import override

from handlers.forms.asking import Form
from storage.process.drafts import Draft
from words.words import sentence

ASKS: Final = "asks"
"""Known of a draft: how many people with a place it concerned as it began."""


class MoveForm(Form):
    """A form whose answer is another time or place."""

    finish: ClassVar[str] = sentence("Move it")

    @classmethod
    @override
    def is_reviewed(cls, draft: Draft) -> bool:
        return bool(draft.about.get(ASKS))
