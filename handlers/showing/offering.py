"""A place that is held for the reader: until when, and their answers to it."""

from markupsafe import Markup

from handlers.buttons.signing_up import SkipOffer, TakeOffer
from handlers.tapping.screen import Press, Row
from volunteering.rules.signing_up import SignUp
from words.words import Words


def held_for_you(words: Words, mine: SignUp | None) -> Markup | None:
    """⏳ by when they say whether they take it; nothing where nothing is held for them."""
    until = mine.held_until if mine is not None and mine.is_offered else None
    return words.say("⏳ A place is held for you until {when}", when=words.moment(until)) if until else None


def offer_row(words: Words, shift_id: int) -> Row:
    """The two answers to an offer; without one the place goes on by itself."""
    return (take_it(words, shift_id), Press(words.say("Skip me"), SkipOffer(shift=shift_id)))


def take_it(words: Words, shift_id: int) -> Press:
    """The place that is held, or one that is for whoever asks first."""
    return Press(words.say("Take it"), TakeOffer(shift=shift_id), "success")
