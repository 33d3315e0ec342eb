"""The questions about volunteers: of themselves, on registering and in the profile; and of admins, about others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.importing import ShowLists
from handlers.buttons.volunteers import Register, ShowPerson, ShowProfile, ShowTeams
from handlers.forms.asking import Ask, Choice, Form, form, suggested
from handlers.forms.phones import Phone
from handlers.forms.readings import Called
from handlers.forms.searching import Carried, asks_whom
from handlers.forms.units import TeamNumber, administered_units, asks_team, branches, unit_to_take, whole_tree
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import Because, one_line
from words.words import cut, sentence


@form
class Search(Form):
    """Whom an admin looks for."""

    name: ClassVar[str] = "find_people"
    title: ClassVar[str] = sentence("People")

    text: Annotated[
        Carried, asks_whom(sentence("Who is it?"), instead=((sentence("Bring people along"), ShowLists()),))
    ]


async def _likely_units(tap: Tap, draft: Draft, opened: str) -> Sequence[Choice]:
    """The units that the admin administers, with the person's own team on top."""
    choices = await administered_units(tap, draft, opened)
    person = None if opened else await tap.records.people.get(draft.number("person"))
    if person is None or not tap.rights.administers(person.unit):
        return choices
    own = unit_to_take(person.unit.name, person.unit)
    return [own, *(choice for choice in choices if choice.value != own.value)]


@form
class RoleIn(Form):
    """The unit that somebody is to lead or administer."""

    name: ClassVar[str] = "role"
    title: ClassVar[str] = sentence("Give a role")
    names_its_subject: ClassVar[bool] = True
    finish: ClassVar[str] = sentence("Confirm")

    unit: Annotated[
        TeamNumber,
        asks_team(sentence("In which team? The role goes for everything below it, too."), _likely_units),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowPerson(person=draft.number("person"))


@form
class Suspending(Form):
    """Why somebody's sign-ups are put on hold."""

    name: ClassVar[str] = "suspend"
    title: ClassVar[str] = sentence("Suspend")
    names_its_subject: ClassVar[bool] = True

    because: Annotated[
        Because,
        Ask(
            question=sentence("Why? The volunteer will be told, and admins see it on the card."),
            label=sentence("Reason"),
            hint=sentence("Tap a reason, or type your own."),
            choices=suggested(sentence("Several shifts missed"), sentence("We should talk first")),
            suggests=True,
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowPerson(person=draft.number("person"))


async def _telegram_name(tap: Tap, draft: Draft, _: str) -> list[Choice]:
    name = cut(one_line(tap.sender.name or str(draft.about.get("name", ""))), 64)
    return [Choice(name, "telegram")] if name else []


@form
class Registering(Form):
    """The questions after the consent."""

    name: ClassVar[str] = "register"
    title: ClassVar[str] = sentence("Register")

    called: Annotated[
        Called,
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
        first = ("phone", "called") if draft.about.get("expects") else ("called", "phone")
        return first if draft.about.get("unit") else (*first, "unit")

    @classmethod
    @override
    async def learn(cls, tap: Tap, draft: Draft, step: str) -> Draft:
        """Whoever is expected with this number has a name and a team already."""
        phone = draft.answers.get("phone")
        if step != "phone" or not isinstance(phone, str):
            return draft
        expected = await tap.records.importing.expected_with(phone)
        if expected is None:
            return draft
        return replace(draft, answers={**draft.answers, "called": expected.name, "unit": expected.unit.id})

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

    called: Annotated[Called, Ask(question=sentence("What may we call you?"), label=sentence("Name"))]


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
