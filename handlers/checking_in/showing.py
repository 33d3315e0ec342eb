"""What leaders tap while people come: the code, who is here, and ticking them."""

from handlers.buttons.checking_in import LeaveArrivals, ListToTick, ShowArrivals, ShowCode, TickHere
from handlers.buttons.leading import ManageShift
from handlers.checking_in.screens import showing as screens
from handlers.leading.led import gone, not_yours
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.views.checking_in import Attending, attending
from volunteering.actions.checking_in.showing import (
    CheckInOver,
    CodeShown,
    NotShown,
    TooEarly,
    show_arrivals,
    show_code,
    stop_showing,
)
from volunteering.actions.checking_in.ticking import NobodyThere, Ticked, tick_here
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ShowCode, writes=True, role=Role.LEADER)
async def show(tap: Tap, button: ShowCode) -> Answer:
    """Both messages come by themselves, and keep themselves up to date."""
    outcome = await show_code(tap.records, tap.actor, button.shift, tap.moment)
    return _shown(tap, button.shift, outcome, code=True)


@routes.button(ShowArrivals, writes=True, role=Role.LEADER)
async def show_who(tap: Tap, button: ShowArrivals) -> Answer:
    """The one about who is here."""
    outcome = await show_arrivals(tap.records, tap.actor, button.shift, tap.moment)
    return _shown(tap, button.shift, outcome, code=False)


def _shown(tap: Tap, shift_id: int, outcome: CodeShown | NotShown | None, *, code: bool) -> Answer:
    if isinstance(outcome, CodeShown):
        screen = screens.shown(tap.words, outcome.activity, outcome.shift, code=code)
        return Answer(screen, at=ManageShift(shift=shift_id))
    return _not_shown(tap, shift_id, outcome)


def _not_shown(tap: Tap, shift_id: int, outcome: NotShown | None) -> Answer:
    back = ManageShift(shift=shift_id)
    match outcome:
        case TooEarly(activity=activity, shift=shift, opens_at=opens_at):
            return Answer(screens.too_early(tap.words, activity, shift, opens_at), at=back)
        case CheckInOver(activity=activity, shift=shift):
            return Answer(screens.too_late(tap.words, activity, shift), at=back)
        case Closed():
            return Answer(screens.called_off(tap.words, shift_id), at=back)
        case NotAllowed():
            return not_yours(tap)
        case None:
            return gone(tap)


@routes.button(LeaveArrivals, writes=True, role=Role.LEADER)
async def leave(tap: Tap, button: LeaveArrivals) -> GoTo:
    """What is looked at next stands in this message, which is not written over by who comes."""
    await stop_showing(tap.records, tap.actor, button.shift)
    return GoTo(ListToTick(shift=button.shift))


@routes.button(ListToTick, role=Role.LEADER)
async def list_to_tick(tap: Tap, button: ListToTick) -> Answer:
    """Who is here and who is not, to be tapped."""
    found = await _led(tap, button.shift)
    return Answer(screens.to_tick(tap.words, found, button.page, said=tap.said), tap.said or "", at=button)


async def _led(tap: Tap, shift_id: int) -> Attending:
    """The people of the shift, if this person leads it. Raises Instead."""
    found = await attending(tap.read, shift_id)
    if found is None:
        raise Instead(gone(tap))
    if not tap.rights.leads(found.activity.unit):
        raise Instead(not_yours(tap))
    return found


@routes.button(TickHere, writes=True, role=Role.LEADER)
async def tick(tap: Tap, button: TickHere) -> Answer:
    """This person is here, or the tick was a slip."""
    outcome = await tick_here(tap.records, tap.actor, button.shift, button.person, tap.moment, here=button.here)
    if not isinstance(outcome, Ticked | NobodyThere):
        return _not_shown(tap, button.shift, outcome)
    said = screens.nobody_there(tap.words) if isinstance(outcome, NobodyThere) else None
    screen = screens.to_tick(tap.words, await _led(tap, button.shift), button.page, said=said)
    return Answer(screen, said or "", at=ListToTick(shift=button.shift, page=button.page))
