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


def levels_up_to(words: Words, names: Sequence[str], number: int) -> str:
    """So many of the levels, from the lowest on: an exam of some is mostly of these."""
    if number == len(names):
        return plain(words.say("All levels"))
    return plain(words.say("Up to {level}", level=names[number - 1]))


def window_offered(words: Words, today: date, end: date) -> str:
    """From today to that day."""
    return plain(words.say("Only today") if end == today else words.say("Today to {day}", day=words.day(end)))
