"""An appraisal as a workbook: a row a person, with what its admins may see of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from handlers.appraisal.screens import lines
from handlers.showing.files import file_name
from handlers.showing.merits import merit_name
from handlers.showing.parts import called
from handlers.showing.ratings import average_said
from handlers.tapping.screen import File
from storage.views.appraisal.sheets import AppraisalBook, SheetInBook
from volunteering.rules.appraisal.marks import Merit, MeritMarks
from volunteering.rules.appraisal.sheets import AppraisalSheet, Beside
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.quality import left_late_known
from volunteering.rules.thanks import Average
from words.words import Words, plain, sentence
from words.workbooks import BookColumn, BookSheet, Cell, CellLook, workbook

_NONE: Final = MeritMarks()

Figure = Callable[[Words, Beside, AppraisalSheet], Cell]
"""A cell of a figure that stood beside a sheet when it was handed over."""


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
        *(BookColumn(plain(words.say(head)), 12, look) for head, look, _ in _FIGURES),
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
        *(_cell(words, sheet, figure) for _, _, figure in _FIGURES),
    )


def _figure(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def _cell(words: Words, sheet: AppraisalSheet, figure: Figure) -> Cell:
    """A figure as it was when the sheet was handed over."""
    return figure(words, sheet.beside, sheet) if sheet.is_handed and sheet.beside else None


def _hours(minutes: int) -> float:
    return minutes / 60


def _rated(words: Words, average: Average | None) -> str | None:
    return plain(average_said(words, average)) if average else None


def _left(beside: Beside) -> Cell:
    return left_late_known(beside.left_late, beside.left_unknown)


def _left_in_team(beside: Beside) -> Cell:
    return left_late_known(beside.unit_left_late, beside.unit_left_unknown)


def _if_led(sheet: AppraisalSheet, figure: Cell) -> Cell:
    """How it went in the team stands beside whoever leads it."""
    return figure if sheet.role else None


_FIGURES: Final[Sequence[tuple[str, CellLook, Figure]]] = (
    (sentence("Activities led"), CellLook.COUNT, lambda _, beside, __: beside.led),
    (sentence("Trainings held"), CellLook.COUNT, lambda _, beside, __: beside.trainings),
    (sentence("Rosters"), CellLook.COUNT, lambda _, beside, __: beside.rosters),
    (sentence("Of these within a day"), CellLook.COUNT, lambda _, beside, __: beside.in_time),
    (sentence("Rating"), CellLook.TEXT, lambda words, beside, _: _rated(words, beside.rating)),
    (sentence("Rated by"), CellLook.COUNT, lambda _, beside, __: beside.rated_by),
    (sentence("Called off late"), CellLook.COUNT, lambda _, beside, __: beside.called_off_late),
    (sentence("Participations"), CellLook.COUNT, lambda _, beside, __: beside.participations),
    (sentence("Hours"), CellLook.HOURS, lambda _, beside, __: _hours(beside.minutes)),
    (sentence("Hours of study"), CellLook.HOURS, lambda _, beside, __: _hours(beside.study_minutes)),
    (sentence("No-shows"), CellLook.COUNT, lambda _, beside, __: beside.no_shows),
    (sentence("Left late"), CellLook.COUNT, lambda _, beside, __: _left(beside)),
    (sentence("Participations of the team"), CellLook.COUNT, lambda _, beside, __: beside.unit_participations),
    (sentence("Hours of the team"), CellLook.HOURS, lambda _, beside, __: _hours(beside.unit_minutes)),
    (sentence("Newcomers of the team"), CellLook.COUNT, lambda _, beside, one: _if_led(one, beside.unit_newcomers)),
    (sentence("Of these, came again"), CellLook.COUNT, lambda _, beside, one: _if_led(one, beside.unit_returned)),
    (sentence("No-shows of the team"), CellLook.COUNT, lambda _, beside, one: _if_led(one, beside.unit_no_shows)),
    (sentence("Left late in the team"), CellLook.COUNT, lambda _, beside, one: _if_led(one, _left_in_team(beside))),
    (sentence("Rating of the team"), CellLook.TEXT, lambda words, beside, _: _rated(words, beside.unit_rating)),
)
"""Each figure beside a sheet: what stands above it, how it looks, and what it is."""
