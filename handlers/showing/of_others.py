"""What keeps somebody else from a place, as a sentence for whoever leads: the same reasons, in the third person."""

from markupsafe import Markup

from handlers.showing.ages import age_of_another
from handlers.showing.lacks import lack_of_another
from handlers.showing.parts import LONGEST_TITLE, cancelled
from handlers.showing.reasons import reason_line
from volunteering.rules.ages import OfAge
from volunteering.rules.needs import Unmet
from volunteering.rules.signing_up import (
    AlreadyIn,
    Begun,
    Closed,
    Full,
    NoShows,
    Overlaps,
    Reason,
    SignUpState,
    Suspended,
)
from words.words import Words, cut


def line_of_another(words: Words, reason: Reason) -> Markup:
    """One reason against a place for somebody whose name stands above it."""
    match reason:
        case Suspended() | NoShows():
            return _held(words, reason)
        case Closed(because=because):
            return cancelled(words, because)
        case Begun():
            return words.say("It has begun already.")
        case AlreadyIn(state=SignUpState.WAITING):
            return words.say("They are on its waiting list already.")
        case AlreadyIn():
            return words.say("They are signed up for it already.")
        case OfAge():
            return age_of_another(words, reason)
        case Unmet():
            return lack_of_another(words, reason)
        case Overlaps(clash=clash):
            title = cut(clash.title, LONGEST_TITLE)
            return words.say(
                "They are at {title} then: {period}.", title=title, period=words.period(clash.shift.period)
            )
        case Full():
            return reason_line(words, reason)


def _held(words: Words, reason: Suspended | NoShows) -> Markup:
    match reason:
        case Suspended():
            return words.say("Their sign-ups are on hold. An admin can end that.")
        case NoShows(count=count):
            return words.many(
                "They did not come to {number} shift. Whoever leads it can put that right on its roster.",
                "They did not come to {number} shifts. Whoever leads those can put that right on their rosters.",
                count,
            )
