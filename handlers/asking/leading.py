"""What the leader of a shift taps whose people are asked: who was, and asking those of the unit above, too."""

from handlers.asking.screens import leaders as screens
from handlers.buttons.asking import ShowAsked, Widen
from handlers.leading.led import find_shift, gone, not_done
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.views.asking import asked_for
from volunteering.actions.asking.widening import Widened, widen
from volunteering.rules.activities import is_on
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ShowAsked, role=Role.LEADER)
async def show_asked(tap: Tap, button: ShowAsked) -> Answer:
    """Everybody who was asked, by what they said."""
    found = await find_shift(tap, button.shift)
    asked = await asked_for(tap.read, button.shift)
    if asked is None:
        return gone(tap)
    shift = found.manned.shift
    is_ahead = is_on(found.activity, shift) and not shift.has_begun(tap.now)
    screen = screens.who_was_asked(
        tap.words, found.activity, shift, found.manned.capacity, asked, is_ahead=is_ahead, said=tap.said
    )
    return Answer(screen, tap.said or "", at=button)


@routes.button(Widen, writes=True, role=Role.LEADER)
async def ask_above(tap: Tap, button: Widen) -> Answer | GoTo:
    """The people of the unit above are asked, too."""
    outcome = await widen(tap.records, tap.actor, button.shift, button.unit, tap.moment)
    here = ShowAsked(shift=button.shift)
    match outcome:
        case Widened(unit=unit):
            return GoTo(here, said=screens.widened(tap.words, unit.name))
        case Unchanged():
            return GoTo(here, said=screens.widened_before(tap.words))
    return not_done(tap, button.shift, outcome)
