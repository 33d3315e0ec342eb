"""One spelling for what people write in many: full-width, upper-case, traditional, with numbers in words."""

import re
import unicodedata

_SIMPLIFIED = str.maketrans("後週禮點時號個兩鐘無間這從裡裏", "后周礼点时号个两钟无间这从里里")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−~〜∼", "-"))
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_WEEKDAYS = {character: value for value, character in enumerate("一二三四五六日", start=1)} | {"天": 7}
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_NUMBER = re.compile(r"[零〇一二两三四五六七八九十]+")


def plain(text: str) -> str:
    """The text in half-width lower case, with simplified characters, ASCII digits and plain dashes, evenly spaced.

    Chinese weekdays are written `周1` to `周7`.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES).translate(_SIMPLIFIED)
    text = "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in text)
    text = _WEEKDAY.sub(lambda found: f"周{_WEEKDAYS[found[1]]} ", text)
    return " ".join(_NUMBER.sub(lambda found: _in_digits(found[0]), text).split())


def _in_digits(words: str) -> str:
    """`二十五` as 25, `二〇二六` as 2026."""
    tens, ten, ones = words.partition("十")
    if not ten:
        return "".join(str(_DIGITS[word]) for word in words)
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return words
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))
