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
    return _said(words, reason, of_another=False)


def unfair_of_another(words: Words, reason: Unfair) -> Markup:
    """The same to whoever leads, below the name: as much, and of newcomers, too."""
    return _said(words, reason, of_another=True)


def _said(words: Words, reason: Unfair, *, of_another: bool) -> Markup:
    match reason:
        case TooManyAhead():
            return _enough_ahead(words, reason, of_another=of_another)
        case TooLittleRest():
            facts = {
                "title": cut(reason.title, LONGEST_TITLE),
                "span": words.span(reason.period),
                "length": words.length(reason.minutes),
                "least": words.length(reason.least),
            }
            if of_another:
                return words.say(
                    "Between this and {title} ({span}) they have only {length}; this team asks for {least} of rest.",
                    **facts,
                )
            return words.say(
                "Between this and {title} ({span}) there is only {length}; this team asks for {least} of rest.",
                **facts,
            )
        case WeekIsFull():
            facts = {
                "length": words.length(reason.with_it),
                "most": words.length(reason.most),
                "day": words.day(reason.next_week),
            }
            if of_another:
                return words.say(
                    "With this they would have {length} in that week; this team allows {most}. "
                    "The next begins on {day}.",
                    **facts,
                )
            return words.say(
                "With this you would have {length} in that week; this team allows {most}. The next begins on {day}.",
                **facts,
            )
        case OpensLater():
            return _opens(words, reason, of_another=of_another)
        case SignUpOver():
            return words.say(
                "Sign-up closed on {when}, {length} before the start.",
                when=words.lasting().moment(reason.since),
                length=words.length(reason.minutes),
            )


def _enough_ahead(words: Words, reason: TooManyAhead, *, of_another: bool) -> Markup:
    facts = {"most": words.number(reason.most), "when": words.lasting().moment(reason.first_ends)}
    said = (
        words.many(
            "They have {number} shift ahead; this team allows {most}. The first ends on {when}.",
            "They have {number} shifts ahead; this team allows {most}. The first ends on {when}.",
            reason.count,
            **facts,
        )
        if of_another
        else words.many(
            "You have {number} shift ahead; this team allows {most}. The first ends on {when}.",
            "You have {number} shifts ahead; this team allows {most}. The first ends on {when}.",
            reason.count,
            **facts,
        )
    )
    if reason.allowed_at == reason.first_ends:
        return said
    again = words.say("There is room for another from {when} on.", when=words.lasting().moment(reason.allowed_at))
    return words.sentences((said, again))


def _opens(words: Words, reason: OpensLater, *, of_another: bool) -> Markup:
    when = words.lasting().moment(reason.allowed_at)
    match reason.before:
        case Opening.NOBODY:
            return words.say("Sign-up opens on {when}.", when=when)
        case Opening.OWN_TEAM if of_another:
            return words.say("Its own team comes first. It opens for them on {when}.", when=when)
        case Opening.OWN_TEAM:
            return words.say("Its own team comes first. It opens for you on {when}.", when=when)
        case Opening.UNIT_ABOVE if of_another:
            return words.say("The teams around it come first. It opens for them on {when}.", when=when)
        case Opening.UNIT_ABOVE:
            return words.say("The teams around it come first. It opens for you on {when}.", when=when)
        case Opening.NEWCOMERS if of_another:
            return words.say("Newcomers come first. It opens for them on {when}.", when=when)
        case Opening.NEWCOMERS:  # which is nobody else's business
            return words.say("It opens for you on {when}.", when=when)


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
