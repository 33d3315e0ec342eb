"""What is against a place, as a sentence: the same on cards, in lists and after asking for one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from markupsafe import Markup

from handlers.showing.ages import age_line
from handlers.showing.fairness import unfair_line
from handlers.showing.lacks import lack_line
from handlers.showing.parts import cancelled
from volunteering.rules.activities import Shift
from volunteering.rules.ages import OfAge, TooLongADay, TooYoungForIt
from volunteering.rules.enquiries import Matter
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
from words.words import Words

MOST_DAYS: Final = 6
"""How many no-shows are named by their day."""


def what_to_ask(reasons: Sequence[Reason], shift: Shift) -> tuple[Matter, int]:
    """What somebody without a place would ask a leader about: what keeps them from it that can be put right, or it."""
    for reason in reasons:
        match reason:
            case Suspended():
                return Matter.ON_HOLD, 0
            case NoShows():
                return Matter.NO_SHOWS, 0
    return Matter.SHIFT, shift.id


def under_its_role(reason: Reason) -> Reason:
    """The same where the role stands above it, or before."""
    return reason.model_copy(update={"role": ""}) if isinstance(reason, Full) else reason


def reason_line(words: Words, reason: Reason) -> Markup:
    """One reason against a place, as a sentence; the cards say it too."""
    match reason:
        case Suspended() | NoShows():
            return _held(words, reason)
        case Closed(because=because):
            return cancelled(words, because)
        case Begun():
            return words.say("It has begun already.")
        case AlreadyIn():
            return _already_in(words, reason)
        case OfAge() | Unmet() | OfFairness():
            return _asked_of_them(words, reason)
        case Overlaps(clash=clash):
            period = words.period(clash.shift.period)
            return words.say("You are at {title} then: {period}.", title=clash.title, period=period)
        case Full(limit=limit, waiting=waiting):
            taken = _offered(words, reason.role) if reason.held else _taken(words, limit, reason.role)
            if not waiting:
                return taken
            waiters = words.many("{number} is waiting.", "{number} are waiting.", waiting)
            return words.say("{taken} {waiters}", taken=taken, waiters=waiters)


def _asked_of_them(words: Words, reason: TooYoungForIt | TooLongADay | Lack | Unfair) -> Markup:
    match reason:
        case OfAge():
            return age_line(words, reason)
        case Unmet():
            return lack_line(words, reason)
        case OfFairness():
            return unfair_line(words, reason)


def _held(words: Words, reason: Suspended | NoShows) -> Markup:
    match reason:
        case Suspended():
            return words.say("Your sign-ups are on hold. Please speak to your team's leader.")
        case NoShows(days=days):
            missed = words.many(
                "You did not come to {number} shift: {days}.",
                "You did not come to {number} shifts: {days}.",
                len(days),
                days=days_missed(words, reason),
            )
            appeal = words.say("If there was a reason, appeal.")
            return words.sentences((missed, fades(words, reason), _again(words, reason), appeal))


def days_missed(words: Words, reason: NoShows) -> Markup:
    """On which days; of many the latest."""
    shown = words.listed(words.day(day) for day in reason.days[-MOST_DAYS:])
    return shown if len(reason.days) <= MOST_DAYS else Markup("… %s") % shown


def fades(words: Words, reason: NoShows) -> Markup | None:
    """Until when the first counts, where that is not enough; whose they are isn't said."""
    if reason.next_fades is None or reason.next_fades == reason.allowed_on:
        return None
    return words.say("The first counts until {day}.", day=words.day(reason.next_fades - timedelta(days=1)))


def _again(words: Words, reason: NoShows) -> Markup | None:
    if reason.allowed_on is None:
        return None
    return words.say("From {day} on you can sign up again.", day=words.day(reason.allowed_on))


def _already_in(words: Words, reason: AlreadyIn) -> Markup:
    if reason.state is SignUpState.WAITING:
        return words.say("You are on its waiting list already.")
    if reason.role:
        return words.say("You are signed up for it already: {role}.", role=reason.role)
    return words.say("You are signed up for it already.")


def _offered(words: Words, role: str) -> Markup:
    """No place is left, though not everybody who is offered one has taken it."""
    return (
        words.say("{role}: full, offered to somebody.", role=role) if role else words.say("Full, offered to somebody.")
    )


def _taken(words: Words, limit: int, role: str) -> Markup:
    if not role:
        return words.many("The {number} place is taken.", "All {number} places are taken.", limit)
    return words.many(
        "{role}: the {number} place is taken.", "{role}: all {number} places are taken.", limit, role=role
    )
