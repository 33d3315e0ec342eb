"""Which sheets of a file are service records: by the names that Yigong, or a map, gives them.

docs/service-records.md: Bringing them back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from handlers.service_records.screens.of_units import column_heads, sheet_names
from volunteering.rules.importing.cells import Cell, text_of
from volunteering.rules.record_laws import RecordLaw, heads_by
from volunteering.rules.service_records import OUR_HEADS, SHEETS, RecordHeads
from volunteering.rules.volunteers import Language
from words.words import Words

_ANY_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)  # names have no time in them


@dataclass(frozen=True, slots=True)
class _Names:
    """How one file calls everything."""

    sheets: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A sheet of service records: by our names which one it is, and what its columns are, from the left."""

    sheet: str
    columns: Mapping[int, str]


class RecordNames:
    """Knows the sheets of service records, in each of our languages, and as a map calls them."""

    def __init__(self, heads: RecordHeads) -> None:
        self._names = list(_all_names(heads))

    def sheet_of(self, title: str, cells: Sequence[Cell]) -> RecordSheet | None:
        """Which one has this title and these headings, of which none that is always filled is missing."""
        texts = [text_of(cell) for cell in cells]
        for names in self._names:
            for sheet, name in names.sheets.items():
                found = _columns(sheet, names.columns[sheet], texts) if name == title.strip() else None
                if found:
                    return RecordSheet(sheet, found)
        return None


def _columns(sheet: str, heads: Mapping[str, str], texts: Sequence[str]) -> Mapping[int, str] | None:
    by_head = {head: name for name, head in heads.items()}
    found = {at: by_head[text] for at, text in enumerate(texts) if text in by_head}
    is_whole = all(column.optional or column.name in found.values() for column in SHEETS[sheet])
    return found if is_whole else None


def _all_names(heads: RecordHeads) -> Iterator[_Names]:
    for said in (heads, OUR_HEADS, *(heads_by(law, OUR_HEADS) for law in RecordLaw)):
        for language in Language:
            words = Words(language, ZoneInfo("UTC"), _ANY_TIME)
            yield _Names(sheet_names(words, said), column_heads(words, said))
