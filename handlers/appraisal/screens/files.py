"""An appraisal as a workbook: a row a person, with what its admins may see of them."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from handlers.appraisal.screens import lines
from handlers.showing.files import file_name
from handlers.showing.merits import merit_name
from handlers.showing.parts import called
from handlers.tapping.screen import File
from storage.views.appraisal.sheets import AppraisalBook, SheetInBook
from volunteering.rules.appraisal.marks import Merit, MeritMarks
from volunteering.rules.appraisal.sheets import Beside
from volunteering.rules.importing.books import Book, BookKind
from words.words import Words, plain
from words.workbooks import BookColumn, BookSheet, Cell, CellLook, workbook

_NONE: Final = MeritMarks()


def appraisal_file(words: Words, found: AppraisalBook) -> File:
    """Everybody who is in it; what nobody has handed over stays empty."""
    words = words.lasting()
    title = lines.name_of(words, found.appraisal)
    sheet = BookSheet(
        plain(words.say("Yearly appraisal")),
        _columns(words),
        [_row(words, one) for one in found.sheets],
        above=[plain(title), plain(lines.weights(words, found.appraisal.weights))],
    )
    book = Book(kind=BookKind.APPRAISAL, about=found.appraisal.id)
    return File(file_name(plain(title), ending="xlsx"), partial(workbook, book, [sheet]), title)


def _columns(words: Words) -> Sequence[BookColumn]:
    own = [words.say("{field}, own word", field=merit_name(words, merit)) for merit in Merit]
    led = [words.say("{field}, leader above", field=merit_name(words, merit)) for merit in Merit]
    return (
        BookColumn(plain(words.say("Name")), 18),
        BookColumn(plain(words.say("Post")), 24),
        BookColumn(plain(words.say("Team")), 22),
        *(BookColumn(plain(head), 10, CellLook.NUMBER) for head in own),
        BookColumn(plain(words.say("Own result")), 10, CellLook.HOURS),
        BookColumn(plain(words.say("Own words")), 40),
        BookColumn(plain(words.say("Leader above")), 18),
        *(BookColumn(plain(head), 10, CellLook.NUMBER) for head in led),
        BookColumn(plain(words.say("Result")), 10, CellLook.HOURS),
        BookColumn(plain(words.say("In words")), 16),
        BookColumn(plain(words.say("Leader's words")), 40),
        BookColumn(plain(words.say("Read on")), 12, CellLook.DAY),
        BookColumn(plain(words.say("Own answer")), 40),
        BookColumn(plain(words.say("Activities led")), 10, CellLook.COUNT),
        BookColumn(plain(words.say("Rosters")), 10, CellLook.COUNT),
        BookColumn(plain(words.say("Of these within a day")), 10, CellLook.COUNT),
        BookColumn(plain(words.say("Participations")), 10, CellLook.COUNT),
        BookColumn(plain(words.say("Hours")), 10, CellLook.HOURS),
        BookColumn(plain(words.say("No-shows")), 10, CellLook.COUNT),
        BookColumn(plain(words.say("Participations of the team")), 12, CellLook.COUNT),
        BookColumn(plain(words.say("Hours of the team")), 12, CellLook.HOURS),
    )


def _row(words: Words, one: SheetInBook) -> Sequence[Cell]:
    sheet = one.sheet
    led = sheet.led if sheet.is_handed else _NONE
    return (
        plain(called(words, one.name)),
        plain(lines.post(words, sheet.role, sheet.post, sheet.unit)),
        sheet.unit.name,
        *(sheet.own.of(merit) for merit in Merit),
        _figure(sheet.own_result),
        sheet.own_words or None,
        one.led_by if sheet.is_handed else None,
        *(led.of(merit) for merit in Merit),
        _figure(sheet.result),
        plain(lines.grade(words, sheet.result)) if sheet.result else None,
        (sheet.led_words or None) if sheet.is_handed else None,
        sheet.read_at.astimezone(words.zone).date() if sheet.read_at else None,
        (sheet.comment or None) if sheet.is_handed else None,
        *_beside(sheet.beside if sheet.is_handed else None),
    )


def _figure(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def _beside(beside: Beside | None) -> Sequence[Cell]:
    """The figures as they were when it was handed over."""
    if beside is None:
        return (None,) * 8
    return (
        beside.led,
        beside.rosters,
        beside.in_time,
        beside.participations,
        beside.minutes / 60,
        beside.no_shows,
        beside.unit_participations,
        beside.unit_minutes / 60,
    )
