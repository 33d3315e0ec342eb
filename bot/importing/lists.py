"""What the sheets of a file say, row by row: headings are looked for below whatever stands above them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Final

from bot.importing.files import FileSheet
from bot.importing.not_importable import NotImportable
from bot.importing.recorded import RecordNames, RecordSheet
from volunteering.rules.importing.cells import Cell, text_of
from volunteering.rules.importing.columns import Headings, column_of, headings_in
from volunteering.rules.importing.records import BROUGHT_BACK, RecordReader
from volunteering.rules.importing.rows import ListedRow, ReadsPhone, RowReader, Spot
from volunteering.rules.importing.sending import ListEnd
from volunteering.rules.service_records import OUR_HEADS, RecordHeads

_NUMBER: Final = re.compile(r"\d{5}")

_DEEPEST_HEADINGS: Final = 30
"""Rows: a title, a date, whom to ask stand above them; a heading over several columns has a row of its own."""


Tells = Callable[[int], object]
"""Told how many more rows were read."""


@dataclass(slots=True)
class ListFile:
    """A file that was read."""

    rows: list[ListedRow] = field(default_factory=list)
    unused: list[tuple[str, str]] = field(default_factory=list)  # sheet, heading: nothing that is imported
    passed_over: list[str] = field(default_factory=list)  # sheets without headings of ours
    is_headed: bool = False  # some sheet has them


def read_list(
    sheets: Iterator[FileSheet],
    reads_phone: ReadsPhone,
    today: date,
    tells: Tells = lambda _: None,
    heads: RecordHeads = OUR_HEADS,
) -> ListFile:
    """Read all sheets; `heads` are what service records call theirs.

    Raises NotImportable where none of them has people, hours or units.
    """
    found, names, records = ListFile(), RecordNames(heads), RecordReader(reads_phone, today)
    for sheet in sheets:
        before = len(found.rows)
        first = next(sheet.rows, ())
        if recorded := names.sheet_of(sheet.name, first):
            _read_records(found, sheet, recorded, records)
        else:
            _read_sheet(found, FileSheet(sheet.name, chain((first,), sheet.rows)), reads_phone, today)
        tells(len(found.rows) - before)
    if not found.rows and not found.unused:
        if found.is_headed:
            raise NotImportable(ListEnd.EMPTY, "The list is empty: there are headings, and nothing below them")
        raise NotImportable(
            ListEnd.NO_HEADINGS,
            "Nothing in the file is a list that can be imported: a row of headings has to say which column is the "
            "name (姓名) and which the phone number (手机)",
        )
    return found


def _read_records(found: ListFile, sheet: FileSheet, recorded: RecordSheet, reader: RecordReader) -> None:
    if recorded.sheet not in BROUGHT_BACK:
        return
    for number, cells in enumerate(sheet.rows, 2):
        row = reader.read(recorded.sheet, Spot(sheet=sheet.name, row=number), recorded.columns, cells)
        if row is not None:
            found.rows.append(row)


def _read_sheet(found: ListFile, sheet: FileSheet, reads_phone: ReadsPhone, today: date) -> None:
    headings, above, begun = Headings(columns={}), list[str](), False
    reader = RowReader(headings, reads_phone, today)
    for number, cells in enumerate(sheet.rows, 1):
        if not begun:
            texts = [text_of(cell) for cell in cells]
            lower = _below(above, texts)
            if lower.is_enough:
                headings, above = lower, texts if not headings.is_enough else above
                reader = RowReader(headings, reads_phone, today)
                continue
            if not headings.is_enough:
                above = texts
                if number > _DEEPEST_HEADINGS:
                    break
                continue
            begun = True
        row = reader.read(Spot(sheet=sheet.name, row=number), cells)
        if row is not None and not _repeats_headings(cells, headings):
            found.rows.append(row)
    if headings.is_enough:
        found.is_headed = True
        found.unused += [(sheet.name, heading) for heading in headings.unused]
    elif above:
        found.passed_over.append(sheet.name)


def _below(above: Sequence[str], texts: Sequence[str]) -> Headings:
    """What a row says as headings, with those above it where it says nothing: a heading may span two rows.

    A row with somebody's number in it is none.
    """
    alone = headings_in(texts)
    if not alone.columns or any(_NUMBER.search(text) for text in texts):
        return Headings(columns={})
    width = max(len(above), len(texts))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (above, texts))
    both = headings_in([low or up for up, low in zip(upper, lower, strict=True)])
    return both if len(both.columns) > len(alone.columns) else alone


def _repeats_headings(cells: Sequence[Cell], headings: Headings) -> bool:
    """Whether the headings stand there once more, as at the top of a printed page."""
    return all(at < len(cells) and column_of(text_of(cells[at])) is column for at, column in headings.columns.items())
