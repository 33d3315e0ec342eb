"""Taking a shift, leaving it, and saying that one comes."""

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import LeaveShift, LeaveSurely, SayComing, SayLate, SayNotComing, TakeShift
from handlers.showing import instead
from handlers.showing.as_shown import changed_meanwhile, has_moved
from handlers.signing_up.choosing import taken
from handlers.signing_up.confirming import ask_anew
from handlers.signing_up.screens import leaving, places
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.views.signing_up import MyShift, unanswered
from volunteering.actions.signing_up.leaving import leaving_closed
from volunteering.actions.signing_up.places import (
    ToConfirm,
    WouldBeTaken,
    leave_shift,
    leave_unless_taken,
    say_coming,
    take_shift,
)
from volunteering.rules.reminders import asked_last

routes = Routes()


@routes.button(TakeShift, writes=True)
async def take(tap: Tap, button: TakeShift) -> Answer | GoTo:
    """Sign up, or join the waiting list; of a shift with several roles, choose one first."""
    return taken(tap, button.shift, await take_shift(tap.records, tap.me, button.shift, tap.moment))


@routes.button(LeaveShift, writes=True)
async def leave(tap: Tap, button: LeaveShift) -> Answer:
    """Leave the shift, or its waiting list; asked first where the place would be somebody else's at once."""
    closed = await leaving_closed(tap.records, tap.me, button.shift, tap.moment)
    if closed:
        return Answer(leaving.leaving_closed(tap.words, closed), at=ShowShift(shift=button.shift))
    return await _leave(tap, button.shift)


@routes.button(SayNotComing, writes=True)
async def not_coming(tap: Tap, button: SayNotComing) -> Answer:
    """I can't make it: the same as leaving, and the next shift is asked about."""
    return await _leave(tap, button.shift, from_reminder=True)


@routes.button(LeaveSurely, writes=True)
async def leave_surely(tap: Tap, button: LeaveSurely) -> Answer | GoTo:
    """Leave it, whatever has become of the waiting list since it was asked."""
    if await has_moved(tap, button.shift, button.start):
        return GoTo(ShowShift(shift=button.shift), said=changed_meanwhile(tap.words))
    return await _leave(tap, button.shift, is_sure=True, from_reminder=button.from_reminder)


async def _leave(tap: Tap, shift_id: int, *, is_sure: bool = False, from_reminder: bool = False) -> Answer:
    leave_it = leave_shift if is_sure else leave_unless_taken
    outcome = await leave_it(tap.records, tap.me, shift_id, tap.moment)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words))
        case WouldBeTaken():
            screen = places.ask_leave(tap.words, outcome, from_reminder=from_reminder)
            return Answer(screen, at=ShowShift(shift=shift_id))
    unanswered = await _next_to_ask(tap) if from_reminder else None
    screen, toast = places.after_leaving(tap.words, outcome, tap.moment, unanswered)
    return Answer(screen, toast, at=ShowShift(shift=shift_id))


@routes.button(SayComing, writes=True)
async def coming(tap: Tap, button: SayComing) -> Answer | GoTo:
    """I'm coming; the next shift is asked about. Of one that was moved since it was asked, the question is another."""
    return await _coming(tap, button.shift, late=False)


@routes.button(SayLate, writes=True)
async def late(tap: Tap, button: SayLate) -> Answer | GoTo:
    """I'll be late: the same."""
    return await _coming(tap, button.shift, late=True)


async def _coming(tap: Tap, shift_id: int, *, late: bool) -> Answer | GoTo:
    outcome = await say_coming(tap.records, tap.me, shift_id, tap.moment, late=late)
    found = await tap.records.activities.shift(shift_id)
    if found is None:
        return Answer(instead.gone(tap.words))
    if isinstance(outcome, ToConfirm):
        return await ask_anew(tap, outcome.facts)
    screen, toast = places.after_coming(tap.words, *found, outcome, await _next_to_ask(tap))
    return Answer(screen, toast, at=ShowShift(shift=shift_id))


async def _next_to_ask(tap: Tap) -> MyShift | None:
    """A reminder may be about several shifts; the answer to one takes its place, and so asks about the next."""
    return await unanswered(tap.read, tap.me.id, tap.now, asked=asked_last(tap.policy))
