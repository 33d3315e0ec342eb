"""Reading days that were: a year, a quarter, some months, from one day to another."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from volunteering.rules.ground.periods import Month
from volunteering.rules.reading.days import day_in, spaced
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.months import read_span
from volunteering.rules.reading.spelling import plain
from volunteering.rules.reading.stretches import Stretch, filled

_AROUND: Final = re.compile(
    r"^(?:从|自|由|整个|整|全|我|all of |(?:the )?whole(?: of)? |from |the |in |during |between ) ?"
    r"| ?(?:全年|整年|整月|整个?月|全部|的(?:服务|证书|证明)?|期间|之?间|内|为止|止)$"
)
_BETWEEN: Final = re.compile(r" ?(?:-|~|到|至|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b) ?")
_SLASHED: Final = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})/(\d{4}-\d{1,2}-\d{1,2})")
_SINCE: Final = re.compile(
    r"(?:从|自|由)?(?P<first>.+?)(?:起|以来|开始|(?:至|到|-|直到)?(?:今|现在|目前|如今))"
    r"|(?:since|from) (?P<first_>.+?)(?: onwards?| on)?|(?P<first__>.+?)(?: ?- ?| to | until | till )(?:now|date|today)"
)
"""A beginning, up to today."""
_LATELY: Final = re.compile(
    r"(?:最近|过去|近|前|(?:the )?(?:last|past) )(?P<count>\d{1,3}|半)? ?个?"
    r"(?P<unit>年|月|周|星期|天|years?|months?|weeks?|days?)"
)
_MONTHS_OF: Final = {"年": 12, "月": 1, "year": 12, "month": 1}
_DAYS_OF: Final = {"周": 7, "星期": 7, "天": 1, "week": 7, "day": 1}
_QUARTER: Final = re.compile(
    r"(?P<year>.*?)(?:年度?| )?(?:的)?第?(?P<quarter>[1-4])季度?|(?P<year_>.*?)(?:年| )?q(?P<quarter_>[1-4])"
    r"|q(?P<quarter__>[1-4]) (?:of )?(?P<year__>.+)"
)
_QUARTERS_AWAY: Final = {
    "本季度": 0, "这季度": 0, "这个季度": 0, "本季": 0, "这1季": 0, "this quarter": 0, "上季度": -1, "上个季度": -1,
    "上季": -1, "上1季": -1, "上1季度": -1, "last quarter": -1, "previous quarter": -1,
}  # fmt: skip
_HALF: Final = re.compile(
    r"(?P<year>.*?)年?的?(?P<half>[上下])半年|(?:the )?(?P<half_>first|second) half(?: of)?(?: (?P<year_>.+))?"
)
_YEAR_SAID: Final = re.compile(r"(?:(?:\d{4}|(?:中华)?民国 ?\d{1,3}|1\d\d)(?:年度?|[-/.])|[去今前]年)的?")
_COUNTED_FROM_TODAY: Final = re.compile(r"[去今前]年|上|本|这|last|this|previous")
_TO_A_MONTH: Final = re.compile(r"\d{1,2}月份?")


def read_past_days(typed: str, today: date) -> Stretch | None:
    """`2025`, `去年`, `民國114年`, `3月到5月`, `last quarter`, `2025-01-01~2025-12-31`: the first day and the last one.

    What is said without a year is the last of that name that has begun. Of two dates in the wrong order the earlier is
    the first. None for a day alone, for what hasn't begun, and for what isn't understood.
    """
    text = _SLASHED.sub(r"\1 - \2", plain(typed))
    if isinstance(day_in(spaced(text), today, Toward.LAST), date):
        return None
    found = _since(text, today)
    while found is None:
        found = _piece(text, today) or _from_to(text, today)
        bare = _AROUND.sub("", text).strip()
        if bare == text:
            break
        text = bare
    if found is None:
        return None
    first, last = min(found), max(found)
    return (first, min(last, today)) if first <= today else None


def _piece(text: str, today: date) -> Stretch | None:
    """One stretch with a name of its own."""
    span = read_span(text, today)
    if span is not None:
        return span.months[0].first_day(), span.months[-1].last_day()
    return _quarter(text, today) or _half(text, today) or _lately(text, today)


def _quarter(text: str, today: date) -> Stretch | None:
    number = (today.month - 1) // 3
    if text in _QUARTERS_AWAY:
        return _months(Month(year=today.year, number=3 * number + 1).plus(3 * _QUARTERS_AWAY[text]), 3)
    said = _QUARTER.fullmatch(text)
    if said is None:
        return None
    wanted = int(said["quarter"] or said["quarter_"] or said["quarter__"]) - 1
    year = _year(said["year"] or said["year_"] or said["year__"], today, begun=wanted <= number)
    return _months(Month(year=year, number=3 * wanted + 1), 3) if year else None


def _half(text: str, today: date) -> Stretch | None:
    said = _HALF.fullmatch(text)
    if said is None:
        return None
    is_second = (said["half"] or said["half_"]) in {"下", "second"}
    year = _year(said["year"] or said["year_"], today, begun=not is_second or today.month > 6)
    return _months(Month(year=year, number=7 if is_second else 1), 6) if year else None


def _lately(text: str, today: date) -> Stretch | None:
    said = _LATELY.fullmatch(text)
    if said is None or (said["count"] is None and said["unit"] in {"年", "月", "天", "year", "month", "week", "day"}):
        return None
    unit = said["unit"].removesuffix("s")
    if said["count"] == "半":
        months = 6 if unit == "年" else 0
        return (_months_ago(today, months), today) if months else None
    count = int(said["count"] or 0)
    if unit in _DAYS_OF:
        return (today - timedelta(days=count * _DAYS_OF[unit] - 1), today) if count else None
    months = count * _MONTHS_OF[unit]
    return (_months_ago(today, months), today) if 0 < months < 12 * (today.year - 1) else None


def _months_ago(today: date, months: int) -> date:
    """The day after the one so many months ago."""
    month = Month.of(today).plus(-months)
    return min(month.first_day() + timedelta(days=today.day), month.plus(1).first_day())


def _year(said: str | None, today: date, *, begun: bool) -> int | None:
    """The year that is said; where none is, this one, or the last where it hasn't begun in this one."""
    if not said:
        return today.year if begun else today.year - 1
    span = read_span(said, today) or read_span(f"{said}年", today)
    return span.year if span and len(span.months) == 12 else None


def _months(first: Month, count: int) -> Stretch:
    return first.first_day(), first.plus(count - 1).last_day()


def _since(text: str, today: date) -> Stretch | None:
    said = _SINCE.fullmatch(text)
    if said is None:
        return None
    found = _either(said["first"] or said["first_"] or said["first__"], today)
    return (found[0], today) if found else None


def _either(text: str, today: date) -> Stretch | None:
    """A stretch with a name, or a day."""
    if found := _piece(text, today):
        return found
    day = day_in(spaced(text), today, Toward.LAST)
    return (day, day) if isinstance(day, date) else None


def _from_to(text: str, today: date) -> Stretch | None:
    """Two of them, with something between; what only one of them says of the year holds for both, where it can."""
    turned: Stretch | None = None
    for between in _BETWEEN.finditer(text):
        left, right = text[: between.start()].strip(), text[between.end() :].strip()
        for beginning, end in _both_whole(left, right):
            last = _either(end, today)
            first = _either(beginning, today if _COUNTED_FROM_TODAY.search(beginning) else last[1]) if last else None
            if first and last and first[0] <= last[1]:
                return first[0], last[1]
            if first and last:
                turned = turned or (last[0], first[1])
    return turned


def _both_whole(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Both sides as they are, or with what only one of them says: `2025年` of `2025年3月到5月`, `月` of `1-3月`."""
    _, *others = filled(left, right)
    yield from others
    lefts = [left, *([f"{left}月"] if _TO_A_MONTH.search(right) and left[-1:].isdigit() else [])]
    for one in lefts:
        said = _YEAR_SAID.match(one)
        if said and not _YEAR_SAID.match(right):
            yield one, said[0] + right
        yield one, right
