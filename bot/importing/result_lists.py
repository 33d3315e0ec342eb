"""An exam's list that was sent back with results: read, and held against who is in it. Nothing is written."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from bot.importing.files import FileSheet, sheets_in
from bot.importing.not_importable import NotImportable
from storage.engine.database import Reader
from storage.rows import Rows
from storage.views.exams.held import everybody_in
from volunteering.rules.importing.asking import Row
from volunteering.rules.importing.results import (
    KnownEntry,
    ListedResult,
    ResultColumn,
    ResultsOutcome,
    planned,
    read_result,
    result_columns,
    result_heads,
)
from volunteering.rules.importing.rows import Spot
from volunteering.rules.importing.sending import ListEnd, SentList

MOST_ROWS: Final = 5_000
"""With something in them, of all sheets: no exam has more people."""

_DEEPEST_HEADINGS: Final = 30


@dataclass(frozen=True, slots=True)
class TriedResults:
    """What would come of a file, and what is to be put down for it."""

    outcome: ResultsOutcome
    asks: list[Row]


def read_results(content: bytes) -> list[ListedResult]:
    """What all sheets with our headings say. Raises NotImportable where no sheet has them, or they have too much."""
    found: list[ListedResult] = []
    is_headed = False
    for sheet in sheets_in(content, result_heads):
        columns, first = _below_headings(sheet)
        if not columns:
            continue
        is_headed = True
        for number, cells in enumerate(sheet.rows, first):
            repeated = result_columns(cells) == columns
            row = None if repeated else read_result(columns, cells, Spot(sheet=sheet.name, row=number))
            if row is not None:
                found.append(row)
            if len(found) > MOST_ROWS:
                raise NotImportable(ListEnd.TOO_LONG, f"The list has more than {MOST_ROWS} rows")
    if not is_headed:
        raise NotImportable(ListEnd.NO_HEADINGS, "No row says which column is the number and which the result")
    return found


def _below_headings(sheet: FileSheet) -> tuple[dict[ResultColumn, int], int]:
    """The columns by the headings, and the number of the row below them; whatever stands above is passed over."""
    for number, cells in enumerate(islice(sheet.rows, _DEEPEST_HEADINGS), 1):
        if columns := result_columns(cells):
            return dict(columns), number + 1
    return {}, 0


async def try_results(reader: Reader, listed: list[ListedResult], sent: SentList, exam_id: int) -> TriedResults:
    """Hold every row against who is in the exam. Raises NotImportable where it is gone."""
    exam = await Rows.reading(reader).exams.get(exam_id)
    if exam is None:
        raise NotImportable(ListEnd.NOT_ALLOWED, "The exam is gone")
    known = {
        one.entry.admission: KnownEntry(entry=one.entry, name=one.name)
        for one in await everybody_in(reader, exam_id)
        if one.entry.admission is not None
    }
    outcome, asks = planned(exam, listed, known, sent.by_id)
    return TriedResults(outcome, [*asks])
