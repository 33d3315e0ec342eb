"""Commending somebody for a shift, and what came of it."""

from datetime import timedelta

from markupsafe import Markup, escape

from handlers.buttons.attendance import ShowRoster
from handlers.buttons.thanks import Commend, ListToCommend, TakeBackCommendation
from handlers.showing.parts import LONGEST_NAME, LONGEST_TITLE, called, in_quotes, of_so_many, page_row
from handlers.tapping.screen import Press, Screen, WayBack, page
from storage.views.thanks import ToCommend, ToCommendList
from volunteering.actions.thanks.commending import CommendedNow, DidNotCome, NotCommendingOneself
from volunteering.rules.thanks import TOLD_AFTER
from words.words import Words, cut

PAGE = 8
"""How many people a page shows."""


def to_commend(words: Words, found: ToCommendList, *, said: Markup | None = None) -> Screen:
    """Those who came, each to be thanked for it."""
    shift = found.shift.id
    title = words.say("Whom would you like to commend for {title}?", title=cut(found.activity.title, LONGEST_TITLE))
    return page(
        of_so_many(words, title, found.extent),
        said,
        words.say("They are told what you write, and who you are. ✅ has been commended by you.")
        if found.people
        else words.say("Nobody else came, as the roster has it."),
        rows=(
            *((Press(_label(words, one), Commend(shift=shift, person=one.person_id)),) for one in found.people),
            *page_row(words, found.extent, lambda number: ListToCommend(shift=shift, page=number)),
            (WayBack(words.say("‹ Roster"), ShowRoster(shift=shift)),),
        ),
    )


def _label(words: Words, one: ToCommend) -> Markup:
    name = called(words, one.name, LONGEST_NAME)
    return words.say("✅ {name}", name=name) if one.done else escape(name)


def commended(words: Words, outcome: CommendedNow) -> Screen:
    """It is said, and told after a while."""
    given, name = outcome.commendation, called(words, outcome.name)
    told_after = words.length(TOLD_AFTER // timedelta(minutes=1))
    return page(
        words.say("You commend {name}", name=name),
        in_quotes(words, given.words) if given.words else None,
        words.say("{name} is told in {length}. Until then you can take it back.", name=name, length=told_after),
        rows=(
            (Press(words.say("Commend somebody else"), ListToCommend(shift=given.shift_id), "success"),),
            (Press(words.say("Undo"), TakeBackCommendation(commendation=given.id)),),
            (Press(words.say("‹ Roster"), ShowRoster(shift=given.shift_id)),),
        ),
    )


def before(words: Words, name: str) -> Markup:
    """It is said only once."""
    return words.say("⚠️ You have commended {name} for this shift before.", name=called(words, name))


def taken_back(words: Words, name: str) -> Markup:
    """It was not said after all."""
    return words.say("✅ Taken back. {name} hears nothing of it.", name=called(words, name))


def told_already(words: Words, name: str) -> Markup:
    """Its person knows, and so it is not taken back any more."""
    return words.say("⚠️ {name} is told already, so it stays.", name=called(words, name))


def not_commended(words: Words, outcome: NotCommendingOneself | DidNotCome) -> Markup:
    """Why it can't be said."""
    match outcome:
        case NotCommendingOneself():
            return words.say("⚠️ Nobody commends themselves. Another leader can.")
        case DidNotCome(name=name):
            return words.say("⚠️ The roster does not say that {name} came.", name=called(words, name))
