"""Whatever workbook Yigong gives out is known when it comes back, in three languages, whichever program wrote it anew.

A new kind fails here until somebody has said how one is made, what its headings are, and what is said of it.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import product

import pytest
from openpyxl import Workbook, load_workbook

from bot.importing.knowing import HEADS, BookReader, refuse_others
from bot.importing.not_importable import NotImportable
from handlers.appraisal.screens.files import appraisal_file
from handlers.attendance.screens import files as rosters
from handlers.buttons.training import StudyFileKind
from handlers.census.screens.files import census_file
from handlers.exams.screens import files as exams
from handlers.honours.screens import honours_file
from handlers.importing.screens.known import WHAT
from handlers.importing.screens.report import report
from handlers.importing.screens.results_report import results_report
from handlers.importing.screens.template import template
from handlers.quizzes.screens.report import question_list, questions_report
from handlers.reports.screens.file import totals_file
from handlers.service_records.screens.of_units import column_heads, records_book, sheet_names
from handlers.training.screens import files as training
from storage.engine.pages import Page
from storage.views.appraisal.sheets import AppraisalBook
from storage.views.attendance.rosters import RosterSheet
from storage.views.census import CensusReport
from storage.views.exams.held import ListedEntry
from storage.views.reports.quality import QualityShare
from storage.views.reports.totals import Breakdown
from storage.views.service_records.of_units import ServiceRecords
from storage.views.training.mine import StudyFile
from storage.views.training.short import ShortPage
from tests.support.city import NOW, ZONE
from tests.support.list_files import Line, csv_of, workbook_of
from volunteering.actions.importing.knowing import PEOPLE
from volunteering.rules.activities import Activity, Category, Shift, State
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalState
from volunteering.rules.census.figures import UnitFigures
from volunteering.rules.exams.announced import EntryState, Exam, ExamEntry, ExamLevel, ExamState
from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.importing.books import BookKind, FoundBook
from volunteering.rules.importing.outcome import Outcome
from volunteering.rules.importing.question_rows import QuestionFault, TypedRow, WrongCell
from volunteering.rules.importing.results import ResultsOutcome
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.quality import Quality
from volunteering.rules.quizzes import Quiz, QuizQuestion
from volunteering.rules.reports import Span, Totals
from volunteering.rules.service_records import OUR_HEADS, SHEETS
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language
from words.words import Words

TOP = Unit(id=1, name="Taizhou", path="/1/")
PERIOD = Period(start=NOW, end=NOW + timedelta(hours=2))
ACTIVITY = Activity(
    id=7,
    unit=TOP,
    leader_id=1,
    leader_name="Li",
    title="First aid course",
    description="",
    category=Category.OTHER,
    venue="Hall 2",
    details="",
    state=State.OPEN,
)
SHIFT = Shift(id=8, activity_id=7, period=PERIOD, limit=None, state=State.OPEN, since=NOW)
KIND = QualificationKind(id=1, unit=TOP, code="first_aid", name="", levels=(), months=0, needs_evidence=False)
EXAM = Exam(
    id=9,
    unit=TOP,
    kind=KIND,
    title="Exam",
    period=PERIOD,
    venue="Hall 2",
    opens_at=NOW,
    closes_at=NOW,
    state=ExamState.ON,
    off_because="",
    by_id=1,
    digits=3,
    levels=(ExamLevel(id=1, level=0, places=0, asks_below=False),),
)
ENTRY = ExamEntry(
    id=1,
    exam_id=9,
    person_id=1,
    level_id=1,
    state=EntryState.REGISTERED,
    at=NOW,
    admission=1001,
    mark=None,
    result=None,
    qualification_id=None,
)
QUESTION = QuizQuestion(id=31, activity_id=7, ordinal=0, text="First?", options=("a", "b"), right=frozenset({0}))
QUIZ = Quiz(activity_id=7, questions=(QUESTION,))
FAULT = QuestionFault(row=6, column="B", wrong=WrongCell.TOO_FEW_OPTIONS)
WEIGHTS = (20, 20, 20, 20, 20)
APPRAISAL = Appraisal(id=5, unit=TOP, year=2026, state=AppraisalState.OPEN, weights=WEIGHTS, by_id=1, at=NOW)


def _records(words: Words) -> bytes:
    found = ServiceRecords(dict.fromkeys(SHEETS, ()), is_whole=True)
    return records_book(sheet_names(words, OUR_HEADS), column_heads(words, OUR_HEADS), found)


MAKERS: Mapping[BookKind, Callable[[Words], bytes]] = {
    BookKind.PEOPLE: template,
    BookKind.RECORDS: _records,
    BookKind.QUESTIONS: lambda words: question_list(
        words, ACTIVITY, Quiz(activity_id=7, questions=(QUESTION,))
    ).write(),
    BookKind.EXAM: lambda words: exams.to_work_with(
        words, EXAM, [ListedEntry(ENTRY, "Mei", "Haimen", "+8613900000001", is_reached=True)]
    ).write(),
    BookKind.EXAM_REPORT: lambda words: results_report(words, ResultsOutcome(exam_id=9, title="Exam", rows=())),
    BookKind.PEOPLE_REPORT: lambda words: report(words, Outcome(rows=())),
    BookKind.ROSTER: lambda words: rosters.to_work_with(words, RosterSheet(ACTIVITY, SHIFT, (), ())).write(),
    BookKind.STUDY: lambda words: training.training_file(
        words, "Mei", "Taizhou", training.Whole(StudyFile((), Page(5).extent(())), (), ()), StudyFileKind.WORKBOOK
    ).write(),
    BookKind.SHORT: lambda words: training.who_falls_short(words, ShortPage((), Page(5).extent(()), 1)).write(),
    BookKind.APPRAISAL: lambda words: appraisal_file(words, AppraisalBook(APPRAISAL, ())).write(),
    BookKind.HONOURS: lambda words: honours_file(words, TOP, ()).write(),
    BookKind.TOTALS: lambda words: totals_file(
        words, Span.of(Month.parse("2026-11")), Totals(), Breakdown(TOP, ()), None, [QualityShare(TOP, Quality())]
    ).write(),
    BookKind.CENSUS: lambda words: census_file(words, CensusReport(TOP, NOW, UnitFigures(), {}, ())).write(),
}
"""One of each, as it is given out."""

ABOUT = {
    BookKind.QUESTIONS: 7,
    BookKind.EXAM: 9,
    BookKind.EXAM_REPORT: 9,
    BookKind.ROSTER: 8,
    BookKind.APPRAISAL: 5,
    BookKind.HONOURS: 1,
}
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]
EVERY = [(kind, language) for kind in BookKind for language in Language]

every_book = pytest.mark.parametrize(("kind", "language"), EVERY)


def words_in(language: Language) -> Words:
    return Words(language, ZONE, NOW)


def read(content: bytes) -> FoundBook:
    return BookReader(OUR_HEADS).book_in(content)


def is_known(found: FoundBook, kind: BookKind) -> bool:
    """Of people nothing need be known: whatever is nothing else of ours is read as a list of them."""
    return found.kind in {None, *PEOPLE} if kind in PEOPLE else found.kind is kind


def sheets(content: bytes) -> list[tuple[str, list[Sequence[object]]]]:
    return [(sheet.title, [list(row) for row in sheet.values]) for sheet in load_workbook(io.BytesIO(content))]


def test_of_each_it_is_decided_what_becomes_of_it() -> None:
    assert set(MAKERS) == set(BookKind)
    by_columns = {BookKind.QUESTIONS, BookKind.EXAM}
    assert set(HEADS) == set(BookKind) - PEOPLE - by_columns
    assert set(WHAT) == set(BookKind) - PEOPLE - {BookKind.QUESTIONS}


@every_book
def test_it_is_known_as_it_was_given_out(kind: BookKind, language: Language) -> None:
    found = read(MAKERS[kind](words_in(language)))
    assert is_known(found, kind)
    assert found.about == ABOUT.get(kind)


@every_book
def test_it_is_known_where_excel_wps_or_libreoffice_saved_it(kind: BookKind, language: Language) -> None:
    book = load_workbook(io.BytesIO(MAKERS[kind](words_in(language))))
    for sheet in book:  # what stands above is taken out: what nobody sees says it still
        while sheet.max_row > 1 and sum(cell.value is not None for cell in sheet[1]) <= 1:
            sheet.delete_rows(1)
    file = io.BytesIO()
    book.save(file)
    found = read(file.getvalue())
    assert is_known(found, kind)
    assert found.about == ABOUT.get(kind)


@every_book
def test_it_is_known_where_numbers_made_other_tables_of_it(kind: BookKind, language: Language) -> None:
    book = Workbook()
    summary = book.active
    assert summary is not None
    summary.title = "Export Summary"
    summary.append(["This document was exported from Numbers."])
    for title, rows in sheets(MAKERS[kind](words_in(language))):
        sheet = book.create_sheet(f"{title[:20]} - Table 1")
        for row in rows:
            sheet.append([None, *row])
    file = io.BytesIO()
    book.save(file)
    found = read(file.getvalue())
    assert is_known(found, kind)
    assert found.about in {None, ABOUT.get(kind)}
    if kind in {BookKind.QUESTIONS, BookKind.EXAM}:
        assert found.about == ABOUT[kind], "a line that everybody sees says it"


@every_book
def test_it_is_known_as_csv(kind: BookKind, language: Language) -> None:
    _, rows = sheets(MAKERS[kind](words_in(language)))[0]
    lines = [["" if cell is None else cell for cell in row] for row in rows]
    encodings = [*ENCODINGS, *(["big5hkscs"] if language is not Language.SIMPLIFIED else [])]
    for encoding, separator in product(encodings, ",;\t"):
        found = read(csv_of(lines, separator=separator).encode(encoding))
        assert is_known(found, kind), (encoding, separator)
        if kind in {BookKind.QUESTIONS, BookKind.EXAM}:
            assert found.about == ABOUT[kind], (encoding, separator)


@pytest.mark.parametrize("kind", BookKind)
def test_the_command_line_takes_no_other_for_a_list_of_people(kind: BookKind) -> None:
    content = MAKERS[kind](words_in(Language.ENGLISH))
    if kind in PEOPLE:
        refuse_others(content, OUR_HEADS)
    else:
        with pytest.raises(NotImportable, match="no list of people"):
            refuse_others(content, OUR_HEADS)


@pytest.mark.parametrize("language", Language)
def test_the_report_on_questions_is_a_list_of_them_again(language: Language) -> None:
    typed = TypedRow(row=6, said={"question": "First?", "A": "yes", "right": "A", "code": "31"})
    found = read(questions_report(words_in(language), 7, "list.xlsx", [typed], [FAULT]).write())
    assert (found.kind, found.about, found.codes) == (BookKind.QUESTIONS, 7, (31,))


@pytest.mark.parametrize(
    "lines",
    [
        [["姓名", "手机", "团队", "时长"], ["王伟", "13900000001", "Jiaojiang", 120]],
        [["编号", "姓名", "手机", "考试成绩", "成绩"], ["1", "王伟", "13900000001", "90", "90"]],
        [["No.", "Name", "Phone", "Passed"], ["1", "Wei", "0576 8888 8888", "yes"]],
        [["序号", "姓名", "联系电话", "报名", "到场"], ["1", "王伟", "13900000001", "是", "是"]],
        [["日期", "活动", "手机", "时长"], ["2026-11-01", "River", "13900000001", "2"]],
        [["Date", "Name", "Phone", "Note", "Hours"], ["2026-11-01", "Wei", "13900000001", "", "2"]],
    ],
)
def test_what_others_made_is_a_list_of_people(lines: list[Line]) -> None:
    assert read(workbook_of(lines)) == FoundBook()


def test_names_with_what_came_of_it_are_results_of_a_training() -> None:
    for head in (["姓名", "成绩"], ["學員", "姓名", "結果"], ["Name", "Mark"]):
        assert read(workbook_of([head, ["王伟", "87", ""]])).has_results
    assert read(workbook_of([["准考证号", "姓名", "成绩"], ["1001", "王伟", "87"]])).kind is BookKind.EXAM


def test_a_mark_that_stands_above_something_else_says_nothing() -> None:
    lines: list[Line] = [["yigong:exam:9"], ["姓名", "手机"], ["王伟", "13900000001"]]
    assert read(workbook_of(lines)) == FoundBook()
    for typed in ("yigong:nothing:9", "yigong:exam:" + "9" * 400, "yigong:", "yigong:exam:-1"):
        marked: list[Line] = [[typed], ["准考证号", "姓名", "成绩"], ["1001", "王伟", "87"]]
        assert read(workbook_of(marked)).kind is BookKind.EXAM


def test_a_property_that_was_written_to_harm_is_none() -> None:
    content = MAKERS[BookKind.EXAM](words_in(Language.ENGLISH))
    assert read(content.replace(b"docProps/custom.xml", b"docProps/custom.xmx")).about == 9
    rows = list(csv.reader(io.StringIO("a,b")))
    assert read(workbook_of(rows)) == FoundBook()
