"""Lines and rows that the screens of hours share."""

from datetime import date

from markupsafe import Markup

from handlers.showing import parts
from handlers.tapping.screen import Row
from words.words import Words


def how_long(words: Words, minutes: int, day: date) -> Markup:
    """🕒 a length in minutes, and the local date that it was given on."""
    return words.say("🕒 {length}, {day}", length=words.length(minutes), day=words.day(day))


def quoted(what: str) -> Markup:
    """What somebody typed, in their own words."""
    return Markup("<i>{}</i>").format(what)


def way_home(words: Words) -> Row:
    """The button home, as one row among others."""
    return parts.home_row(words)[0]
