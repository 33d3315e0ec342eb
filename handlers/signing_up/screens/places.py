"""What came of asking for a shift: a place, a number, the reasons why not; of leaving it, and of saying one comes."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities, ShowShift
from handlers.buttons.profiles import ShowBlocked
from handlers.buttons.signing_up import ChooseRole, LeaveSurely, MyShifts, SayComing, TakeShift
from handlers.showing import parts
from handlers.showing.answers import ask_rows, other_row
from handlers.showing.as_shown import start_of
from handlers.showing.asking import ask_row
from handlers.showing.getting import asked_for, is_for_a_leader, ways_to_get
from handlers.showing.reasons import reason_line, what_to_ask
from handlers.showing.roles import your_role
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.signing_up import MyShift
from volunteering.actions.signing_up.places import Leaving, Left, NotIn, TooLateToLeave, WouldBeTaken
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.moment import Moment
from volunteering.rules.offering import goes_in_turn
from volunteering.rules.reminders import first_due
from volunteering.rules.signing_up import Begun, Facts, Judgement, Overlaps, Reason, SignUp, SignUpState, Taken, Waiting
from words.words import Words


def after_taking(words: Words, outcome: Judgement, moment: Moment, *, said: Markup | None = None) -> tuple[Screen, str]:
    """A place, a number, or why not, below what was just done for it; with the toast."""
    match outcome:
        case Taken(facts=facts):
            return _taken(words, facts, moment), words.say("You are in.")
        case Waiting(facts=facts, number=number):
            toast = words.say("You are number {number} on the list.", number=words.number(number))
            return _waiting(words, facts, number, moment), toast
        case _:
            return _refused(words, outcome.facts, outcome.reasons, said), words.say("Not this time.")


def _taken(words: Words, facts: Facts, moment: Moment) -> Screen:
    activity, shift = facts.activity, facts.shift
    reminder = first_due(shift, moment)
    return page(
        words.say("You are in: {title}", title=activity.title),
        your_role(words, facts.role),
        parts.when_and_how_long(words, shift),
        parts.where(activity),
        parts.details(words, activity, shift),
        words.say("🙋 {leader} is expecting you", leader=parts.leader(words, activity)),
        words.say("You get a reminder {when}.", when=words.moment(reminder)) if reminder else None,
        _not_that_day(words, facts),
        rows=(
            *_blocked_row(words, facts),
            parts.calendar_row(words, shift.id),
            *_onward(words),
            parts.leave_row(words, shift.id),
        ),
    )


def _not_that_day(words: Words, facts: Facts) -> Markup | None:
    """What is done is done; what they said before is still there, and others go by it (docs/rules.md: Profiles)."""
    if not facts.is_blocked:
        return None
    return words.say("⚠️ You said that you can't come that day, and leaders see it. If you can after all, change it.")


def _blocked_row(words: Words, facts: Facts) -> tuple[Row, ...]:
    return ((Press(words.say("Days I can't come"), ShowBlocked()),),) if facts.is_blocked else ()


def _waiting(words: Words, facts: Facts, number: int, moment: Moment) -> Screen:
    activity, shift = facts.activity, facts.shift
    if goes_in_turn(shift, moment):
        then = _when_one_comes_free(words, facts)
    else:
        # So close to the start nobody is asked in turn (docs/rules.md: Offers).
        then = words.say("It begins soon: when a place comes free, you are told, and whoever asks first gets it.")
    return page(
        words.say("On the waiting list: {title}", title=activity.title),
        words.say("⏳ You are number {number}", number=words.number(number)),
        your_role(words, facts.role),
        parts.when_and_how_long(words, shift),
        then,
        _not_that_day(words, facts),
        rows=(*_blocked_row(words, facts), *_onward(words), parts.leave_row(words, shift.id, waits=True)),
    )


def _when_one_comes_free(words: Words, facts: Facts) -> Markup:
    if facts.at_once:
        return words.say("When a place comes free for you, you are put in at once, and told.")
    return words.say("When a place comes free for you, it is held for you, and you are asked.")


def _refused(words: Words, facts: Facts, reasons: tuple[Reason, ...], said: Markup | None) -> Screen:
    clashes = [reason.clash for reason in reasons if isinstance(reason, Overlaps)]
    ask = ask_row(words, *what_to_ask(reasons, facts.shift))
    is_for_leader = any(map(is_for_a_leader, reasons))
    rows: tuple[Row, ...] = (
        *(ask if is_for_leader else ()),
        *((parts.see(words, clash.title, ShowShift(shift=clash.shift.id)),) for clash in clashes),
        (Press(words.say("Other activities"), ListActivities()),),
        (Press(words.say("My shifts"), MyShifts()),),
        *(() if is_for_leader else ask),
    )
    title = words.say("Not this time: {title}", title=facts.activity.title)
    lines = (reason_line(words, reason) for reason in reasons)
    return page(
        title,
        said,
        *lines,
        _kept(words, facts),
        rows=(*ways_to_get(words, reasons, facts.shift, taking=asked_for(facts)), *_other_roles(words, facts), *rows),
    )


def _kept(words: Words, facts: Facts) -> Markup | None:
    """Whoever asked for another role has what they had."""
    mine = facts.mine_in
    return words.say("You keep your place: {role}.", role=mine.name) if mine and facts.changes_role else None


def _other_roles(words: Words, facts: Facts) -> tuple[Row, ...]:
    if len(facts.roles) < 2 or facts.role is None:
        return ()
    return ((Press(words.say("Choose a role"), ChooseRole(shift=facts.shift.id)),),)


def ask_leave(words: Words, outcome: WouldBeTaken, *, from_reminder: bool) -> Screen:
    """The second question before a place is left that somebody else gets at once."""
    shift = outcome.shift
    keep = (
        Press(words.say("I'm coming"), SayComing(shift=shift.id))
        if from_reminder
        else WayBack(words.say("Keep my place"), ShowShift(shift=shift.id))
    )
    surely = LeaveSurely(shift=shift.id, from_reminder=from_reminder, start=start_of(shift))
    return page(
        words.say("Leave {title}?", title=outcome.activity.title),
        parts.when_and_how_long(words, shift),
        words.many(
            "⏳ {number} person waits, and your place goes to them at once.",
            "⏳ {number} people wait, and your place goes to one of them at once.",
            outcome.waiting,
        ),
        rows=((keep,), (Press(words.say("Yes, leave"), surely, "danger"),)),
    )


def after_leaving(
    words: Words, outcome: Leaving, moment: Moment, unanswered: MyShift | None = None
) -> tuple[Screen, str]:
    """Out, or why not; with the toast. `unanswered` is the next shift to say a word about, where that is asked."""
    activity, shift = outcome.activity, outcome.shift
    on = is_on(activity, shift)
    again = (Press(_again(words, outcome), TakeShift(shift=shift.id)),)
    too_late = isinstance(outcome, TooLateToLeave)
    can_return = on and not too_late
    rows = (
        *(ask_rows(words, unanswered.shift.id) if unanswered else ()),
        *(ask_row(words, Matter.SHIFT, shift.id) if too_late else ()),
        *_onward(words),
        *((again,) if can_return else ()),
    )
    match outcome:
        case Left(was=SignUpState.WAITING):
            title = words.say("Off the waiting list: {title}", title=activity.title)
            said = toast = words.say("You are off its waiting list.")
        case Left():
            title, toast = words.say("Left: {title}", title=activity.title), words.say("Done.")
            late = on and not goes_in_turn(shift, moment)
            said = _goodbye(words, activity, late=late, given_on=outcome.given_on)
        case NotIn():
            title, toast = words.say("Nothing to leave"), words.say("Nothing to leave.")
            said = words.say("You are not signed up for {title}.", title=activity.title)
        case TooLateToLeave():
            title, toast = words.say("Too late to leave"), words.say("It has begun.")
            leader = parts.leader(words, activity)
            said = words.say("{title} has begun. Please tell {leader} yourself.", title=activity.title, leader=leader)
    which = parts.when_and_how_long(words, shift) if isinstance(outcome, Left) else None
    return page(title, which, said, *_ask_lines(words, unanswered), rows=rows), toast


def _again(words: Words, outcome: Leaving) -> Markup:
    """What signing up once more would be."""
    is_full = isinstance(outcome, Left) and outcome.given_on
    return words.say("Join waiting list") if is_full else words.say("Sign up again")


def _goodbye(words: Words, activity: Activity, *, late: bool, given_on: bool) -> Markup:
    if given_on:
        return words.say("You are no longer signed up, and your place goes to somebody who waited. Thank you.")
    if late:
        return words.say(
            "You are no longer signed up. It begins soon, so {leader} is told. Thank you for saying so.",
            leader=parts.leader(words, activity),
        )
    return words.say("You are no longer signed up. Thank you for saying so.")


def after_coming(
    words: Words, activity: Activity, shift: Shift, outcome: SignUp | Begun | None, unanswered: MyShift | None = None
) -> tuple[Screen, str]:
    """The reader said that they come, or come late; `unanswered` is the next shift to say a word about."""
    asked = ask_rows(words, unanswered.shift.id) if unanswered else ()
    if outcome is None:
        said = words.say("You are not signed up for {title}.", title=activity.title)
        rows = ((parts.see(words, activity.title, ShowShift(shift=shift.id)),), *asked, *_onward(words))
        return page(words.say("Not signed up"), said, rows=rows), words.say("You are not signed up.")
    if isinstance(outcome, Begun):
        return _too_late_to_say(words, activity, shift, (*asked, *_onward(words)))
    is_late, leave = outcome.answer is ReminderAnswer.LATE, parts.leave_row(words, shift.id)
    screen = page(
        words.say("See you there: {title}", title=activity.title),
        parts.when_and_how_long(words, shift),
        parts.where(activity),
        parts.details(words, activity, shift),
        words.say("{leader} knows that you'll be late.", leader=parts.leader(words, activity)) if is_late else None,
        *_ask_lines(words, unanswered),
        rows=(*(asked or (other_row(words, shift.id, outcome.answer),)), *_onward(words), leave),
    )
    return screen, words.say("Thank you.")


def _too_late_to_say(words: Words, activity: Activity, shift: Shift, rows: tuple[Row, ...]) -> tuple[Screen, str]:
    if shift.is_over(words.now):
        said = words.say("{title} is over. Thank you.", title=activity.title)
        return page(words.say("It is over"), said, rows=rows), words.say("It is over.")
    said = words.say("{title} has begun. Have a good time there.", title=activity.title)
    return page(words.say("It has begun"), said, rows=rows), words.say("It has begun.")


def _ask_lines(words: Words, unanswered: MyShift | None) -> tuple[Markup, ...]:
    """The question about the next shift."""
    if unanswered is None:
        return ()
    when = words.moment(unanswered.shift.period.start)
    return (words.say("⚠️ And {title}, {when}?", title=unanswered.title, when=when),)


def _onward(words: Words) -> tuple[Row, ...]:
    return ((WayBack(words.say("My shifts"), MyShifts()), WayBack(words.say("‹ Activities"), ListActivities())),)
