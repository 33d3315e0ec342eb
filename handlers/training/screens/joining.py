"""What came of signing up for all sessions of a training, and of leaving them."""

from markupsafe import Markup

from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.training import LeaveTrainingSurely, TakeTraining
from handlers.showing.asking import ask_the_leader
from handlers.showing.getting import ways_to_get
from handlers.showing.parts import and_more
from handlers.showing.reasons import reason_line, what_to_ask
from handlers.showing.training import leave_rows
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.actions.training.signing_up import SessionsLeft, SessionsTaken, SessionsWouldBeTaken
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.enquiries import Matter
from volunteering.rules.signing_up import Reason
from words.words import Words

LISTED = 6
"""Of sessions of a kind, so many are named."""


def taken(words: Words, outcome: SessionsTaken) -> tuple[Screen, str]:
    """Each session with what came of it; with the toast."""
    is_in = outcome.taken or outcome.waiting
    return _sessions(words, outcome), words.say("You are in.") if is_in else words.say("Not this time.")


def _sessions(words: Words, outcome: SessionsTaken) -> Screen:
    activity = outcome.activity
    title = (
        words.say("You are in: {title}", title=activity.title)
        if outcome.taken
        else words.say("On the waiting list: {title}", title=activity.title)
        if outcome.waiting
        else words.say("Not this time: {title}", title=activity.title)
    )
    lines = [
        *(Markup("🙋 %s") % words.period(one.period) for one in outcome.taken[:LISTED]),
        _more(words, len(outcome.taken)),
        *(
            words.say(
                "⏳ {period}: number {number} on the waiting list", period=words.period(one.period), number=number
            )
            for one, number in outcome.waiting[:LISTED]
        ),
        _more(words, len(outcome.waiting)),
        *(line for refused in outcome.refused[:LISTED] for line in _refused(words, refused)),
        _more(words, len(outcome.refused)),
        *(
            words.say("⚠️ {period}: it asks something first", period=words.period(one.period))
            for one in outcome.to_ask[:LISTED]
        ),
        _more(words, len(outcome.to_ask)),
    ]
    if not (outcome.taken or outcome.waiting or outcome.refused or outcome.to_ask):
        lines.append(words.say("You are in all of its sessions already, or none is ahead."))
    return page(title, *lines, rows=_rows(words, outcome))


def _more(words: Words, count: int) -> Markup | None:
    return and_more(words, count - LISTED)


def _refused(words: Words, refused: tuple[Shift, tuple[Reason, ...]]) -> tuple[Markup, ...]:
    session, reasons = refused
    return (
        words.say("⚠️ {period}", period=words.period(session.period)),
        *(reason_line(words, reason) for reason in reasons),
    )


def _rows(words: Words, outcome: SessionsTaken) -> tuple[Row, ...]:
    activity = outcome.activity
    first = outcome.refused[0] if outcome.refused else None
    asked = tuple(
        (Press(words.moment(one.period.start), ShowShift(shift=one.id), "success"),) for one in outcome.to_ask[:LISTED]
    )
    helped = ways_to_get(words, first[1], first[0]) if first else ()
    matter, number = what_to_ask(first[1], first[0]) if first else (None, 0)
    ask = ((ask_the_leader(words, matter, number),),) if matter else ()
    return (
        *asked,
        *helped,
        (Press(words.say("My shifts"), MyShifts()), *_to_training(words, activity)),
        *ask,
        *(leave_rows(words, activity.id) if outcome.taken or outcome.waiting else ()),
    )


def _to_training(words: Words, activity: Activity) -> Row:
    return (WayBack(words.say("‹ Training"), ShowActivity(activity=activity.id)),)


def ask_leave(words: Words, outcome: SessionsWouldBeTaken) -> Screen:
    """Nothing is left yet: somebody who waits would have a place at once."""
    activity = outcome.activity
    return page(
        words.say("Leave {title}?", title=activity.title),
        words.many(
            "In {number} session somebody who waits would have your place at once.",
            "In {number} sessions somebody who waits would have your place at once.",
            outcome.sessions,
        ),
        rows=(
            (WayBack(words.say("Keep my place"), ShowActivity(activity=activity.id)),),
            (Press(words.say("Yes, leave"), LeaveTrainingSurely(activity=activity.id), "danger"),),
        ),
    )


def left(words: Words, outcome: SessionsLeft) -> tuple[Screen, str]:
    """Out of these; with the toast."""
    activity = outcome.activity
    screen = page(
        words.say("Left: {title}", title=activity.title),
        *(Markup("📅 %s") % words.period(one.period) for one in outcome.left[:LISTED]),
        _more(words, len(outcome.left)),
        None if outcome.left else words.say("You were in none of its sessions ahead."),
        rows=(
            *(((Press(words.say("Sign up again"), TakeTraining(activity=activity.id)),),) if outcome.left else ()),
            (Press(words.say("My shifts"), MyShifts()), *_to_training(words, activity)),
        ),
    )
    return screen, words.say("Done.")


def no_induction(words: Words, shift_id: int) -> Screen:
    """No session that gives it is planned."""
    return page(
        words.say("No induction is planned yet"),
        words.say("Ask the leader for it: they can also show you around and give it to you themselves."),
        rows=(
            (ask_the_leader(words, Matter.SHIFT, shift_id),),
            (WayBack(words.say("‹ Back"), ShowShift(shift=shift_id)),),
        ),
    )
