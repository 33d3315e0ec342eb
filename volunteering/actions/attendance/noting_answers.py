"""What somebody says who was called about a shift ahead, noted by whoever leads it (docs/rules.md: Reminders)."""

from volunteering.actions.signing_up.places import let_go
from volunteering.actions.telling.telling import tell_one
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.moves import told_at
from volunteering.rules.notices.signing_up import NotedNotComing
from volunteering.rules.signing_up import Begun, Closed, SignUp, SignUpState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class Called(Model):
    """Somebody else with a place in a shift ahead that the actor leads, and what is said of their coming."""

    activity: Activity
    shift: Shift
    sign_up: SignUp

    @property
    def seen(self) -> "AsRead":
        """What is to be known of it for noting another answer."""
        return AsRead(ticket=self.sign_up.ticket, answer=self.sign_up.answer)


class AsRead(Model):
    """Which sign-up a leader had read of, and what was said then: what was said since then stays."""

    ticket: int
    answer: ReminderAnswer


class NoPlace(Model):
    """The person has no place in the shift, or has left it."""


class OwnAnswer(Model):
    """It is the actor's own place: of that they speak for themselves."""


class AnsweredSince(Model):
    """Nothing was noted: it is not as the actor had read it any more."""


class HasToConfirm(Model):
    """It was moved, and the person has not confirmed it: that they do themselves, who read what it is now."""


class AnswerNoted(Model):
    """They come, or come late."""

    called: Called


class PlaceGivenUp(Model):
    """They can't come, and have given up their place."""

    called: Called
    given_on: bool  # the place is offered to somebody who waited, or theirs by now


NotToBeNoted = NoPlace | OwnAnswer | Begun | Closed | NotAllowed


async def find_called(
    records: Records, actor: Actor, shift_id: int, person_id: int, moment: Moment
) -> Called | NotToBeNoted | None:
    """Somebody for whom the actor may note an answer, in a locked shift. None: no such shift."""
    found = await records.activities.lock(shift_id)
    if found is None:
        return None
    activity, shift = found
    if not actor.rights.leads(activity.unit):
        return NotAllowed()
    if not is_on(activity, shift):
        return Closed()
    if shift.has_begun(moment.now):
        return Begun()
    if person_id == actor.id:
        return OwnAnswer()
    theirs = await records.sign_ups.mine(shift_id, person_id)
    if theirs is None or theirs.state is not SignUpState.CONFIRMED:
        return NoPlace()
    return Called(activity=activity, shift=shift, sign_up=theirs)


async def note_coming(
    records: Records, actor: Actor, shift_id: int, person_id: int, seen: AsRead, moment: Moment, *, late: bool = False
) -> AnswerNoted | AnsweredSince | HasToConfirm | NotToBeNoted | None:
    """Note that they come, or come late: the same as their own answer to a reminder. None: no such shift."""
    called = await find_called(records, actor, shift_id, person_id, moment)
    if not isinstance(called, Called):
        return called
    if called.seen != seen:
        return AnsweredSince()
    if called.sign_up.to_confirm is not None:
        return HasToConfirm()
    answer = ReminderAnswer.LATE if late else ReminderAnswer.COMING
    await records.sign_ups.say_coming(called.sign_up.id, answer, moment.now)
    records.journal.note(Did.ANSWER_NOTED, by_id=actor.id, at=moment.now, person_id=person_id, shift_id=shift_id)
    return AnswerNoted(called=called)


async def note_not_coming(
    records: Records, actor: Actor, shift_id: int, person_id: int, seen: AsRead, moment: Moment
) -> PlaceGivenUp | AnsweredSince | NotToBeNoted | None:
    """Note that they can't: their place goes on as if they had said so themselves, and they are told of it.

    None: no such shift.
    """
    called = await find_called(records, actor, shift_id, person_id, moment)
    if not isinstance(called, Called):
        return called
    if called.seen != seen:
        return AnsweredSince()
    shift, theirs = called.shift, called.sign_up
    given_on = await let_go(records, called.activity, shift, theirs, moment, by_id=actor.id)
    notice = NotedNotComing(shift_id=shift.id, by_id=actor.id, ticket=theirs.ticket)
    after = told_at([shift.period.start], moment) - moment.now
    tell_one(records, person_id, notice, notice.key(person_id), moment, after=after)
    return PlaceGivenUp(called=called, given_on=given_on > 0)
