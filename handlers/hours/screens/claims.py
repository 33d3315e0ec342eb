"""How logged hours read, wherever they are shown: their length and day, and what was done."""

from datetime import date

from markupsafe import Markup

from words.words import Words


def how_long(words: Words, minutes: int, day: date) -> Markup:
    """🕒 a length in minutes, and the local date that it was given on."""
    return words.say("🕒 {length}, {day}", length=words.length(minutes), day=words.day(day))


def quoted(what: str) -> Markup:
    """What somebody typed, in their own words."""
    return Markup("<i>{}</i>").format(what)
