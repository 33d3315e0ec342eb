"""The report of a list of an exam's results: each row with what would be entered, and what is wrong in which column."""

from collections.abc import Iterator, Mapping
from typing import Final

from markupsafe import Markup

from volunteering.rules.exams.announced import HIGHEST_MARK
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.importing.results import (
    ResultColumn,
    ResultProblem,
    ResultRow,
    ResultsOutcome,
    ResultVerdict,
    WrongResult,
)
from words.words import Words, plain, sentence
from words.workbooks import BookColumn, BookSheet, CellLook, workbook

_WRONG: Final[Mapping[WrongResult, str]] = {
    WrongResult.NO_NUMBER: sentence("No number."),
    WrongResult.UNKNOWN_NUMBER: sentence("Nobody in this exam has the number “{text}”."),
    WrongResult.NUMBER_TWICE: sentence("The same number is in row {row} ({text})."),
    WrongResult.OTHER_NAME: sentence("This number is {text}’s."),
    WrongResult.NOT_A_MARK: sentence("“{text}” is not a mark: a number from 0 to {most}, with one decimal at most."),
    WrongResult.NOT_A_RESULT: sentence("“{text}” is not a result: passed, not passed or absent."),
    WrongResult.NO_RESULT: sentence("There is a mark, and no result: passed or not passed?"),
    WrongResult.MARK_OF_ABSENT: sentence("Absent, and yet a mark: “{text}”."),
    WrongResult.OWN_RESULT: sentence("This is yourself: another admin enters your result."),
}
"""What is said of each; {text} is what stands there, or whose it is."""


def results_report(words: Words, outcome: ResultsOutcome) -> bytes:
    """The workbook: each row with what would be entered, what is wrong on top, with its column."""
    order = list(ResultVerdict)
    rows = sorted(outcome.rows, key=lambda row: (order.index(row.verdict), row.spot.sheet, row.spot.row))
    columns = (
        BookColumn(plain(words.say("Row")), 8, CellLook.COUNT),
        BookColumn(plain(words.say("Sheet")), 22),
        BookColumn(plain(words.say("Exam number")), 12),
        BookColumn(plain(words.say("Name")), 20),
        BookColumn(plain(words.say("Mark")), 10),
        BookColumn(plain(words.say("Result")), 14),
        BookColumn(plain(words.say("Column")), 12),
        BookColumn(plain(words.say("Why")), 70),
    )
    above = [outcome.title]
    sheet = BookSheet(plain(words.say("Rows")), columns, [_cells(words, row) for row in rows], above=above)
    return workbook(Book(kind=BookKind.EXAM_REPORT, about=outcome.exam_id), [sheet])


def _cells(words: Words, row: ResultRow) -> tuple[str | int | None, ...]:
    where = dict.fromkeys(plain(_column(words, one.column)) for one in row.problems)
    return (
        row.spot.row,
        row.spot.sheet,
        row.typed,
        row.name,
        None if row.mark is None else f"{row.mark / 10:g}",
        plain(_verdict(words, row.verdict)),
        plain(words.listed(where)),
        plain(words.listed(_why(words, row))),
    )


def _why(words: Words, row: ResultRow) -> Iterator[Markup]:
    yield from (_problem(words, one) for one in row.problems)
    if row.corrects is not None:
        yield words.say("instead of: {result}", result=_verdict(words, ResultVerdict(row.corrects)))


def _problem(words: Words, one: ResultProblem) -> Markup:
    most = words.number(HIGHEST_MARK // 10)
    return words.say(_WRONG[one.wrong], text=one.said, row=words.number(one.other), most=most)


def _column(words: Words, column: ResultColumn) -> Markup:
    return {
        ResultColumn.NUMBER: words.say("Exam number"),
        ResultColumn.NAME: words.say("Name"),
        ResultColumn.MARK: words.say("Mark"),
        ResultColumn.RESULT: words.say("Result"),
    }[column]


def _verdict(words: Words, verdict: ResultVerdict) -> Markup:
    return {
        ResultVerdict.WRONG: words.say("wrong"),
        ResultVerdict.PASSED: words.say("passed"),
        ResultVerdict.NOT_PASSED: words.say("not passed"),
        ResultVerdict.ABSENT: words.say("absent"),
        ResultVerdict.SAME: words.say("as before"),
    }[verdict]
