"""Several shifts of an activity at once, each by the rules of any shift: all sessions, every one of a series."""

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
"""What came of asking for one of them."""


class EveryTaken(Model):
    """What came of each of them: a place, a number, a refusal, or a question that its own card asks."""

    activity: Activity
    taken: tuple[Shift, ...] = ()
    waiting: tuple[tuple[Shift, int], ...] = ()
    refused: tuple[tuple[Shift, tuple[Reason, ...]], ...] = ()
    to_ask: tuple[Shift, ...] = ()  # which role, or whether a risk is agreed to
    had: tuple[Shift, ...] = ()  # where they had a place before
    awaited: tuple[Shift, ...] = ()  # for which they waited before


class EveryLeft(Model):
    """The person is out of these."""

    activity: Activity
    left: tuple[Shift, ...]


class EveryWouldBeTaken(Model):
    """Nothing is done yet: somebody who waits would have a place at once, in so many of them."""

    activity: Activity
    several: int


async def lock_every(records: Records, shifts: Sequence[Shift]) -> None:
    """All of them before the person, and in one order.

    Whoever signs up for one of them at this moment locks that shift and then the person, so that nobody waits for each
    other.
    """
    for shift in sorted(shifts, key=lambda one: one.id):
        await records.activities.lock(shift.id)


async def take_every(
    records: Records, person: Person, activity: Activity, shifts: Sequence[Shift], moment: Moment
) -> EveryTaken:
    """A place in each of these, which are locked, a number on its waiting list, or why not."""
    ahead = [shift for shift in shifts if shift.is_ahead(moment.now)]
    return _as_taken(activity, [(one, await take_shift(records, person, one.id, moment)) for one in ahead])


def _as_taken(activity: Activity, answers: Sequence[tuple[Shift, _Answer]]) -> EveryTaken:
    """What came of each, sorted."""
    in_already = {shift.id: state for shift, answer in answers if (state := _state_before(answer))}
    refused = [(shift, answer.reasons) for shift, answer in answers if isinstance(answer, Refused)]
    asked = [shift for shift, answer in answers if isinstance(answer, ToChoose | ToAgree | RoleWouldBeGiven)]
    waits = [(shift, answer.number) for shift, answer in answers if isinstance(answer, Waiting)]
    return EveryTaken(
        activity=activity,
        taken=tuple(shift for shift, answer in answers if isinstance(answer, Taken)),
        waiting=tuple(waits),
        refused=tuple((shift, reasons) for shift, reasons in refused if shift.id not in in_already),
        to_ask=tuple(asked),
        had=tuple(one for one, _ in answers if in_already.get(one.id) is SignUpState.CONFIRMED),
        awaited=tuple(one for one, _ in answers if in_already.get(one.id) is SignUpState.WAITING),
    )


def _state_before(answer: _Answer) -> SignUpState | None:
    """How they were in it before; None where they were not."""
    reasons = answer.reasons if isinstance(answer, Refused) else ()
    return next((reason.state for reason in reasons if isinstance(reason, AlreadyIn)), None)


async def leave_every(
    records: Records, person: Person, activity: Activity, shifts: Sequence[Shift], moment: Moment, *, is_sure: bool
) -> EveryLeft | EveryWouldBeTaken:
    """Leave each of these, which are locked, and its waiting list.

    Unless it `is_sure`, nothing is left where somebody who waits would have a place at once.
    """
    if not is_sure and (would := await _would_be_taken(records, person, shifts, moment)):
        return EveryWouldBeTaken(activity=activity, several=would)
    outcomes = [(shift, await leave_shift(records, person, shift.id, moment)) for shift in shifts]
    return EveryLeft(activity=activity, left=tuple(shift for shift, outcome in outcomes if isinstance(outcome, Left)))


async def _would_be_taken(records: Records, person: Person, shifts: Sequence[Shift], moment: Moment) -> int:
    """In how many of them somebody who waits would have the person's place at once."""
    number = 0
    for shift in shifts:
        mine = await records.sign_ups.mine(shift.id, person.id)
        found = await records.activities.shift(shift.id)
        if mine is None or mine.state is not SignUpState.CONFIRMED or found is None:
            continue
        line = await line_for(records, *found, mine)
        number += await would_be_taken(records, shift, line, moment)
    return number
