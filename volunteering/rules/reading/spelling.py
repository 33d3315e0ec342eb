"""One spelling for what people write in many: full-width, upper-case, traditional, in any script's digits, in words."""

import re
import unicodedata

from volunteering.rules.ground.simplified import simplified
from volunteering.rules.reading.numerals import in_digits

LONGEST = 100
"""In characters: no date, time, length or number needs more. What is longer is none of them, and is not looked at."""

MOST_WORDS = 20

_MARKS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−~〜∼→", "-")
    | dict.fromkeys("、;；", ", ")
    | {"。": ".", "∶": ":", "꞉": ":", "’": "'"}
    | dict.fromkeys("○◯", "〇")
    | {"參": "叁"}  # a three on cheques; where people are looked for, a part of their names
)
_INSTEAD = {"½": ".5", "¼": ".25", "¾": ".75", "⅓": ".333", "⅔": ".667", "🔟": "10"}
"""What NFKC makes something else of: `1½` would be 11⁄2."""

_SAID_OTHERWISE = (
    (re.compile(r"听(?=[日晚朝早])"), "明"), (re.compile(r"[琴寻](?=[日晚])"), "昨"),
    (re.compile(r"今个(?=周|星期|礼拜)"), "这个"), (re.compile(r"(?<!上)朝早|上昼"), "早上"),
    (re.compile(r"[下晏]昼"), "下午"), (re.compile(r"粒钟"), "个钟"),
    (re.compile(r"元月"), "1月"), (re.compile(r"\bweds\b"), "wed"),
)  # fmt: skip
"""What is said in Hong Kong (聽日下晝, 兩粒鐘), and short, for words that all of us read."""

_WEEKDAYS = dict(zip("一二三四五六日天1234567", (1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 5, 6, 7), strict=True))
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天]|[1-7](?!\d))")
_WEEKDAY_IN_BRACKETS = re.compile(r"\(([一二三四五六日])\)")
_RAISED = "\ufffd"
"""For a digit that is none."""
_WAVES = re.compile(r"(?<=\S)[ ~〜∼!。.…]*[~〜∼][ ~〜∼!。.…]*$")
"""How friendly messages end: 9点到12点～"""
_DASHES = re.compile(r"-+>?")
_ISO = re.compile(r"(?<=\d)t(?=\d\d)")
_ISO_BETWEEN = re.compile(r"(t\d\d:?\d\d)/(?=\d)")
"""`2026-12-05T09:00/2026-12-05T12:00`"""

_LOOSE = re.compile(
    r" ?([-/:]) ?|(?<=\d) (?=[年月日号点时分刻半个人名位小.])|(?<=[年月]) (?=\d)"
    r"|(?<=[点时]) (?=半|整|正|钟|\d{1,2}(?:分|-|到|至|$))"
)
"""Spaces inside of a date or a time: `12 月 5 日`, `9 : 00`."""
_CLOSING = " ,!?\"'“”‘’「」『』…"
_DOTTED_DATE = re.compile(r"\d{1,2}\. ?\d{1,2}\.")


def plain(text: str) -> str:
    """The text in half-width lower case, with simplified characters, ASCII digits and plain dashes, evenly spaced.

    Chinese weekdays are written `周1` to `周7`. Empty for what is too long to be read.
    """
    if len(text) > LONGEST:
        return ""
    text = unicodedata.normalize("NFKC", "".join(map(_seen, text))).casefold().rstrip(_CLOSING + "。")
    text = simplified(_WAVES.sub("", _without_smile(text)).translate(_MARKS))
    for said, read in _SAID_OTHERWISE:
        text = said.sub(read, text)
    text = _WEEKDAY_IN_BRACKETS.sub(r"周\1", text)
    text = _WEEKDAY.sub(lambda found: f"周{_WEEKDAYS[found[1]]} ", text)
    text = _ISO.sub(" ", _ISO_BETWEEN.sub(r"\1-", _DASHES.sub("-", text)))
    words = _without_icon(in_digits(text).split())
    text = _LOOSE.sub(lambda found: found[1] or "", " ".join(words)).strip(_CLOSING)
    text = text if _DOTTED_DATE.fullmatch(text) else text.rstrip(_CLOSING + ".")
    return text if len(text) <= 2 * LONGEST and len(words) <= MOST_WORDS else ""


def _seen(character: str) -> str:
    """The character as a reader takes it: any script's digit as ours, an invisible mark as nothing.

    A raised digit is no digit: `2²` is not 22.
    """
    if character in _INSTEAD:
        return _INSTEAD[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) == "Cf" or character in "\ufe0e\ufe0f\u20e3":
        return ""
    raised = unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
    return _RAISED if raised else character


def _without_smile(text: str) -> str:
    end = len(text)
    while end > 1 and text[end - 1] != _RAISED and unicodedata.category(text[end - 1]) in {"So", "Sk"}:
        end -= 1
    return text[:end] if text[:end].strip() else text


def _without_icon(words: list[str]) -> list[str]:
    """Our own lines begin with an icon: `📅 Sat 5 Dec, 09:00–12:00`."""
    is_icon = len(words) > 1 and all(unicodedata.category(character) == "So" for character in words[0])
    return words[1:] if is_icon else words
