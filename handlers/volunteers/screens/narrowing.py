"""Of many people the units that they are in, to be narrowed down by."""

from markupsafe import Markup

from handlers.buttons.volunteers import ListPeople, NarrowPeople
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, of_so_many, page_row
from handlers.tapping.screen import Press, Screen, WayBack, page
from storage.engine.pages import Page
from storage.views.volunteers.narrowing import PeopleByUnit, PeopleThere
from words.words import Words, cut

PAGE = 6
"""How many units a page shows."""


def by_unit(words: Words, found: PeopleByUnit, shown: NarrowPeople) -> Screen:
    """The units one level down that any of them are in, those with the most first."""
    units, extent = Page(PAGE, shown.page).of(found.below)
    title = words.say("People: {text}", text=shown.text) if shown.text else words.say("People")
    return page(
        of_so_many(words, words.listed((title, found.unit.name)), extent),
        _own(words, found),
        None if found.below else words.say("Nobody is in a team below it."),
        rows=(
            *((_to_unit(words, there, shown),) for there in units),
            *page_row(words, extent, lambda number: shown.model_copy(update={"page": number})),
            (WayBack(words.say("‹ People"), ListPeople(unit=shown.unit, text=shown.text)),),
        ),
    )


def _own(words: Words, found: PeopleByUnit) -> Markup | None:
    if not found.own:
        return None
    return words.many("👥 {number} right in {team}", "👥 {number} right in {team}", found.own, team=found.unit.name)


def _to_unit(words: Words, there: PeopleThere, shown: NarrowPeople) -> Press:
    name = cut(there.unit.name, LONGEST_NAME)
    label = words.say("{team} · {people}", team=name, people=words.number(there.people))
    return Press(cut(label, LONGEST_LABEL), ListPeople(unit=there.unit.id, text=shown.text))
