"""Taking a place, waiting for one, leaving, and saying that one comes (docs/rules.md: Signing up)."""

from collections.abc import Sequence

from volunteering.actions.signing_up.agreeing import agree_in
from volunteering.actions.signing_up.freed import give_to, leave_to_whoever_asks, line_for, would_be_taken
from volunteering.actions.signing_up.late import beside_free_places
from volunteering.actions.signing_up.leaving import tell_of_late_leave, tell_of_leaving
from volunteering.actions.signing_up.roles import RoleWouldBeGiven, change_role
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.choosing import ToChoose, judge_or_choose
from volunteering.rules.consenting import ToAgree, to_agree
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.signing_up import Why
from volunteering.rules.offering import goes_in_turn
from volunteering.rules.signing_up import Begun, Facts, Judgement, SignUp, SignUpState, Taken, Waiting
from volunteering.rules.volunteers import Person


async def take_shift(
    records: Records,
    person: Person,
    shift_id: int,
    moment: Moment,
    *,
    role_id: int | None = None,
    agreed: str = "",
    asks_first: bool = False,
) -> Judgement | RoleWouldBeGiven | ToChoose | ToAgree | None:
    """A place for the person, or a number on the waiting list, or every reason why not. None: no such shift.

    Of a shift with roles it is a place in that one, or in the only one that can be had; else it is to be chosen first.
    Where it `asks_first`, nobody changes from a role in which somebody who waits would have the place at once.
    Of one with a bodily risk nothing is given to whoever has not agreed to it; `agreed` is of what they read
    (`Risk.checksum`).
    """
    facts = await records.sign_ups.facts(shift_id, person.id, role_id)
    return await take(records, person, facts, moment, agreed=agreed, asks_first=asks_first) if facts else None


async def take(
    records: Records, person: Person, facts: Facts, moment: Moment, *, agreed: str = "", asks_first: bool = False
) -> Judgement | RoleWouldBeGiven | ToChoose | ToAgree:
    """The same, by facts that were read in this transaction."""
    shift_id = facts.shift.id
    answer = judge_or_choose(facts, moment)
    if not facts.agreed and isinstance(answer, Taken | Waiting):
        if unread := to_agree(answer.facts, agreed):
            return unread
        await agree_in(records, answer.facts, person, moment)
    match answer:
        case Taken(facts=facts) if facts.changes_role:
            return await change_role(records, facts, moment, asks_first=asks_first)
        case Taken(facts=facts):
            did = await _put(records, person, facts, SignUpState.CONFIRMED, moment)
            records.journal.note(did, by_id=person.id, at=moment.now, person_id=person.id, shift_id=shift_id)
        case Waiting(facts=facts):
            await _put(records, person, facts, SignUpState.WAITING, moment)
            records.journal.note(Did.WAITS, by_id=person.id, at=moment.now, person_id=person.id, shift_id=shift_id)
    return answer


async def _put(records: Records, person: Person, facts: Facts, state: SignUpState, moment: Moment) -> Did:
    """Put somebody in, or in line; what is held for them in another role goes on. What they did."""
    mine, role_id = facts.mine, facts.role.id if facts.role else None
    if mine is None or not mine.is_offered:
        await records.sign_ups.put(facts.shift.id, person.id, state, moment.now, role_id=role_id)
        return Did.SIGNED_UP
    if mine.role_id == role_id:  # it was held for them, by the order in which they came
        await records.sign_ups.set_state(mine.id, state, moment.now)
        return Did.PROMOTED
    line = await line_for(records, facts.activity, facts.shift, mine)
    known_to = await beside_free_places(records, facts.shift, moment)
    await records.sign_ups.put(facts.shift.id, person.id, state, moment.now, role_id=role_id)
    await give_to(records, facts.activity, facts.shift, line, moment, why=Why.PASSED_ON, known_to=known_to)
    return Did.SIGNED_UP


class Left(Model):
    """The person is out of the shift, or of its waiting list."""

    activity: Activity
    shift: Shift
    was: SignUpState
    given_on: bool = False  # the place is offered to somebody who waited, or theirs by now


class NotIn(Model):
    """There was nothing to leave."""

    activity: Activity
    shift: Shift


class TooLateToLeave(Model):
    """The shift has begun."""

    activity: Activity
    shift: Shift


class WouldBeTaken(Model):
    """Nothing is done yet: the place would go to somebody who waits at once, and the person could not come back."""

    activity: Activity
    shift: Shift
    waiting: int


Leaving = Left | NotIn | TooLateToLeave


async def leave_shift(records: Records, person: Person, shift_id: int, moment: Moment) -> Leaving | None:
    """Leave a place or the waiting list; a place that comes free goes to the next in line. None: no such shift."""
    mine = await _mine_to_leave(records, person, shift_id, moment)
    return await _leave(records, mine, moment) if isinstance(mine, _Mine) else mine


async def leave_unless_taken(
    records: Records, person: Person, shift_id: int, moment: Moment
) -> Leaving | WouldBeTaken | None:
    """The same; but where a place would go to somebody who waits at once, it is to be asked first."""
    mine = await _mine_to_leave(records, person, shift_id, moment)
    if not isinstance(mine, _Mine):
        return mine
    is_place = mine.sign_up.state is SignUpState.CONFIRMED
    if is_place and await would_be_taken(records, mine.shift, mine.line, moment):
        return WouldBeTaken(activity=mine.activity, shift=mine.shift, waiting=len(mine.line))
    return await _leave(records, mine, moment)


class _Mine(Model):
    """A sign-up that may be left, in a locked shift, and who waits for the place that it has, or is offered."""

    activity: Activity
    shift: Shift
    sign_up: SignUp
    line: tuple[SignUp, ...]


async def _mine_to_leave(
    records: Records, person: Person, shift_id: int, moment: Moment
) -> _Mine | NotIn | TooLateToLeave | None:
    found = await records.activities.lock(shift_id)
    if found is None:
        return None
    activity, shift = found
    mine = await records.sign_ups.mine(shift_id, person.id)
    if mine is None or mine.state is SignUpState.LEFT:
        return NotIn(activity=activity, shift=shift)
    if shift.has_begun(moment.now):
        return TooLateToLeave(activity=activity, shift=shift)
    line = await line_for(records, activity, shift, mine)
    return _Mine(activity=activity, shift=shift, sign_up=mine, line=line)


async def _leave(records: Records, mine: _Mine, moment: Moment) -> Left:
    given_on = await _let_go(records, mine.activity, mine.shift, mine.sign_up, mine.line, moment)
    return Left(activity=mine.activity, shift=mine.shift, was=mine.sign_up.state, given_on=given_on > 0)


async def let_go(
    records: Records,
    activity: Activity,
    shift: Shift,
    sign_up: SignUp,
    moment: Moment,
    *,
    by_id: int | None = None,
) -> int:
    """End a sign-up in a locked shift that has not begun: offer the place to the next, or if it is late, say so.

    How many places went to somebody; `by_id` is a leader who does it for them.
    """
    line = await line_for(records, activity, shift, sign_up)
    return await _let_go(records, activity, shift, sign_up, line, moment, by_id=by_id)


async def _let_go(
    records: Records,
    activity: Activity,
    shift: Shift,
    sign_up: SignUp,
    line: Sequence[SignUp],
    moment: Moment,
    *,
    by_id: int | None = None,
) -> int:
    """The same, to the first of this line."""
    by = by_id or sign_up.person_id
    is_place = sign_up.state is SignUpState.CONFIRMED and is_on(activity, shift)
    is_late = is_place and not goes_in_turn(shift, moment)
    known_to = await beside_free_places(records, shift, moment) if line else ()
    await records.sign_ups.set_state(sign_up.id, SignUpState.LEFT, moment.now, late=is_late)
    records.journal.note(Did.LEFT, by_id=by, at=moment.now, person_id=sign_up.person_id, shift_id=shift.id)
    if not is_late:
        why = Why.LEFT if is_place else Why.PASSED_ON
        if is_place:
            await tell_of_leaving(records, activity, shift, sign_up, moment, by_id=by)
        return await give_to(records, activity, shift, line, moment, why=why, known_to=known_to)
    # One message about one leaving: who waits is said in it.
    roles = [sign_up.role_id]
    await leave_to_whoever_asks(records, activity, shift, line, moment, roles=roles, known_to=known_to)
    await tell_of_late_leave(records, activity, shift, sign_up, moment, by_id=by)
    return 0


class ToConfirm(Model):
    """It was moved since the person was asked whether they come: they said it of another time or place."""

    facts: Facts


async def say_coming(
    records: Records, person: Person, shift_id: int, moment: Moment, *, late: bool = False
) -> SignUp | ToConfirm | Begun | None:
    """Remember *I'm coming*, or *I'll be late*, until the other is said.

    Begun where the shift has started; None where the person has no place in it.
    """
    found = await records.activities.lock(shift_id)  # one that is moved at this moment is another question
    mine = await records.sign_ups.mine(shift_id, person.id)
    if found is None or mine is None or mine.state is not SignUpState.CONFIRMED:
        return None
    if found[1].has_begun(moment.now):
        return Begun()
    if mine.to_confirm is not None and (facts := await records.sign_ups.facts(shift_id, person.id)):
        return ToConfirm(facts=facts)
    answer = ReminderAnswer.LATE if late else ReminderAnswer.COMING
    await records.sign_ups.say_coming(mine.id, answer, moment.now)
    return mine.model_copy(update={"answer": answer})
