"""What a file is that came by itself: one of our own workbooks, known by its headings, in whatever program it was.

Headings say what it is; the tag says of which exam or training, in a property that Excel, WPS and LibreOffice keep, or
in a line above the table, which is there still where a program wrote the table anew, as Numbers does and CSV is.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from bot.importing.files import heads_of_people, sheets_in
from bot.importing.not_importable import NotImportable
from bot.importing.recorded import RecordNames
from volunteering.actions.importing.knowing import PEOPLE
from volunteering.rules.ground.folding import folded
from volunteering.rules.importing.books import Book, BookKind, FoundBook, book_tagged
from volunteering.rules.importing.cells import Cell, text_of
from volunteering.rules.importing.columns import ListColumn, headings_in
from volunteering.rules.importing.question_rows import CODE, columns_in, heads_in
from volunteering.rules.importing.results import has_results_of_people, result_columns, result_heads
from volunteering.rules.importing.sending import ListEnd
from volunteering.rules.service_records import RecordHeads
from volunteering.rules.volunteers import Language
from words.words import Words, plain

DEEPEST: Final = 30
"""Rows of a sheet that are looked at for headings."""

_MOST_CODES: Final = 50
_MOST_SHEETS: Final = 20
_LONGEST_PROPERTY: Final = 64 * 1024  # bytes

HEADS: Final[Mapping[BookKind, tuple[tuple[str, ...], ...]]] = {
    BookKind.ROSTER: (("Name", "Phone", "Sign-up", "Came", "Hours"),),
    BookKind.PEOPLE_REPORT: (("Row", "Sheet", "Name", "Phone", "Team", "Result", "Why"),),
    BookKind.EXAM_REPORT: (("Row", "Sheet", "Exam number", "Name", "Mark", "Result", "Why"),),
    BookKind.STUDY: (("First day", "Last day", "Training", "Was there", "Sessions"),),
    BookKind.SHORT: (("Name", "Qualification", "Studied", "Needed"),),
    BookKind.APPRAISAL: (("Name", "Post", "Own result", "Leader above"),),
    BookKind.HONOURS: (("Date", "Name", "Honour", "Note", "By"),),
    BookKind.TOTALS: (
        ("Participations", "New people", "Hours served", "No-shows"),
        ("Newcomers", "No-shows", "Left late", "Commendations"),
        ("Trainings", "People trained", "Hours of study"),
        ("People registered", "People who came", "People who passed"),
    ),
    BookKind.CENSUS: (("Census", "People"), ("People", "Share of all")),
}
"""What stands above the columns of each, in English: these together stand above no list that somebody else has made."""

_ANY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)  # headings have no time in them


class BookReader:
    """Knows our workbooks; `heads` are what service records call theirs."""

    def __init__(self, heads: RecordHeads) -> None:
        self._records = RecordNames(heads)
        self._heads = [(kind, frozenset(said)) for kind, said in _said_heads()]

    def book_in(self, content: bytes) -> FoundBook:
        """What a file is. Raises NotImportable where it can't be read."""
        tags, found = [_property_of(content)], FoundBook()
        hidden, has_people = book_tagged(tags), False
        for sheet in islice(sheets_in(content, self._weight), _MOST_SHEETS):
            rows = list(islice(sheet.rows, DEEPEST))
            tags += (text_of(cell) for row in rows for cell in row if isinstance(cell, str))
            if found.kind is None:
                found = self._in_sheet(sheet.name, rows, found, hidden)
            has_people = has_people or any(_is_of_people(row) for row in rows)
        tagged = book_tagged(tags)
        if has_people and not tagged and found in _UNNUMBERED:
            return FoundBook()  # results beside people: such as records of service whose sheets are called otherwise
        return found.model_copy(update={"about": tagged.about}) if tagged and tagged.kind is found.kind else found

    def _in_sheet(self, name: str, rows: Sequence[Sequence[Cell]], before: FoundBook, hidden: Book | None) -> FoundBook:
        for at, row in enumerate(rows):
            if at == 0 and self._records.sheet_of(name, row):
                return FoundBook(kind=BookKind.RECORDS)
            texts = frozenset(folded(text_of(cell)) for cell in row)
            if kind := next((kind for kind, said in self._heads if said <= texts), None):
                return FoundBook(kind=kind)
            if columns := columns_in(row):
                return FoundBook(kind=BookKind.QUESTIONS, codes=_codes(columns, rows[at + 1 :]))
            if result_columns(row):
                tagged = book_tagged(_texts(rows[:at])) or hidden
                is_ours = tagged is not None and tagged.kind is BookKind.EXAM
                return _EXAM if is_ours or not _has_numbers(row, rows[at + 1 :]) else FoundBook()
            if has_results_of_people(row) and not headings_in([text_of(cell) for cell in row]).is_enough:
                return FoundBook(has_results=True)
        return before

    def _weight(self, row: Sequence[str]) -> int:
        """By the headings of whichever kind it is told what separates the columns of a CSV."""
        texts = frozenset(folded(text) for text in row)
        ours = max((len(said) for _, said in self._heads if said <= texts), default=0)
        return max(ours, heads_in(row), result_heads(row), heads_of_people(row))


def refuse_others(content: bytes, heads: RecordHeads) -> None:
    """Raise NotImportable for a workbook of ours that is no list of people, where only such a list is read."""
    kind = BookReader(heads).book_in(content).kind
    if kind is not None and kind not in PEOPLE:
        raise NotImportable(
            ListEnd.OURS, f"This is a file that Yigong gave out ({kind}), and no list of people: send it to the bot"
        )


_EXAM: Final = FoundBook(kind=BookKind.EXAM)
_UNNUMBERED: Final = (_EXAM, FoundBook(has_results=True))


def _is_of_people(row: Sequence[Cell]) -> bool:
    return not result_columns(row) and headings_in([text_of(cell) for cell in row]).is_enough


def _said_heads() -> Iterator[tuple[BookKind, Sequence[str]]]:
    for language in Language:
        words = Words(language, ZoneInfo("UTC"), _ANY_TIME)
        for kind, sheets in HEADS.items():
            for heads in sheets:
                yield kind, [folded(plain(words.say(head))) for head in heads]


def _texts(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    return (text_of(cell) for row in rows for cell in row)


def _codes(columns: Mapping[str, int], rows: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    at = columns.get(CODE)
    texts = [] if at is None else [text_of(row[at]) for row in rows if at < len(row)]
    return tuple(int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16)[:_MOST_CODES]


def _has_numbers(head: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether it is a list of people all the same: whole phone numbers stand in it, of which an exam has the end."""
    columns = {column: at for at, column in headings_in([text_of(cell) for cell in head]).columns.items()}
    at = columns.get(ListColumn.PHONE)
    return at is not None and any(sum(map(str.isdigit, text_of(row[at]))) > 6 for row in rows if at < len(row))


def _property_of(content: bytes) -> str:
    """Where a workbook says what it is, and nobody sees it; nothing where there is no such thing."""
    if not content.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped, zipped.open("docProps/custom.xml") as part:
            return part.read(_LONGEST_PROPERTY).decode("utf-8", "replace")
    except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, RuntimeError, ValueError):
        return ""  # there is none, or it is damaged, or was written to harm
