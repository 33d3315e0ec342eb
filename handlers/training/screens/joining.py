"""What came of signing up for all sessions of a training, and of leaving them."""

from markupsafe import Markup

from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.buttons.qualifications import AddQualification
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.training import LeaveTrainingSurely, TakeTraining
from handlers.showing import exams as sitting
from handlers.showing.asking import ask_the_leader
from handlers.showing.getting import ways_to_get
from handlers.showing.parts import LONGEST_LABEL, and_more
from handlers.showing.qualifications import named
from handlers.showing.reasons import reason_line, what_to_ask
from handlers.showing.training import leave_rows
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from handlers.training.screens import overview
from storage.views.exams.seen import ExamPage
from storage.views.training.on import TrainingsOn
from volunteering.actions.training.signing_up import SessionsLeft, SessionsTaken, SessionsWouldBeTaken
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.enquiries import Matter
from volunteering.rules.needs import Required
from volunteering.rules.signing_up import Reason
from words.words import Words, cut

LISTED = 6
"""Of sessions of a kind, so many are named."""


def taken(words: Words, outcome: SessionsTaken) -> tuple[Screen, str]:
    """Each session with what came of it, also of a tap before this one; with the toast."""
    is_in = _is_in(outcome) or _waits(outcome)
    return _sessions(words, outcome), words.say("You are in.") if is_in else words.say("Not this time.")


def _is_in(outcome: SessionsTaken) -> bool:
    return bool(outcome.taken or outcome.had)


def _waits(outcome: SessionsTaken) -> bool:
    return bool(outcome.waiting or outcome.awaited)


def _sessions(words: Words, outcome: SessionsTaken) -> Screen:
    activity = outcome.activity
    title = (
        words.say("You are in: {title}", title=activity.title)
        if _is_in(outcome)
        else words.say("On the waiting list: {title}", title=activity.title)
        if _waits(outcome)
        else words.say("Not this time: {title}", title=activity.title)
    )
    places = sorted((*outcome.had, *outcome.taken), key=lambda one: (one.period.start, one.id))
    refusals = _refusals(outcome)
    waits = (
        *(
            words.say(
                "⏳ {period}: number {number} on the waiting list", period=words.period(one.period), number=number
            )
            for one, number in outcome.waiting
        ),
        *(words.say("⏳ {period}: on the waiting list", period=words.period(one.period)) for one in outcome.awaited),
    )
    lines = [
        *(Markup("🙋 %s") % words.period(one.period) for one in places[:LISTED]),
        _more(words, len(places)),
        *waits[:LISTED],
        _more(words, len(waits)),
        *(line for refusal in refusals[:LISTED] for line in _refused(words, *refusal)),
        _more(words, len(refusals)),
        *(
            words.say("⚠️ {period}: it asks something first", period=words.period(one.period))
            for one in outcome.to_ask[:LISTED]
        ),
        _more(words, len(outcome.to_ask)),
    ]
    if not any(lines):
        lines.append(words.say("None of its sessions is ahead."))
    return page(title, *lines, rows=_rows(words, outcome))


def _more(words: Words, count: int) -> Markup | None:
    return and_more(words, count - LISTED)


def _refusals(outcome: SessionsTaken) -> list[tuple[tuple[Reason, ...], list[Shift]]]:
    """What is against which sessions: what is against several is said once."""
    grouped: list[tuple[tuple[Reason, ...], list[Shift]]] = []
    for session, reasons in outcome.refused:
        same = next((sessions for before, sessions in grouped if before == reasons), None)
        if same is None:
            grouped.append((reasons, [session]))
        else:
            same.append(session)
    return grouped


def _refused(words: Words, reasons: tuple[Reason, ...], sessions: list[Shift]) -> tuple[Markup | None, ...]:
    return (
        *(words.say("⚠️ {period}", period=words.period(one.period)) for one in sessions[:LISTED]),
        _more(words, len(sessions)),
        *(reason_line(words, reason) for reason in reasons),
    )


def _rows(words: Words, outcome: SessionsTaken) -> tuple[Row, ...]:
    activity = outcome.activity
    refusals = _refusals(outcome)
    asked = tuple(
        (Press(cut(words.moment(one.period.start), LONGEST_LABEL), ShowShift(shift=one.id), "success"),)
        for one in outcome.to_ask[:LISTED]
    )
    ways = [row for reasons, (session, *_) in refusals[:LISTED] for row in ways_to_get(words, reasons, session)]
    helped = {tuple(press.label for press in row): row for row in reversed(ways)}  # the same is got once
    matter, number = what_to_ask(refusals[0][0], refusals[0][1][0]) if refusals else (None, 0)
    ask = ((ask_the_leader(words, matter, number),),) if matter else ()
    return (
        *asked,
        *reversed(helped.values()),
        (Press(words.say("My shifts"), MyShifts()), *_to_training(words, activity)),
        *ask,
        *(leave_rows(words, activity.id) if _is_in(outcome) or _waits(outcome) else ()),
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


def ways_to_earn(words: Words, required: Required, trainings: TrainingsOn, exams: ExamPage, shift_id: int) -> Screen:
    """What gives it next, for whoever has none yet; whoever has one adds it."""
    nothing = words.say("No training and no exam for it is planned just now. Please ask the leader.")
    is_none = not trainings.trainings and not exams.exams
    add = AddQualification(kind=required.kind.id, shift=shift_id)
    return page(
        words.say("How to get it: {qualification}", qualification=named(words, required.kind, required.level)),
        *(overview.planned(words, one) for one in trainings.trainings),
        *(sitting.line(words, one) for one in exams.exams),
        nothing if is_none else None,
        rows=(
            *overview.to_trainings(words, trainings.trainings),
            *(sitting.to_exam(words, one) for one in exams.exams),
            (Press(words.say("I have one: add it"), add),),
            (ask_the_leader(words, Matter.SHIFT, shift_id),),
            (WayBack(words.say("‹ Back"), ShowShift(shift=shift_id)),),
        ),
    )


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
