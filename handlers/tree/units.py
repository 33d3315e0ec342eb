"""The tree of units: looking around, inviting, and who leads where."""

from handlers.buttons.tree import FindUnit, InviteCode, InviteTo, ManageUnit, ShowPosts, ShowUnits
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine, one_of_mine, unit_of_mine
from handlers.tree.questions import WhichUnit
from handlers.tree.screens import units as screens
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.tree.branches import Branch, branch_of
from storage.views.volunteers.directory import holders_in
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ShowUnits, role=Role.ADMIN)
async def show_units(tap: Tap, button: ShowUnits) -> Answer:
    """A unit with those below it; of a unit with none, what can be done with it."""
    unit_id = one_of_mine(tap, button.unit, lambda unit: ShowUnits(unit=unit))
    found = await _branch(tap, unit_id)
    if not found.below:
        return Answer(screens.managed(tap.words, found, tap.rights), at=ManageUnit(unit=unit_id))
    return Answer(screens.branch(tap.words, found, tap.rights, button.page), at=button)


routes.also_typed("units", ShowUnits())


@routes.button(ManageUnit, role=Role.ADMIN)
async def manage_unit(tap: Tap, button: ManageUnit) -> Answer:
    """What can be done with a unit."""
    found = await _branch(tap, button.unit)
    screen = screens.managed(tap.words, found, tap.rights, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


async def _branch(tap: Tap, unit_id: int) -> Branch:
    return if_mine(tap, await branch_of(tap.read, unit_id))


@routes.button(InviteTo, role=Role.ADMIN)
async def invite(tap: Tap, button: InviteTo) -> Answer:
    """The address to send around."""
    unit = await unit_of_mine(tap, button.unit)
    return Answer(screens.invite(tap.words, unit, tap.organisation.entrance), at=button)


@routes.button(InviteCode, role=Role.ADMIN)
async def invite_code(tap: Tap, button: InviteCode) -> Answer:
    """The same as a picture, and the address again below it."""
    unit = await unit_of_mine(tap, button.unit)
    shown, picture = screens.invite, screens.invitation_code
    at = InviteTo(unit=unit.id)
    entrance = tap.organisation.entrance
    return Answer(shown(tap.words, unit, entrance), at=at, files=(picture(tap.words, unit, entrance),))


@routes.button(ShowPosts, role=Role.ADMIN)
async def show_posts(tap: Tap, button: ShowPosts) -> Answer:
    """Who leads and administers it."""
    found = if_mine(tap, await holders_in(tap.read, button.unit, page=Page(screens.PAGE, button.page)))
    return Answer(screens.posts(tap.words, found), at=button)


@ends(WhichUnit)
async def go_there(_: Tap, form: WhichUnit, __: Draft) -> Answer | GoTo:
    """Go to the unit that was found."""
    return GoTo(ShowUnits(unit=form.unit))


routes.button(FindUnit, writes=True, role=Role.ADMIN)(engine.opens(WhichUnit))
