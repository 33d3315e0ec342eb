"""The stars that somebody's hours have earned."""

from markupsafe import Markup

from volunteering.rules.stars import Ladder, Stars, stars_for
from words.words import Words


def drawn(stars: Stars) -> str:
    """Those that are earned, and those that are not: `★★☆☆☆`."""
    return "★" * stars.earned + "☆" * (stars.of - stars.earned)


def stars_line(words: Words, minutes: int, ladder: Ladder) -> Markup | None:
    """The stars so far, and what is missing for the next; None where the ladder has none."""
    stars = stars_for(minutes, ladder)
    if not stars.of:
        return None
    shown = drawn(stars)
    if stars.missing is None:
        return words.say("{stars} every star there is", stars=shown)
    return words.say("{stars} {length} to the next star", stars=shown, length=words.length(stars.missing))
