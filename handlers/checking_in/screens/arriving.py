"""For whoever comes: how one stands to a shift, what came of a code, and how one checks in."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from handlers.buttons import checking_in as buttons
from handlers.buttons.activities import ShowShift
from handlers.buttons.leading import Manage
from handlers.buttons.signing_up import MyShifts
from handlers.showing import parts
from handlers.showing.asking import ask_row
from handlers.showing.reasons import reason_line
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.checking_in import Around
from volunteering.actions.checking_in.arriving import NotOnTheSpot, WrongCode
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.checking_in import CheckIn, TooManyGuesses
from volunteering.rules.enquiries import Matter
from words.words import Words


def check_in(words: Words, mine: Sequence[Around], led: Sequence[Around], *, leads: bool) -> Screen:
    """The shifts of this moment, for whoever comes to them and for whoever `leads` somewhere."""
    others = ((Press(words.say("My activities"), Manage()),),) if leads and not led else ()
    rows: tuple[Row, ...] = (
        *((Press(words.say("Show the code: {title}", title=one.activity.title), _show(one)),) for one in led),
        *((parts.see(words, one.activity.title, ShowShift(shift=one.shift.id)),) for one in mine),
        *others,
        (Press(words.say("My shifts"), MyShifts()),),
        *parts.home_row(words),
    )
    return page(
        words.say("Check in"),
        *(_stands(words, one) for one in mine),
        words.say("No shift of yours is on now.") if not mine and not led else None,
        None if led and not mine else how(words),
        rows=rows,
    )


def _show(one: Around) -> buttons.ShowCode:
    return buttons.ShowCode(shift=one.shift.id)


def _stands(words: Words, one: Around) -> Markup:
    title = one.activity.title
    if one.check_in is None:
        return words.say("⏳ {title}: not checked in", title=title)
    if one.check_in.out_at is None:
        return words.say("✅ {title}: here since {time}", title=title, time=words.time(one.check_in.in_at))
    times = Markup("%s–%s") % (words.time(one.check_in.in_at), words.time(one.check_in.out_at))
    return words.say("✅ {title}: {times}", title=title, times=times)


def how(words: Words) -> Markup:
    """What one does to check in."""
    return words.say("Scan the code that the leader shows, or send its six digits here.")


def at_door(
    words: Words, activity: Activity, shift: Shift, here: CheckIn | None, digits: str, *, has_line: bool
) -> Screen:
    """Somebody has a code: what can be done with it."""
    number = shift.id
    if here is not None and here.out_at is not None:
        again = buttons.CheckMeIn(shift=number, shown=digits, again=True)
        rows: tuple[Row, ...] = ((Press(words.say("I'm still here"), again),),)
        return _of(words, words.say("You were here: {title}", title=activity.title), shift, _span(words, here), rows)
    if here is not None:
        out = Press(words.say("Check out"), buttons.CheckMeOut(shift=number, shown=digits), "success")
        return _of(
            words, words.say("You are here: {title}", title=activity.title), shift, since(words, here), ((out,),)
        )
    title = words.say("Check in: {title}", title=activity.title)
    if has_line:
        into = Press(words.say("Check in"), buttons.CheckMeIn(shift=number, shown=digits), "success")
        return _of(words, title, shift, words.say("Tap once, and the leader sees that you are here."), ((into,),))
    along = Press(words.say("I came to help"), buttons.ComeAlong(shift=number, shown=digits), "success")
    said = words.say("You are not signed up for it. If there is room, you can take part right away.")
    return _of(words, title, shift, said, ((along,),))


def _of(words: Words, title: Markup, shift: Shift, said: Markup, rows: tuple[Row, ...]) -> Screen:
    return page(title, parts.when_and_how_long(words, shift), said, rows=(*rows, _to_shift(words, shift)))


def since(words: Words, here: CheckIn) -> Markup:
    """Since when somebody is there."""
    return words.say("✅ Checked in at {time}", time=words.time(here.in_at))


def _span(words: Words, here: CheckIn) -> Markup:
    assert here.out_at is not None  # noqa: S101 - asked by whoever calls
    return words.say("✅ From {start} to {end}", start=words.time(here.in_at), end=words.time(here.out_at))


def checked_in(words: Words, activity: Activity, shift: Shift, here: CheckIn) -> Screen:
    """They are here, and how they check out."""
    return page(
        words.say("You are here: {title}", title=activity.title),
        since(words, here),
        words.say("When you go, check out: scan the code again, or send the six digits that are shown then."),
        rows=((Press(words.say("Check out"), buttons.HowToCheckOut(shift=shift.id)),), _to_shift(words, shift)),
    )


def checked_out(words: Words, activity: Activity, shift: Shift, here: CheckIn) -> Screen:
    """They have gone, and what comes of it."""
    return page(
        words.say("Thank you: {title}", title=activity.title),
        _span(words, here),
        words.say("Your hours count once the leader has confirmed the roster."),
        rows=(_to_shift(words, shift), *parts.home_row(words)),
    )


def how_to_check_out(words: Words, shift_id: int) -> Screen:
    """What one does before going."""
    return page(
        words.say("Check out"),
        words.say("Scan the code that the leader shows now, or send its six digits here."),
        words.say("If you forget it, the leader says how long you were there."),
        rows=(*ask_row(words, Matter.SHIFT, shift_id), (_back(words, shift_id),)),
    )


def wrong_code(words: Words, outcome: WrongCode, shift_id: int | None) -> Screen:
    """It is none, or not yet."""
    return page(
        words.say("That code is not right"),
        words.say("Please look again: a new one is shown each minute."),
        _again_from(words, outcome.until)
        if outcome.until
        else words.many("You can try {number} more time.", "You can try {number} more times.", outcome.left),
        rows=_help(words, shift_id),
    )


def too_many(words: Words, outcome: TooManyGuesses, shift_id: int | None) -> Screen:
    """No further code is looked at for now."""
    return page(
        words.say("Too many wrong codes"),
        _again_from(words, outcome.until)
        if outcome.until
        else words.say("For this shift no further code counts. Please ask the leader to tick you."),
        rows=_help(words, shift_id),
    )


def _again_from(words: Words, until: datetime) -> Markup:
    return words.say("You can try again from {time} on, or ask the leader to tick you.", time=words.moment(until))


def _help(words: Words, shift_id: int | None) -> tuple[Row, ...]:
    if shift_id is None:
        return (*ask_row(words, Matter.TEAM), *parts.home_row(words))
    return (*ask_row(words, Matter.SHIFT, shift_id), (_back(words, shift_id),))


def no_door(words: Words, activity: Activity, shift: Shift) -> Screen:
    """Nobody shows a code there, or not any more."""
    return page(
        words.say("No check-in: {title}", title=activity.title),
        parts.when_and_how_long(words, shift),
        words.say("The leader has shown no code for it, or it is too long ago. Please ask the leader."),
        rows=_help(words, shift.id),
    )


def called_off(words: Words, shift_id: int) -> Screen:
    """It does not take place."""
    return page(words.say("It was cancelled"), words.say("Nobody checks in to it."), rows=_help(words, shift_id))


def roster_closed(words: Words, activity: Activity, shift: Shift) -> Screen:
    """What holds is on the roster."""
    return page(
        words.say("The roster is confirmed: {title}", title=activity.title),
        parts.when_and_how_long(words, shift),
        words.say("Who came is written down already. If you are missing there, please ask the leader."),
        rows=_help(words, shift.id),
    )


def taken_back(words: Words, activity: Activity, shift: Shift) -> Screen:
    """The leader has said that they are not here."""
    return page(
        words.say("Not checked in: {title}", title=activity.title),
        words.say("The leader took your check-in back. If you are here, please ask the leader to tick you."),
        rows=_help(words, shift.id),
    )


def code_of_before(words: Words, activity: Activity, shift: Shift) -> Screen:
    """It was shown when they came."""
    return page(
        words.say("That is the code you came with: {title}", title=activity.title),
        words.say("To check out, scan the code that is shown now, or send its six digits here."),
        rows=_help(words, shift.id),
    )


def not_on_the_spot(words: Words, outcome: NotOnTheSpot) -> Screen:
    """No place was taken, and why."""
    facts = outcome.facts
    has_begun = facts.shift.has_begun(words.now)
    then = (
        words.say("The leader can put you on the roster all the same: please ask the leader.")
        if has_begun or outcome.reasons
        else words.say("Please sign up first, then scan the code again or send its six digits here.")
    )
    return page(
        words.say("Not checked in: {title}", title=facts.activity.title),
        *(reason_line(words, reason) for reason in outcome.reasons),
        then,
        rows=(
            *(() if has_begun else (parts.back_to_shift(words, facts.shift.id, "success"),)),
            *ask_row(words, Matter.SHIFT, facts.shift.id),
            *((parts.back_to_shift(words, facts.shift.id),) if has_begun else ()),
        ),
    )


def which_one(words: Words, found: Sequence[tuple[Activity, Shift]], digits: str) -> Screen:
    """It is the code of several shifts in the same minute."""
    return page(
        words.say("Where are you?"),
        words.say("Several shifts show this code just now."),
        rows=(
            *((Press(activity.title, buttons.AtDoor(shift=shift.id, shown=digits)),) for activity, shift in found),
            *parts.home_row(words),
        ),
    )


def _to_shift(words: Words, shift: Shift) -> Row:
    return (_back(words, shift.id),)


def _back(words: Words, shift_id: int) -> Press:
    return WayBack(words.say("‹ Shift"), ShowShift(shift=shift_id))
