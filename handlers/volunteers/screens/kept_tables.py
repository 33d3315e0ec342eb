"""How the tables of what is kept about a person are made."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from words.papers import PaperColumn, PaperTable
from words.words import Words, plain

Line = Mapping[str, Any]
"""A line of a section of `storage/views/volunteers/kept.py`."""


def table(title: str, columns: Sequence[tuple[str, int | None]], rows: Sequence[Sequence[object]]) -> PaperTable:
    """A table of texts; a width in millimetres, or what is left."""
    heads = [PaperColumn(plain(head), width) for head, width in columns]
    return PaperTable(heads, [tuple(_text(cell) for cell in row) for row in rows], title=plain(title))


def _text(cell: object) -> str:
    return "" if cell is None else plain(cell if isinstance(cell, str) else str(cell))


def when(words: Words, moment: str | None) -> str | None:
    """A moment of a line, as the reader has it."""
    return plain(words.moment(datetime.fromisoformat(moment))) if moment else None


def yes_or_no(words: Words, said: bool | None) -> str | None:  # noqa: FBT001
    """Yes, no or nothing."""
    return None if said is None else plain(words.say("yes")) if said else plain(words.say("no"))
