"""What is said of an honour wherever it is shown."""

from markupsafe import Markup

from volunteering.rules.honours import Honour
from words.words import Words


def valid_until(words: Words, honour: Honour) -> Markup | None:
    """Of a card of honour the last day on which it is valid."""
    ends = honour.valid_until
    return words.say("Valid until {day}", day=words.long_day(ends)) if ends else None
