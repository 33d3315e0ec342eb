"""The question whether somebody still comes, as a screen, and what came of its answer."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities, ShowShift
from handlers.buttons.signing_up import LeaveShift, MyShifts, SayNotComing
from handlers.noticing.parts import LISTED, more
from handlers.showing import parts
from handlers.showing.asking import ask_row
from handlers.showing.confirming import answer_rows, hindrance_line, question_lines
from handlers.showing.roles import your_role
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.actions.signing_up.confirming import HasToChoose, MoveConfirmed
from volunteering.rules.enquiries import Matter
from volunteering.rules.moves import ConfirmQuestion
from volunteering.rules.signing_up import Overlaps
from words.words import Words, cut


def ask(words: Words, question: ConfirmQuestion, *, said: Markup | None = None) -> Screen:
    """The shifts as they are now: does the reader still come?"""
    activity, shift = question.first.activity, question.first.shift
    return page(
        words.say("Please confirm: {title}", title=activity.title),
        said,
        *(parts.when_and_how_long(words, one.shift) for one in question.shifts[:LISTED]),
        more(words, len(question.shifts)),
        parts.where(activity),
        your_role(words, question.first.mine_in),
        *question_lines(words, question),
        rows=(
            *answer_rows(words, question),
            (parts.see(words, activity.title, ShowShift(shift=shift.id)),),
            *ask_row(words, Matter.SHIFT, shift.id),
        ),
    )


def confirmed(words: Words, outcome: MoveConfirmed) -> tuple[Screen, str]:
    """The place is the reader's as before; with the toast."""
    activity, shift = outcome.facts.activity, outcome.facts.shift
    screen = page(
        words.say("See you there: {title}", title=activity.title),
        parts.when_and_how_long(words, shift),
        words.many("You keep {number} place.", "You keep {number} places.", outcome.shifts)
        if outcome.shifts > 1
        else None,
        parts.where(activity),
        parts.details(words, activity, shift),
        rows=(_onward(words), parts.leave_row(words, shift.id)),
    )
    return screen, words.say("Thank you.")


def choose(words: Words, outcome: HasToChoose) -> Screen:
    """What keeps the reader from it, and what they can leave instead."""
    activity, shift = outcome.facts.activity, outcome.facts.shift
    clash = next((reason.clash for reason in outcome.reasons if isinstance(reason, Overlaps)), None)
    not_here = (Press(words.say("I can't make it"), SayNotComing(shift=shift.id), "danger"),)
    return page(
        words.say("Please choose: {title}", title=activity.title),
        parts.when_and_how_long(words, shift),
        *(hindrance_line(words, reason) for reason in outcome.reasons),
        words.say("Leave the other one and come here, or say that you can't make it here.")
        if clash
        else words.say("Please ask the leader, or say that you can't make it."),
        rows=(
            *(((_leave_other(words, clash.title, clash.shift.id),),) if clash else ()),
            not_here,
            *ask_row(words, Matter.SHIFT, shift.id),
            (WayBack(words.say("‹ Back"), ShowShift(shift=shift.id)),),
        ),
    )


def _leave_other(words: Words, title: str, shift_id: int) -> Press:
    return Press(words.say("Leave {title}", title=cut(title, parts.LONGEST_NAME)), LeaveShift(shift=shift_id))


def nothing_to_confirm(words: Words) -> Markup:
    """It was confirmed before, or it was undone meanwhile."""
    return words.say("✅ There is nothing to confirm. Here is how it is now.")


def moved_since(words: Words) -> Markup:
    """The answer was to an earlier move."""
    return words.say("⚠️ It was changed once more since then. Here is how it is now.")


def _onward(words: Words) -> Row:
    return (WayBack(words.say("My shifts"), MyShifts()), WayBack(words.say("‹ Activities"), ListActivities()))
