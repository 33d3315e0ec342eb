"""Putting people on the roster who came without having signed up."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.attendance import MOST_DIGITS, AddWalkIn, FindWalkIn, ShowRoster
from handlers.forms.searching import or_another
from handlers.showing import parts
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.attendance.walk_ins import WalkInFound
from volunteering.actions.attendance.rosters import DayIsFull, Roster
from volunteering.actions.attendance.walk_ins import NotHere, OnHold, OwnLine, WalkInAdded
from volunteering.rules.activities import Shift
from words.words import Words

MOST = 8
"""How many people are shown at once; a longer text finds fewer."""

ASKED = MOST + 1
"""How many are looked for, to know whether there are more."""

LONGEST_LABEL = 48


def who_else(words: Words, found: Roster, asked: Sequence[WalkInFound]) -> Screen:
    """Those who had no place and may have come all the same; anybody else is searched for."""
    shift = found.shift
    search = Press(words.say("Search"), FindWalkIn(shift=shift.id, search=True))
    return page(
        words.say("Who else came to {title}?", title=found.activity.title),
        words.say("These had asked for a place."),
        _more(words, asked),
        or_another(words),
        rows=(*(_to_add(words, shift, person) for person in asked[:MOST]), (search, _roster(words, shift))),
    )


def which_one(words: Words, found: Roster, people: Sequence[WalkInFound], digits: str) -> Screen:
    """Several whom a search found."""
    shift = found.shift
    again = Press(words.say("Search again"), FindWalkIn(shift=shift.id, search=True))
    return page(
        words.say("Who else came to {title}?", title=found.activity.title),
        words.say("Tap the one you mean."),
        _more(words, people),
        or_another(words),
        rows=(*(_to_add(words, shift, person, digits) for person in people[:MOST]), (again, _roster(words, shift))),
    )


def _more(words: Words, people: Sequence[WalkInFound]) -> Markup | None:
    """That not all of them are shown, where one more was found than are."""
    return words.say("There are more: a longer part of the name finds fewer.") if len(people) > MOST else None


def _to_add(words: Words, shift: Shift, person: WalkInFound, digits: str = "") -> Row:
    add = AddWalkIn(shift=shift.id, person=person.person_id, digits=digits[-MOST_DIGITS:])
    return (Press(parts.somebody(words, person.name, person.team), add),)


def _roster(words: Words, shift: Shift) -> Press:
    return WayBack(words.say("‹ Roster"), ShowRoster(shift=shift.id))


def added(words: Words, outcome: WalkInAdded) -> Markup:
    """The person has a line, and is ticked."""
    person = outcome.person
    if outcome.was_on_it:
        return words.say("✅ {name} was on it already, and is ticked.", name=parts.called(words, person.name))
    return words.say("✅ Added: {name} · {team}", name=parts.called(words, person.name), team=person.unit.name)


def not_added(words: Words, outcome: OwnLine | OnHold | NotHere | DayIsFull) -> Markup:
    """Why not, and what helps."""
    match outcome:
        case OwnLine():
            return words.say("⚠️ You can't add yourself: it takes another leader.")
        case OnHold(person=person):
            return words.say(
                "⚠️ {name}'s sign-ups are on hold. An admin can end that; then add them here.",
                name=parts.called(words, person.name),
            )
        case NotHere():
            return words.say("⚠️ That person is not registered any more.")
        case DayIsFull(already=already):
            return words.say(
                "⚠️ They have {already} on that day already: with this shift it would be more than 24 hours.",
                already=words.length(already),
            )
