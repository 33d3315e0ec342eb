"""A letter to all the people of a unit, once it is on its way."""

from handlers.buttons.notices import StopBroadcast
from handlers.buttons.ways import Home
from handlers.screen import Answer
from handlers.screens import letters, ways
from handlers.tap import Routes, Tap
from volunteering.actions.broadcasting import stop_broadcast
from volunteering.units import NotAllowed, Role

routes = Routes()


@routes.button(StopBroadcast, writes=True, role=Role.ADMIN)
async def stop(tap: Tap, button: StopBroadcast) -> Answer:
    """Let nobody else get this letter."""
    outcome = await stop_broadcast(tap.records, tap.actor, button.broadcast, tap.moment)
    if outcome is None:
        return Answer(ways.gone(tap.words), at=Home())
    if isinstance(outcome, NotAllowed):
        return Answer(ways.for_admins(tap.words), at=Home())
    return Answer(letters.broadcast(tap.words, outcome), at=Home())
