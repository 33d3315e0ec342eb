"""Reading dates."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from volunteering.reading.problems import Piece, Problem, Unreadable
from volunteering.reading.spelling import plain


class Toward(StrEnum):
    """Which date one without a year means, or a weekday alone; today is both."""

    NEXT = "next"
    LAST = "last"


_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS_AWAY = {
    "today": 0, "今天": 0, "今日": 0, "tomorrow": 1, "明天": 1, "明日": 1, "后天": 2, "大后天": 3,
    "yesterday": -1, "昨天": -1, "昨日": -1, "前天": -2, "大前天": -3,
}  # fmt: skip
_YEARS = range(1900, 2200)

_YEAR_FIRST = re.compile(r"(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2}) ?[日号]?")
_MONTH_FIRST = re.compile(r"(\d{1,2})(?:-| ?月 ?)(\d{1,2}) ?[日号]?")
_DAY_FIRST = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?")
_EITHER_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")
_DAY_NAMED_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?,?(?: (\d{4}))?")
_NAMED_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_CHINESE_WEEKDAY = re.compile(r"(上|下|这|本)?个?周([1-7])")
_ENGLISH_WEEKDAY = re.compile(r"([a-z]{3,9})\.?")
_WITH_WEEKDAY = re.compile(
    r"(?P<first>周[1-7]|[a-z]{3,9}\.?),? (?P<rest>.*\d.*)|(?P<rest_>.*\d.*?),? ?\(?(?P<last>周[1-7]|[a-z]{3,9}) ?\)?"
)


def read_day(typed: str, today: date, toward: Toward) -> date | Unreadable:
    """A local date, as people write one. `toward` says which is meant where the year is left out."""
    found = _read(plain(typed).strip(", "), today, toward)
    if isinstance(found, date):
        return found
    problem, days = found
    return Unreadable(piece=Piece.DAY, problem=problem, typed=typed, days=days)


Found = date | tuple[Problem, tuple[date, ...]]
_NO_SUCH_DATE: Found = (Problem.NO_SUCH_DATE, ())


def _read(text: str, today: date, toward: Toward) -> Found:
    for way in _WAYS:
        found = way(text, today, toward)
        if found is not None:
            return found
    return Problem.NOT_A_DATE, ()


def _days_away(text: str, today: date, _: Toward) -> Found | None:
    return today + timedelta(days=_DAYS_AWAY[text]) if text in _DAYS_AWAY else None


def _weekday(text: str, today: date, toward: Toward) -> Found | None:
    number = _number_of_weekday(text)
    if number is not None:
        days = (number - today.weekday()) % 7 if toward is Toward.NEXT else -((today.weekday() - number) % 7)
        return today + timedelta(days=days)
    which = _CHINESE_WEEKDAY.fullmatch(text)
    if not which:
        return None
    monday = today - timedelta(days=today.weekday())
    weeks = {"上": -1, "下": 1}.get(which[1], 0)
    return monday + timedelta(weeks=weeks, days=int(which[2]) - 1)


def _number_of_weekday(text: str) -> int | None:
    """0 for Monday."""
    if chinese := re.fullmatch(r"周([1-7])", text):
        return int(chinese[1]) - 1
    english = _ENGLISH_WEEKDAY.fullmatch(text)
    return _index(english[1], _WEEKDAYS) if english else None


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """Where the name stands that the word, of three letters or more, is short for."""
    word = "sep" if word == "sept" else word
    return next((index for index, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)


def _year_first(text: str, today: date, toward: Toward) -> Found | None:
    match = _YEAR_FIRST.fullmatch(text)
    return _dated(match[1], match[2], match[3], today, toward) or _NO_SUCH_DATE if match else None


def _month_first(text: str, today: date, toward: Toward) -> Found | None:
    match = _MONTH_FIRST.fullmatch(text)
    return _dated(None, match[1], match[2], today, toward) or _NO_SUCH_DATE if match else None


def _day_first(text: str, today: date, toward: Toward) -> Found | None:
    match = _DAY_FIRST.fullmatch(text)
    return _dated(match[3], match[2], match[1], today, toward) or _NO_SUCH_DATE if match else None


def _either_first(text: str, today: date, toward: Toward) -> Found | None:
    """5/12 is May in Beijing and December in London: where both exist, the person is asked."""
    match = _EITHER_FIRST.fullmatch(text)
    if not match:
        return None
    first, second, year = match.groups()
    readings = (_dated(year, first, second, today, toward), _dated(year, second, first, today, toward))
    days = tuple(dict.fromkeys(day for day in readings if day))
    if not days:
        return _NO_SUCH_DATE
    return days[0] if len(days) == 1 else (Problem.TWO_DATES, days)


def _named_month(text: str, today: date, toward: Toward) -> Found | None:
    if match := _DAY_NAMED_MONTH.fullmatch(text):
        day, name, year = match.groups()
    elif match := _NAMED_MONTH_DAY.fullmatch(text):
        name, day, year = match.groups()
    else:
        return None
    month = _index(name, _MONTHS)
    return None if month is None else _dated(year, str(month + 1), day, today, toward) or _NO_SUCH_DATE


def _with_weekday(text: str, today: date, toward: Toward) -> Found | None:
    """A date that also says its weekday: a slip in one of them is noticed."""
    match = _WITH_WEEKDAY.fullmatch(text)
    if not match:
        return None
    number = _number_of_weekday((match["first"] or match["last"]).strip("."))
    day = _read((match["rest"] or match["rest_"]).strip(" ,("), today, toward) if number is not None else None
    if isinstance(day, date) and day.weekday() != number:
        return Problem.OTHER_WEEKDAY, (day,)
    if isinstance(day, tuple):
        meant = [one for one in day[1] if one.weekday() == number]
        return meant[0] if len(meant) == 1 else day
    return day


_WAYS: tuple[Callable[[str, date, Toward], Found | None], ...] = (
    _days_away, _weekday, _year_first, _month_first, _day_first, _either_first, _named_month, _with_weekday,
)  # fmt: skip


def _dated(year: str | None, month: str, day: str, today: date, toward: Toward) -> date | None:
    """The date; without a year the next or the last there is (29 February may be years away)."""
    step = 1 if toward is Toward.NEXT else -1
    years = [int(year)] if year else range(today.year, today.year + 9 * step, step)
    for number in years:
        found = _existing(number, int(month), int(day))
        if found and (year or (found - today).days * step >= 0):
            return found
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
