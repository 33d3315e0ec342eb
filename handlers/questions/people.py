"""The questions about people: whom an admin looks for, and where somebody gets a role."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import AfterValidator, StringConstraints
from typing_extensions import override

from handlers.buttons import SEPARATOR, Button
from handlers.buttons.people import BYTES_OF_SEARCH, ShowPerson
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.questions.units import TeamNumber, administered_units, asks_team, unit_to_take
from handlers.tap import Tap
from handlers.words import sentence
from storage.drafts import Draft
from volunteering.texts import one_line


def sought(text: str) -> str:
    """As much of a typed search as a button carries: what is cut off makes it find more, not less."""
    line = one_line(text).strip(SEPARATOR).split(SEPARATOR)[0]
    return line.encode()[:BYTES_OF_SEARCH].decode(errors="ignore").strip()


@form
class Search(Form):
    """Whom an admin looks for."""

    name: ClassVar[str] = "find_people"
    title: ClassVar[str] = sentence("People")

    text: Annotated[
        str,
        AfterValidator(sought),
        StringConstraints(min_length=1),
        Ask(
            question=sentence("Who is it?"),
            label=sentence("Search"),
            hint=sentence("A part of the name, or the end of the phone number."),
        ),
    ]


async def _likely_units(tap: Tap, draft: Draft, opened: str) -> Sequence[Choice]:
    """The same, with the person's own team on top."""
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
    finish: ClassVar[str] = sentence("Confirm")

    unit: Annotated[
        TeamNumber,
        asks_team(sentence("In which team? The role goes for everything below it, too."), _likely_units),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowPerson(person=draft.number("person"))
