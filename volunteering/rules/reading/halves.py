"""The words for parts of the day, and which hours they go with.

A part of the day is a stretch of it. An hour said with the part (`下午2点`, `8 in the evening`) is the one that lies in
the stretch; where none does (`中午10点`) or two do (`上午12点`), nobody guesses: it is asked about.
"""

import re
from typing import Final

from volunteering.rules.ground.model import Model

HALF: Final = 12 * 60
DAY: Final = 24 * 60


class PartOfDay(Model):
    """From when until before when a word is said, in hours after the midnight that begins the date."""

    since: int
    until: int
    unsure: int = 30
    """From when on it is not sure whether the night before the date is meant, or the one after it."""


_NIGHT, _LATE = PartOfDay(since=19, until=30, unsure=24), PartOfDay(since=22, until=30, unsure=24)
_WORDS: dict[str, PartOfDay] = {
    "凌晨": PartOfDay(since=0, until=7),
    "黎明 拂晓 清晨 清早 大清早 1大早 1早 晨": PartOfDay(since=4, until=10),
    "早上 早晨 早间 大早上 早": PartOfDay(since=3, until=12),
    "morning": PartOfDay(since=1, until=12),
    "上午": PartOfDay(since=0, until=13),  # 上午12点 is noon to some, and to many a telephone midnight
    "am": PartOfDay(since=0, until=12),
    "正午": PartOfDay(since=12, until=13),
    "中午 午间 大中午": PartOfDay(since=11, until=15),
    "午后 afternoon": PartOfDay(since=12, until=19),
    "下午 pm": PartOfDay(since=12, until=24),
    "傍晚 黄昏": PartOfDay(since=16, until=21),
    "evening": PartOfDay(since=16, until=24),
    "晚上 晚间 夜晚 大晚上 晚 night": PartOfDay(since=17, until=28, unsure=25),  # 5日晚上12点 ends the 5th
    "夜里 夜间": _NIGHT,
    "深夜": PartOfDay(since=21, until=30, unsure=24),
    "半夜 大半夜 3更半夜 夜": _LATE,
    "前半夜 上半夜": PartOfDay(since=19, until=24),
    "后半夜 下半夜": PartOfDay(since=24, until=30, unsure=24),
    "午夜 子夜": PartOfDay(since=23, until=26, unsure=24),
}
PARTS: dict[str, PartOfDay] = {word: part for words, part in _WORDS.items() for word in words.split()}

_IN_FRONT = "|".join(sorted((word for word in PARTS if not word.isascii()), key=len, reverse=True))
_ENGLISH = "morning|afternoon|evening|night"
BEFORE = rf"(?:{_IN_FRONT}|{_ENGLISH}|[ap]m)"
AFTER = rf"(?:(?P<after>[ap])\.?m\.?|(?:in )?(?P<part>{_ENGLISH}))"
"""How a part of the day stands before an hour, and behind it."""

_SHORT = re.compile(r"(?<!大)([今明昨]|后(?=[早晚])|前(?=[早晚]))儿?(早上?|晨|晚上?|夜里?)(?!夜)")
_ENGLISH_SHORT = re.compile(r"\b(?:tonight|last night|this(?= (?:morning|afternoon|evening)))")
_ENGLISH_WHOLE = {"tonight": "today night", "last night": "yesterday night"}
_WHOLE = {"早": "早上", "晨": "早上", "晚": "晚上", "夜": "夜里"}
_GLUED = re.compile(rf"{_IN_FRONT}|(?<![a-z\d ])[ap]m(?= ?\d)")


def apart(text: str) -> str:
    """The text with a space before every part of the day, and what is short for a day with one (`明晚`) in full."""
    text = _ENGLISH_SHORT.sub(lambda found: _ENGLISH_WHOLE.get(found[0], "today"), text)
    text = _SHORT.sub(lambda found: f"{found[1]}天 {_WHOLE[found[2][0]]}", text)
    return _GLUED.sub(lambda found: f" {found[0]}", text)


def without_half(text: str) -> str:
    """A date without the part of the day that is said behind it."""
    day, _, last = text.rpartition(" ")
    return day if day and last in PARTS else text


def fitting(part: PartOfDay, hour: int, minute: int, *, of_twelve: bool) -> tuple[int, ...]:
    """The minutes after midnight that an hour can be within a part of the day: one where they go together."""
    hours = (hour % 12, hour % 12 + 12, hour % 12 + 24) if of_twelve else (hour, hour + 24) if hour == 0 else (hour,)
    return tuple(each * 60 + minute for each in hours if part.since * 60 <= each * 60 + minute < part.until * 60)
