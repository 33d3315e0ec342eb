"""A person's own hours: the lines that make them, month by month."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.buttons.certificates import OpenCertificate
from handlers.buttons.hours import ChangeClaim, LogHours, MyHours, ShowMyClaim, WithdrawClaim
from handlers.buttons.signing_up import MyShifts
from handlers.hours.screens.claims import how_long, quoted
from handlers.showing.parts import LONGEST_LABEL, LONGEST_TITLE, Way, of_so_many, page_row, told_apart
from handlers.showing.recorded import recorded
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.hours.lines import Lines, MyLine
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import BEFORE_YIGONG, Claim, Decision, Kind
from volunteering.rules.tree import Unit
from words.words import Words, cut

PAGE = 5
"""How many lines of hours a page shows."""


def my_hours(words: Words, found: Lines, *, said: Markup | None = None) -> Screen:
    """The lines that make my hours, by month, the newest first."""
    if not found.lines:
        return _no_lines(words, found.extent.number)
    lines: list[Markup] = []
    month = None
    for line in found.lines:
        if (this := Month.of(line.day)) != month:
            lines.append(_heading(words, line.day, found.months.get(this, 0)))
            month = this
        lines.append(_line(words, line))
    title = words.say("My hours: {length}", length=words.length(sum(found.months.values())))
    pages = page_row(words, found.extent, lambda number: MyHours(page=number))
    waits = _to_claims(words, [line for line in found.lines if line.state is Decision.PENDING])
    return page(of_so_many(words, title, found.extent), said, *lines, rows=(*waits, *pages, *_onward(words)))


def _to_claims(words: Words, waiting: Sequence[MyLine]) -> tuple[Row, ...]:
    labels = told_apart([_labels(words, line) for line in waiting])
    return tuple(
        (Press(cut(Markup("⏳ %s") % label, LONGEST_LABEL), ShowMyClaim(claim=line.claim)),)
        for line, label in zip(waiting, labels, strict=True)
    )


def _labels(words: Words, line: MyLine) -> tuple[Way[Markup], ...]:
    day = words.day(line.day)
    return (
        lambda: words.listed((day, line.title)),
        lambda: words.listed((words.length(line.minutes), line.title)),
        lambda: words.listed((words.say("no. {number}", number=line.claim), line.title)),
    )


def waiting(words: Words, claim: Claim, unit: Unit) -> Screen:
    """Hours of the reader's that wait for a leader."""
    return page(
        words.say("Waiting for approval"),
        how_long(words, claim.minutes, claim.day),
        quoted(claim.what) if claim.what else None,
        words.say("⏳ {unit} decides, and you get a message.", unit=unit.name),
        rows=(
            (Press(words.say("Change"), ChangeClaim(claim=claim.id)),),
            (_back(words),),
            (Press(words.say("Withdraw"), WithdrawClaim(claim=claim.id), "danger"),),
        ),
    )


def withdrawn(words: Words, claim: Claim) -> Screen:
    """Hours that the reader asks for no more, and the way to ask for them once more."""
    return page(
        words.say("Withdrawn"),
        how_long(words, claim.minutes, claim.day),
        quoted(claim.what) if claim.what else None,
        words.say("Nobody is asked for them any more."),
        rows=((Press(words.say("Log them again"), ChangeClaim(claim=claim.id)),), (_back(words),)),
    )


def decided_meanwhile(words: Words) -> Markup:
    """A leader was quicker."""
    return words.say("⚠️ A leader has just decided on that. Here is how.")


def _back(words: Words) -> Press:
    return WayBack(words.say("‹ My hours"), MyHours())


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
    return (
        (Press(words.say("Log hours"), LogHours()), Press(words.say("Certificate"), OpenCertificate())),
        (WayBack(words.say("‹ My shifts"), MyShifts()),),
    )


def _heading(words: Words, day: date, minutes: int) -> Markup:
    month = words.say("Before Yigong") if day == BEFORE_YIGONG else words.month(Month.of(day))
    return Markup("<b>%s</b>") % words.listed((month, words.length(minutes)))


def _line(words: Words, line: MyLine) -> Markup:
    icon, what = _what(words, line)
    day = words.say("carried over") if line.day == BEFORE_YIGONG else words.day(line.day)
    said = Markup("%s %s") % (icon, words.listed(filter(None, (day, cut(line.title, LONGEST_TITLE), what))))
    if line.corrected:
        said = words.say("{line} (replaced)", line=Markup("<s>%s</s>") % said)
    if line.corrected or line.corrects or line.state is Decision.REJECTED:
        said = words.listed((said, _who_and_when(words, line)))
    if line.note:
        said = words.listed((said, words.say("“{note}”", note=cut(line.note, LONGEST_TITLE))))
    return said


def _what(words: Words, line: MyLine) -> tuple[str, Markup]:
    length = words.length(line.minutes)
    match line.state:
        case Kind():
            return "⚠️" if line.state is Kind.NO_SHOW else "🕒", recorded(words, line.state, line.minutes)
        case Decision.REJECTED:
            return "🕒", words.say("{length}, not approved", length=length)
        case _:
            return "⏳", words.say("{length}, waiting for approval", length=length)


def _who_and_when(words: Words, line: MyLine) -> Markup:
    when = words.moment(line.at)
    if line.by is None:
        return words.say("corrected {when}", when=when) if line.corrects else when
    who = line.by or words.say("a former volunteer")
    if line.corrects:
        return words.say("corrected by {who}, {when}", who=who, when=when)
    return words.say("by {who}, {when}", who=who, when=when)
