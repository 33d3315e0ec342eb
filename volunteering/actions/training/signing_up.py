"""All sessions of a training at once, each by the rules of any shift (docs/rules.md: Training)."""

from collections.abc import Sequence

from volunteering.actions.signing_up.freed import line_for, would_be_taken
from volunteering.actions.signing_up.places import Left, leave_shift, take_shift
from volunteering.actions.signing_up.roles import RoleWouldBeGiven
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.choosing import ToChoose
from volunteering.rules.consenting import ToAgree
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import AlreadyIn, Judgement, Reason, Refused, SignUpState, Taken, Waiting
from volunteering.rules.volunteers import Person

_Answer = Judgement | RoleWouldBeGiven | ToChoose | ToAgree | None
"""What came of asking for one session."""


class SessionsTaken(Model):
    """What came of each session ahead: a place, a number, a refusal, or a question that its own card asks."""

    activity: Activity
    taken: tuple[Shift, ...] = ()
    waiting: tuple[tuple[Shift, int], ...] = ()
    refused: tuple[tuple[Shift, tuple[Reason, ...]], ...] = ()
    to_ask: tuple[Shift, ...] = ()  # which role, or whether a risk is agreed to
    had: tuple[Shift, ...] = ()  # where they had a place before
    awaited: tuple[Shift, ...] = ()  # for which they waited before


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
    ahead = [session for session in sessions if session.is_ahead(moment.now)]
    return _as_taken(activity, [(one, await take_shift(records, person, one.id, moment)) for one in ahead])


def _as_taken(activity: Activity, answers: Sequence[tuple[Shift, _Answer]]) -> SessionsTaken:
    """What came of each session, sorted."""
    in_already = {session.id: state for session, answer in answers if (state := _state_before(answer))}
    refused = [(session, answer.reasons) for session, answer in answers if isinstance(answer, Refused)]
    asked = [session for session, answer in answers if isinstance(answer, ToChoose | ToAgree | RoleWouldBeGiven)]
    waits = [(session, answer.number) for session, answer in answers if isinstance(answer, Waiting)]
    return SessionsTaken(
        activity=activity,
        taken=tuple(session for session, answer in answers if isinstance(answer, Taken)),
        waiting=tuple(waits),
        refused=tuple((session, reasons) for session, reasons in refused if session.id not in in_already),
        to_ask=tuple(asked),
        had=tuple(one for one, _ in answers if in_already.get(one.id) is SignUpState.CONFIRMED),
        awaited=tuple(one for one, _ in answers if in_already.get(one.id) is SignUpState.WAITING),
    )


def _state_before(answer: _Answer) -> SignUpState | None:
    """How they were in the session before; None where they were not."""
    reasons = answer.reasons if isinstance(answer, Refused) else ()
    return next((reason.state for reason in reasons if isinstance(reason, AlreadyIn)), None)


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
        if mine is None or mine.state is not SignUpState.CONFIRMED or found is None:
            continue
        line = await line_for(records, *found, mine)
        number += await would_be_taken(records, session, line, moment)
    return number
