"""Who comes to a route: whoever may, with the rights of this very tap (decision 6); the others read why not."""

from handlers.buttons.button import Button
from handlers.buttons.doubles import SayNotThem
from handlers.buttons.home import Home
from handlers.showing import instead as screens
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Route, Tap
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing


async def let_in(tap: Tap, route: Route, argument: Button | str) -> Answer | GoTo:
    """Call the handler, if the person may come to it."""
    if tap.person is not None and tap.person.standing is Standing.MERGED and not isinstance(argument, SayNotThem):
        return Answer(screens.goes_on_elsewhere(tap.words), at=Home())
    if not route.anyone:
        if not tap.is_here:
            return Answer(screens.register_first(tap.words, back=tap.person is not None), at=Home())
        if route.role is Role.ADMIN and not tap.rights.is_admin:
            return Answer(screens.for_admins(tap.words), at=Home())
        if route.role is Role.LEADER and not tap.rights.is_leader:
            return Answer(screens.for_leaders(tap.words), at=Home())
    return await route.handler(tap, argument)
