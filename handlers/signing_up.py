"""Taking a shift, leaving it, and saying that one comes."""

from datetime import timedelta

from handlers.buttons.shifts import LeaveShift, SayComing, SayNotComing, ShowShift, TakeShift
from handlers.screen import Answer, GoTo
from handlers.screens import shifts as screens
from handlers.screens import ways
from handlers.tap import Routes, Tap
from storage.my import MyShift, unanswered
from volunteering.actions.signing_up import leave_shift, say_coming, take_shift
from volunteering.signups import AlreadyIn, Refused

routes = Routes()


@routes.button(TakeShift, writes=True)
async def take(tap: Tap, button: TakeShift) -> Answer | GoTo:
    """Sign up, or join the waiting list."""
    outcome = await take_shift(tap.records, tap.me, button.shift, tap.moment)
    if outcome is None:
        return Answer(ways.gone(tap.words))
    if isinstance(outcome, Refused):
        here = next((reason for reason in outcome.reasons if isinstance(reason, AlreadyIn)), None)
        if here:  # tapped twice, as people do: no refusal, but where they stand
            return GoTo(ShowShift(shift=button.shift), toast=screens.reason_line(tap.words, here))
    screen, toast = screens.after_taking(tap.words, outcome, tap.policy)
    return Answer(screen, toast, at=ShowShift(shift=button.shift))


@routes.button(LeaveShift, writes=True)
async def leave(tap: Tap, button: LeaveShift) -> Answer:
    """Leave the shift, or its waiting list."""
    outcome = await leave_shift(tap.records, tap.me, button.shift, tap.moment)
    if outcome is None:
        return Answer(ways.gone(tap.words))
    screen, toast = screens.after_leaving(tap.words, outcome, tap.policy)
    return Answer(screen, toast, at=ShowShift(shift=button.shift))


@routes.button(SayNotComing, writes=True)
async def not_coming(tap: Tap, button: SayNotComing) -> Answer:
    """I can't make it: the same as leaving, and the next shift is asked about."""
    outcome = await leave_shift(tap.records, tap.me, button.shift, tap.moment)
    if outcome is None:
        return Answer(ways.gone(tap.words))
    screen, toast = screens.after_leaving(tap.words, outcome, tap.policy, await _next_to_ask(tap))
    return Answer(screen, toast, at=ShowShift(shift=button.shift))


@routes.button(SayComing, writes=True)
async def coming(tap: Tap, button: SayComing) -> Answer:
    """I'm coming; the next shift is asked about."""
    found = await tap.records.activities.shift(button.shift)
    if found is None:
        return Answer(ways.gone(tap.words))
    outcome = await say_coming(tap.records, tap.me, button.shift, tap.moment)
    screen, toast = screens.after_coming(tap.words, *found, outcome, await _next_to_ask(tap))
    return Answer(screen, toast, at=ShowShift(shift=button.shift))


async def _next_to_ask(tap: Tap) -> MyShift | None:
    """A reminder may be about several shifts; the answer to one takes its place, and so asks about the next."""
    longest = max(tap.policy.reminders_hours, default=0)
    return await unanswered(tap.read, tap.me.id, tap.now, tap.now + timedelta(hours=longest))
