"""Lists of questions as people send them: read by their headings, wrong by row and column, and never more than that."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from bot.importing.not_importable import NotImportable
from bot.importing.question_lists import MOST_ROWS, read_questions
from handlers.quizzes.screens.report import question_list
from storage.engine.values import instant
from tests.support.city import NOW, ZONE, City
from tests.support.list_files import Line, csv_of, workbook_of
from volunteering.rules.importing.question_rows import ListedQuestion, QuestionFault, WrongCell
from volunteering.rules.importing.sending import ListEnd
from volunteering.rules.quizzes import Quiz, QuizQuestion
from volunteering.rules.volunteers import Language
from words.words import Words

HEAD: Line = ["Question", "Option A", "Option B", "Option C", "Right", "Code"]
GOOD: Line = ["What first?", "Run", "Call 120", "Wait", "B", ""]


def read_list(content: bytes) -> tuple[list[ListedQuestion], list[QuestionFault]]:
    read = read_questions(content)
    return read.questions, read.faults


def wrong(*lines: Line) -> list[tuple[int, str, WrongCell]]:
    questions, faults = read_list(workbook_of([HEAD, *lines]))
    assert not questions or len(questions) < len(lines)
    return [(one.row, one.column, one.wrong) for one in faults]


def test_rows_are_read_by_their_headings_wherever_they_stand() -> None:
    lines: list[Line] = [
        ["培训测试"],
        [],
        ["正确答案", "题目（单选）", "选项A", "选项B", "备注"],
        ["ｂ", "先做什么？", "跑", "打120", "?"],
    ]
    for content in (workbook_of(lines), csv_of(lines).encode("gb18030"), csv_of(lines, separator=";").encode("utf-16")):
        [one], faults = read_list(content)
        assert not faults
        assert (one.row, one.question.text, one.question.options) == (4, "先做什么？", ("跑", "打120"))
        assert one.question.right == {1}


def test_letters_stand_for_columns_also_where_one_is_empty() -> None:
    head: Line = ["Question", *(f"Option {letter}" for letter in "ABCDEF"), "Right"]
    [one], faults = read_list(workbook_of([head, ["Which?", "x", "", "y", "", "", "z", "A, f"]]))
    assert not faults
    assert (one.question.options, one.question.right) == (("x", "y", "z"), frozenset({0, 2}))
    [one], _ = read_list(workbook_of([head, ["Which?", 1, 2.0, 3, "", "", "", 2]]))
    assert (one.question.options, one.question.right) == (("1", "2", "3"), frozenset({1}))


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        (["", "Run", "Call", "", "A", ""], "question", WrongCell.EMPTY),
        (["x" * 301, "Run", "Call", "", "A", ""], "question", WrongCell.QUESTION_TOO_LONG),
        (["What?", "x" * 101, "Call", "", "A", ""], "A", WrongCell.OPTION_TOO_LONG),
        (["What?", "Run", "", "", "A", ""], "B", WrongCell.TOO_FEW_OPTIONS),
        (["What?", "Run", "Call", "Run", "B", ""], "C", WrongCell.SAME_OPTION),
        (["What?", "Run", "Call", "", "", ""], "right", WrongCell.NONE_RIGHT),
        (["What?", "Run", "Call", "", "不知道", ""], "right", WrongCell.UNCLEAR_RIGHT),
        (["What?", "Run", "Call", "", "C", ""], "right", WrongCell.NO_SUCH_OPTION),
        (["What?", "Run", "Call", "", "9", ""], "right", WrongCell.NO_SUCH_OPTION),
        (["What?", "Run", "Call", "", "A", "x1"], "code", WrongCell.UNKNOWN_CODE),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(line: Line, column: str, what: WrongCell) -> None:
    assert wrong(GOOD, line) == [(3, column, what)]


def test_everything_that_is_wrong_in_a_row_is_said_at_once() -> None:
    assert wrong(["", "Run", "", "", "Z", ""]) == [
        (2, "question", WrongCell.EMPTY),
        (2, "B", WrongCell.TOO_FEW_OPTIONS),
        (2, "right", WrongCell.NO_SUCH_OPTION),
    ]


def test_of_several_sheets_each_is_read_and_named() -> None:
    questions, faults = read_list(workbook_of([["Name", "Phone"], ["Li", "1"]], [HEAD, GOOD], [HEAD, ["?", "a"]]))
    assert [(one.sheet, one.row) for one in questions] == [("S2", 2)]
    assert {(one.sheet, one.row) for one in faults} == {("S3", 2)}


def test_merged_cells_formulas_and_markup_are_texts_or_nothing() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (HEAD, ["What first?", "=1+1", "<b>Call</b>", "Wait", "C", ""], ["", "=HYPERLINK(0)", "", "", "", ""]):
        sheet.append(list(line))
    sheet.merge_cells("A2:A3")
    file = io.BytesIO()
    book.save(file)
    [one], faults = read_list(file.getvalue())  # a formula whose value nobody has reckoned is nothing
    assert (one.question.options, one.question.right, faults) == (("<b>Call</b>", "Wait"), frozenset({1}), [])


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for number in range(3):
            zipped.writestr(f"xl/{number}.xml", b"0" * 100 * 1024**2)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "end"),
    [
        (workbook_of([["姓名", "手机"], ["王伟", "13900000001"]]), ListEnd.NO_HEADINGS),
        (workbook_of([]), ListEnd.NO_HEADINGS),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, ListEnd.LOCKED),
        (b"\x89PNG\r\n", ListEnd.NO_LIST),
        (b"%PDF-1.7", ListEnd.NO_LIST),
        (b"PK\x03\x04nothing", ListEnd.DAMAGED),
        (b"<html><table>", ListEnd.LOCKED),
        (workbook_of([HEAD, *([GOOD] * 10_000)]), ListEnd.TOO_LONG),
        (workbook_of([HEAD, *([["", "", "", "", "Z", ""]] * (MOST_ROWS + 1))]), ListEnd.TOO_LONG),
    ],
)
def test_what_is_no_such_list_says_why(content: bytes, end: ListEnd) -> None:
    with pytest.raises(NotImportable) as fault:
        read_list(content)
    assert fault.value.end is end


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    with pytest.raises(NotImportable) as fault:
        read_list(_bomb())
    assert fault.value.end is ListEnd.TOO_LONG


def test_ten_thousand_empty_rows_are_nothing() -> None:
    assert len(read_list(workbook_of([HEAD, GOOD, *([["", "", "", "", "", ""]] * 10_000)]))[0]) == 1


@pytest.mark.parametrize("language", Language)
async def test_what_is_sent_out_is_read_as_it_stands(city: City, language: Language) -> None:
    activity_id = await city.activity("=Course")
    async with city.looking() as rows:
        activity = await rows.activities.get(activity_id)
    assert activity is not None
    asked = [
        QuizQuestion(id=7, activity_id=activity_id, ordinal=0, text="=1+1?", options=("@2", "3"), right=frozenset({0})),
        QuizQuestion(
            id=8,
            activity_id=activity_id,
            ordinal=1,
            text="哪些？",
            options=tuple("甲乙丙丁戊己"),
            right=frozenset({1, 5}),
        ),
    ]
    quiz = Quiz(activity_id=activity_id, questions=tuple(asked))
    file = question_list(Words(language, ZONE, instant(int(NOW.timestamp()))), activity, quiz)
    content = file.write()
    questions, faults = read_list(content)
    assert not faults
    assert [(one.code, one.question.text, one.question.right) for one in questions] == [
        (one.id, one.text, one.right) for one in asked
    ]
    assert [one.question.options for one in questions] == [one.options for one in asked]
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.rows for cell in row), "what was typed is never reckoned"
    assert read_list(question_list(Words(language, ZONE, NOW), activity, Quiz(activity_id=1)).write()) == ([], [])
