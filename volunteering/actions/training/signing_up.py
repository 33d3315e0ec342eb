"""All sessions of a training at once, each by the rules of any shift (docs/rules.md: Training)."""

from volunteering.actions.signing_up.freed import line_for, would_be_taken
from volunteering.actions.signing_up.places import Left, leave_shift, take_shift
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import AlreadyIn, Reason, Refused, Taken, Waiting
from volunteering.rules.volunteers import Person


class SessionsTaken(Model):
    """What came of each session ahead: a place, a number, a refusal, or a question that its own card asks."""

    activity: Activity
    taken: tuple[Shift, ...] = ()
    waiting: tuple[tuple[Shift, int], ...] = ()
    refused: tuple[tuple[Shift, tuple[Reason, ...]], ...] = ()
    to_ask: tuple[Shift, ...] = ()  # which role, or whether a risk is agreed to


class SessionsLeft(Model):
    """The person is out of these."""

    activity: Activity
    left: tuple[Shift, ...]


class SessionsWouldBeTaken(Model):
    """Nothing is done yet: somebody who waits would have a place at once, in so many of the sessions."""

    activity: Activity
    sessions: int


async def _ahead(records: Records, activity_id: int, moment: Moment) -> tuple[Activity, list[Shift]] | None:
    """The sessions that have not begun, locked. None: the activity is no training.

    All of them before the person, and in one order: whoever signs up for one of them at this moment locks that shift
    and then the person, so that nobody waits for each other.
    """
    activity = await records.activities.get(activity_id)
    if activity is None or not activity.training:
        return None
    sessions = [shift for shift in await records.activities.shifts(activity_id) if not shift.has_begun(moment.now)]
    for session in sorted(sessions, key=lambda one: one.id):
        await records.activities.lock(session.id)
    return activity, sessions


async def take_training(records: Records, person: Person, activity_id: int, moment: Moment) -> SessionsTaken | None:
    """A place in each session ahead, a number on its waiting list, or why not. None: the activity is no training."""
    found = await _ahead(records, activity_id, moment)
    if found is None:
        return None
    activity, sessions = found
    taken: list[Shift] = []
    waiting: list[tuple[Shift, int]] = []
    refused: list[tuple[Shift, tuple[Reason, ...]]] = []
    to_ask: list[Shift] = []
    for session in sessions:
        if not session.is_ahead(moment.now):
            continue
        match await take_shift(records, person, session.id, moment):
            case Taken():
                taken.append(session)
            case Waiting(number=number):
                waiting.append((session, number))
            case Refused(reasons=reasons):
                if not any(isinstance(reason, AlreadyIn) for reason in reasons):
                    refused.append((session, reasons))
            case None:
                continue
            case _:
                to_ask.append(session)
    return SessionsTaken(
        activity=activity,
        taken=tuple(taken),
        waiting=tuple(waiting),
        refused=tuple(refused),
        to_ask=tuple(to_ask),
    )


async def leave_training(
    records: Records, person: Person, activity_id: int, moment: Moment, *, is_sure: bool = False
) -> SessionsLeft | SessionsWouldBeTaken | None:
    """Leave each session ahead, and its waiting list. None: the activity is no training.

    Unless it `is_sure`, nothing is left where somebody who waits would have a place at once.
    """
    found = await _ahead(records, activity_id, moment)
    if found is None:
        return None
    activity, sessions = found
    if not is_sure and (would := await _would_be_taken(records, person, sessions, moment)):
        return SessionsWouldBeTaken(activity=activity, sessions=would)
    outcomes = [(session, await leave_shift(records, person, session.id, moment)) for session in sessions]
    return SessionsLeft(
        activity=activity, left=tuple(session for session, outcome in outcomes if isinstance(outcome, Left))
    )


async def _would_be_taken(records: Records, person: Person, sessions: list[Shift], moment: Moment) -> int:
    """In how many of them somebody who waits would have the person's place at once."""
    number = 0
    for session in sessions:
        mine = await records.sign_ups.mine(session.id, person.id)
        found = await records.activities.shift(session.id)
        if mine is None or found is None:
            continue
        line = await line_for(records, *found, mine, moment)
        number += await would_be_taken(records, session, line, moment)
    return number
