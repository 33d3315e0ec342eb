"""Languages: which one somebody reads, and its catalogue of sentences (decision 8).

English stands in the code; the catalogues in locales/ are read as they are written, so that there is nothing to compile
and nothing to be out of date.
"""

import re
from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from volunteering.rules.volunteers import Language

LOCALES: Final = Path(__file__).parent / "locales"

SEAM: Final = "\u2060"
"""Where something is put into a Chinese sentence, between it and the characters around: `Words` sets letters apart."""

_SEAMS: Final = re.compile("(?<=[\u4e00-\u9fff])(?=\\{)|(?<=\\})(?=[\u4e00-\u9fff])")


@cache
def catalogue_of(language: Language) -> NullTranslations:
    """The sentences of a language; English has none of its own, since it stands in the code."""
    if language is Language.ENGLISH:
        return NullTranslations()
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    for message in catalogue:
        message.string = _with_seams(message.string or "")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _with_seams(text: str | Sequence[str]) -> str | tuple[str, ...]:
    return _SEAMS.sub(SEAM, text) if isinstance(text, str) else tuple(_SEAMS.sub(SEAM, form) for form in text)


def language_of(code: str | None, default: Language) -> Language:
    """The language to begin with, from what Telegram says of a person's app (`zh-hant`, `en-GB`); else the default."""
    parts = (code or "").lower().replace("_", "-").split("-")
    if parts[0] == "en":
        return Language.ENGLISH
    if parts[0] == "zh":
        traditional = {"hant", "tw", "hk", "mo"} & set(parts)
        return Language.TRADITIONAL if traditional else Language.SIMPLIFIED
    return default


@cache
def locale_of(language: Language) -> Locale:
    """How Babel writes dates and numbers for whoever reads a language."""
    return Locale.parse(language)
