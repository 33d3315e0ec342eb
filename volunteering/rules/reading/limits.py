"""Reading limits that a unit sets: so many, so many days, one length after the other, or off."""

import re
from typing import Final

from volunteering.rules.reading.spelling import plain

COUNT: Final = re.compile(r"(?:at most |max |最多|至多)?(\d{1,6}) ?(?:个?班次?|个|次|场|shifts?)?")
"""Of a plain text: `3`, `at most 3 shifts`, `最多3个`."""

DAYS: Final = re.compile(r"(\d{1,6}) ?(?:(天|日|days?|d)|(周|个?星期|个?礼拜|weeks?|w))?")
"""Of a plain text; the third group is there where it is weeks."""

NUMBER: Final = re.compile(r"\d{1,4}(?:\.\d)?")
"""Of a plain text: a number of hours that names no unit."""

BETWEEN: Final = re.compile(r"\s*[,，、;；/+]\s*|\s+(?:and|then)\s+|和|然后|然後|再")
"""What stands between one length and the next."""

_OFF: Final = frozenset({
    "off", "none", "no", "no limit", "unlimited", "关", "关闭", "关掉", "不要", "不用", "不限", "不限制", "无", "没有",
})  # fmt: skip


def is_off(typed: str) -> bool:
    """Whether it says that there is to be none."""
    return plain(typed) in _OFF
