"""The tree of units: looking around, inviting, and who leads where."""

from typing import Annotated, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.administered import administered_units, if_mine, one_of_mine, unit_of_mine
from handlers.buttons import Button
from handlers.buttons.units import FindUnit, InviteTo, ManageUnit, ShowPosts, ShowUnits
from handlers.forms import engine
from handlers.forms.asking import Ask, Form, form
from handlers.forms.teams import TeamNumber
from handlers.screen import Answer
from handlers.screens import units as screens
from handlers.tap import Routes, Tap
from handlers.words import sentence
from storage.branches import Branch, branch_of
from storage.directory import holders_in
from storage.drafts import Draft
from volunteering.units import Role

routes = Routes()


@routes.button(ShowUnits, role=Role.ADMIN)
async def show_units(tap: Tap, button: ShowUnits) -> Answer:
    """A unit with those below it; of a unit with none, what can be done with it."""
    unit_id = one_of_mine(tap, button.unit, lambda unit: ShowUnits(unit=unit))
    if isinstance(unit_id, Answer):
        return unit_id
    found = await _branch(tap, unit_id)
    if isinstance(found, Answer):
        return found
    if not found.below:
        return Answer(screens.managed(tap.words, found, tap.rights), at=ManageUnit(unit=unit_id))
    return Answer(screens.branch(tap.words, found, tap.rights, button.page), at=button)


@routes.command("units", role=Role.ADMIN)
async def units_command(tap: Tap, _: str) -> Answer:
    """The same, typed."""
    return await show_units(tap, ShowUnits())


@routes.button(ManageUnit, role=Role.ADMIN)
async def manage_unit(tap: Tap, button: ManageUnit) -> Answer:
    """What can be done with a unit."""
    return await unit_answer(tap, button.unit)


async def unit_answer(tap: Tap, unit_id: int, *, said: Markup | None = None) -> Answer:
    """A unit, below what was just done."""
    found = await _branch(tap, unit_id)
    if isinstance(found, Answer):
        return found
    screen = screens.managed(tap.words, found, tap.rights, said=said)
    return Answer(screen, said or "", at=ManageUnit(unit=unit_id))


async def _branch(tap: Tap, unit_id: int) -> Branch | Answer:
    return if_mine(tap, await branch_of(tap.read, unit_id))


@routes.button(InviteTo, role=Role.ADMIN)
async def invite(tap: Tap, button: InviteTo) -> Answer:
    """The address to send around."""
    unit = await unit_of_mine(tap, button.unit)
    if isinstance(unit, Answer):
        return unit
    return Answer(screens.invite(tap.words, unit, tap.organisation.bot_username), at=button)


@routes.button(ShowPosts, role=Role.ADMIN)
async def show_posts(tap: Tap, button: ShowPosts) -> Answer:
    """Who leads and administers it."""
    found = if_mine(tap, await holders_in(tap.read, button.unit, page=button.page))
    return found if isinstance(found, Answer) else Answer(screens.posts(tap.words, found, button.page), at=button)


@form
class WhichUnit(Form):
    """A unit, looked for by name."""

    name: ClassVar[str] = "find_unit"
    title: ClassVar[str] = sentence("Search")
    leads_to: ClassVar[Button] = ShowUnits()

    unit: Annotated[
        TeamNumber,
        Ask(
            question=sentence("Which team?"),
            label=sentence("Team"),
            hint=sentence("Type a part of the name, or tap your way down."),
            choices=administered_units,
        ),
    ]

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        return await show_units(tap, ShowUnits(unit=self.unit))


routes.button(FindUnit, writes=True, role=Role.ADMIN)(engine.opens(WhichUnit))
