"""Papers: what is printed or kept as a PDF, a title with lines and tables under it (decision 43).

Typst sets it. What people typed is handed over as data and never read as Typst's source.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import typst
from pylopdf_fonts_zh_cn import sans_path as simplified
from pylopdf_fonts_zh_tw import sans_path as traditional

from volunteering.rules.volunteers import Language

_SOURCE: Final = (Path(__file__).parent / "paper.typ").read_bytes()

_FONTS: Final = ("Noto Sans SC", "Noto Sans TC")
_LANGUAGES: Final = {
    Language.ENGLISH: ("en", None, _FONTS),
    Language.SIMPLIFIED: ("zh", "CN", _FONTS),
    Language.TRADITIONAL: ("zh", "TW", _FONTS[::-1]),
}
"""Typst's language and region, and whose shapes a character has that both scripts have."""

_KEPT: Final = 10
"""How many documents Typst waits for before it forgets what it worked out for one."""

_one_at_a_time: Final = Lock()


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """What stands above a column, and how wide it is in millimetres; None shares what is left of 180."""

    head: str
    width: int | None = None


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Rows under a head that is repeated on each page; roomy ones have room for a signature."""

    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]
    title: str = ""
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of A4 pages. `numbered` says with {page} and {pages} which of them one is."""

    language: Language
    title: str
    lines: Sequence[str]
    tables: Sequence[PaperTable]
    author: str
    foot: str
    numbered: str
    at: datetime  # when it was written


def pdf(paper: Paper) -> bytes:
    """The document, with the shapes of characters that it needs within it. Takes a third of a second for 600 rows.

    One at a time, wherever it is called from: each takes some 30 MB while it is written.
    """
    language, region, fonts = _LANGUAGES[paper.language]
    given = {**asdict(paper), "language": language, "region": region, "fonts": fonts, "at": None}
    with _one_at_a_time:
        try:
            written = typst.compile(
                _SOURCE,
                format="pdf",
                font_paths=_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"given": json.dumps(given)},
                timestamp=paper.at.replace(microsecond=0),  # it takes whole seconds only, and clocks give others
            )
        finally:
            _forget()
    if not isinstance(written, bytes):
        raise TypeError("Typst gave no document")
    return written


@cache
def _fonts() -> typst.Fonts:
    folders = [simplified().parent, traditional().parent]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _forget() -> None:
    """Empty documents push out what it worked out for this one: else it keeps ten, and hundreds of megabytes."""
    for _ in range(_KEPT + 1):
        typst.compile(b"", format="pdf", font_paths=_fonts(), ignore_system_fonts=True)
