"""Reading a stretch of days: one day, or from one to another."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from volunteering.rules.reading.days import day_in, read_day, spaced
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain

LONGEST: Final = 366  # days

_BETWEEN: Final = re.compile(r" ?(?:-|~|到|至|\bto\b|\buntil\b|\btill\b) ?")
_AROUND: Final = re.compile(r"^(?:从|自|由|from ) ?| ?(?:都?不(?:行|能)|没空|为止|止)$")
_NUMBER: Final = re.compile(r"\d+")
_WEEKS: Final = {
    "this week": 0, "next week": 1, "week after next": 2, "本周": 0, "这周": 0, "下周": 1, "下下周": 2,
    "本星期": 0, "这星期": 0, "下星期": 1, "本礼拜": 0, "这礼拜": 0, "下礼拜": 1, "这个星期": 0, "下个星期": 1,
    "这个礼拜": 0, "下个礼拜": 1,
}  # fmt: skip
_WEEKENDS: Final = {
    "this weekend": 0, "next weekend": 1, "weekend": 0, "周末": 0, "这周末": 0, "本周末": 0, "下周末": 1,
    "这个周末": 0, "下个周末": 1,
}  # fmt: skip

Stretch = tuple[date, date]
"""The first local date and the last."""


def read_stretch(typed: str, today: date, *, whole: bool = False) -> Stretch | Unreadable:
    """`Sat 5 Dec`, `24-26 Dec`, `12月24日到1月2日`, `next week`: days ahead, the last one included.

    What of it is over is left out, unless it is wanted as a `whole`.
    """
    text = _AROUND.sub("", plain(typed)).strip()
    found = _named(text, today) or _from_to(text, today)
    if found is None:
        day = read_day(text, today, Toward.NEXT)
        if isinstance(day, Unreadable):
            return day.model_copy(update={"typed": typed})
        found = (day, day)
    first, last = found
    if last < today or first > last or (last - first).days >= LONGEST:
        problem = Problem.IN_THE_PAST if last < today else Problem.TOO_LONG
        return Unreadable(piece=Piece.STRETCH, problem=problem, typed=typed)
    return first if whole else max(first, today), last


def _named(text: str, today: date) -> Stretch | None:
    monday = today - timedelta(days=today.weekday())
    if text in _WEEKS:
        first = monday + timedelta(weeks=_WEEKS[text])
        return first, first + timedelta(days=6)
    if text in _WEEKENDS:
        first = monday + timedelta(weeks=_WEEKENDS[text], days=5)
        return first, first + timedelta(days=1)
    return None


def _from_to(text: str, today: date) -> Stretch | None:
    """Two dates with something between them; a whole date that has such a thing in it is one."""
    if isinstance(day_in(spaced(text), today, Toward.NEXT), date):
        return None
    for between in _BETWEEN.finditer(text):
        for left, right in _filled(text[: between.start()].strip(), text[between.end() :].strip()):
            first = day_in(spaced(left), today, Toward.NEXT)
            last = day_in(spaced(right), first, Toward.NEXT) if isinstance(first, date) else None
            if isinstance(first, date) and isinstance(last, date) and first <= last:
                return first, last
    return None


def _filled(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Both sides as they are, or with what only one of them says: `24` of `24-26 Dec`, `26` of `12月24-26日`."""
    yield left, right
    bare = re.compile(r"(\d{1,2})[日号]?(?:st|nd|rd|th)?")
    if found := bare.fullmatch(left):
        yield _NUMBER.sub(found[1], right, count=1) if right[:1].isdigit() else _last_number(right, found[1]), right
    if found := bare.fullmatch(right):
        yield left, _last_number(left, found[1])
        yield left + right[len(found[1]) :], _last_number(left, found[1]) + right[len(found[1]) :]


def _last_number(text: str, number: str) -> str:
    """The text with another number in place of its last one."""
    *_, last = _NUMBER.finditer(text) if _NUMBER.search(text) else (None,)
    return text[: last.start()] + number + text[last.end() :] if last else text
