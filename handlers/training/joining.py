"""Signing up for all sessions of a training at once, and leaving them."""

from handlers.buttons.activities import ShowActivity
from handlers.buttons.training import LeaveTraining, LeaveTrainingSurely, TakeTraining
from handlers.showing import instead
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from handlers.training.screens import joining as screens
from volunteering.actions.training.signing_up import SessionsWouldBeTaken, leave_training, take_training

routes = Routes()


@routes.button(TakeTraining, writes=True)
async def take(tap: Tap, button: TakeTraining) -> Answer:
    """A place in each session, a number on its waiting list, or why not."""
    outcome = await take_training(tap.records, tap.me, button.activity, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words))
    screen, toast = screens.taken(tap.words, outcome)
    return Answer(screen, toast, at=ShowActivity(activity=button.activity))


@routes.button(LeaveTraining, writes=True)
async def leave(tap: Tap, button: LeaveTraining) -> Answer:
    """Out of all sessions ahead; asked first where somebody else would have a place at once."""
    return await _leave(tap, button.activity, is_sure=False)


@routes.button(LeaveTrainingSurely, writes=True)
async def leave_surely(tap: Tap, button: LeaveTrainingSurely) -> Answer:
    """Leave them, whatever has become of the waiting lists since it was asked."""
    return await _leave(tap, button.activity, is_sure=True)


async def _leave(tap: Tap, activity_id: int, *, is_sure: bool) -> Answer:
    outcome = await leave_training(tap.records, tap.me, activity_id, tap.moment, is_sure=is_sure)
    at = ShowActivity(activity=activity_id)
    if outcome is None:
        return Answer(instead.gone(tap.words))
    if isinstance(outcome, SessionsWouldBeTaken):
        return Answer(screens.ask_leave(tap.words, outcome), at=at)
    screen, toast = screens.left(tap.words, outcome)
    return Answer(screen, toast, at=at)
