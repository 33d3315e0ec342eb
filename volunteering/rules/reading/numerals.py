"""Numbers in words, as digits: `二十五`, `二〇二六`, `两百`, `廿五`, `twenty-five`.

`三五` is three to five, and `十五六` fifteen or sixteen: what is no one number stays as it is, and is read by nobody.
Digits and words side by side (`二十5`, `2十分钟`) are two numbers with a space between, and never one: 205 people.
"""

import re

_VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")}
_OTHER_HANDS = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟", "零二一二三四五六七八九十百千")
"""The same digits as they are written out loud, and on cheques."""

_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+")
_YEAR = re.compile(r"[零〇一二三四五六七八九]{2,4}(?=年)")
_COUNTED = re.compile(
    r"(?:(?P<thousands>[一二三四五六七八九])千)?零?(?:(?P<hundreds>[一二三四五六七八九])百)?零?"
    r"(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二三四五六七八九])?"
)
_SHORT = re.compile(r"(?P<before>.*)(?P<unit>[千百])(?P<last>[一二三四五六七八九])")
"""`两百五` leaves the last unit out: two hundred and fifty."""

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SAID = {word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)} | {
    word: value * 10 for value, word in enumerate(_TENS, start=2)
}
_ANY = "|".join((*_TENS, *_TEENS, *_ONES))
_ENGLISH = re.compile(
    rf"\b(?:(?P<unit>a|{'|'.join(_ONES)}) (?P<of>hundred|thousand)(?! (?:and )?(?:a|{_ANY})\b)"
    rf"|(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<ones>{'|'.join(_ONES)}))?|(?P<small>{'|'.join((*_TEENS, *_ONES))}))\b"
)


def in_digits(text: str) -> str:
    """The text with every number that is written in words in digits."""
    text = _YEAR.sub(lambda found: _one_by_one(found[0]), text)
    return _ENGLISH.sub(_english, _CHINESE.sub(_apart_from_digits, text))


def _one_by_one(digits: str) -> str:
    return "".join(str(_VALUES[digit]) for digit in digits.translate(_OTHER_HANDS))


def _apart_from_digits(found: re.Match[str]) -> str:
    if found[0] in "零〇":
        return "0"  # 9点零5分, 1〇人
    before, behind = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return f"{' ' * before.isdigit()}{_chinese(found[0])}{' ' * behind.isdigit()}"


def _english(found: re.Match[str]) -> str:
    if found["of"]:
        return str(_SAID.get(found["unit"], 1) * (100 if found["of"] == "hundred" else 1000))
    return str(_SAID[found["small"]] if found["small"] else _SAID[found["tens"]] + _SAID.get(found["ones"] or "", 0))


def _chinese(words: str) -> str:
    plain = words.translate(_OTHER_HANDS).replace("廿", "二十").replace("卅", "三十")
    if all(word in _VALUES for word in plain):
        return _one_by_one(plain) if _is_spelt(plain) else words
    whole, ten_thousand, rest = plain.partition("万")
    value = _counted(whole)
    if value is None or rest:
        return words
    return str(value * 10_000 if ten_thousand else value)


def _is_spelt(digits: str) -> bool:
    """One digit, a year, or a number with a zero in it; two or three others in a row are `three to five`."""
    return len(digits) in {1, 4} or "零" in digits


def _counted(words: str) -> int | None:
    short = _SHORT.fullmatch(words)
    if short:
        words += "百" if short["unit"] == "千" else "十"
    found = _COUNTED.fullmatch(words)
    if not found or not words:
        return None
    thousands, hundreds, ones = (_VALUES.get(found[unit] or "", 0) for unit in ("thousands", "hundreds", "ones"))
    tens = _VALUES[found["tens"]] if found["tens"] else 1 if found["ten"] else 0
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones
