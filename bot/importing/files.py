"""The sheets of a file somebody has: CSV in whatever encoding, or XLSX; and nothing that it is made to do to us."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

from bot.ground.errors import CommandError
from bot.importing.encodings import decoded
from bot.importing.not_importable import NotImportable
from volunteering.rules.importing.cells import Cell
from volunteering.rules.importing.columns import headings_in
from volunteering.rules.importing.sending import ListEnd

MOST_BYTES: Final = 50 * 1024**2
_MOST_UNPACKED: Final = 200 * 1024**2
MOST_ROWS: Final = 200_000
_MOST_COLUMNS: Final = 200
_LONGEST_CELL: Final = 2_000  # characters; more is nobody's name

_SEPARATORS: Final = (",", "\t", ";", "；", "，", "|")
_A_LOOK: Final = 30  # lines, for telling what separates them
_LONGEST_LOOK: Final = 20_000  # characters of each: a line may be the whole file


@dataclass(frozen=True, slots=True)
class FileSheet:
    """A table of a file, row by row as they stand there, the first one number 1."""

    name: str
    rows: Iterator[Sequence[Cell]]


def content_of(file: Path) -> bytes:
    """What is in a file. Raises CommandError for one that can't be read, or is too large."""
    try:
        content = file.read_bytes() if file.stat().st_size <= MOST_BYTES else None
    except OSError as fault:
        raise CommandError(f"{file} can't be read: {fault.strerror}") from fault
    if content is None:
        raise NotImportable(
            ListEnd.TOO_LARGE, f"{file} is too large: a list has {MOST_BYTES // 1024**2} MB at the most"
        )
    return content


Heads = Callable[[Sequence[str]], int]
"""How many headings a row has, of those that are looked for."""


def heads_of_people(row: Sequence[str]) -> int:
    """Of a list of people."""
    return len(headings_in(row).columns)


def sheets_in(content: bytes, heads: Heads = heads_of_people) -> Iterator[FileSheet]:
    """The sheets of what is in a file, each to be read before the next one.

    By `heads` it is told what separates the columns of a CSV. Raises CommandError where it can't be read.
    """
    if content.startswith(b"PK"):
        yield from _of_workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotImportable(
            ListEnd.LOCKED, "This is an old XLS file, or one with a password: save it as XLSX without one"
        )
    elif content.startswith((b"%PDF", b"\xff\xd8", b"\x89PNG")):
        raise NotImportable(ListEnd.NO_LIST, "This is no list but a document or a picture: send an XLSX or a CSV file")
    else:
        yield FileSheet("", _bounded(_of_text(decoded(content), heads)))


def _of_text(text: str, heads: Heads) -> Iterator[Sequence[Cell]]:
    if text.lstrip().startswith("<"):
        raise NotImportable(
            ListEnd.LOCKED, "This is a web page that a program has called a spreadsheet: open it and save it as XLSX"
        )
    if "\0" in text:
        raise NotImportable(ListEnd.NO_LIST, "This is no list: there are NUL characters in it")
    separator = _separator(text, heads)
    csv.field_size_limit(1024**2)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as fault:
        raise NotImportable(ListEnd.DAMAGED, f"The CSV file can't be read: {fault}") from fault


def _separator(text: str, heads: Heads) -> str:
    """What stands between the columns: by which the first lines say the most, and else the most columns."""
    head = "\n".join(line[:_LONGEST_LOOK].rstrip("\r\n") for line in islice(io.StringIO(text), _A_LOOK))

    def weight(separator: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=separator))
        except csv.Error:
            return 0, 0
        return max(map(heads, rows), default=0), max(map(len, rows), default=0)

    return max(_SEPARATORS, key=weight)


def _of_workbook(content: bytes) -> Iterator[FileSheet]:
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as fault:
        raise NotImportable(
            ListEnd.DAMAGED, f"The XLSX file can't be read: it is damaged ({type(fault).__name__})"
        ) from fault
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # what a file says of its size isn't to be relied on
                yield FileSheet(sheet.title, _bounded(_rows_of(sheet.iter_rows(values_only=True))))
    finally:
        book.close()


def _rows_of(rows: Iterator[tuple[object, ...]]) -> Iterator[Sequence[Cell]]:
    try:
        for row in rows:
            yield [_cell(value) for value in row[:_MOST_COLUMNS]]
    except MemoryError:
        raise
    except Exception as fault:  # whatever a part that is damaged, or was written to harm, makes of those who read it
        raise NotImportable(ListEnd.DAMAGED, f"The XLSX file is damaged ({type(fault).__name__})") from fault


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return value if hasattr(value, "isoformat") else str(value)[:_LONGEST_CELL]  # type: ignore[return-value]


def _refuse_bombs(content: bytes) -> None:
    """Raise CommandError for a file that is much larger than it looks, or none that a spreadsheet wrote."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            parts = zipped.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as fault:
        raise NotImportable(ListEnd.DAMAGED, "The XLSX file is damaged: it can't be unpacked") from fault
    if len(parts) > 2_000 or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise NotImportable(
            ListEnd.TOO_LONG, "The XLSX file unpacks to more than a list can have: send it as CSV, without pictures"
        )


def _bounded(rows: Iterator[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise NotImportable(
                ListEnd.TOO_LONG, f"The list has more than {MOST_ROWS} rows, empty ones among them: send it in parts"
            )
        yield [cell[:_LONGEST_CELL] if isinstance(cell, str) else cell for cell in row[:_MOST_COLUMNS]]
