"""A letter to all the people of a unit, once it is on its way."""

from handlers.buttons.home import Home
from handlers.buttons.letters import StopBroadcast
from handlers.letters import screens
from handlers.showing import instead
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.letters import stop_broadcast
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(StopBroadcast, writes=True, role=Role.ADMIN)
async def stop(tap: Tap, button: StopBroadcast) -> Answer:
    """Let nobody else get this letter."""
    outcome = await stop_broadcast(tap.records, tap.actor, button.broadcast, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words), at=Home())
    if isinstance(outcome, NotAllowed):
        return Answer(instead.for_admins(tap.words), at=Home())
    return Answer(screens.broadcast(tap.words, outcome), at=Home())
