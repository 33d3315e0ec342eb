"""What is answered about an exam, in its preview."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from words.words import Words, plain


def condition(words: Words, *, asks: bool) -> str:
    """Whether a level takes the one below."""
    return plain(words.say("It takes the level below") if asks else words.say("No condition"))


def places_shown(words: Words, places: Sequence[int]) -> str:
    """One number for all levels, or one for each."""
    return words.listed(words.number(one) if one else words.say("No limit") for one in places)


def window_shown(words: Words, days: tuple[date, date]) -> Markup:
    """The first day and the last."""
    return words.days(*days)
