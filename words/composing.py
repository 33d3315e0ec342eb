"""The process in which documents are set: `python -m words.composing`, told what to set, telling what came of it.

`words.composer` starts it and says what a message is; nothing else of Yigong is loaded in it. It ends where nobody can
ask any more.
"""

import json
import os
import re
import resource
import sys
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

import manimgx_fonts
import noto_cjk_sans_jp_regular
import pylopdf_fonts_zh_cn
import pylopdf_fonts_zh_tw
import typst

from words.codes import qr_drawing
from words.composer import LENGTH, ComposedAs, Job

MOST_MEMORY: Final = 2 * 1024**3  # bytes; what needs more is no document of ours
ENOUGH: Final = (
    320 * 1024**2
)  # bytes; once it has taken that, it ends: Typst keeps what it worked out for ten documents
NICE: Final = 15  # steps behind the taps of the same machine

PIXELS_AN_INCH: Final = 144
"""Of a picture: sharp on a telephone, and a tenth of a megabyte."""

GETA: Final = "〓"
"""What printers have always put where they had no type for a character."""

ROUNDS: Final = 4  # of setting, until every character has a shape

FONTS: Final = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=[
        Path(package.__file__ or "").parent
        for package in (pylopdf_fonts_zh_cn, pylopdf_fonts_zh_tw, noto_cjk_sans_jp_regular, manimgx_fonts)
    ],
)

_UNSHOWN: Final = re.compile(r"could not be displayed|disallowed codepoint")
_QUOTED: Final = re.compile(r'`"((?:[^"\\]|\\.)*)"`')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_PLAIN_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_JOINER: Final = "\u200d"
_SELECTORS: Final = "\ufe0e\ufe0f\u20e3"
_JOINERS: Final = "\u200c\u200d"
_JOINED: Final = (("\u0620", "\u08ff"), ("\u0900", "\u0dff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
"""Arabic with Syriac, the scripts of India and Sri Lanka, Burmese, Khmer."""
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""What Unicode says is ignored by default where it isn't understood, but for what turns the direction of writing."""


def document(job: Job) -> bytes:
    """Set it. Where no font has a letter, 〓 stands for it and a note says for which; symbols are left out."""
    given, absent = _changed(_with_code(job.given), _as_seen), set[str]()
    for _ in range(ROUNDS):
        noted = {**given, "absent": _note(job, absent)}
        try:
            written = _set(job, noted)
        except typst.TypstError as fault:
            instead = {one: _instead(one) for one in _unshown(fault)}
            if not instead:
                raise
            absent |= {one for one, by in instead.items() if by == GETA}
            given = _changed(given, partial(_translated, str.maketrans(instead)))
        else:
            return _set(job, noted, is_picture=True) if job.is_picture else written
    raise ValueError("there are characters that can't be set")


def _set(job: Job, given: Mapping[str, object], *, is_picture: bool = False) -> bytes:
    """A picture of one page; or a document for screen readers and for fifty years, which may have files attached."""
    written = typst.compile(
        job.source.encode(),
        format="png" if is_picture else "pdf",
        ppi=PIXELS_AN_INCH,
        font_paths=FONTS,
        ignore_system_fonts=True,
        sys_inputs={"given": json.dumps(given)},
        pdf_standards=[] if is_picture else ["a-3a", "ua-1"],
        timestamp=job.at,
    )
    if not isinstance(written, bytes):
        raise TypeError("Typst gave no document, or a picture of several pages")
    return written


def _with_code(given: Mapping[str, object]) -> Mapping[str, object]:
    code = given.get("code")
    return {**given, "code": qr_drawing(code)} if isinstance(code, str) and code else given


# Characters that no font has


def _changed(what: object, change: Callable[[str], str]) -> Any:
    """The same with each text in it changed, but for names of what it has."""
    match what:
        case str():
            return change(what)
        case Mapping():
            return {name: _changed(value, change) for name, value in what.items()}
        case list() | tuple():
            return [_changed(one, change) for one in what]
        case _:
            return what


def _translated(table: dict[int, str], text: str) -> str:
    return text.translate(table)


def _as_seen(text: str) -> str:
    """Without pictures, and without what is drawn as nothing: what is copied from it is what is read."""
    return text if text.isascii() else _without_unseen(_without_pictures(text))


def _without_unseen(text: str) -> str:
    """Without selectors, which choose among shapes that these fonts don't have, and joiners where they join nothing."""
    if not _UNSEEN.search(text):
        return text
    kept = list[str]()
    for at, one in enumerate(text):
        joins = one in _JOINERS and kept and _is_joined(kept[-1]) and _is_joined(text[at + 1 : at + 2])
        if joins or not _UNSEEN.match(one):
            kept.append(one)
    return "".join(kept)


def _is_joined(one: str) -> bool:
    """Whether a joiner beside it changes how it is drawn, as in Persian, Hindi or Sinhala."""
    return any(first <= one <= last for first, last in _JOINED)


def _without_pictures(text: str) -> str:
    """Without the signs that make a picture of what stands before them, and what they make one of."""
    if not any(sign in text for sign in _SELECTORS + _JOINER):
        return text
    kept, goes = list[str](), False
    for at, one in enumerate(text):
        is_symbol = unicodedata.category(one)[0] == "S"
        joins = one == _JOINER and (goes or (kept and unicodedata.category(kept[-1])[0] == "S"))
        goes = joins or one in _SELECTORS or (is_symbol and text[at + 1 : at + 2] in ("\ufe0f", "\ufe0e"))
        if not goes:
            kept.append(one)
    return "".join(kept)


def _unshown(fault: typst.TypstError) -> set[str]:
    """The characters that have no shape here: only marks, where one is among them. None where it is something else."""
    wrong = [line for line in fault.diagnostic.splitlines() if line.startswith("error: ")]
    if not all(_UNSHOWN.search(line) for line in wrong):
        return set()
    found = {one for line in wrong for quoted in _QUOTED.findall(line)[:1] for one in _unescaped(quoted)}
    return {one for one in found if unicodedata.category(one)[0] == "M"} or found


def _unescaped(quoted: str) -> str:
    return _ESCAPED.sub(lambda one: chr(int(one[1], 16)) if one[1] else _PLAIN_ESCAPES.get(one[2], one[2]), quoted)


def _instead(one: str) -> str:
    """The letters that it is made of, as of 𝓜; nothing for a symbol, or for what is never seen; for all else a sign."""
    kind, plain = unicodedata.category(one), unicodedata.normalize("NFKC", one)
    if plain != one and plain.isalnum():
        return plain
    return GETA if kind in {"Co", "Cn"} or kind[0] not in "CMSZ" else ""


def _note(job: Job, absent: set[str]) -> str:
    codes = ", ".join(f"U+{ord(one):04X}" for one in sorted(absent))
    return str(job.given["absent"]).replace("{codes}", codes) if absent else ""


# What is told


def main() -> int:
    """Set what is asked for until nobody can ask any more."""
    _have_an_end()
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    outcome = ComposedAs.SET
    while outcome is not ComposedAs.LAST and (message := _message(asked)) is not None:
        try:
            written = document(Job(**json.loads(message)))
            outcome = ComposedAs.LAST if _taken() > ENOUGH else ComposedAs.SET
        except Exception as fault:  # noqa: BLE001 - whoever asked is told; its words may be somebody's name
            outcome, written = ComposedAs.WRONG, type(fault).__name__.encode()
        told.write(len(written).to_bytes(LENGTH, "big") + outcome.encode() + written)
        told.flush()
    return 0


def _message(asked: BinaryIO) -> bytes | None:
    length = asked.read(LENGTH)
    return asked.read(int.from_bytes(length, "big")) if len(length) == LENGTH else None


def _taken() -> int:
    """The memory that this process takes, in bytes; the most it ever took where the system doesn't say.

    Linux counts as the most what whoever began it had taken before.
    """
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # of macOS, which counts bytes
    return int(pages) * resource.getpagesize()


def _have_an_end() -> None:
    """Take so much memory at the most, where the system keeps count, and stand behind."""
    os.nice(NICE)
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


if __name__ == "__main__":
    sys.exit(main())
