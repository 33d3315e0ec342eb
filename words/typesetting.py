"""Setting type with Typst (decision 43): what people typed is handed over as data and never read as Typst's source."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Final, Literal

import typst
from pylopdf_fonts_zh_cn import sans_path as simplified
from pylopdf_fonts_zh_tw import sans_path as traditional

from volunteering.rules.volunteers import Language

_FONTS: Final = ("Noto Sans SC", "Noto Sans TC")
_LANGUAGES: Final = {
    Language.ENGLISH: ("en", None, _FONTS),
    Language.SIMPLIFIED: ("zh", "CN", _FONTS),
    Language.TRADITIONAL: ("zh", "TW", _FONTS[::-1]),
}
"""Typst's language and region, and whose shapes a character has that both scripts have."""

_KEPT: Final = 10
"""How many documents Typst waits for before it forgets what it worked out for one."""

PIXELS_AN_INCH: Final = 144
"""Of a picture: sharp on a telephone, and a tenth of a megabyte."""

_one_at_a_time: Final = Lock()


def typeset(
    source: bytes, language: Language, given: Mapping[str, object], at: datetime, *, format_: Literal["pdf", "png"]
) -> bytes:
    """The document that a source makes of what is given: with the shapes of characters that it needs within it.

    One at a time, wherever it is called from: each takes some 30 MB while it is written. A picture has one page.
    """
    code, region, fonts = _LANGUAGES[language]
    with _one_at_a_time:
        try:
            written = typst.compile(
                source,
                format=format_,
                ppi=PIXELS_AN_INCH,
                font_paths=_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"given": json.dumps({**given, "language": code, "region": region, "fonts": fonts})},
                timestamp=at.replace(microsecond=0),  # it takes whole seconds only, and clocks give others
            )
        finally:
            _forget()
    if not isinstance(written, bytes):
        raise TypeError("Typst gave no document, or a picture of several pages")
    return written


@cache
def _fonts() -> typst.Fonts:
    folders = [simplified().parent, traditional().parent]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _forget() -> None:
    """Empty documents push out what it worked out for this one: else it keeps ten, and hundreds of megabytes."""
    for _ in range(_KEPT + 1):
        typst.compile(b"", format="pdf", font_paths=_fonts(), ignore_system_fonts=True)
