"""Signing up for all sessions of a training at once, and leaving them."""

from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.buttons.training import LeaveTraining, LeaveTrainingSurely, NextInduction, TakeTraining, WaysToEarn
from handlers.showing import every, instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.training.screens import joining as screens
from storage.views.exams.seen import exams_giving
from storage.views.training.on import next_induction, trainings_giving
from volunteering.actions.signing_up.every import EveryWouldBeTaken
from volunteering.actions.training.signing_up import leave_training, take_training
from volunteering.rules.needs import Required

routes = Routes()


@routes.button(TakeTraining, writes=True)
async def take(tap: Tap, button: TakeTraining) -> Answer:
    """A place in each session, a number on its waiting list, or why not."""
    outcome = await take_training(tap.records, tap.me, button.activity, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words))
    screen, toast = every.taken(tap.words, outcome, screens.ways_of(tap.words, button.activity))
    return Answer(screen, toast, at=ShowActivity(activity=button.activity))


@routes.button(LeaveTraining, writes=True)
async def leave(tap: Tap, button: LeaveTraining) -> Answer:
    """Out of all sessions ahead; asked first where somebody else would have a place at once."""
    return await _leave(tap, button.activity, is_sure=False)


@routes.button(LeaveTrainingSurely, writes=True)
async def leave_surely(tap: Tap, button: LeaveTrainingSurely) -> Answer:
    """Leave them, whatever has become of the waiting lists since it was asked."""
    return await _leave(tap, button.activity, is_sure=True)


@routes.button(NextInduction)
async def next_one(tap: Tap, button: NextInduction) -> Answer | GoTo:
    """The card of the next session that gives the induction; where none is planned, the leader is asked."""
    found = await tap.records.activities.shift(button.shift)
    if found is None:
        return Answer(instead.gone(tap.words))
    session = await next_induction(tap.read, found[0].unit, tap.me.id, tap.now)
    if session is None:
        return Answer(screens.no_induction(tap.words, button.shift), at=ShowShift(shift=button.shift))
    return GoTo(ShowShift(shift=session))


@routes.button(WaysToEarn)
async def ways_to_earn(tap: Tap, button: WaysToEarn) -> Answer:
    """The trainings and exams that give what is missing; the leader, where none is planned."""
    kind = await tap.records.kinds.get(button.kind)
    if kind is None or not kind.is_for(tap.me.unit):
        return Answer(instead.gone(tap.words), at=ShowShift(shift=button.shift))
    required = Required(kind=kind, level=min(button.level, kind.highest))
    trainings = await trainings_giving(tap.read, required, tap.me.id, tap.now, every.LISTED)
    exams = await exams_giving(tap.read, required, tap.me.id, tap.me.unit, tap.now, every.LISTED)
    return Answer(screens.ways_to_earn(tap.words, required, trainings, exams, button.shift), at=button)


async def _leave(tap: Tap, activity_id: int, *, is_sure: bool) -> Answer:
    outcome = await leave_training(tap.records, tap.me, activity_id, tap.moment, is_sure=is_sure)
    at = ShowActivity(activity=activity_id)
    if outcome is None:
        return Answer(instead.gone(tap.words))
    if isinstance(outcome, EveryWouldBeTaken):
        return Answer(every.ask_leave(tap.words, outcome, LeaveTrainingSurely(activity=activity_id)), at=at)
    screen, toast = every.left(tap.words, outcome, screens.ways_of(tap.words, activity_id))
    return Answer(screen, toast, at=at)
