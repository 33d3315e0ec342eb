"""The roster: who is signed up, and once the shift has begun, who came."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.attendance.screens.by_role import under_headings, with_role
from handlers.buttons import attendance as buttons
from handlers.buttons.leading import ManageShift
from handlers.buttons.profiles import ShowThem
from handlers.buttons.thanks import ListToCommend, ShowRatings
from handlers.buttons.training import ShowLearners
from handlers.showing import parts, risks
from handlers.showing.answers import call_rows, expected, heads_or_room, tap_a_name
from handlers.tapping.screen import Press, Row, Screen, page
from storage.engine.pages import Extent, Page
from storage.rows.answers import ToCall
from storage.views.attendance.rosters import RosterSheet, Signed
from volunteering.actions.attendance.rosters import Roster
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.attendance import Noted, RosterLine
from volunteering.rules.ground.moment import Moment
from volunteering.rules.hours import Kind
from words.words import Words

PAGE = 10
"""How many people a page shows."""

LONGEST_NAME = 24

BUDDIES = 5
"""How many newcomers with their buddies a page names, and how many without."""


# Who is signed up


def signed_up(
    words: Words, sheet: RosterSheet, page_number: int, moment: Moment, buddies: Sequence[Markup] = ()
) -> Screen:
    """Everybody with a place, then those who wait, with their phone numbers."""
    everybody = list(enumerate((*sheet.confirmed, *sheet.waiting), start=1))
    shown, extent = Page(PAGE, page_number).of(everybody)
    shift = sheet.shift
    has_begun = shift.has_begun(words.now) and not shift.called_off
    is_ahead = is_on(sheet.activity, shift) and not has_begun
    to_call = _call_rows(words, shift, [signed for _, signed in shown]) if is_ahead else ()
    has_others = is_ahead and bool(sheet.confirmed)
    lines = (
        parts.when_and_how_long(words, shift),
        *_heads(words, sheet),
        expected(words, shift, sheet.answers.values(), sheet.past, moment) if sheet.activity.is_on else None,
        None if everybody else words.say("Nobody is signed up yet."),
        *under_headings(words, [(number, signed, person_line(words, number, signed)) for number, signed in shown]),
        *buddies,
        risks.not_agreed(words, [parts.called(words, line.name) for line in sheet.not_agreed]),
        parts.call_them(words) if any(not signed.reachable for _, signed in shown) else None,
        words.say("⚠️ Asked, and no answer yet: please call.") if any(one.silent for _, one in shown) else None,
        tap_a_name(words) if to_call else None,
    )
    rows = (
        *to_call,
        *_search_row(words, shift, extent),
        *parts.page_row(words, extent, lambda number: buttons.ShowSignedUp(shift=shift.id, page=number)),
        *(((Press(words.say("Note an answer"), buttons.ListAnswers(shift=shift.id)),),) if has_others else ()),
        *(((Press(words.say("About them"), ShowThem(shift=shift.id)),), _files_row(words, shift)) if everybody else ()),
        *(((Press(words.say("Who came?"), buttons.ShowRoster(shift=shift.id), "success"),),) if has_begun else ()),
        *back_row(words, shift),
    )
    return page(parts.of_so_many(words, sheet.activity.title, extent), *lines, rows=rows)


def _call_rows(words: Words, shift: Shift, shown: Sequence[Signed]) -> tuple[Row, ...]:
    """To what those of this page say who have to be called."""
    people = [
        ToCall(signed.line.person_id, signed.line.name, signed.phone, signed.reachable)
        for signed in shown
        if signed.is_to_be_called
    ]
    return call_rows(words, shift.id, people, most=PAGE)


def _heads(words: Words, sheet: RosterSheet) -> tuple[Markup, ...]:
    silent = sheet.is_silent
    return heads_or_room(words, sheet.activity, sheet.shift, sheet.capacity, sheet.roles, sheet.answers, silent=silent)


def buddies(words: Words, pairs: Sequence[tuple[str, str]], without: Sequence[str]) -> tuple[Markup, ...]:
    """Who is whose buddy, the newcomer first, and which newcomers have none."""
    lines = [
        words.say("🙋 {name} is new here, buddy: {buddy}", name=_short(words, name), buddy=_short(words, buddy))
        for name, buddy in pairs[:BUDDIES]
    ]
    more = parts.and_more(words, len(pairs) - BUDDIES)
    if without:
        names = [_short(words, name) for name in without[:BUDDIES]]
        rest = parts.and_more(words, len(without) - BUDDIES)
        alone = words.say("🙋 New here, without a buddy: {names}", names=words.listed((*names, *filter(None, (rest,)))))
    return tuple(filter(None, (*lines, more, alone if without else None)))


def _short(words: Words, name: str) -> str:
    return parts.called(words, name, LONGEST_NAME)


def _search_row(words: Words, shift: Shift, extent: Extent) -> tuple[Row, ...]:
    """The way to one person, where there are pages of them."""
    return () if extent.is_all else ((Press(words.say("Search"), buttons.FindOnRoster(shift=shift.id)),),)


def _files_row(words: Words, shift: Shift) -> Row:
    """To sign on paper, and to work with."""
    paper, workbook = buttons.FileKind.PAPER, buttons.FileKind.WORKBOOK
    return (
        Press(words.say("Print (PDF)"), buttons.RosterFile(shift=shift.id, kind=paper)),
        Press(words.say("XLSX"), buttons.RosterFile(shift=shift.id, kind=workbook)),
    )


def person_line(words: Words, number: int, signed: Signed) -> Markup:
    """Somebody of a shift, whether they wait, said that they come or have to confirm it, and where to call them."""
    line = _named(words, number, signed)
    return words.listed((line, words.say("to confirm"))) if signed.to_confirm else line


def _named(words: Words, number: int, signed: Signed) -> Markup:
    is_coming = signed.answer is not ReminderAnswer.SILENT
    state = "⏳ " if signed.waits else "✅ " if is_coming and signed.reachable else ""
    icon = state + ("⚠️ " if signed.silent or not signed.reachable else "")
    name = parts.called(words, signed.line.name, LONGEST_NAME)
    if signed.answer is ReminderAnswer.LATE:
        name = words.say("{name} (late)", name=name)
    if signed.phone:
        return words.say("{icon}{number}. {name} {phone}", icon=icon, number=number, name=name, phone=signed.phone)
    return words.say("{icon}{number}. {name}", icon=icon, number=number, name=name)


# Who came


def roster(words: Words, found: Roster, me_id: int, page_number: int, *, said: Markup | None = None) -> Screen:
    """The names to tick, and once it was confirmed, what holds; somebody's own line is for another leader."""
    shift = found.shift
    others = [line for line in found.lines if line.person_id != me_id]
    shown, extent = Page(PAGE, page_number).of(others)
    lines = (
        said,
        parts.when_and_how_long(words, shift),
        _ticked(words, others) if others else None,
        _against_the_ledger(words, shift, others),
        risks.not_agreed(words, [parts.called(words, line.name) for line in found.lines if not line.agreed]),
        words.say("🙋 Your own line is for another leader to confirm.") if len(others) < len(found.lines) else None,
        words.say("Tap whoever came. Whoever is not ticked counts as absent.") if others else None,
    )
    names = tuple(name_row(words, shift, line, extent.number) for line in shown)
    rows = (
        *(((Press(words.say("All came"), buttons.AllCame(shift=shift.id, page=extent.number)),),) if others else ()),
        *names,
        *_search_row(words, shift, extent),
        *parts.page_row(words, extent, lambda number: buttons.ShowRoster(shift=shift.id, page=number)),
        somebody_else(words, shift),
        *((_others_row(words, shift),) if others else ()),
        *(_what_came_of_it(words, found) if shift.roster_at else ()),
        (Press(words.say("Confirm"), buttons.ConfirmRoster(shift=shift.id), "success"),),
        (Press(words.say("Phone numbers"), buttons.ShowSignedUp(shift=shift.id)), *back_row(words, shift)[0]),
    )
    title = words.say("Who came to {title}?", title=found.activity.title)
    return page(parts.of_so_many(words, title, extent), *lines, rows=rows)


def page_with(lines: Sequence[RosterLine], me_id: int, person_id: int) -> int:
    """On which page of a roster with these lines somebody is, as the reader leafs through it."""
    others = [line.person_id for line in lines if line.person_id != me_id]
    return others.index(person_id) // PAGE


def somebody_else(words: Words, shift: Shift) -> Row:
    """The way to put somebody on it who had no place."""
    return (Press(words.say("Somebody else came"), buttons.FindWalkIn(shift=shift.id)),)


def _others_row(words: Words, shift: Shift) -> Row:
    """The way to what else can be said than that somebody came."""
    return (Press(words.say("Excused or sent home"), buttons.ShowLines(shift=shift.id)),)


def _what_came_of_it(words: Words, found: Roster) -> tuple[Row, ...]:
    """Once the roster is confirmed: whom a shift was for is counted; of a training, who passed."""
    if found.activity.training:
        return ((Press(words.say("Enter results"), ShowLearners(activity=found.activity.id)),),)
    served = Press(words.say("People served"), buttons.CountServed(shift=found.shift.id))
    return ((served,), _thanks_row(words, found.shift))


def _thanks_row(words: Words, shift: Shift) -> Row:
    """Thanking its people, and what they say of it."""
    commend = Press(words.say("Commend"), ListToCommend(shift=shift.id))
    return commend, Press(words.say("Ratings"), ShowRatings(shift=shift.id))


def _ticked(words: Words, lines: Sequence[RosterLine]) -> Markup:
    came = sum(bool(line.came) for line in lines)
    ticked = words.many(
        "👥 {came} of {number} ticked", "👥 {came} of {number} ticked", len(lines), came=words.number(came)
    )
    excused = sum(is_excused(line) for line in lines)
    if not excused:
        return ticked
    return words.listed((ticked, words.many("{number} excused", "{number} excused", excused)))


def is_excused(line: RosterLine) -> bool:
    """Whether the roster says so of somebody now."""
    return not line.came and not line.walked_in and line.noted is Noted.EXCUSED


def _against_the_ledger(words: Words, shift: Shift, lines: Sequence[RosterLine]) -> Markup | None:
    """Whether what is ticked is what holds."""
    if shift.roster_at is None:
        return None
    different = sum(not line.holds(shift) for line in lines)
    if not different:
        return words.say("✅ Confirmed. Tap a name to correct it.")
    return words.many(
        "⚠️ {number} line differs from what was confirmed. Confirm again to correct it.",
        "⚠️ {number} lines differ from what was confirmed. Confirm again to correct them.",
        different,
    )


def name_row(words: Words, shift: Shift, line: RosterLine, number: int) -> Row:
    """Somebody to tick, or ticked with their minutes; on that page of the roster."""
    name = parts.called(words, line.name, LONGEST_NAME)
    tick = buttons.TickPerson(shift=shift.id, person=line.person_id, came=not line.came, page=number)
    if not line.came:
        return (Press(with_role(words, _absent(words, line, name), line), tick),)
    adjust = buttons.AdjustMinutes(shift=shift.id, person=line.person_id, page=number)
    _, minutes = line.says(shift)
    sent_home = line.noted is Noted.SENT_HOME
    label = words.say("✅ {name} · sent home", name=name) if sent_home else words.say("✅ {name}", name=name)
    more = buttons.ShowLine(shift=shift.id, person=line.person_id) if sent_home else adjust
    return (Press(with_role(words, label, line), tick), Press(words.length(minutes), more))


def _absent(words: Words, line: RosterLine, name: str) -> Markup:
    if is_excused(line):
        return words.say("excused · {name}", name=name)
    match line.counted.kind if line.counted else None:
        case Kind.NO_SHOW:
            return words.say("did not come · {name}", name=name)
        case Kind.VOID:
            return words.say("taken back · {name}", name=name)
        case _ if line.walked_in:
            return words.say("left out · {name}", name=name)
        case _:
            return Markup.escape(name)


# What cannot be


def not_yet(words: Words, activity: Activity, shift: Shift) -> Screen:
    """The shift has not begun: nobody can have come."""
    return page(
        words.say("It has not begun"),
        words.say("You can tick who came to {title} once it has begun.", title=activity.title),
        parts.when_and_how_long(words, shift),
        rows=((Press(words.say("Who is signed up"), buttons.ShowSignedUp(shift=shift.id)),), *back_row(words, shift)),
    )


def not_on_it(words: Words) -> str:
    """Somebody left the shift, or the button was an old one."""
    return words.say("That person is not on the roster any more.")


def nobody(words: Words, activity: Activity, shift: Shift, *, said: Markup | None = None) -> Screen:
    """There is nobody to tick."""
    return page(
        words.say("Nobody to tick"),
        said,
        words.say("Nobody had a place in {title}.", title=activity.title),
        parts.when_and_how_long(words, shift),
        rows=(somebody_else(words, shift), *back_row(words, shift)),
    )


def called_off(words: Words, shift_id: int) -> Screen:
    """It did not take place."""
    return page(
        words.say("It was cancelled"),
        words.say("It did not take place, so there is no roster."),
        rows=((Press(words.say("‹ Back"), ManageShift(shift=shift_id)),),),
    )


def back_row(words: Words, shift: Shift) -> tuple[Row, ...]:
    return ((Press(words.say("‹ Shift"), ManageShift(shift=shift.id)),),)
