"""The way to whoever leads, on every screen that sends people there, and what an enquiry is about in a few words."""

from datetime import datetime

from markupsafe import Markup, escape

from handlers.buttons.enquiries import Appeal, AskLeader
from handlers.showing.parts import LONGEST_NAME, LONGEST_TITLE
from handlers.tapping.screen import Press, Row
from volunteering.rules.enquiries import Matter
from volunteering.rules.tree import Unit
from words.words import Words, cut


def ask_the_leader(words: Words, matter: Matter, number: int = 0) -> Press:
    """The button itself: about a shift, a claim, … by its number. Of no-shows a tap says it all."""
    if matter is Matter.NO_SHOWS:
        return Press(words.say("Appeal"), Appeal())
    return Press(words.say("Ask the leader"), AskLeader(matter=matter, number=number))


def ask_row(words: Words, matter: Matter, number: int = 0) -> tuple[Row, ...]:
    """The same in a row of its own."""
    return ((ask_the_leader(words, matter, number),),)


def leaders_of(words: Words, unit: Unit) -> Markup:
    """Of whom it is asked, where that is more than one or nobody yet."""
    return words.say("Leaders of {team}", team=cut(unit.name, LONGEST_NAME))


def about_what(words: Words, matter: Matter, unit: Unit, title: str = "", start: datetime | None = None) -> Markup:
    """What it is about: the activity and when, else what kind of thing it is."""
    if title and start:
        return words.listed((cut(title, LONGEST_TITLE), words.moment(start)))
    if title:
        return escape(cut(title, LONGEST_TITLE))
    match matter:
        case Matter.NO_SHOWS:
            return words.say("Missed shifts")
        case Matter.ON_HOLD:
            return words.say("Sign-ups on hold")
        case Matter.CLAIM:
            return words.say("Logged hours")
        case _:
            return escape(cut(unit.name, LONGEST_NAME))
