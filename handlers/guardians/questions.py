"""What a guardian is asked who agrees: how they are called, and where."""

from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.guardians import ShowWards
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.phones import TypedPhone
from handlers.forms.readings import Called
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import one_line
from words.words import cut, sentence


async def _telegram_name(tap: Tap, draft: Draft, _: str) -> list[Choice]:
    name = cut(one_line(tap.sender.name or str(draft.about.get("name", ""))), 64)
    return [Choice(name, "telegram")] if name else []


@form
class Guarding(Form):
    """Who answers for a volunteer under age."""

    name: ClassVar[str] = "guardian"
    title: ClassVar[str] = sentence("Your consent")
    names_its_subject: ClassVar[bool] = True
    leads_to: ClassVar[Button] = ShowWards()

    called: Annotated[
        Called,
        Ask(
            question=sentence("What is your name?"),
            label=sentence("Name"),
            hint=sentence("Tap the name, or type another one."),
            choices=_telegram_name,
            suggests=True,
        ),
    ]
    phone: Annotated[
        TypedPhone | None,
        Ask(
            question=sentence("Where can leaders call you if something happens?"),
            label=sentence("Phone"),
            hint=sentence("Share your number, or type it."),
            contact=sentence("Share my number"),
            may_type=True,
            skip=sentence("Another number"),
        ),
    ] = None
    number: Annotated[
        TypedPhone | None,
        Ask(
            question=sentence("Which number?"),
            label=sentence("Phone"),
            hint=sentence("Type it, please."),
            follows="phone",
        ),
    ] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        has_another = "phone" in draft.answers and draft.answers["phone"] is None
        return ("called", "phone", "number") if has_another else ("called", "phone")
