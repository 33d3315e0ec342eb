"""Whom a search finds among the people of a shift: who they are, and once it has begun, to be ticked."""

from markupsafe import Markup

from handlers.attendance.screens import rosters
from handlers.buttons import attendance as buttons
from handlers.showing import parts
from handlers.tapping.screen import Press, Row, Screen, page
from storage.engine.pages import Extent, Page
from storage.views.attendance.rosters import RosterSheet, Signed
from words.words import Words, cut


def found(words: Words, sheet: RosterSheet, shown: buttons.ShowFound, me_id: int) -> Screen:
    """A page of those found, with their numbers on the roster and their phones, which tell namesakes apart."""
    shift = sheet.shift
    people, extent = Page(rosters.PAGE, shown.page).of(sheet.like(shown.text))
    goes_on = shift.has_begun(words.now) and not shift.called_off
    title = words.say("Roster: {text}", text=shown.text)
    return page(
        parts.of_so_many(words, title, extent),
        words.listed((cut(sheet.activity.title, parts.LONGEST_TITLE), words.moment(shift.period.start))),
        *(rosters.person_line(words, number, signed) for number, signed in people),
        parts.call_them(words) if any(not signed.reachable for _, signed in people) else None,
        _told(words, extent, goes_on=goes_on),
        rows=(
            *(_to_tick(words, sheet, [signed for _, signed in people], me_id) if goes_on else ()),
            *parts.page_row(words, extent, lambda number: shown.model_copy(update={"page": number})),
            *((rosters.somebody_else(words, shift),) if goes_on else ()),
            (
                Press(words.say("Search again"), buttons.FindOnRoster(shift=shift.id)),
                Press(words.say("‹ Roster"), buttons.ShowRoster(shift=shift.id)),
            ),
        ),
    )


def _told(words: Words, extent: Extent, *, goes_on: bool) -> Markup | None:
    if not extent.total:
        return words.say("Nobody in this shift. A part of the name, or the last 4 digits of the number, is enough.")
    return words.say("Tap whoever came.") if goes_on else None


def _to_tick(words: Words, sheet: RosterSheet, people: list[Signed], me_id: int) -> tuple[Row, ...]:
    """Those with a line that the reader may tick, each with the page of the roster that they are on."""
    return tuple(
        rosters.name_row(words, sheet.shift, signed.line, rosters.page_with(sheet.lines, me_id, signed.line.person_id))
        for signed in people
        if not signed.waits and signed.line.person_id != me_id
    )
