"""The questions for a training's test that the sheets of a file have, row by row, and what is wrong with them."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from bot.importing.files import FileSheet, sheets_in
from bot.importing.not_importable import NotImportable
from volunteering.rules.importing.question_rows import (
    ListedQuestion,
    QuestionFault,
    TypedRow,
    columns_in,
    heads_in,
    read_row,
    typed_row,
)
from volunteering.rules.importing.sending import ListEnd
from volunteering.rules.quizzes import MOST_QUESTIONS

MOST_ROWS: Final = 4 * MOST_QUESTIONS
"""With something in them, of all sheets: whoever sends more has sent something else."""

_DEEPEST_HEADINGS: Final = 30


@dataclass(frozen=True, slots=True)
class QuestionSheets:
    """What a list of questions says, what is wrong with it, and every row as it stands there."""

    questions: list[ListedQuestion]
    faults: list[QuestionFault]
    rows: list[TypedRow]


def read_questions(content: bytes) -> QuestionSheets:
    """What all sheets with our headings say, and all that is wrong. Raises NotImportable where no sheet has them."""
    rows: list[TypedRow] = []
    headed: list[str] = []
    for sheet in sheets_in(content, heads_in):
        columns, first = _below_headings(sheet)
        if not columns:
            continue
        headed.append(sheet.name)
        for number, cells in enumerate(sheet.rows, first):
            typed = None if columns_in(cells) == columns else typed_row(columns, cells, number)
            if typed is not None:
                rows.append(typed.model_copy(update={"sheet": sheet.name}))
            if len(rows) > MOST_ROWS:
                raise NotImportable(ListEnd.TOO_LONG, f"The list has more than {MOST_ROWS} rows")
    if not headed:
        raise NotImportable(ListEnd.NO_HEADINGS, "No row says which column is the question and which are its options")
    if len(headed) == 1:  # nobody need be told on which sheet it is
        rows = [one.model_copy(update={"sheet": ""}) for one in rows]
    return _read(rows)


def _read(rows: list[TypedRow]) -> QuestionSheets:
    questions: list[ListedQuestion] = []
    faults: list[QuestionFault] = []
    for typed in rows:
        found = read_row(typed)
        if isinstance(found, ListedQuestion):
            questions.append(found.model_copy(update={"sheet": typed.sheet}))
        else:
            faults += [one.model_copy(update={"sheet": typed.sheet}) for one in found]
    return QuestionSheets(questions, faults, rows)


def _below_headings(sheet: FileSheet) -> tuple[dict[str, int], int]:
    """The columns by the headings, and the number of the row below them; whatever stands above is passed over."""
    for number, cells in enumerate(islice(sheet.rows, _DEEPEST_HEADINGS), 1):
        if columns := columns_in(cells):
            return dict(columns), number + 1
    return {}, 0
