"""The card of one shift."""

from typing import Final

from markupsafe import Markup, escape

from handlers.buttons.activities import ListActivities, ShowActivity, ShowShift
from handlers.buttons.attendance import ShowRoster
from handlers.buttons.leading import ManageActivity
from handlers.buttons.signing_up import ChooseRole, MyShifts, ReadRisk, TakeShift
from handlers.buttons.training import ListTrainings
from handlers.showing import parts
from handlers.showing.answers import ask_rows, card_rows, expecting, is_to_answer, one_tap_says_so
from handlers.showing.asking import ask_the_leader
from handlers.showing.coming import check_in_row
from handlers.showing.confirming import answer_rows, question_lines
from handlers.showing.getting import ways_to_get
from handlers.showing.needs import needs_lines
from handlers.showing.offering import held_for_you, offer_row
from handlers.showing.reasons import reason_line, what_to_ask
from handlers.showing.risks import is_to_agree, stated
from handlers.showing.roles import room_found, your_role
from handlers.showing.rows import side_by_side
from handlers.showing.series import leave_series_rows, series_line, take_series_rows
from handlers.showing.training import about, leave_rows, take_rows
from handlers.tapping.screen import Invitation, Press, Row, Screen, WayBack, page
from storage.views.activities.upcoming import Offer, ShiftCard
from volunteering.rules.activities import Activity
from volunteering.rules.choosing import ToChoose, judge_or_choose
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.moment import Moment
from volunteering.rules.moves import question_about
from volunteering.rules.signing_up import (
    AlreadyIn,
    Begun,
    Closed,
    Facts,
    Full,
    Judgement,
    Overlaps,
    Reason,
    Refused,
    SignUpState,
    Taken,
    Waiting,
)
from volunteering.rules.training import Training
from words.words import Words, cut

LeftForIt = ListActivities | ListTrainings
"""A list that cards are opened from, and gone back to."""

EVERYTHING: Final = ListActivities()


def shift_card(
    words: Words,
    card: ShiftCard,
    moment: Moment,
    friend: Invitation,
    *,
    leads: bool,
    said: Markup | None = None,
    training: Training | None = None,
    left: LeftForIt = EVERYTHING,
) -> Screen:
    """Everything about a shift, how it stands for the reader, and what they can do.

    `friend` is the way to tell one of it; `leads`: the reader leads its unit; `said`: what was just done.
    """
    facts = card.offer.facts
    activity, shift = facts.activity, facts.shift
    answer = judge_or_choose(facts, moment)
    question = question_about([facts], moment)
    asks = question is None and is_to_answer(facts, moment)
    lines = (
        said,
        parts.when_and_how_long(words, shift),
        series_line(words, card.offer.series) if card.offer.series else None,
        _not_that_day(words, card),
        parts.where(activity),
        *room_found(words, facts),
        *needs_lines(words, (room.role for room in facts.roles)),
        parts.category_and_unit(words, activity),
        *(about(words, training) if training else ()),
        _leader(words, facts),
        *question_lines(words, question),
        your_role(words, facts.mine_in),
        *_standing(words, card.offer, answer),
        _details(words, facts, leads=leads),
        *stated(words, activity.risk),
        is_to_agree(words) if _has_to_agree(words, facts) else None,
        parts.description(activity),
        one_tap_says_so(words, facts) if asks else None,
    )
    rows = (
        *check_in_row(words, facts, moment),
        *answer_rows(words, question),
        *(ask_rows(words, shift.id) if asks else ()),
        *_agree_row(words, facts),
        *_main_row(words, card, answer),
        *_every_row(words, card, answer),
        *_calendar_row(words, facts),
        *_other_roles(words, facts, answer),
        *_around(words, card, friend, ask=_ask(words, facts, answer, leads=leads)),
        *(_leader_row(words, facts) if leads else ()),
        *(() if question else card_rows(words, facts, moment)),
        *_onward(words, card, left),
    )
    return page(escape(activity.title), *lines, rows=rows)


def _has_to_agree(words: Words, facts: Facts) -> bool:
    """Whether somebody who is in it, or waits, has not agreed to the risk as it is stated now."""
    return not facts.agreed and facts.mine is not None and _is_ahead(words, facts)


def _agree_row(words: Words, facts: Facts) -> tuple[Row, ...]:
    if not _has_to_agree(words, facts):
        return ()
    return ((Press(words.say("Read and agree"), ReadRisk(shift=facts.shift.id), "success"),),)


def _not_that_day(words: Words, card: ShiftCard) -> Markup | None:
    """A hint, and no more: they may have changed their mind (docs/rules.md: Profiles)."""
    if not card.is_blocked or not _is_ahead(words, card.offer.facts):
        return None
    return words.say("You said that you can't that day.")


def _is_in(facts: Facts) -> bool:
    return facts.mine is not None and facts.mine.state is SignUpState.CONFIRMED


def _details(words: Words, facts: Facts, *, leads: bool) -> Markup | None:
    if leads:
        return parts.details_for_leaders(words, facts.activity)
    return parts.details(words, facts.activity, facts.shift) if _is_in(facts) else None


def _is_ahead(words: Words, facts: Facts) -> bool:
    return facts.is_on and not facts.shift.has_begun(words.now)


def _leader(words: Words, facts: Facts) -> Markup:
    if not _is_in(facts):
        return parts.led_by(words, facts.activity)
    if not facts.is_on or facts.shift.is_over(words.now):
        led = parts.called(words, facts.activity.leader_name)
        return words.say("🙋 You were signed up, {leader} led it", leader=led)
    return expecting(words, facts)


def _standing(words: Words, offer: Offer, answer: Judgement | ToChoose) -> tuple[Markup, ...]:
    match answer:
        case ToChoose():
            return ()
        case Taken(facts=facts) if facts.mine:
            held = held_for_you(words, facts.mine)
            free = words.say("⏳ A place is free: whoever asks first gets it")
            return _number(words, offer), held or free
        case Taken():
            return ()
        case Waiting(number=number):
            return (words.say("⏳ You would be number {number} on the waiting list", number=words.number(number)),)
        case Refused(reasons=reasons):
            said = (_reason(words, offer, reason) for reason in _worth_saying(reasons))
            return tuple(line for line in said if line is not None)


def _number(words: Words, offer: Offer) -> Markup:
    return words.say("⏳ You are number {number} on the waiting list", number=words.number(offer.number))


def _worth_saying(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Where it is over or off, nothing else matters any more."""
    return next(((reason,) for reason in reasons if isinstance(reason, Closed | Begun)), reasons)


def _reason(words: Words, offer: Offer, reason: Reason) -> Markup | None:
    match reason:
        case AlreadyIn(state=SignUpState.WAITING):
            return _number(words, offer)
        case AlreadyIn() | Full():
            return None  # the lines of the leader and of the places say it
        case Begun() if offer.facts.shift.is_over(words.now):
            return words.say("It is over.")
        case _:
            return reason_line(words, reason)


def _main_row(words: Words, card: ShiftCard, answer: Judgement | ToChoose) -> tuple[Row, ...]:
    facts = card.offer.facts
    if facts.activity.training and card.others and facts.mine is None and isinstance(answer, Taken | Waiting):
        return take_rows(words, facts.activity.id, facts.shift.id)
    match answer:
        case ToChoose():
            return ((Press(words.say("Choose a role"), ChooseRole(shift=facts.shift.id), "success"),),)
        case Taken() if facts.mine and facts.mine.is_offered:
            return (offer_row(words, facts.shift.id),)
        case Taken():
            label = words.say("Take the free place") if facts.mine else _sign_up(words, answer.facts)
        case Waiting():
            label = words.say("Join waiting list")
        case Refused(reasons=reasons):
            clashes = [reason.clash for reason in _worth_saying(reasons) if isinstance(reason, Overlaps)]
            elsewhere = ((parts.see(words, clash.title, ShowShift(shift=clash.shift.id)),) for clash in clashes)
            return (*ways_to_get(words, reasons, facts.shift), *elsewhere)
    return ((Press(label, TakeShift(shift=facts.shift.id), "success"),),)


def _every_row(words: Words, card: ShiftCard, answer: Judgement | ToChoose) -> tuple[Row, ...]:
    """The way to every one of a series, where this one can be had and there are others."""
    series, is_mine = card.offer.series, card.offer.facts.mine is not None
    if series is None or not card.others or is_mine or not isinstance(answer, Taken | Waiting):
        return ()
    return take_series_rows(words, series.id)


def _sign_up(words: Words, meant: Facts) -> str:
    """As what, where a shift has several roles and one of them is all that can be had."""
    if meant.role is None or len(meant.roles) < 2:
        return words.say("Sign up")
    return cut(words.say("Sign up: {role}", role=meant.role.name), parts.LONGEST_LABEL)


def _other_roles(words: Words, facts: Facts, answer: Judgement | ToChoose) -> tuple[Row, ...]:
    """The way to the other roles, where one of them is all that can be had just now: each says what it takes."""
    is_chosen = facts.mine is not None or isinstance(answer, ToChoose) or not _is_ahead(words, facts)
    if len(facts.roles) < 2 or is_chosen:
        return ()
    return ((Press(words.say("Choose a role"), ChooseRole(shift=facts.shift.id)),),)


def _around(words: Words, card: ShiftCard, friend: Invitation, *, ask: Press | None) -> tuple[Row, ...]:
    facts = card.offer.facts
    to_people = (*((friend,) if _is_ahead(words, facts) else ()), *((ask,) if ask else ()))
    label = words.many("{number} other time", "{number} other times", card.others)
    others = (WayBack(label, ShowActivity(activity=facts.activity.id)),) if card.others else ()
    return (*side_by_side(to_people, 2), *side_by_side(others, 2))


def _leader_row(words: Words, facts: Facts) -> tuple[Row, ...]:
    roster = Press(words.say("Roster"), ShowRoster(shift=facts.shift.id))
    return ((manage(words, facts.activity), roster),)


def _ask(words: Words, facts: Facts, answer: Judgement | ToChoose, *, leads: bool) -> Press | None:
    """The way to whoever leads: about what keeps the reader from signing up, where a leader can put that right."""
    reasons = _worth_saying(answer.reasons) if isinstance(answer, Refused) else ()
    matter, number = what_to_ask(reasons, facts.shift)
    return None if leads and matter is Matter.SHIFT else ask_the_leader(words, matter, number)


def manage(words: Words, activity: Activity) -> Press:
    """The way for whoever leads it."""
    return Press(words.say("Manage"), ManageActivity(activity=activity.id))


def back_from(words: Words, left: LeftForIt) -> WayBack:
    """The way back to the list that a card was opened from."""
    label = words.say("‹ Trainings") if isinstance(left, ListTrainings) else words.say("‹ Activities")
    return WayBack(label, left)


def _onward(words: Words, card: ShiftCard, left: LeftForIt) -> tuple[Row, ...]:
    facts, back = card.offer.facts, back_from(words, left)
    if not facts.mine:
        return ((back,),)
    mine = (WayBack(words.say("My shifts"), MyShifts()), back)
    if not _is_ahead(words, facts):
        return (mine,)
    leave = parts.leave_row(words, facts.shift.id, waits=not _is_in(facts))
    return *_other_role(words, facts), mine, leave, *_leave_every(words, card)


def _leave_every(words: Words, card: ShiftCard) -> tuple[Row, ...]:
    """Out of all sessions of a training, or of every one of a series, where there are others."""
    if not card.others:
        return ()
    if card.offer.facts.activity.training:
        return leave_rows(words, card.offer.facts.activity.id)
    return leave_series_rows(words, card.offer.series.id) if card.offer.series else ()


def _calendar_row(words: Words, facts: Facts) -> tuple[Row, ...]:
    """The shift as a file for their calendar; where it is cancelled, what takes it out of there."""
    is_theirs = facts.mine is not None and facts.mine.state in {SignUpState.CONFIRMED, SignUpState.WAITING}
    if not is_theirs or facts.shift.is_over(words.now):
        return ()
    return (parts.calendar_row(words, facts.shift.id, is_on=facts.is_on),)


def _other_role(words: Words, facts: Facts) -> tuple[Row, ...]:
    """The way to change to another role, for whoever has one already."""
    if len(facts.roles) < 2:
        return ()
    return ((Press(words.say("Another role"), ChooseRole(shift=facts.shift.id)),),)
