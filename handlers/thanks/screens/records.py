"""Somebody's record: the same lines for those who lead them and for themselves."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from handlers.buttons.home import Home
from handlers.buttons.profiles import ShowThem
from handlers.buttons.thanks import ListToRate
from handlers.buttons.volunteers import ShowProfile
from handlers.showing.parts import LONGEST_TITLE, and_more, called
from handlers.showing.qualifications import named
from handlers.showing.stars import drawn
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.thanks import CommendedFor, PersonRecord
from volunteering.rules.stars import Stars
from volunteering.rules.volunteers import Person
from words.words import Words, cut

LAST = 5
"""How many commendations are shown."""

MOST_QUALIFICATIONS = 6


def mine(words: Words, found: PersonRecord, stars: Stars) -> Screen:
    """One's own, as whoever leads one's team sees it."""
    return page(
        words.say("Your record, as your leaders see it"),
        *_lines(words, found, stars),
        rows=(
            (Press(words.say("Rate a shift"), ListToRate()),),
            (Press(words.say("‹ Profile"), ShowProfile()), Press(words.say("‹ Home"), Home())),
        ),
    )


def of(words: Words, person: Person, found: PersonRecord, stars: Stars, back: Press | None) -> Screen:
    """Somebody's, for whoever leads their team."""
    home = Press(words.say("‹ Home"), Home())
    rows: tuple[Row, ...] = ((back, home),) if back else ((home,),)
    return page(words.say("Record of {name}", name=called(words, person.name)), *_lines(words, found, stars), rows=rows)


def to_them(words: Words, them: ShowThem) -> WayBack:
    """Back to the people of a shift."""
    return WayBack(words.say("‹ About them"), them)


def _lines(words: Words, found: PersonRecord, stars: Stars) -> Iterator[Markup]:
    """What there is to see of anybody."""
    yield words.say("🕒 {length} in all", length=words.length(found.minutes))
    if stars.of:
        yield escape(drawn(stars))
    yield words.many("Came to {number} shift", "Came to {number} shifts", found.attended)
    yield words.many("{number} no-show", "{number} no-shows", found.no_shows)
    yield words.many(
        "Left shortly before the start {number} time", "Left shortly before the start {number} times", found.left_late
    )
    if found.left_unknown:
        yield words.many(
            "Of {number} shift left earlier it is not known how late",
            "Of {number} shifts left earlier it is not known how late",
            found.left_unknown,
        )
    if found.held:
        shown = [named(words, one.kind, one.level) for one in found.held[:MOST_QUALIFICATIONS]]
        rest = and_more(words, len(found.held) - MOST_QUALIFICATIONS)
        yield words.say("Qualified: {what}", what=words.listed(filter(None, (*shown, rest))))
    for honour in found.honours:
        parts = (words.day(honour.day), cut(honour.name, LONGEST_TITLE), cut(honour.unit_name, LONGEST_TITLE))
        yield words.say("Honour: {what}", what=words.listed(parts))
    yield words.many("Commended {number} time", "Commended {number} times", found.commendations)
    yield from (_commended(words, one) for one in found.commended)


def _commended(words: Words, one: CommendedFor) -> Markup:
    what = words.listed((words.day(one.day), cut(one.title, LONGEST_TITLE), called(words, one.by_name)))
    if not one.commendation.words:
        return Markup("🙋 %s") % what
    return words.say("🙋 {what}: “{words}”", what=what, words=one.commendation.words)
