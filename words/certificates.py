"""Certificates: what somebody is given as proof of service, as a PDF and as a picture (decision 43).

All of it is given as it is to be read; what says so to a machine is attached to the PDF as it was signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from volunteering.rules.volunteers import Language
from words.papers import PaperTable
from words.typesetting import given_of, typeset

MOST_IN_PICTURE: Final = 24
"""Rows that a picture has in all."""

MOST_HEIGHT: Final = 2_600
"""Pixels: Telegram squeezes a photo's longest side into 1,280 (2,560 where it has more), and it is to be read."""

_SOURCE: Final = (Path(__file__).parent / "certificate.typ").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file within the PDF: `about` says what it is to whoever opens the list of them; `kind` is its media type."""

    name: str
    content: bytes
    about: str
    kind: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """What is certified, in its reader's language, as plain text.

    `facts` are names and values, the holder's name first. `sections` are tables under titles: service, training,
    honours. `check` says how anybody can find out whether it is valid, and what it doesn't claim to be. `code` is what
    the QR code holds (an address of the page, or of the bot), and `code_says` what is read out in its place.
    `rest` has {count}: so many rows stand in the PDF, and not in the picture. `numbered` has {page} and {pages}.
    `absent` has {codes}: characters that no font has, for which 〓 stands.
    """

    language: Language
    title: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[PaperTable]
    issued: Sequence[str]  # by whom and when, at the end
    number: str
    code: str
    code_says: str
    check: Sequence[str]
    attached: Sequence[EmbeddedFile]
    author: str
    foot: str
    numbered: str
    rest: str
    absent: str
    at: datetime  # when it was issued


def pdf(certificate: CertificatePaper) -> bytes:
    """The document: tagged for screen readers, its fonts and what was signed in it. Raises composer.NotComposed."""
    return typeset(_SOURCE, certificate.language, _given(certificate, ""), certificate.at, format_="pdf")


def picture(certificate: CertificatePaper) -> bytes:
    """The same for the chat, a PNG of one page; of many rows the first, and how many there are more."""
    for room in (MOST_IN_PICTURE, MOST_IN_PICTURE // 2, MOST_IN_PICTURE // 4):
        drawn = _drawn(certificate, room)
        if _height(drawn) <= MOST_HEIGHT:
            return drawn
    return _drawn(certificate, 0)


def _drawn(certificate: CertificatePaper, room: int) -> bytes:
    shares = _shares([len(section.rows) for section in certificate.sections], room)
    left = sum(len(section.rows) for section in certificate.sections) - sum(shares)
    sections = [
        replace(section, rows=section.rows[:share])
        for section, share in zip(certificate.sections, shares, strict=True)
        if share
    ]
    rest = certificate.rest.replace("{count}", f"{left:,}") if left else ""
    given = _given(replace(certificate, sections=sections), rest, is_picture=True)
    return typeset(_SOURCE, certificate.language, given, certificate.at, format_="png")


def _shares(lengths: Sequence[int], room: int) -> list[int]:
    """How many rows of each table there is room for: as many of each, as far as it has them."""
    shares = [0] * len(lengths)
    while room and shares != list(lengths):
        for at, length in enumerate(lengths):
            if room and shares[at] < length:
                shares[at], room = shares[at] + 1, room - 1
    return shares


def _height(png: bytes) -> int:
    return int.from_bytes(png[20:24], "big")


def _given(certificate: CertificatePaper, rest: str, *, is_picture: bool = False) -> dict[str, object]:
    attached = () if is_picture else certificate.attached
    return {**given_of(certificate), "attached": attached, "rest": rest, "is_picture": is_picture}
