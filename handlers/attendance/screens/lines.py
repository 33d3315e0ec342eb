"""Of one person on a roster: what it says of them, and what else than that they came may be said."""

from markupsafe import Markup

from handlers.attendance.screens.rosters import LONGEST_NAME, PAGE
from handlers.buttons import attendance as buttons
from handlers.showing import parts
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.engine.pages import Page
from volunteering.actions.attendance.rosters import Roster
from volunteering.rules.activities import Shift
from volunteering.rules.attendance import Noted, RosterLine
from words.words import Words


def of_whom(words: Words, found: Roster, me_id: int, page_number: int) -> Screen:
    """Everybody but the reader, each leading to their line."""
    shift = found.shift
    others = [line for line in found.lines if line.person_id != me_id]
    shown, extent = Page(PAGE, page_number).of(others)
    rows = (
        *((Press(_label(words, line), buttons.ShowLine(shift=shift.id, person=line.person_id)),) for line in shown),
        *parts.page_row(words, extent, lambda number: buttons.ShowLines(shift=shift.id, page=number)),
        (_roster(words, shift),),
    )
    return page(
        parts.of_so_many(words, words.say("Excused or sent home"), extent),
        words.listed((found.activity.title, words.moment(shift.period.start))),
        words.say("Excused: had a place and could not come. It counts nowhere."),
        words.say("Sent home: came, and was sent home before the end. The time they were there counts."),
        words.say("Tap a name.") if others else words.say("There is nobody else on it."),
        rows=rows,
    )


def _label(words: Words, line: RosterLine) -> Markup:
    name = parts.called(words, line.name, LONGEST_NAME)
    match line.noted:
        case Noted.EXCUSED if not line.walked_in:
            return words.say("excused · {name}", name=name)
        case Noted.SENT_HOME:
            return words.say("✅ {name} · sent home", name=name)
        case _:
            return words.say("✅ {name}", name=name) if line.came else Markup.escape(name)


def line(words: Words, found: Roster, of: RosterLine) -> Screen:
    """What the roster says of somebody, and what else may be said."""
    shift = found.shift
    return page(
        Markup.escape(parts.called(words, of.name)),
        words.listed((found.activity.title, words.moment(shift.period.start))),
        _says(words, shift, of),
        rows=(*_ways(words, shift, of), (_roster(words, shift),)),
    )


def _says(words: Words, shift: Shift, of: RosterLine) -> Markup:
    length = words.length(of.says(shift)[1])
    if of.came:
        return (
            words.say("✅ Came, and was sent home after {length}", length=length)
            if of.noted is Noted.SENT_HOME
            else words.say("✅ Came: {length}", length=length)
        )
    if of.walked_in:
        return words.say("Came without a place, and is not ticked: it counts nowhere.")
    if of.noted is Noted.EXCUSED:
        return words.say("Excused: it counts nowhere.")
    return words.say("Not ticked: counts as absent.")


def _ways(words: Words, shift: Shift, of: RosterLine) -> tuple[Row, ...]:
    """All that it doesn't say yet; whoever came without a place was not expected, and can't be excused."""
    number, person = shift.id, of.person_id
    came = Press(words.say("Came"), buttons.TickPerson(shift=number, person=person, came=True))
    how_long = Press(words.say("How long"), buttons.AdjustMinutes(shift=number, person=person))
    sent_home = Press(words.say("Sent home"), buttons.SendHome(shift=number, person=person))
    excused = Press(words.say("Excused"), buttons.Excuse(shift=number, person=person))
    absent = Press(words.say("Did not come"), buttons.TickPerson(shift=number, person=person, came=False))
    may_excuse = not of.walked_in and (of.came or of.noted is not Noted.EXCUSED)
    return (
        (how_long if of.came and of.noted is None else came, sent_home),
        *(((excused,),) if may_excuse else ()),
        *(((absent,),) if of.came or of.noted else ()),
    )


def _roster(words: Words, shift: Shift) -> Press:
    return WayBack(words.say("‹ Roster"), buttons.ShowRoster(shift=shift.id))
