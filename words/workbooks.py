"""Workbooks for a spreadsheet: numbers and dates that it reckons with, texts that stay texts, a head that stays.

What somebody typed is written as a text and never read as a formula or a link.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from volunteering.rules.importing.books import Book

Cell = str | int | float | date | None
"""None is a cell with nothing in it."""

PROPERTY: Final = "Yigong"

_A4: Final = 9
_LONGEST_TEXT: Final = 32_767


class CellLook(StrEnum):
    """How a column's cells look; what they are, they stay."""

    TEXT = "@"
    COUNT = "#,##0"
    HOURS = "#,##0.00"
    SHARE = "0.0%"
    MONTH = "yyyy-mm"
    DAY = "yyyy-mm-dd"
    NUMBER = "0"


@dataclass(frozen=True, slots=True)
class BookColumn:
    """What stands above a column, and how wide it is, in characters."""

    head: str
    width: int
    look: CellLook = CellLook.TEXT


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One table, with a few lines above it. Its name is a word of ours."""

    name: str
    columns: Sequence[BookColumn]
    rows: Sequence[Sequence[Cell]]
    above: Sequence[str] = ()


def workbook(book: Book, sheets: Sequence[BookSheet]) -> bytes:
    """The XLSX file with these sheets; printed, each is as wide as a page, with its head on every one.

    It says in a property which book it is: what programs keep, and nobody need look at.
    """
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as written:
        written.set_custom_property(PROPERTY, book.tag)
        bold = written.add_format({"bold": True})
        head = written.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        looks = {look: written.add_format({"num_format": look.value}) for look in CellLook}
        for sheet in sheets:
            page = written.add_worksheet(sheet.name)
            _write(page, sheet, bold, head, looks)
            _set_up(page, sheet)
    return file.getvalue()


def _write(page: Worksheet, sheet: BookSheet, bold: Format, head: Format, looks: dict[CellLook, Format]) -> None:
    for at, line in enumerate(sheet.above):
        page.write_string(at, 0, line[:_LONGEST_TEXT], None if at else bold)
    top = len(sheet.above)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(top, at, column.head, head)
    for below, row in enumerate(sheet.rows, start=top + 1):
        for at, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
            _put(page, below, at, cell, looks[column.look])


def _put(page: Worksheet, row: int, at: int, cell: Cell, look: Format) -> None:
    match cell:
        case None:
            page.write_blank(row, at, None, look)
        case str():
            page.write_string(row, at, cell[:_LONGEST_TEXT], look)
        case date():
            page.write_datetime(row, at, cell, look)
        case _:
            page.write_number(row, at, cell, look)


def _set_up(page: Worksheet, sheet: BookSheet) -> None:
    top = len(sheet.above)
    page.freeze_panes(top + 1, 0)
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer("&C&P / &N")
    if len(sheet.columns) > 8:
        page.set_landscape()
