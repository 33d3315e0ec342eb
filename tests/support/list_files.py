"""Lists as people have them, for tests."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from bot.importing.files import sheets_in
from bot.importing.lists import ListFile, read_list
from bot.importing.phones import reads_phones
from tests.support.city import NOW, ZONE
from volunteering.rules.ground.periods import local_day

Line = Sequence[object]
"""A row: what stands in its cells."""


def workbook_of(*sheets: Iterable[Line]) -> bytes:
    """An XLSX file with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for number, lines in enumerate(sheets, 1):
        sheet = book.create_sheet(f"S{number}")
        for line in lines:
            sheet.append(list(line))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_of(lines: Iterable[Line], *, separator: str = ",") -> str:
    """The text of a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(lines)
    return text.getvalue()


def read(content: bytes, country: str = "CN") -> ListFile:
    """What is in a file, as of the day of the tests."""
    return read_list(sheets_in(content), reads_phones(country), local_day(NOW, ZONE))


def saved(folder: Path, content: bytes, name: str = "list.xlsx") -> Path:
    """The file on the disk."""
    file = folder / name
    file.write_bytes(content)
    return file
