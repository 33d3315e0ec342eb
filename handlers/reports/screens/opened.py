"""A month's figures opened into what makes them: activities, their people, lines of the ledger, newcomers."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.buttons.reports import ListHeld, ListLines, ListNew, ListServed, ShowHeld
from handlers.buttons.volunteers import ShowPerson
from handlers.reports.screens.totals import back, list_title
from handlers.showing import parts
from handlers.showing.parts import LONGEST_LABEL, LONGEST_TITLE, called, of_so_many, page_row
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.engine.pages import Extent
from storage.views.reports.opened import Came, CameList, HeldActivity, HeldList, LedgerLine, LineList, Newcomer, NewList
from storage.views.reports.served import ServedList, ServedShift
from volunteering.rules.ground.periods import local_day
from volunteering.rules.hours import Kind
from volunteering.rules.reports import Span
from words.words import Words, cut

PAGE = 5
"""How many activities, lines or people a page shows."""

CAME_PAGE = 8
"""The same of the people of one activity, who have one figure each."""

LONGEST_NAME = 30  # of a person or a unit, within a line


def held(words: Words, span: Span, found: HeldList, shown: ListHeld) -> Screen:
    """The activities, each opening into its people."""
    ways = tuple((_to_held(words, one, shown),) for one in found.held)
    lines = [_held_line(words, one) for one in found.held]
    name = list_title(words, words.say("Activities held"), span, found.unit)
    return _list(words, span, name, found, lines, (*ways, *_turned(words, shown, lines, found.extent)))


def _held_line(words: Words, one: HeldActivity) -> Markup:
    return words.say(
        "📅 {day} · {title} · {team}: {came}, {length}",
        day=words.day(local_day(one.starts_at, words.zone)),
        title=cut(one.title, LONGEST_TITLE),
        team=cut(one.unit, LONGEST_NAME),
        came=words.many("{number} participation", "{number} participations", one.came),
        length=words.length(one.minutes),
    )


def _to_held(words: Words, one: HeldActivity, shown: ListHeld) -> Press:
    day = words.day(local_day(one.starts_at, words.zone))
    label = words.say("{start} {title}", start=day, title=one.title)
    to = ShowHeld(span=shown.span, activity=one.activity_id, unit=shown.unit)
    return Press(cut(label, LONGEST_LABEL), to)


def came(words: Words, found: CameList, shown: ShowHeld) -> Screen:
    """The people of one activity, and what they add up to."""
    lines = [_came_line(words, one) for one in found.people]
    sums = words.listed(
        (words.many("{number} participation", "{number} participations", found.came), words.length(found.minutes))
    )
    return page(
        of_so_many(
            words,
            words.listed((words.say("Who came"), cut(found.activity.title, LONGEST_TITLE), found.activity.unit.name)),
            found.extent,
        ),
        sums,
        *(lines or (_nothing(words),)),
        rows=(
            *_turned(words, shown, lines, found.extent),
            (WayBack(words.say("‹ Activities"), ListHeld(span=shown.span, unit=shown.unit)),),
        ),
    )


def _came_line(words: Words, one: Came) -> Markup:
    name = called(words, one.name, LONGEST_NAME)
    sent_home = (words.say("sent home"),) if one.sent_home else ()
    if one.came > 1:
        times = words.many("{number} time", "{number} times", one.came)
        return Markup("🙋 %s") % words.listed((name, times, words.length(one.minutes), *sent_home))
    if one.came:
        return Markup("🙋 %s") % words.listed((name, words.length(one.minutes), *sent_home))
    if one.no_shows:
        return Markup("⚠️ %s") % words.listed((name, words.say("did not come")))
    if one.excused:
        return Markup("🙋 %s") % words.listed((name, words.say("excused")))
    return Markup("🙋 %s") % words.listed((name, words.say("taken back")))


def ledger(words: Words, span: Span, found: LineList, shown: ListLines) -> Screen:
    """The lines that make the hours, the latest first."""
    lines = [_ledger_line(words, line) for line in found.lines]
    sums = [words.say("🕒 Served {served}", served=words.length(found.minutes))] if lines else []
    turned = _turned(words, shown, lines, found.extent)
    name = list_title(words, words.say("Lines of hours"), span, found.unit)
    return _list(words, span, name, found, [*sums, *lines], turned)


def _ledger_line(words: Words, line: LedgerLine) -> Markup:
    name = called(words, line.name, LONGEST_NAME)
    said = words.listed((words.day(line.day), name, cut(line.title, LONGEST_TITLE), *_ledger_says(words, line)))
    if line.corrected:
        return words.say("{line} (replaced)", line=said)
    return words.say("{line} (correction)", line=said) if line.corrects else said


def _ledger_says(words: Words, line: LedgerLine) -> tuple[Markup, ...]:
    """What it adds, and what it was where that isn't hours alone: the lines of a list add up to its sum."""
    kinds = {
        Kind.NO_SHOW: words.say("did not come"),
        Kind.EXCUSED: words.say("excused"),
        Kind.SENT_HOME: words.say("sent home"),
    }
    named = (kinds[line.kind],) if line.kind in kinds else ()
    return (*named, words.length(line.change)) if line.change or not named else named


def served(words: Words, span: Span, found: ServedList, shown: ListServed) -> Screen:
    """The shifts that make the people served and what was handed out, the latest first."""
    lines = [_served_line(words, one) for one in found.shifts]
    sums = [Markup("👥 %s") % parts.served(words, found.in_all)] if lines else []
    turned = _turned(words, shown, lines, found.extent)
    name = list_title(words, words.say("People served"), span, found.unit)
    return _list(words, span, name, found, [*sums, *lines], turned)


def _served_line(words: Words, one: ServedShift) -> Markup:
    said = parts.served(words, one.served)
    day = words.day(local_day(one.starts_at, words.zone))
    return words.listed(
        part for part in (day, cut(one.title, LONGEST_TITLE), cut(one.unit, LONGEST_NAME), said) if part
    )


def newcomers(words: Words, span: Span, found: NewList, shown: ListNew) -> Screen:
    """Who registered, each opening into their card."""
    lines = [_new_line(words, one) for one in found.people]
    ways = tuple(
        (Press(cut(one.name, LONGEST_LABEL), ShowPerson(person=one.person_id)),) for one in found.people if one.name
    )
    name = list_title(words, words.say("New people"), span, found.unit)
    return _list(words, span, name, found, lines, (*ways, *_turned(words, shown, lines, found.extent)))


def _new_line(words: Words, one: Newcomer) -> Markup:
    name = called(words, one.name, LONGEST_NAME)
    return words.listed((words.day(local_day(one.at, words.zone)), name, cut(one.unit, LONGEST_NAME)))


def _list(
    words: Words,
    span: Span,
    name: Markup,
    found: HeldList | LineList | NewList | ServedList,
    lines: Sequence[Markup],
    rows: tuple[Row, ...],
) -> Screen:
    return page(
        of_so_many(words, name, found.extent),
        *(lines or (_nothing(words),)),
        rows=(*rows, (back(words, span, found.unit),)),
    )


def _nothing(words: Words) -> Markup:
    return words.say("Nothing more is recorded here.")


def _turned(
    words: Words, shown: ListHeld | ShowHeld | ListLines | ListNew | ListServed, lines: Sequence[Markup], extent: Extent
) -> tuple[Row, ...]:
    """The ways to the pages beside this one; from a page beyond the last one, to the first."""

    def to(number: int) -> Button:
        return shown.model_copy(update={"page": number})

    if shown.page and not lines:
        return ((Press(words.say("From the start"), to(0)),),)
    return page_row(words, extent, to)
