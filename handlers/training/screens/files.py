"""Somebody's training file, and who falls short, as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from handlers.buttons.training import StudyFileKind
from handlers.showing import exams
from handlers.showing.files import file_name
from handlers.showing.parts import called
from handlers.showing.printed import legible
from handlers.showing.qualifications import named
from handlers.showing.training import presence
from handlers.tapping.screen import File
from storage.views.exams.seen import SatExam
from storage.views.training.mine import Due, Studied, StudyFile
from storage.views.training.short import ShortPage
from volunteering.rules.importing.books import Book, BookKind
from words import papers, workbooks
from words.words import Words, plain

MOST = 5000
"""How many lines a file has at the most."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All that somebody has studied and sat, and what is due."""

    study: StudyFile
    exams: Sequence[SatExam]
    dues: Sequence[Due]


def training_file(words: Words, name: str, organisation: str, whole: Whole, kind: StudyFileKind) -> File:
    """Each training with presence, mark and what it gave, and each exam, as a PDF or an XLSX."""
    words = words.lasting()
    name = called(words, name)
    if kind is StudyFileKind.WORKBOOK:
        return _workbook(words, name, whole)
    columns = (
        papers.PaperColumn(plain(words.say("Days")), 42),
        papers.PaperColumn(plain(words.say("Training"))),
        papers.PaperColumn(plain(words.say("Sessions")), 26),
        papers.PaperColumn(plain(words.say("Length")), 20),
        papers.PaperColumn(plain(words.say("Mark")), 14),
        papers.PaperColumn(plain(words.say("Result")), 22),
        papers.PaperColumn(plain(words.say("Gave")), 28),
    )
    rows = [_cells(words, one) for one in whole.study.trainings]
    tables = [papers.PaperTable(columns, rows)] if rows or not whole.exams else []
    paper = papers.Paper(
        language=words.language,
        title=plain(words.say("Training file of {name}", name=name)),
        lines=[organisation, *(_due(words, due) for due in whole.dues)],
        tables=[*tables, *_sat_table(words, whole.exams)],
        author=organisation,
        foot=plain(words.listed((organisation, words.say("as of {day}", day=words.long_day(words.today))))),
        numbered=plain(words.say("Page {page} of {pages}", page="{page}", pages="{pages}")),
        absent=plain(words.absent),
        at=words.now,
    )
    return File(_name(words, name, "pdf"), partial(papers.pdf, paper), _caption(words, name))


def _cells(words: Words, one: Studied) -> tuple[str, ...]:
    days = [words.long_day(day) for day in dict.fromkeys((one.first_day, one.last_day))]
    return (
        "\n".join(plain(day) for day in days),
        legible(words, one.title),
        plain(presence(words, one.present, one.sessions)),
        plain(words.length(one.minutes)),
        "" if one.mark is None else str(one.mark),
        _result(words, one),
        plain(named(words, *one.gave)) if one.gave else "",
    )


def _result(words: Words, one: Studied) -> str:
    if one.passed is None:
        return ""
    return plain(words.say("Passed") if one.passed else words.say("Not passed"))


def _due(words: Words, due: Due) -> str:
    return plain(
        words.say(
            "{qualification}: {studied} of {needed}",
            qualification=named(words, due.held.kind, due.held.level),
            studied=words.length(due.studied),
            needed=words.length(due.needed),
        )
    )


def _sat_table(words: Words, sat: Sequence[SatExam]) -> tuple[papers.PaperTable, ...]:
    columns = (
        papers.PaperColumn(plain(words.say("Day")), 42),
        papers.PaperColumn(plain(words.say("Exam"))),
        papers.PaperColumn(plain(words.say("Qualification")), 46),
        papers.PaperColumn(plain(words.say("Number")), 20),
        papers.PaperColumn(plain(words.say("Mark")), 14),
        papers.PaperColumn(plain(words.say("Result")), 26),
    )
    rows = [(plain(words.long_day(one.exam.day(words.zone))), *_about_sat(words, one)) for one in sat]
    return (papers.PaperTable(columns, rows, title=plain(words.say("Exams"))),) if rows else ()


def _about_sat(words: Words, one: SatExam) -> tuple[str, ...]:
    entry = one.entry
    return (
        legible(words, one.exam.title),
        plain(exams.sat_level(words, one)),
        "" if entry.admission is None else str(entry.admission),
        "" if entry.mark is None else plain(exams.mark_written(words, entry.mark)),
        plain(exams.came_of_it(words, entry)),
    )


def _sat_sheet(words: Words, sat: Sequence[SatExam], above: tuple[str, ...]) -> workbooks.BookSheet:
    columns = (
        workbooks.BookColumn(plain(words.say("Day")), 12, workbooks.CellLook.DAY),
        workbooks.BookColumn(plain(words.say("Exam")), 36),
        workbooks.BookColumn(plain(words.say("Qualification")), 28),
        workbooks.BookColumn(plain(words.say("Number")), 10),
        workbooks.BookColumn(plain(words.say("Mark")), 8),
        workbooks.BookColumn(plain(words.say("Result")), 14),
    )
    rows: list[tuple[workbooks.Cell, ...]] = [(one.exam.day(words.zone), *_about_sat(words, one)) for one in sat]
    return workbooks.BookSheet(plain(words.say("Exams")), columns, rows, above=above)


def _workbook(words: Words, name: str, whole: Whole) -> File:
    look = workbooks.CellLook
    columns = (
        workbooks.BookColumn(plain(words.say("First day")), 12, look.DAY),
        workbooks.BookColumn(plain(words.say("Last day")), 12, look.DAY),
        workbooks.BookColumn(plain(words.say("Training")), 36),
        workbooks.BookColumn(plain(words.say("Team")), 20),
        workbooks.BookColumn(plain(words.say("Was there")), 10, look.COUNT),
        workbooks.BookColumn(plain(words.say("Sessions")), 10, look.COUNT),
        workbooks.BookColumn(plain(words.say("Hours")), 10, look.HOURS),
        workbooks.BookColumn(plain(words.say("Mark")), 8, look.COUNT),
        workbooks.BookColumn(plain(words.say("Result")), 12),
        workbooks.BookColumn(plain(words.say("Gave")), 24),
    )
    rows: list[tuple[workbooks.Cell, ...]] = [
        (
            one.first_day,
            one.last_day,
            one.title,
            one.team,
            one.present,
            one.sessions,
            one.minutes / 60,
            one.mark,
            _result(words, one),
            plain(named(words, *one.gave)) if one.gave else "",
        )
        for one in whole.study.trainings
    ]
    above = (plain(words.say("Training file of {name}", name=name)),)
    sheet = workbooks.BookSheet(plain(words.say("Training")), columns, rows, above=above)
    sheets = [sheet, _sat_sheet(words, whole.exams, above)] if whole.exams else [sheet]
    book = Book(kind=BookKind.STUDY)
    return File(_name(words, name, "xlsx"), partial(workbooks.workbook, book, sheets), _caption(words, name))


def who_falls_short(words: Words, found: ShortPage) -> File:
    """Everybody who does, as an XLSX."""
    words = words.lasting()
    look = workbooks.CellLook
    columns = (
        workbooks.BookColumn(plain(words.say("Name")), 24),
        workbooks.BookColumn(plain(words.say("Team")), 24),
        workbooks.BookColumn(plain(words.say("Qualification")), 28),
        workbooks.BookColumn(plain(words.say("Studied")), 12, look.HOURS),
        workbooks.BookColumn(plain(words.say("Needed")), 12, look.HOURS),
    )
    rows = [
        (
            called(words, one.name),
            one.team,
            plain(named(words, one.kind, one.level)),
            one.studied / 60,
            one.needed / 60,
        )
        for one in found.people
    ]
    title = plain(words.say("Who falls short"))
    sheet = workbooks.BookSheet(title, columns, rows, above=(title, plain(words.long_day(words.today))))
    return File(
        file_name(title, words.today.isoformat(), ending="xlsx"),
        partial(workbooks.workbook, Book(kind=BookKind.SHORT), [sheet]),
        words.say("Who falls short"),
    )


def _name(words: Words, name: str, ending: str) -> str:
    return file_name(plain(words.say("Training")), name, words.today.isoformat(), ending=ending)


def _caption(words: Words, name: str) -> Markup:
    return words.say("Training file of {name}", name=name)
