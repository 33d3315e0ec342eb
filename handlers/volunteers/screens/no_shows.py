"""What counts against somebody, as their admins see it."""

from markupsafe import Markup

from handlers.buttons.volunteers import AskUndoNoShows, ShowNoShows, UndoNoShow, UndoNoShows
from handlers.showing.parts import LONGEST_LABEL, LONGEST_TITLE, of_so_many, page_row, to_person
from handlers.tapping.screen import Press, Screen, WayBack, page
from storage.views.volunteers.directory import NoShow, NoShowsPage
from volunteering.rules.volunteers import Person
from words.words import Words, cut

PAGE = 5
"""How many no-shows a page shows."""


def no_shows(words: Words, person: Person, found: NoShowsPage, *, said: Markup | None = None) -> Screen:
    """What counts against somebody, to be undone one by one or all at once."""
    all_at_once = ((Press(words.say("Undo all"), AskUndoNoShows(person=person.id), "success"),),)
    return page(
        of_so_many(words, words.say("No-shows of {name}", name=person.name), found.extent),
        said,
        *(_no_show_line(words, one) for one in found.no_shows),
        None if found.no_shows else words.say("None that count. New sign-ups are open."),
        rows=(
            *(all_at_once if found.no_shows else ()),
            *((_undo(words, person, one),) for one in found.no_shows),
            *page_row(words, found.extent, lambda turned: ShowNoShows(person=person.id, page=turned)),
            (to_person(words, person),),
        ),
    )


def ask_undo_all(words: Words, person: Person, count: int) -> Screen:
    """The second question before every no-show of somebody is undone."""
    return page(
        words.many("Undo {number} no-show of {name}?", "Undo {number} no-shows of {name}?", count, name=person.name),
        words.say("They are told at once, and can sign up again."),
        rows=(
            (Press(words.say("Yes, undo all"), UndoNoShows(person=person.id), "success"),),
            (WayBack(words.say("‹ Back"), ShowNoShows(person=person.id)),),
        ),
    )


def _no_show_line(words: Words, one: NoShow) -> Markup:
    return Markup("⚠️ %s") % words.listed((words.day(one.day), cut(one.title, LONGEST_TITLE)))


def _undo(words: Words, person: Person, one: NoShow) -> Press:
    label = words.say("Undo: {day} {title}", day=words.day(one.day), title=one.title)
    return Press(cut(label, LONGEST_LABEL), UndoNoShow(person=person.id, shift=one.shift_id))
