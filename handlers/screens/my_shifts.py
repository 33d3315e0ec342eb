"""What is mine: the shifts ahead, the hours, the stars, and the lines that make the hours."""

from markupsafe import Markup

from handlers.buttons.hours import LogHours
from handlers.buttons.shifts import ListActivities, MyHours, MyShifts
from handlers.buttons.ways import Home
from handlers.screen import Press, Row, Screen, page
from handlers.screens.parts import LONGEST_TITLE, leave_row, page_row, shift_rows
from handlers.words import Words, cut
from storage.my import Line, Lines, MyShift, Overview, Sums
from volunteering.hours import Decision, Kind
from volunteering.periods import Month
from volunteering.policy import Policy
from volunteering.signups import Place
from volunteering.stars import stars_for


def my_shifts(words: Words, mine: Overview, page_number: int, policy: Policy) -> Screen:
    """The shifts ahead, my hours, and what is missing to the next star."""
    lines = (
        *(_ahead(words, shift) for shift in mine.shifts),
        None if mine.shifts else _nothing_ahead(words, page_number),
        _served(words, mine.sums),
        _stars(words, mine.sums.in_all, policy),
        words.say("⏳ {length} waiting for approval", length=words.length(mine.sums.pending))
        if mine.sums.pending
        else None,
    )
    rows = (
        *shift_rows(words, [(one.title, one.shift) for one in mine.shifts]),
        *page_row(words, page_number, has_more=mine.has_more, to=lambda number: MyShifts(page=number)),
        *_onward_from_shifts(words, has_shifts=bool(mine.shifts)),
        *_leave_the_only_one(words, mine, page_number),
    )
    return page(words.say("My shifts"), *lines, rows=rows)


def _ahead(words: Words, mine: MyShift) -> Markup:
    start, title = words.brief(mine.shift.period.start), cut(mine.title, LONGEST_TITLE)
    if mine.place is Place.WAITING:
        number = words.say("number {number} on the waiting list", number=words.number(mine.number))
        return Markup("⏳ %s") % words.listed((start, title, number))
    if mine.shift.has_begun(words.now):
        until = words.say("now, until {time}", time=words.time(mine.shift.period.end))
        return Markup("🙋 %s") % words.listed((until, title))
    return Markup("📅 %s") % words.listed((start, title))


def _nothing_ahead(words: Words, page_number: int) -> Markup:
    return words.say("That was all.") if page_number else words.say("No shift ahead. See what is coming up.")


def _served(words: Words, sums: Sums) -> Markup:
    if not sums.in_all:
        return words.say("🕒 No hours yet")
    return words.say(
        "🕒 {month} this month, {year} this year, {all} in all",
        month=words.length(sums.this_month),
        year=words.length(sums.this_year),
        all=words.length(sums.in_all),
    )


def _stars(words: Words, minutes: int, policy: Policy) -> Markup | None:
    stars = stars_for(minutes, policy.stars)
    if not stars.of:
        return None
    shown = "★" * stars.earned + "☆" * (stars.of - stars.earned)
    if stars.missing is None:
        return words.say("{stars} every star there is", stars=shown)
    return words.say("{stars} {length} to the next star", stars=shown, length=words.length(stars.missing))


def _onward_from_shifts(words: Words, *, has_shifts: bool) -> tuple[Row, ...]:
    activities = Press(words.say("Activities"), ListActivities(), None if has_shifts else "success")
    hours = (Press(words.say("My hours"), MyHours()), Press(words.say("Log hours"), LogHours()))
    home = Press(words.say("‹ Home"), Home())
    return (hours, (activities, home)) if has_shifts else ((activities,), hours, (home,))


def _leave_the_only_one(words: Words, mine: Overview, page_number: int) -> tuple[Row, ...]:
    if len(mine.shifts) != 1 or mine.has_more or page_number or mine.shifts[0].shift.has_begun(words.now):
        return ()  # of several, each card has its own
    return (leave_row(words, mine.shifts[0].shift.id),)


def my_hours(words: Words, found: Lines, page_number: int) -> Screen:
    """The lines that make my hours, by month, the newest first."""
    if not found.lines:
        return _no_lines(words, page_number)
    lines: list[Markup] = []
    month = None
    for line in found.lines:
        if (this := Month.of(line.day)) != month:
            lines.append(_month(words, this, found.months.get(this, 0)))
            month = this
        lines.append(_line(words, line))
    title = words.say("My hours: {length}", length=words.length(sum(found.months.values())))
    pages = page_row(words, page_number, has_more=found.has_more, to=lambda number: MyHours(page=number))
    return page(title, *lines, rows=(*pages, *_onward(words)))


def _no_lines(words: Words, page_number: int) -> Screen:
    if page_number:
        again = (Press(words.say("From the start"), MyHours(), "success"),)
        return page(words.say("My hours"), words.say("That was all."), rows=(again, *_onward(words)))
    return page(
        words.say("No hours yet"),
        words.say("They appear here when the leader of a shift has confirmed who came."),
        rows=((Press(words.say("Activities"), ListActivities(), "success"),), *_onward(words)),
    )


def _onward(words: Words) -> tuple[Row, ...]:
    return ((Press(words.say("Log hours"), LogHours()), Press(words.say("‹ My shifts"), MyShifts())),)


def _month(words: Words, month: Month, minutes: int) -> Markup:
    return Markup("<b>%s</b>") % words.listed((words.month(month), words.length(minutes)))


def _line(words: Words, line: Line) -> Markup:
    icon, what = _what(words, line)
    said = Markup("%s %s") % (icon, words.listed((words.day(line.day), cut(line.title, LONGEST_TITLE), what)))
    if line.corrected:
        said = Markup("<s>%s</s>") % said
    if line.corrected or line.corrects or line.state is Decision.REJECTED:
        said = words.listed((said, _who_and_when(words, line)))
    if line.note:
        said = words.listed((said, words.say("“{note}”", note=cut(line.note, LONGEST_TITLE))))
    return said


def _what(words: Words, line: Line) -> tuple[str, Markup]:
    length = words.length(line.minutes)
    match line.state:
        case Kind.ATTENDED | Kind.LOGGED:
            return "🕒", length
        case Kind.NO_SHOW:
            return "⚠️", words.say("did not come")
        case Kind.VOID:
            return "🕒", words.say("taken back")
        case Decision.REJECTED:
            return "🕒", words.say("{length}, not approved", length=length)
        case _:
            return "⏳", words.say("{length}, waiting for approval", length=length)


def _who_and_when(words: Words, line: Line) -> Markup:
    when = words.brief(line.at)
    if line.by is None:
        return words.say("corrected {when}", when=when) if line.corrects else when
    who = line.by or words.say("a former volunteer")
    if line.corrects:
        return words.say("corrected by {who}, {when}", who=who, when=when)
    return words.say("by {who}, {when}", who=who, when=when)
