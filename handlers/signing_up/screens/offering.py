"""What came of answering an offer: let pass, or gone already."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities, ShowShift
from handlers.buttons.signing_up import MyShifts
from handlers.showing import parts
from handlers.showing.offering import take_it
from handlers.showing.roles import your_role
from handlers.tapping.screen import Row, Screen, WayBack, page
from volunteering.actions.signing_up.offering import OfferGone, Skipped
from volunteering.rules.signing_up import Facts, SignUpState
from words.words import Words


def skipped(words: Words, outcome: Skipped) -> tuple[Screen, str]:
    """They keep their number; where nobody behind them wants it, it is still there. With the toast."""
    facts, shift = outcome.facts, outcome.facts.shift
    again = () if outcome.went_on else ((take_it(words, shift.id),),)
    screen = page(
        words.say("You let it pass: {title}", title=facts.activity.title),
        words.say("You keep your number, and you are asked again when another place comes free."),
        your_role(words, facts.mine_in),
        parts.when_and_how_long(words, shift),
        None if outcome.went_on else words.say("The place is free for whoever asks first. You may still take it."),
        rows=(*again, *_onward(words), parts.leave_row(words, shift.id, waits=True)),
    )
    return screen, words.say("You let it pass.")


def offer_gone(words: Words, outcome: OfferGone) -> tuple[Screen, str]:
    """The place is somebody else's, or held for them; with the toast."""
    facts, shift = outcome.facts, outcome.facts.shift
    screen = page(
        words.say("This place has gone on: {title}", title=facts.activity.title),
        _standing(words, facts),
        parts.when_and_how_long(words, shift),
        rows=((parts.see(words, facts.activity.title, ShowShift(shift=shift.id)),), *_onward(words)),
    )
    return screen, words.say("It has gone on.")


def _standing(words: Words, facts: Facts) -> Markup:
    match facts.mine.state if facts.mine else None:
        case SignUpState.WAITING:
            return words.say("You keep your number on the waiting list.")
        case SignUpState.CONFIRMED:
            return words.say("You have a place already.")
        case _:
            return words.say("You are not on its waiting list any more.")


def _onward(words: Words) -> tuple[Row, ...]:
    return ((WayBack(words.say("My shifts"), MyShifts()), WayBack(words.say("‹ Activities"), ListActivities())),)
