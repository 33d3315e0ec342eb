"""The questions about oneself: on registering, and in the profile."""

from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons import Button
from handlers.buttons.registering import Register
from handlers.buttons.settings import ShowTeams
from handlers.buttons.ways import ShowProfile
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.phones import Phone
from handlers.questions.units import TeamNumber, asks_team, branches, whole_tree
from handlers.tap import Tap
from handlers.words import cut, sentence
from storage.drafts import Draft
from volunteering.texts import Name, one_line


async def _telegram_name(tap: Tap, draft: Draft, _: str) -> list[Choice]:
    name = cut(one_line(tap.sender.name or str(draft.about.get("name", ""))), 64)
    return [Choice(name, "telegram")] if name else []


@form
class Registering(Form):
    """The questions after the consent."""

    name: ClassVar[str] = "register"
    title: ClassVar[str] = sentence("Register")

    called: Annotated[
        Name,
        Ask(
            question=sentence("What may we call you?"),
            label=sentence("Name"),
            hint=sentence("Tap the name, or type another one."),
            choices=_telegram_name,
            suggests=True,
        ),
    ]
    phone: Annotated[
        Phone | None,
        Ask(
            question=sentence("May your leaders call you when something changes at the last minute?"),
            label=sentence("Phone"),
            hint=sentence("Only the leaders of your activities see the number."),
            contact=sentence("Share my number"),
            skip=sentence("Skip"),
        ),
    ] = None
    unit: Annotated[
        TeamNumber | None,
        Ask(
            question=sentence("Where do you belong?"),
            label=sentence("Team"),
            hint=sentence("Tap your branch, or type a part of your team's name."),
            choices=branches,
            columns=2,
        ),
    ] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        return ("called", "phone") if draft.about.get("unit") else ("called", "phone", "unit")

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return Register()


@form
class NewName(Form):
    """What a person wants to be called from now on."""

    name: ClassVar[str] = "name"
    title: ClassVar[str] = sentence("Change name")
    leads_to: ClassVar[Button] = ShowProfile()

    called: Annotated[Name, Ask(question=sentence("What may we call you?"), label=sentence("Name"))]


@form
class NewPhone(Form):
    """Another number, or none."""

    name: ClassVar[str] = "phone"
    title: ClassVar[str] = sentence("Change phone")
    leads_to: ClassVar[Button] = ShowProfile()

    phone: Annotated[
        Phone | None,
        Ask(
            question=sentence("Share your number, or have none kept."),
            label=sentence("Phone"),
            hint=sentence("/cancel leaves it as it is."),
            contact=sentence("Share my number"),
            skip=sentence("Keep no number"),
        ),
    ] = None


@form
class HomeTeam(Form):
    """Another home team, anywhere in the tree."""

    name: ClassVar[str] = "home_team"
    title: ClassVar[str] = sentence("Choose your team")
    leads_to: ClassVar[Button] = ShowProfile()

    unit: Annotated[
        TeamNumber,
        asks_team(sentence("Where do you belong?"), whole_tree, columns=2),
    ]


@form
class FurtherTeam(Form):
    """A team to join besides the home team."""

    name: ClassVar[str] = "further_team"
    title: ClassVar[str] = sentence("Join a team")
    leads_to: ClassVar[Button] = ShowTeams()

    unit: Annotated[
        TeamNumber,
        asks_team(sentence("Which team would you like to join?"), whole_tree, columns=2),
    ]
