"""A workbook as it is opened: numbers are numbers, days are days, and a text is a text whatever it looks like."""

from datetime import date, datetime

import pytest

from tests.support.files import read_book
from volunteering.rules.importing.books import Book, BookKind
from words.workbooks import BookColumn, BookSheet, Cell, CellLook, workbook

BOOK = Book(kind=BookKind.TOTALS)

COLUMNS = (
    BookColumn("Name", 20),
    BookColumn("People", 8, CellLook.COUNT),
    BookColumn("Hours", 8, CellLook.HOURS),
    BookColumn("Share", 8, CellLook.SHARE),
    BookColumn("Month", 10, CellLook.MONTH),
    BookColumn("Day", 12, CellLook.DAY),
    BookColumn("Number", 8, CellLook.NUMBER),
)


def test_cells_are_what_they_are() -> None:
    row: tuple[Cell, ...] = ("王芳", 1234, 1 / 3, 0.125, date(2026, 11, 1), date(2026, 11, 28), 17)
    [sheet] = read_book(workbook(BOOK, [BookSheet("Total", COLUMNS, [row, (None,) * 7])]))
    assert [cell.value for cell in sheet[1]] == ["Name", "People", "Hours", "Share", "Month", "Day", "Number"]
    days = datetime(2026, 11, 1), datetime(2026, 11, 28)  # noqa: DTZ001 - a cell has no zone
    assert [cell.value for cell in sheet[2]] == [*row[:4], *days, 17]
    assert [cell.number_format for cell in sheet[2]] == [look.value for look in CellLook]
    assert [cell.value for cell in sheet[3]] == [None] * 7


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1", "@A1", "{=1}", "https://example.org", "mailto:a@b.c", "12", "\x07"]
)
def test_what_somebody_typed_is_a_text(typed: str) -> None:
    [sheet] = read_book(workbook(BOOK, [BookSheet("Total", COLUMNS[:1], [(typed,)], above=(typed,))]))
    for cell in (sheet["A1"], sheet["A3"]):
        assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert sheet["A3"].value == typed or typed == "\x07"


def test_the_head_stays_in_view_and_on_each_page() -> None:
    [sheet] = read_book(
        workbook(BOOK, [BookSheet("Roster", COLUMNS[:2], [("Wei", 1)], above=("River clean-up", "East Gate"))])
    )
    assert [row[0] for row in sheet.values] == ["River clean-up", "East Gate", "Name", "Wei"]
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"


def test_a_text_of_any_length_is_taken() -> None:
    [sheet] = read_book(workbook(BOOK, [BookSheet("Total", COLUMNS[:1], [("x" * 50_000,)])]))
    assert len(sheet["A2"].value) == 32_767
