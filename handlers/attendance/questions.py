"""The questions about who was there: how long, and who else."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, StringConstraints
from typing_extensions import override

from handlers.buttons.attendance import ShowRoster
from handlers.buttons.button import Button, sought
from handlers.buttons.leading import Manage
from handlers.forms.asking import Ask, Form, form
from handlers.forms.readings import Stay
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import one_line
from words.words import sentence

LONGEST_SEARCH = 64


@form
class Adjusting(Form):
    """The minutes of one person."""

    name: ClassVar[str] = "adjust"
    title: ClassVar[str] = sentence("How long")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    minutes: Annotated[
        Stay | None,
        Ask(
            question=sentence("How long was this person there?"),
            label=sentence("Time"),
            hint=sentence("For example: 2.5, 2:30 or 45 min"),
            skip=sentence("The whole shift"),
        ),
    ] = None

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowRoster(shift=draft.number("shift"), page=draft.number("page"))


@form
class FindingSigned(Form):
    """Whom a leader looks for among the people of a shift."""

    name: ClassVar[str] = "find_on_roster"
    title: ClassVar[str] = sentence("Roster")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    text: Annotated[
        str,
        AfterValidator(sought),
        StringConstraints(min_length=1),
        Ask(
            question=sentence("Who is it?"),
            label=sentence("Search"),
            hint=sentence("A part of the name, or the last 4 digits of the phone number."),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowRoster(shift=draft.number("shift"))


@form
class Finding(Form):
    """Whom a leader saw there."""

    name: ClassVar[str] = "find_walk_in"
    title: ClassVar[str] = sentence("Somebody else came")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    text: Annotated[
        str,
        AfterValidator(one_line),
        StringConstraints(min_length=1, max_length=LONGEST_SEARCH),
        Ask(
            question=sentence("Who came without having signed up?"),
            label=sentence("Search"),
            hint=sentence("A part of the name; of another team's people, the last 4 digits of the phone number."),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowRoster(shift=draft.number("shift"))
