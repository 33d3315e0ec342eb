"""What keeps somebody else from a place, as a sentence for whoever leads: the same reasons, in the third person."""

from markupsafe import Markup

from handlers.showing.ages import age_of_another
from handlers.showing.fairness import unfair_of_another
from handlers.showing.lacks import lack_of_another
from handlers.showing.parts import LONGEST_TITLE, cancelled
from handlers.showing.reasons import days_missed, fades, reason_line
from volunteering.rules.ages import OfAge, TooLongADay, TooYoungForIt
from volunteering.rules.fairness import OfFairness, Unfair
from volunteering.rules.needs import Lack, Unmet
from volunteering.rules.no_shows import NoShows
from volunteering.rules.signing_up import (
    AlreadyIn,
    Begun,
    Closed,
    Full,
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
        case OfAge() | Unmet() | OfFairness():
            return _asked_of_them(words, reason)
        case Overlaps(clash=clash):
            title = cut(clash.title, LONGEST_TITLE)
            return words.say(
                "They are at {title} then: {period}.", title=title, period=words.period(clash.shift.period)
            )
        case Full():
            return reason_line(words, reason)


def _asked_of_them(words: Words, reason: TooYoungForIt | TooLongADay | Lack | Unfair) -> Markup:
    match reason:
        case OfAge():
            return age_of_another(words, reason)
        case Unmet():
            return lack_of_another(words, reason)
        case OfFairness():
            return unfair_of_another(words, reason)


def _held(words: Words, reason: Suspended | NoShows) -> Markup:
    match reason:
        case Suspended():
            return words.say("Their sign-ups are on hold. An admin can end that.")
        case NoShows(days=days, allowed_on=allowed_on):
            missed = words.many(
                "They did not come to {number} shift: {days}. Whoever leads it can forgive it.",
                "They did not come to {number} shifts: {days}. Whoever leads those can forgive them.",
                len(days),
                days=days_missed(words, reason),
            )
            again = (
                None
                if allowed_on is None
                else words.say("From {day} on they can sign up again.", day=words.day(allowed_on))
            )
            return words.sentences((missed, fades(words, reason), again))
