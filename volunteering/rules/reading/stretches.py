"""Reading a stretch of days: one day, or from one to another."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from volunteering.rules.reading.days import day_in, read_day, spaced
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.months import span_ahead
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain

LONGEST: Final = 366  # days

_BETWEEN: Final = re.compile(r" ?(?:-|~|到|至|\bto\b|\buntil\b|\btill\b) ?")
_AROUND: Final = re.compile(
    r"^(?:我|从|自|由|整个|全|not on |not in |all of |(?:the )?whole(?: of)? |from ) ?"
    r"| ?(?:整个?月|整|全天|1整天|都?(?:不(?:行|能|可以|在|方便)(?:来|参加)?|没空|没时间|有事|来不了)|为止|止|all day)$"
)
_OPEN: Final = re.compile(
    r"(?:从|自|由|from |since |after )?(?P<first>.+?)(?:起|以后|之后|开始| on| onwards?)"
    r"|(?:从|自|由|from |since )(?P<first_>.+)"
)
"""A beginning without an end."""

_UNTIL: Final = re.compile(r"^(?:到|至|直到|until |till |up to ) ?(.+)$")
_SO_MANY: Final = re.compile(
    r"(?:从|自|由)?(?P<first>.+?)(?:起|开始)?,? ?(?:的)?(?:连续|共)?(?P<count>\d{1,3}) ?(?P<unit>天|周|个?星期)"
    r"|(?P<count_>\d{1,3}) (?P<unit_>day|week)s? (?:from|starting|beginning)(?: on)? (?P<first_>.+)"
)
"""`12月24日起3天`"""
_NUMBER: Final = re.compile(r"\d+")
_SLASHED: Final = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})/(\d{4}-\d{1,2}-\d{1,2})")
_FROM_NOW: Final = re.compile(
    r"^(?:从|自)?(?:即日|现在|今)起?(?= ?(?:到|至|-|~))|^(?:from )?(?:right )?now(?= (?:to|until|till)\b)"
)
"""`即日起至12月20日`"""
_FIGURES: Final = re.compile(r"(\d{1,2})/(\d{1,2})( ?(?:-|~|到|至|to\b|until\b) ?)(\d{1,2})/(\d{1,2})")
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


def read_stretch(typed: str, today: date, *, whole: bool = False, kept: str = "") -> Stretch | Unreadable:
    """`Sat 5 Dec`, `24-26 Dec`, `12月24日到1月2日`, `next week`, `December`: days ahead, the last one included.

    What of it is over is left out, unless it is wanted as a `whole`. A beginning alone is half of an answer: it was
    `kept` from an earlier one, where this may be the end.
    """
    written = _in_months(_FROM_NOW.sub("today", _SLASHED.sub(r"\1 - \2", plain(typed))))
    text = _AROUND.sub("", _AROUND.sub("", written)).strip()
    found = _ended(text, today, kept) or _named(text, today) or _from_to(text, today)
    found = found or _so_many(written, today) or _until(text, today)
    if found is None:
        if first := _begun(written, today):
            kept = first.isoformat()
            return Unreadable(piece=Piece.STRETCH, problem=Problem.NO_END, typed=typed, days=(first,), kept=kept)
        day = read_day(text, today, Toward.NEXT)
        if isinstance(day, Unreadable):
            found = _span(text, today)
            if found is None:
                return day.model_copy(update={"typed": typed, "piece": Piece.STRETCH})
        else:
            found = (day, day)
    first, last = found
    if last < today or first > last or (last - first).days >= LONGEST:
        problem = Problem.IN_THE_PAST if last < today else Problem.TOO_LONG
        return Unreadable(piece=Piece.STRETCH, problem=problem, typed=typed)
    return first if whole else max(first, today), last


def _in_months(text: str) -> str:
    """Of two dates in figures, where only one order of month and day makes both of them dates: `12/1-12/20`."""
    found = _FIGURES.fullmatch(text)
    if not found:
        return text
    one, other, between, third, fourth = found.groups()
    orders = [((one, other), (third, fourth)), ((other, one), (fourth, third))]
    meant = [order for order in orders if all(1 <= int(month) <= 12 and 1 <= int(day) <= 31 for month, day in order)]
    if len(meant) != 1:
        return text
    [(first, last)] = meant
    return f"{first[0]}月{first[1]}日{between}{last[0]}月{last[1]}日"


def _begun(text: str, today: date) -> date | None:
    """The day with which something begins of which no end is said."""
    found = _OPEN.fullmatch(text)
    first = day_in(spaced(found["first"] or found["first_"]), today, Toward.NEXT) if found else None
    return first if isinstance(first, date) else None


def _ended(text: str, today: date, kept: str) -> Stretch | None:
    """The end of what was begun in an earlier answer."""
    end = _UNTIL.sub(r"\1", text)
    return _from_to(f"{kept} - {end}", today) if kept else None


def _span(text: str, today: date) -> Stretch | None:
    """A month or a year."""
    span = span_ahead(text, today)
    return (span.months[0].first_day(), span.months[-1].last_day()) if span else None


def _until(text: str, today: date) -> Stretch | None:
    """From today to the day that is named."""
    found = _UNTIL.fullmatch(text)
    last = day_in(spaced(found[1]), today, Toward.NEXT) if found else None
    return (today, last) if isinstance(last, date) else None


def _so_many(text: str, today: date) -> Stretch | None:
    """A beginning, and how many days it is."""
    found = _SO_MANY.fullmatch(text)
    if not found:
        return None
    first = day_in(spaced(found["first"] or found["first_"]), today, Toward.NEXT)
    days = int(found["count"] or found["count_"]) * (1 if (found["unit"] or found["unit_"]) in {"天", "day"} else 7)
    return (first, first + timedelta(days=days - 1)) if isinstance(first, date) and days else None


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
        for left, right in filled(text[: between.start()].strip(), text[between.end() :].strip()):
            first = day_in(spaced(left), today, Toward.NEXT)
            if isinstance(first, date) and (going_on := _going_on(left, right, first, today)):
                return going_on
            last = day_in(spaced(right), first, Toward.NEXT) if isinstance(first, date) else None
            if isinstance(first, date) and isinstance(last, date) and first <= last:
                return first, last
    return None


def _going_on(left: str, right: str, first: date, today: date) -> Stretch | None:
    """With today in it, and not a year later: `12月1日到12月31日` on 7 December."""
    last = day_in(spaced(right), today, Toward.NEXT)
    if not isinstance(last, date) or last >= first:
        return None
    begun = day_in(spaced(left), last, Toward.LAST)
    return (begun, last) if isinstance(begun, date) and begun <= today else None


def filled(left: str, right: str) -> Iterator[tuple[str, str]]:
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
