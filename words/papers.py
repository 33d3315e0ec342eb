"""Papers: what is printed or kept as a PDF, a title with lines and tables under it (decision 43).

Typst sets it. What people typed is handed over as data and never read as Typst's source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from volunteering.rules.volunteers import Language
from words.typesetting import given_of, typeset

_SOURCE: Final = (Path(__file__).parent / "paper.typ").read_text(encoding="utf-8")


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
    """A document of A4 pages. `numbered` says with {page} and {pages} which of them one is.

    `absent` has {codes}: characters that no font has, for which 〓 stands.
    """

    language: Language
    title: str
    lines: Sequence[str]
    tables: Sequence[PaperTable]
    author: str
    foot: str
    numbered: str
    absent: str
    at: datetime  # when it was written


def pdf(paper: Paper) -> bytes:
    """The document. Takes a third of a second for 600 rows. Raises composer.NotComposed."""
    return typeset(_SOURCE, paper.language, given_of(paper), paper.at, format_="pdf")
