"""Setting type with Typst (decision 43): what people typed is handed over as data and never read as Typst's source."""

import atexit
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from volunteering.rules.volunteers import Language
from words.composer import Composer, Job

_LATIN: Final = "Noto Sans"
_HAN: Final = ("Noto Sans SC", "Noto Sans TC", "Noto Sans CJK JP")
_OTHERS: Final = tuple(
    f"Noto Sans {script}"
    for script in (
        "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew",
        "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai",
    )
)  # fmt: skip
_CHINESE_PUNCTUATION: Final = {"name": _LATIN, "covers": "latin-in-cjk"}
"""Letters and digits are all of one font, with whatever stands above them; quotation marks and dashes stay Chinese."""

_LANGUAGES: Final = {
    Language.ENGLISH: ("en", "GB", (_LATIN, *_HAN, *_OTHERS)),
    Language.SIMPLIFIED: ("zh", "CN", (_CHINESE_PUNCTUATION, *_HAN, _LATIN, *_OTHERS)),
    Language.TRADITIONAL: ("zh", "TW", (_CHINESE_PUNCTUATION, _HAN[1], _HAN[0], _HAN[2], _LATIN, *_OTHERS)),
}
"""Typst's language and region, and whose shapes a character has that several fonts have."""

_PRELUDE: Final = (Path(__file__).parent / "prelude.typ").read_text(encoding="utf-8")

_composer: Final = Composer()
atexit.register(_composer.end)


def typeset(
    source: str, language: Language, given: Mapping[str, object], at: datetime, *, format_: Literal["pdf", "png"]
) -> bytes:
    """The document that a source makes of what is given: with the shapes of characters that it needs within it.

    Whoever calls waits, mostly a tenth of a second; it is done in a process of its own. A picture has one page. Raises
    composer.NotComposed.
    """
    return _composer.compose(job(source, language, given, at, is_picture=format_ == "png"))


def break_off() -> None:
    """Nobody waits any more for documents that are being set: the process that sets them ends, and none is made."""
    _composer.break_off()


def given_of(document: Any) -> dict[str, object]:
    """What a document consists of, as a source is given it."""
    return {field.name: getattr(document, field.name) for field in fields(document)}


def job(source: str, language: Language, given: Mapping[str, object], at: datetime, *, is_picture: bool) -> Job:
    """What is to be done for that, as the process is told."""
    code, region, fonts = _LANGUAGES[language]
    return Job(
        source=_PRELUDE + source,
        given={**given, "language": code, "region": region, "fonts": fonts},
        is_picture=is_picture,
        at=int(at.timestamp()),
    )
