"""Once the window for leaving has closed: whoever can't make it says so, and the leader is told."""

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import SayNotComing
from handlers.showing import parts
from handlers.showing.asking import ask_row
from handlers.tapping.screen import Press, Screen, WayBack, page
from volunteering.actions.signing_up.leaving import LeavingClosed
from volunteering.rules.enquiries import Matter
from words.words import Words


def leaving_closed(words: Words, outcome: LeavingClosed) -> Screen:
    """It takes a word to the leader by now, which is a tap, too."""
    shift = outcome.shift
    return page(
        words.say("They count on you: {title}", title=outcome.activity.title),
        parts.when_and_how_long(words, shift),
        words.say("Leaving by a tap was possible until {when}.", when=words.moment(outcome.since)),
        words.say(
            "If you can't make it, say so: {leader} is told at once, and your place is free for others.",
            leader=parts.leader(words, outcome.activity),
        ),
        rows=(
            (WayBack(words.say("Keep my place"), ShowShift(shift=shift.id)),),
            *ask_row(words, Matter.SHIFT, shift.id),
            (Press(words.say("I can't make it"), SayNotComing(shift=shift.id), "danger"),),
        ),
    )
