"""Told to those who wait: a place is offered, or free for whoever asks first; it went on, or the shift began."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.buttons.signing_up import MyShifts
from handlers.noticing.parts import see_shift
from handlers.noticing.writing import Notices, Reading, WrittenNotice, activity_and_shift, is_in
from handlers.showing.asking import ask_row
from handlers.showing.offering import held_for_you, offer_row, take_it
from handlers.showing.parts import when_and_how_long, where
from handlers.showing.risks import is_to_agree
from handlers.showing.roles import your_role
from handlers.signing_up.notices.places import how_it_came
from handlers.tapping.screen import Press, Screen, page
from storage.rows.offering import heard
from volunteering.rules.enquiries import Matter
from volunteering.rules.notices.signing_up import FirstCome, LeftOver, OfferLapsed, PlaceOffered, Why
from volunteering.rules.offering import held_once_heard
from volunteering.rules.signing_up import Facts, SignUpState
from words.words import Words

notices = Notices()


@notices.written(PlaceOffered)
async def offered(reading: Reading, notice: PlaceOffered) -> WrittenNotice | None:
    """Where the shift is ahead, and the place is still held for the reader: the hours count from now."""
    facts = await _still_ahead(reading, notice.shift_id)
    mine = facts.mine if facts else None
    if facts is None or mine is None or mine.held_until is None or not mine.is_offered:
        return None
    until = held_once_heard(mine.held_until, facts.shift, reading.moment)
    if until <= reading.words.now or facts.room.is_full:
        return None
    facts = facts.model_copy(update={"mine": mine.model_copy(update={"held_until": until})})
    screen = _a_place_is_yours_to_take(reading.words, facts, notice.why)
    starts_at = facts.shift.period.start
    return WrittenNotice(screen, once_sent=lambda tx: heard(tx, mine.id, until, starts_at))


def _a_place_is_yours_to_take(words: Words, facts: Facts, why: Why) -> Screen:
    """By when the reader says whether they take it, and both answers."""
    activity, shift = activity_and_shift(facts)
    return page(
        words.say("A place for you: {title}", title=activity.title),
        how_it_came(words, why),
        held_for_you(words, facts.mine),
        your_role(words, facts.mine_in),
        when_and_how_long(words, shift),
        where(activity),
        None if facts.agreed else is_to_agree(words),
        words.say("Skip it and you keep your number. Without an answer it goes to the next in line."),
        rows=(
            offer_row(words, shift.id),
            (see_shift(words, activity, shift),),
            *ask_row(words, Matter.SHIFT, shift.id),
        ),
    )


@notices.written(OfferLapsed)
async def lapsed(reading: Reading, notice: OfferLapsed) -> Screen | None:
    """Where the shift is ahead, and the reader still waits without anything that is held for them."""
    facts = await _still_ahead(reading, notice.shift_id)
    if facts is None or facts.mine is None or facts.mine.state is not SignUpState.WAITING or facts.mine.is_offered:
        return None
    activity, shift = activity_and_shift(facts)
    words = reading.words
    return page(
        words.say("A place went on: {title}", title=activity.title),
        words.say("We did not hear from you in time, and that is all right: you keep your number."),
        when_and_how_long(words, shift),
        words.say("When another place comes free, you are asked again."),
        rows=((see_shift(words, activity, shift),), (Press(words.say("My shifts"), MyShifts()),)),
    )


@notices.written(FirstCome)
async def first_come(reading: Reading, notice: FirstCome) -> Screen | None:
    """Where the shift is ahead, the reader waits for it, and a place is free."""
    facts = await _still_ahead(reading, notice.shift_id)
    if facts is None or not is_in(facts, SignUpState.WAITING) or facts.room.is_full:
        return None
    activity, shift = activity_and_shift(facts)
    words = reading.words
    return page(
        words.say("A place is free: {title}", title=activity.title),
        words.say("⏳ It begins soon: whoever asks first gets it"),
        your_role(words, facts.mine_in),
        when_and_how_long(words, shift),
        where(activity),
        None if facts.agreed else is_to_agree(words),
        rows=((take_it(words, shift.id),), (see_shift(words, activity, shift),)),
    )


@notices.written(LeftOver)
async def left_over(reading: Reading, notice: LeftOver) -> Screen | None:
    """Where the shift took place, and the reader was on its list to the end."""
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.is_on or not is_in(facts, SignUpState.WAITING):
        return None
    words = reading.words
    if not facts.shift.has_begun(words.now):  # it is at another time now
        return None
    return page(
        words.say("It has begun without you this time: {title}", title=facts.activity.title),
        _thanks(words),
        rows=((Press(words.say("See what is coming up"), ListActivities(), "success"),),),
    )


def _thanks(words: Words) -> Markup:
    return words.say("You were on its waiting list to the end. Thank you for being ready to help.")


async def _still_ahead(reading: Reading, shift_id: int) -> Facts | None:
    facts = await reading.facts(shift_id)
    return facts if facts is not None and facts.is_on and not facts.shift.has_begun(reading.words.now) else None
