"""The list of an exam as a file: a paper for the door, and a workbook that can be sent back with results."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from markupsafe import Markup

from handlers.showing.exams import level_called, result_word
from handlers.showing.files import file_name, kept_line
from handlers.showing.parts import called
from handlers.showing.printed import legible, printed
from handlers.tapping.screen import File
from storage.views.exams.held import ListedEntry
from volunteering.rules.exams.announced import Exam, ExamLevel
from volunteering.rules.ground.texts import cut_to
from volunteering.rules.importing.books import Book, BookKind
from words import papers, workbooks
from words.words import Words, plain

END_OF_NUMBER: Final = 4
"""How many digits of a phone number stand in it: they tell namesakes apart."""

_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET: Final = 28


def for_the_door(words: Words, exam: Exam, people: Sequence[ListedEntry], organisation: str) -> File:
    """A PDF with a line for each signature, level by level."""
    words = words.lasting()
    columns = (
        papers.PaperColumn(plain(words.say("Exam number")), 24),
        papers.PaperColumn(plain(words.say("Name"))),
        papers.PaperColumn(plain(words.say("Team")), 42),
        papers.PaperColumn(plain(words.say("Phone")), 20),
        papers.PaperColumn(plain(words.say("Signature")), 44),
    )
    tables = [
        papers.PaperTable(
            columns,
            [(*_on_paper(words, one), "") for one in theirs],
            title=plain(level_called(words, exam, level.level)),
            roomy=True,
        )
        for level, theirs in _by_level(exam, people)
    ]
    paper = papers.Paper(
        language=words.language,
        title=legible(words, exam.title),
        lines=[plain(line) for line in _lines(words, exam)],
        tables=tables,
        author=organisation,
        foot=plain(words.listed((organisation, exam.title, words.say("as of {day}", day=words.long_day(words.today))))),
        numbered=plain(words.say("Page {page} of {pages}", page="{page}", pages="{pages}")),
        absent=plain(words.absent),
        at=words.now,
    )
    return File(_name(words, exam, "pdf"), partial(papers.pdf, paper), _caption(words, exam))


def to_work_with(words: Words, exam: Exam, people: Sequence[ListedEntry]) -> File:
    """An XLSX with a sheet a level; mark and result may be filled in, and the file sent back."""
    words = words.lasting()
    columns = (
        workbooks.BookColumn(plain(words.say("Exam number")), 12, workbooks.CellLook.NUMBER),
        workbooks.BookColumn(plain(words.say("Name")), 24),
        workbooks.BookColumn(plain(words.say("Team")), 28),
        workbooks.BookColumn(plain(words.say("Phone")), 10),
        workbooks.BookColumn(plain(words.say("Mark")), 10),
        workbooks.BookColumn(plain(words.say("Result")), 16),
    )
    book = Book(kind=BookKind.EXAM, about=exam.id)
    results = words.listed(plain(word) for word in (words.say("passed"), words.say("not passed"), words.say("absent")))
    above = (
        exam.title,
        *(plain(line) for line in _lines(words, exam)),
        plain(words.say("Result is one of: {results}", results=results)),
        kept_line(words, book),
    )
    sheets = [
        workbooks.BookSheet(
            _sheet_name(words, exam, level), columns, [_cells(words, one) for one in theirs], above=above
        )
        for level, theirs in _by_level(exam, people)
    ]
    return File(_name(words, exam, "xlsx"), partial(workbooks.workbook, book, sheets), _caption(words, exam))


def _by_level(exam: Exam, people: Sequence[ListedEntry]) -> Iterator[tuple[ExamLevel, list[ListedEntry]]]:
    for level in exam.levels:
        yield level, [one for one in people if one.entry.level_id == level.id and one.entry.admission is not None]


def _about(words: Words, one: ListedEntry) -> tuple[str, str, str, str]:
    end = f"…{one.phone[-END_OF_NUMBER:]}" if one.phone else ""
    return str(one.entry.admission), called(words, one.name), one.unit, end


def _on_paper(words: Words, one: ListedEntry) -> tuple[str, str, str, str]:
    number, _, unit, end = _about(words, one)
    return number, printed(words, one.name, one.entry.person_id), unit, end


def _cells(words: Words, one: ListedEntry) -> Sequence[workbooks.Cell]:
    entry = one.entry
    _, name, unit, end = _about(words, one)
    mark = None if entry.mark is None else f"{entry.mark / 10:g}"
    return entry.admission, name, unit, end, mark, plain(result_word(words, entry.result)) if entry.result else None


def _sheet_name(words: Words, exam: Exam, level: ExamLevel) -> str:
    name = _NOT_IN_A_NAME.sub(" ", plain(level_called(words, exam, level.level)))
    return f"{level.level + 1} {cut_to(name, _LONGEST_SHEET)}".strip()


def _lines(words: Words, exam: Exam) -> Sequence[Markup]:
    return (words.listed((words.period(exam.period), exam.venue)), Markup.escape(exam.unit.name))


def _caption(words: Words, exam: Exam) -> Markup:
    return words.listed((exam.title, words.plain_period(exam.period)))


def _name(words: Words, exam: Exam, ending: str) -> str:
    return file_name(exam.title, str(exam.day(words.zone)), ending=ending)
