"""Reading for how long a paper is good."""

import re

from volunteering.rules.reading.spelling import plain

_MONTHS = re.compile(r"(?P<number>\d{1,3}) ?(?P<years>years?|y|年)? ?(?:months?|m|个月|月)?")
_FOR_EVER = frozenset(
    {"长期", "长期有效", "永久", "永久有效", "终身", "不限", "for ever", "forever", "always", "no limit"}
)


def read_validity(typed: str) -> int | None:
    """In months: `18`, `2 years`, `两年`; 0 for ever; None where it says neither."""
    text = plain(typed)
    if text in _FOR_EVER:
        return 0
    found = _MONTHS.fullmatch(text)
    return int(found["number"]) * (12 if found["years"] else 1) if found else None
