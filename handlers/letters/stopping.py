"""A letter to all the people of a unit, once it is on its way."""

from handlers.buttons.home import Home
from handlers.buttons.letters import StopLetter
from handlers.letters import screens
from handlers.showing import instead
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.letters import stop_letter
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(StopLetter, writes=True, role=Role.ADMIN)
async def stop(tap: Tap, button: StopLetter) -> Answer:
    """Let nobody else get this letter."""
    outcome = await stop_letter(tap.records, tap.actor, button.letter, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words), at=Home())
    if isinstance(outcome, NotAllowed):
        return Answer(instead.for_admins(tap.words), at=Home())
    return Answer(screens.progress(tap.words, outcome), at=Home())
