"""Finding people, and their cards."""

from typing import Annotated, ClassVar

from markupsafe import Markup
from pydantic import AfterValidator, StringConstraints
from typing_extensions import override

from handlers.administered import not_mine, unit_of_mine
from handlers.buttons import SEPARATOR
from handlers.buttons.people import BYTES_OF_SEARCH, FindPeople, ListPeople, ShowPerson
from handlers.forms import engine
from handlers.forms.asking import Ask, Form, form
from handlers.screen import Answer
from handlers.screens import people as screens
from handlers.screens import ways
from handlers.tap import Routes, Tap
from handlers.words import sentence
from storage.directory import Card, card_of, people_in
from storage.drafts import Draft
from volunteering.texts import one_line
from volunteering.units import Role

routes = Routes()


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

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        return await list_people(tap, ListPeople(text=self.text))


@routes.button(FindPeople, writes=True, role=Role.ADMIN)
async def find(tap: Tap, _: FindPeople) -> Answer:
    """The question for a name or number."""
    return await engine.open_form(tap, Search)


@routes.command("people", writes=True, role=Role.ADMIN)
async def people_command(tap: Tap, argument: str) -> Answer:
    """The same, typed; at once where it says who."""
    text = sought(argument)
    return await (list_people(tap, ListPeople(text=text)) if text else find(tap, FindPeople()))


@routes.button(ListPeople, role=Role.ADMIN)
async def list_people(tap: Tap, button: ListPeople) -> Answer:
    """Those found; the only one's card."""
    unit = None if button.unit is None else await unit_of_mine(tap, button.unit)
    if isinstance(unit, Answer):
        return unit
    units = (unit,) if unit else tap.rights.administered
    found = await people_in(tap.read, units, button.text, page=button.page)
    if button.text and len(found.people) == 1 and not button.page:
        return await card_answer(tap, found.people[0].id)
    return Answer(screens.people(tap.words, found, button, unit), at=button)


@routes.button(ShowPerson, role=Role.ADMIN)
async def show_person(tap: Tap, button: ShowPerson) -> Answer:
    """A card."""
    return await card_answer(tap, button.person)


async def card_answer(tap: Tap, person_id: int, *, said: Markup | None = None) -> Answer:
    """A person's card, below what was just done."""
    found = await find_card(tap, person_id)
    if isinstance(found, Answer):
        return found
    screen = screens.card(tap.words, found, tap.rights, is_me=person_id == tap.me.id, said=said)
    return Answer(screen, said or "", at=ShowPerson(person=person_id))


async def find_card(tap: Tap, person_id: int) -> Card | Answer:
    """A person whom this admin may see."""
    found = await card_of(tap.read, person_id)
    if found is None:
        return Answer(ways.gone(tap.words), at=ListPeople())
    return found if found.is_seen_by(tap.rights) else not_mine(tap)
