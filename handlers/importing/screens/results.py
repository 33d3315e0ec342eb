"""The list of an exam that was sent back with results: what would come of it, row by row, and what became of it."""

from collections.abc import Iterator, Mapping
from typing import Final

from markupsafe import Markup

from handlers.buttons.exams import ManageExam, SendResults
from handlers.buttons.home import Home
from handlers.buttons.importing import ImportList, ShowSentList, TakeListBack
from handlers.showing.lists import UNREADABLE
from handlers.showing.parts import LONGEST_NAME
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.results import (
    ResultColumn,
    ResultProblem,
    ResultRow,
    ResultsOutcome,
    ResultVerdict,
    WrongResult,
)
from volunteering.rules.importing.sending import MOST_MEGABYTES, ListEnd, ResultCounts, SentList, Trial
from volunteering.rules.notices.importing import ListOver
from words.words import Words, cut, plain, sentence
from words.workbooks import BookColumn, BookSheet, CellLook, workbook

_WRONG: Final[Mapping[WrongResult, str]] = {
    WrongResult.NO_NUMBER: sentence("No number."),
    WrongResult.UNKNOWN_NUMBER: sentence("Nobody in this exam has the number “{text}”."),
    WrongResult.NUMBER_TWICE: sentence("The same number is in row {row} ({text})."),
    WrongResult.OTHER_NAME: sentence("This number is {text}’s."),
    WrongResult.NOT_A_MARK: sentence("“{text}” is not a mark: a number from 0 to 1000, with one decimal at most."),
    WrongResult.NOT_A_RESULT: sentence("“{text}” is not a result: passed, not passed or absent."),
    WrongResult.NO_RESULT: sentence("There is a mark, and no result: passed or not passed?"),
    WrongResult.MARK_OF_ABSENT: sentence("Absent, and yet a mark: “{text}”."),
    WrongResult.OWN_RESULT: sentence("This is yourself: another admin enters your result."),
}
"""What is said of each; {text} is what stands there, or whose it is."""

_WHY: Final[Mapping[ListEnd, str]] = {
    **UNREADABLE,
    ListEnd.IMPORTED: sentence("Everybody is told their own result."),
    ListEnd.NOTHING_NEW: sentence("All of it is entered already."),
    ListEnd.ALL_WRONG: sentence("Nothing is left without the wrong rows. The report above says what to put right."),
    ListEnd.EMPTY: sentence("There is no row in it below the headings."),
    ListEnd.NO_HEADINGS: sentence(
        "No row says which column is the number and which the result. Use the list that comes with XLSX."
    ),
    ListEnd.TOO_LONG: sentence("It has more rows than I can take at once. Send it in parts, without pictures."),
    ListEnd.NOT_ALLOWED: sentence("You are no admin of that team any more."),
    ListEnd.OTHER_EXAM: sentence("It is the list of another exam. Send it where the results of that one are entered."),
}
"""What is said of each end, and what helps."""

_FOUND: Final = frozenset((ListEnd.NOTHING_NEW, ListEnd.ALL_WRONG))


def results_as_they_stand(words: Words, sent: SentList, exam_id: int) -> Screen:
    """Such a list, as far as it has come."""
    match sent.state:
        case Progress.TRIED if sent.trial and sent.trial.results:
            return results_tried(words, sent, sent.trial, sent.trial.results)
        case Progress.WANTED | Progress.IMPORTING | Progress.APPLYING:
            return results_under_way(words, sent)
        case _:
            return _looked_through(words, sent, exam_id)


def _looked_through(words: Words, sent: SentList, exam_id: int) -> Screen:
    return page(
        words.say("⏳ Your results are being looked through"),
        _file(words, sent.name),
        words.say("A report comes here in a moment. Nothing is entered before you say so."),
        rows=(_to_exam(words, exam_id), _taking_back(words, sent)),
    )


def results_tried(words: Words, sent: SentList, trial: Trial, found: ResultCounts) -> Screen:
    """What would be entered, and whether it is to be."""
    title = (
        words.say("Something has changed: look once more")
        if trial.is_anew
        else words.say("This is what would be entered")
    )
    enter = words.say("Enter the others without them") if trial.wrong else words.say("Enter them")
    time = words.moment(sent.until)
    return page(
        title,
        Markup.escape(found.title),
        _file(words, sent.name),
        *_counts(words, trial, found),
        words.many(
            "⚠️ {number} row is wrong. Put it right and send the list again, or leave it out.",
            "⚠️ {number} rows are wrong. Put them right and send the list again, or leave them out.",
            trial.wrong,
        )
        if trial.wrong
        else None,
        words.say("It waits for you until {time}. The report above says it row by row.", time=time)
        if trial.is_reported
        else words.say(
            "It waits for you until {time}. "
            "The report did not get through: to read it row by row, send the list again.",
            time=time,
        ),
        rows=(
            (Press(enter, ImportList(number=sent.id), "success"),),
            _to_exam(words, found.exam_id),
            _taking_back(words, sent),
        ),
    )


def _counts(words: Words, trial: Trial, found: ResultCounts) -> tuple[Markup | None, ...]:
    corrected = words.many("{number} of them corrected", "{number} of them corrected", trial.changed)
    return (
        words.listed(
            (
                words.many("{number} passed", "{number} passed", found.passed),
                words.many("{number} not passed", "{number} not passed", found.not_passed),
                words.many("{number} absent", "{number} absent", found.absent),
                words.many("{number} unchanged", "{number} unchanged", trial.same),
            )
        ),
        corrected if trial.changed else None,
    )


def results_under_way(words: Words, sent: SentList) -> Screen:
    """They are being entered; once that is decided, how many are."""
    is_decided = sent.state is Progress.APPLYING
    far = words.say("{done} of {total} done", done=words.number(sent.done), total=words.number(sent.total))
    return page(
        words.say("⏳ Your results are being entered"),
        _file(words, sent.name),
        far if is_decided else words.say("The list is fetched and looked through once more."),
        words.say("A message tells you when it is over."),
        rows=(
            (Press(words.say("How far is it?"), ShowSentList(number=sent.id)), Press(words.say("‹ Home"), Home())),
            *(() if is_decided else (_taking_back(words, sent),)),
        ),
    )


def results_taken_back(words: Words) -> Markup:
    """Nothing has become of it."""
    return words.say("Cancelled: nothing of the list was entered.")


def results_ended(words: Words, notice: ListOver, exam_id: int) -> Screen:
    """In a message of its own."""
    is_entered = notice.end is ListEnd.IMPORTED
    found = notice.trial.results if notice.trial else None
    shows = is_entered or notice.end in _FOUND
    again = (Press(words.say("Send another list"), SendResults(exam=exam_id)),)
    return page(
        words.say("✅ The results are entered") if is_entered else words.say("No result was entered"),
        Markup.escape(found.title) if found else None,
        _file(words, notice.name),
        *(_counts(words, notice.trial, found) if notice.trial and found and shows else ()),
        words.say(_WHY.get(notice.end, _WHY[ListEnd.NO_HEADINGS]), megabytes=words.number(MOST_MEGABYTES)),
        rows=(_to_exam(words, exam_id), *(() if is_entered else (again,))),
    )


def _file(words: Words, name: str) -> Markup:
    return words.say("File: {file}", file=cut(name, LONGEST_NAME))


def _to_exam(words: Words, exam_id: int) -> Row:
    return (WayBack(words.say("‹ The exam"), ManageExam(exam=exam_id)),)


def _taking_back(words: Words, sent: SentList) -> Row:
    return (Press(words.say("Cancel"), TakeListBack(number=sent.id), "danger"),)


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
    return words.say(_WRONG[one.wrong], text=one.said, row=words.number(one.other))


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
