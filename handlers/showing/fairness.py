"""What a unit decided so that its places go round, as a sentence: to whoever asks, and to whoever leads there."""

from markupsafe import Markup

from handlers.showing.parts import LONGEST_TITLE
from volunteering.rules.fairness import (
    Opening,
    OpensLater,
    SignUpOver,
    TooLittleRest,
    TooManyAhead,
    Unfair,
    WeekIsFull,
)
from words.words import Words, cut


def unfair_line(words: Words, reason: Unfair) -> Markup:
    """Which rule, by how much, and from when on it is not in the way."""
    match reason:
        case TooManyAhead(count=count, most=most):
            said = words.many(
                "You have {number} shift ahead; this team allows {most}. The first ends on {when}.",
                "You have {number} shifts ahead; this team allows {most}. The first ends on {when}.",
                count,
                most=words.number(most),
                when=words.lasting().moment(reason.first_ends),
            )
            if reason.allowed_at == reason.first_ends:
                return said
            again = words.say(
                "There is room for another from {when} on.", when=words.lasting().moment(reason.allowed_at)
            )
            return Markup("%s %s") % (said, again)
        case TooLittleRest():
            return words.say(
                "Between this and {title} ({period}) there is only {length}; this team asks for {least} of rest.",
                title=cut(reason.title, LONGEST_TITLE),
                period=words.period(reason.period),
                length=words.length(reason.minutes),
                least=words.length(reason.least),
            )
        case WeekIsFull():
            return words.say(
                "With this you would have {length} in that week; this team allows {most}. The next begins on {day}.",
                length=words.length(reason.with_it),
                most=words.length(reason.most),
                day=words.day(reason.next_week),
            )
        case OpensLater():
            return _opens(words, reason)
        case SignUpOver():
            return _over(words, reason)


def _opens(words: Words, reason: OpensLater) -> Markup:
    when = words.lasting().moment(reason.allowed_at)
    match reason.before:
        case Opening.NOBODY:
            return words.say("Sign-up opens on {when}.", when=when)
        case Opening.OWN_TEAM:
            return words.say("Its own team comes first. It opens for you on {when}.", when=when)
        case Opening.UNIT_ABOVE:
            return words.say("The teams around it come first. It opens for you on {when}.", when=when)
        case Opening.NEWCOMERS:  # which is nobody else's business
            return words.say("It opens for you on {when}.", when=when)


def _over(words: Words, reason: SignUpOver) -> Markup:
    return words.say(
        "Sign-up closed on {when}, {length} before the start.",
        when=words.lasting().moment(reason.since),
        length=words.length(reason.minutes),
    )


def unfair_of_another(words: Words, reason: Unfair) -> Markup:
    """The same to whoever leads, below the name."""
    match reason:
        case TooManyAhead(count=count, most=most):
            return words.many(
                "They have {number} shift ahead; this team allows {most}. From {when} on there is room for another.",
                "They have {number} shifts ahead; this team allows {most}. From {when} on there is room for another.",
                count,
                most=words.number(most),
                when=words.lasting().moment(reason.allowed_at),
            )
        case TooLittleRest():
            return words.say(
                "Between this and {title} ({period}) they have only {length}; this team asks for {least} of rest.",
                title=cut(reason.title, LONGEST_TITLE),
                period=words.period(reason.period),
                length=words.length(reason.minutes),
                least=words.length(reason.least),
            )
        case WeekIsFull():
            return words.say(
                "With this they would have {length} in that week; this team allows {most}.",
                length=words.length(reason.with_it),
                most=words.length(reason.most),
            )
        case OpensLater(before=Opening.NOBODY):
            return _opens(words, reason)
        case OpensLater(before=before, allowed_at=allowed_at):
            first = words.say("Newcomers come first.") if before is Opening.NEWCOMERS else _whose_turn(words, before)
            opens = words.say("It opens for them on {when}.", when=words.lasting().moment(allowed_at))
            return Markup("%s %s") % (first, opens)
        case SignUpOver():
            return _over(words, reason)


def _whose_turn(words: Words, before: Opening) -> Markup:
    if before is Opening.OWN_TEAM:
        return words.say("Its own team comes first.")
    return words.say("The teams around it come first.")


def unfair_in_short(words: Words, reason: Unfair) -> Markup:
    """The same in a list."""
    match reason:
        case TooManyAhead():
            return words.say("you have enough ahead")
        case TooLittleRest():
            return words.say("too little rest")
        case WeekIsFull():
            return words.say("your week is full")
        case OpensLater(allowed_at=allowed_at):
            return words.say("opens {when}", when=words.moment(allowed_at))
        case SignUpOver():
            return words.say("sign-up closed")
