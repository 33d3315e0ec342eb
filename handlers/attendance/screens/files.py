"""The roster as a file: a paper to sign, which goes from hand to hand, and a workbook for whoever leads."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from handlers.attendance.screens.rosters import is_excused
from handlers.showing.files import file_name
from handlers.showing.parts import called, leader
from handlers.showing.printed import legible, printed
from handlers.showing.risks import insured, not_agreed
from handlers.showing.roles import room
from handlers.tapping.screen import File
from storage.views.attendance.rosters import RosterSheet, Signed
from volunteering.rules.attendance import Noted
from volunteering.rules.ground.periods import local_day
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.signing_up import SignUpState
from words import papers, workbooks
from words.words import Words, plain

ROOM = 5
"""How many lines a paper has for those who come without having signed up."""

END_OF_NUMBER = 4
"""How many digits stand on a paper that everybody sees: they tell namesakes apart."""

TO_TICK = "□"


def to_sign(words: Words, sheet: RosterSheet, organisation: str) -> File:
    """A PDF with a line for each signature: those with a place, those who wait, and room for others."""
    words, title = words.lasting(), sheet.activity.title
    role = (papers.PaperColumn(plain(words.say("Shift role")), 34),) if _has_roles(sheet) else ()
    columns = (
        papers.PaperColumn("#", 11),
        papers.PaperColumn(plain(words.say("Name"))),
        *role,
        papers.PaperColumn(plain(words.say("Phone")), 20),
        papers.PaperColumn(plain(words.say("Came")), 16),
        papers.PaperColumn(plain(words.say("Signature")), 40 if role else 62),
    )
    waiting = [_line(words, sheet, *one) for one in _numbered(sheet) if one[1].waits]
    others = [_line(words, sheet, *one) for one in _numbered(sheet) if not one[1].waits]
    tables = [
        papers.PaperTable(columns, rows, title=plain(heading), roomy=True)
        for heading, rows in (
            ("", others),
            (words.say("Waiting list"), waiting),
            (words.say("Also came"), [("",) * len(columns)] * ROOM),
        )
        if rows
    ]
    paper = papers.Paper(
        language=words.language,
        title=legible(words, title),
        lines=[
            plain(line)
            for line in (*_about(words, sheet), *_risk(words, sheet), room(words, sheet.capacity, sheet.roles))
        ],
        tables=tables,
        author=organisation,
        foot=plain(words.listed((organisation, title, words.say("as of {day}", day=words.long_day(words.today))))),
        numbered=plain(words.say("Page {page} of {pages}", page="{page}", pages="{pages}")),
        absent=plain(words.absent),
        at=words.now,
    )
    return File(_name(words, sheet, "pdf"), partial(papers.pdf, paper), _caption(words, sheet))


def _line(words: Words, sheet: RosterSheet, number: int, signed: Signed) -> tuple[str, ...]:
    end = f"…{signed.phone[-END_OF_NUMBER:]}" if signed.phone else ""
    role = (signed.line.role,) if _has_roles(sheet) else ()
    name = printed(words, signed.line.name, signed.line.person_id)
    shown = name if signed.line.agreed else plain(words.say("{name} (not agreed)", name=name))
    return str(number), shown, *role, end, _came(words, sheet, signed) or TO_TICK, ""


def to_work_with(words: Words, sheet: RosterSheet) -> File:
    """An XLSX with whole phone numbers and what the roster says so far."""
    words = words.lasting()
    columns = (
        workbooks.BookColumn("#", 6, workbooks.CellLook.COUNT),
        workbooks.BookColumn(plain(words.say("Name")), 24),
        *((workbooks.BookColumn(plain(words.say("Shift role")), 18),) if _has_roles(sheet) else ()),
        workbooks.BookColumn(plain(words.say("Phone")), 18),
        workbooks.BookColumn(plain(words.say("Sign-up")), 16),
        workbooks.BookColumn(plain(words.say("Came")), 12),
        workbooks.BookColumn(plain(words.say("Hours")), 10, workbooks.CellLook.HOURS),
        *((workbooks.BookColumn(plain(words.say("Agreed to the risk")), 12),) if sheet.activity.risk else ()),
        workbooks.BookColumn(plain(words.say("Signature")), 30),
    )
    rows = [_cells(words, sheet, number, signed) for number, signed in _numbered(sheet)]
    about = [sheet.activity.title, *(plain(line) for line in (*_about(words, sheet), *_risk(words, sheet)))]
    book = Book(kind=BookKind.ROSTER, about=sheet.shift.id)
    written = workbooks.BookSheet(plain(words.say("Roster")), columns, rows, above=about)
    return File(_name(words, sheet, "xlsx"), partial(workbooks.workbook, book, [written]), _caption(words, sheet))


def _cells(words: Words, sheet: RosterSheet, number: int, signed: Signed) -> Sequence[workbooks.Cell]:
    line = signed.line
    hours = line.says(sheet.shift)[1] / 60 if line.came else None
    state = {
        SignUpState.CONFIRMED: words.say("has a place"),
        SignUpState.WAITING: words.say("waiting"),
        SignUpState.WALKED_IN: words.say("walked in"),
    }.get(signed.state, "")
    role = (line.role,) if _has_roles(sheet) else ()
    agreed = (plain(words.say("yes") if line.agreed else words.say("no")),) if sheet.activity.risk else ()
    before = number, called(words, line.name), *role, signed.phone, plain(state), _came(words, sheet, signed), hours
    return *before, *agreed, None


def _has_roles(sheet: RosterSheet) -> bool:
    return any(room.role.name for room in sheet.roles)


def _came(words: Words, sheet: RosterSheet, signed: Signed) -> str | None:
    """Yes or no, excused or sent home, as far as the roster says it."""
    line = signed.line
    if line.came:
        return plain(words.say("sent home") if line.noted is Noted.SENT_HOME else words.say("yes"))
    if is_excused(line):
        return plain(words.say("excused"))
    return plain(words.say("no")) if sheet.shift.roster_at and not signed.waits else None


def _numbered(sheet: RosterSheet) -> Sequence[tuple[int, Signed]]:
    return list(enumerate(sheet.everybody, start=1))


def _about(words: Words, sheet: RosterSheet) -> Sequence[Markup]:
    activity, period = sheet.activity, sheet.shift.period
    led_by = leader(words, activity)
    return (
        words.listed((words.period(period), activity.venue)),
        words.listed((activity.unit.name, printed(words, led_by, activity.leader_id))),
    )


def _risk(words: Words, sheet: RosterSheet) -> Sequence[Markup]:
    """Of an activity with bodily risk: how its people are insured, and who has not agreed to it."""
    risk = sheet.activity.risk
    if risk is None:
        return ()
    names = not_agreed(words, [printed(words, line.name, line.person_id) for line in sheet.not_agreed])
    return (insured(words, risk.insurance), *((names,) if names else ()))


def _caption(words: Words, sheet: RosterSheet) -> Markup:
    return words.listed((sheet.activity.title, words.plain_period(sheet.shift.period)))


def _name(words: Words, sheet: RosterSheet, ending: str) -> str:
    return file_name(sheet.activity.title, str(local_day(sheet.shift.period.start, words.zone)), ending=ending)
