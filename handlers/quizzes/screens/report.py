"""The questions of a test as a workbook: as they are, or as they were sent, with what is wrong in each row."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Final

from markupsafe import Markup

from handlers.showing.files import file_name, kept_line
from handlers.showing.lists import report_file
from handlers.showing.parts import LONGEST_TITLE
from handlers.tapping.screen import File
from volunteering.rules.activities import Activity
from volunteering.rules.ground.texts import LONGEST_OPTION, LONGEST_QUESTION
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.importing.question_rows import (
    CODE,
    QUESTION,
    RIGHT,
    QuestionFault,
    TypedRow,
    WrongCell,
)
from volunteering.rules.quizzes import LEAST_OPTIONS, LETTERS, MOST_OPTIONS, MOST_QUESTIONS, Quiz, QuizQuestion
from words import workbooks
from words.words import Words, cut, plain, sentence

_COLUMNS: Final = (QUESTION, *LETTERS, RIGHT, CODE)
_WIDTHS: Final[Mapping[str, int]] = {QUESTION: 48, RIGHT: 10, CODE: 10, **dict.fromkeys(LETTERS, 20)}


def question_list(words: Words, activity: Activity, quiz: Quiz) -> File:
    """An XLSX with the questions there are, or with an empty row to begin with; it may be changed and sent back."""
    words = words.lasting()
    book = Book(kind=BookKind.QUESTIONS, about=activity.id)
    above = (
        plain(words.say("Test: {title}", title=cut(activity.title, LONGEST_TITLE))),
        *_how(words),
        kept_line(words, book),
    )
    sheet = workbooks.BookSheet(
        plain(words.say("Questions of the test")), _columns(words), [_cells(one) for one in quiz.questions], above=above
    )
    name = file_name(words.say("Questions of the test"), activity.title, ending="xlsx")
    caption = words.say("One question a row; then send it back here")
    return File(name, partial(workbooks.workbook, book, [sheet]), caption)


def questions_report(
    words: Words, activity_id: int, name: str, rows: Sequence[TypedRow], wrong: Sequence[QuestionFault]
) -> File:
    """The list as it was sent, the wrong rows on top with what is wrong: it is put right there, and sent back."""
    words = words.lasting()
    book = Book(kind=BookKind.QUESTIONS, about=activity_id)
    said = {spot: list(faults) for spot, faults in groupby(wrong, lambda one: (one.sheet, one.row))}
    columns = (
        workbooks.BookColumn(plain(words.say("Row")), 8, workbooks.CellLook.COUNT),
        *_columns(words),
        workbooks.BookColumn(plain(words.say("What is wrong")), 70),
    )
    above = (
        plain(words.say("Put it right in each row, and send this list back.")),
        *_how(words),
        kept_line(words, book),
    )
    cells = [
        (one.row, *(one.said.get(column) for column in _COLUMNS), _reasons(words, said.get((one.sheet, one.row), ())))
        for one in sorted(rows, key=lambda one: (one.sheet, one.row) not in said)
    ]
    sheet = workbooks.BookSheet(plain(words.say("Questions of the test")), columns, cells, above=above)
    return report_file(words, name, partial(workbooks.workbook, book, [sheet]))


def _how(words: Words) -> Sequence[str]:
    return (
        plain(
            words.say(
                "One question a row, with {least} to {options} options; {most} at the most.",
                least=words.number(LEAST_OPTIONS),
                options=words.number(MOST_OPTIONS),
                most=words.number(MOST_QUESTIONS),
            )
        ),
        plain(words.say("Right: the letters of the right options, such as B or AC.")),
        plain(words.say("Leave the code as it is: by it I know which question you changed. New ones have none.")),
    )


def _columns(words: Words) -> Sequence[workbooks.BookColumn]:
    return [workbooks.BookColumn(head(words, column), _WIDTHS[column]) for column in _COLUMNS]


def _cells(one: QuizQuestion) -> Sequence[workbooks.Cell]:
    options = [*one.options, *[None] * (len(LETTERS) - len(one.options))]
    return (one.text, *options, "".join(LETTERS[place] for place in sorted(one.right)), str(one.id))


def head(words: Words, column: str) -> str:
    """What stands above a column."""
    if column in LETTERS:
        return plain(words.say("Option {letter}", letter=column))
    heads = {QUESTION: words.say("Question"), RIGHT: words.say("Right"), CODE: words.say("Code")}
    return plain(heads[column])


def _reasons(words: Words, faults: Sequence[QuestionFault]) -> str | None:
    said = [
        plain(words.say("{heading}: {said}", heading=head(words, one.column), said=_what(words, one))) for one in faults
    ]
    return plain(words.listed(said)) if said else None


_WRONG: Final[Mapping[WrongCell, str]] = {
    WrongCell.EMPTY: sentence("it is empty"),
    WrongCell.QUESTION_TOO_LONG: sentence("a question has {question} characters at the most"),
    WrongCell.OPTION_TOO_LONG: sentence("an option has {option} characters at the most"),
    WrongCell.TOO_FEW_OPTIONS: sentence("it is empty, and a question needs {least} options"),
    WrongCell.SAME_OPTION: sentence("it says the same as option {said}"),
    WrongCell.NONE_RIGHT: sentence("it is empty: write the letters of the right options, such as B or AC"),
    WrongCell.UNCLEAR_RIGHT: sentence("“{said}” is no letter: write those of the right options, such as B or AC"),
    WrongCell.NO_SUCH_OPTION: sentence("there is no option {said} in this row"),
    WrongCell.SAME_QUESTION: sentence("row {other} has the same question with the same options"),
    WrongCell.SAME_CODE: sentence("row {other} has the same code; leave it empty for a new question"),
    WrongCell.UNKNOWN_CODE: sentence("“{said}” is the code of no question here; leave it empty for a new question"),
}
"""What is said of each."""


def where_wrong(words: Words, fault: QuestionFault) -> Markup:
    """What is wrong, by row and column."""
    said, row, column = _what(words, fault), words.number(fault.row), head(words, fault.column)
    if fault.sheet:
        return words.say(
            "{sheet}, row {row}, {column}: {said}", sheet=cut(fault.sheet, 30), row=row, column=column, said=said
        )
    return words.say("Row {row}, {column}: {said}", row=row, column=column, said=said)


def _what(words: Words, fault: QuestionFault) -> Markup:
    return words.say(
        _WRONG[fault.wrong],
        said=fault.said,
        other=words.number(fault.other),
        question=words.number(LONGEST_QUESTION),
        option=words.number(LONGEST_OPTION),
        least=words.number(LEAST_OPTIONS),
    )
