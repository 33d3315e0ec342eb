"""Reading dates.

A date is read by the first way in the table that knows it. Two dates beside each other, or a date and a weekday, have
to agree (`Sat 5 Dec`, `明天(12月6日)`): where they do not, the person is asked.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from volunteering.rules.ground.periods import Month
from volunteering.rules.reading.clocks import by_the_hour
from volunteering.rules.reading.found import AWAY, NO_SUCH_DATE, NOT_A_DATE, Found, Toward, one_of
from volunteering.rules.reading.halves import apart, without_half
from volunteering.rules.reading.months import MONTHS, REPUBLIC, index_of
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import MOST_WORDS, plain
from volunteering.rules.reading.weeks import number_of_weekday, weekday, weekend

_DAYS_AWAY = {
    "today": 0, "今天": 0, "今日": 0, "今儿": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "明天": 1, "明日": 1, "明儿": 1,
    "day after tomorrow": 2, "后天": 2, "后日": 2, "后儿": 2, "大后天": 3,
    "yesterday": -1, "昨天": -1, "昨日": -1, "昨儿": -1, "day before yesterday": -2,
    "前天": -2, "前日": -2, "大前天": -3, "大前日": -3, "大后日": 3,
}  # fmt: skip
_FEASTS = {
    "元旦": (1, 1), "new year's day": (1, 1), "妇女节": (3, 8), "植树节": (3, 12), "劳动节": (5, 1), "青年节": (5, 4),
    "儿童节": (6, 1), "国庆": (10, 1), "国庆节": (10, 1), "志愿者日": (12, 5), "国际志愿者日": (12, 5),
    "圣诞节": (12, 25), "christmas day": (12, 25),
}  # fmt: skip
"""Days that have a name, by month and day; those by the moon are dates of another calendar, and asked for."""
_YEARS_AWAY = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}

_YEARS = range(1900, 2200)
_NEAR_YEARS = 20
_NEAR_DAYS = 3 * 366
"""A year of two digits is one so near; of three numbers, those that make a date so near."""

_YEAR_FIRST = re.compile(r"(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})[日号]?")
_COMPACT = re.compile(r"((?:19|2[01])\d\d|1[0-4]\d)(\d{2})(\d{2})")
_OF_THE_REPUBLIC = re.compile(r"(?:(?:中华)?民国 ?(\d{1,3})|(1\d\d))[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})[日号]?")
_SHORT_YEAR = re.compile(r"(\d{2})年(\d{1,2})月(\d{1,2})[日号]?")
_THREE_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2})")
_MONTH_FIRST = re.compile(
    r"(?:([前去今明后])年)?(?:(\d{1,2})月(\d{1,2})[日号]?|(\d{1,2})[-/.](\d{1,2})[日号]|(\d{2})-(\d{2}))"
)
_DAY_FIRST = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?")
_EITHER_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}))?")
_DAY_NAMED_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- ]?(?:of )?([a-z]{3,9})\.?(?:[- ](\d{4}))?")
_NAMED_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?[- ]?(\d{1,2})(?:st|nd|rd|th)?(?:[- ](\d{4}))?")
_SHORT_YEAR_NAMED_MONTH = re.compile(
    r"(\d{1,2}-[a-z]{3,9})-(\d\d)|(\d{1,2}(?:st|nd|rd|th)?[- ]?[a-z]{3,9}\.?) ?'(\d\d)"
)
_YEAR_NAMED_MONTH = re.compile(r"(\d{4})[- ]([a-z]{3,9})\.?[- ]?(\d{1,2})(?:st|nd|rd|th)?")
_DAY_OF_MONTH = re.compile(r"(?:(上上|上|这|本|下下|下)个?月的?)?(\d{1,2})[日号]|(\d{1,2})(?:st|nd|rd|th)")
_DAYS_FROM_NOW = re.compile(
    r"(?P<count>\d{1,3}) ?个?(?P<unit>天|日|周|星期|礼拜)[之以]?(?P<way>后|前)"
    r"|(?P<in>in )?(?P<count_>\d{1,3}|a) (?P<word>day|week)s?(?P<ago> ago)?"
)
_SEPARATORS = re.compile(
    r"(?:日期|时间|\b(?:date|time|when)) ?: ?|[,()·@]+|的|总?共计?|(?<=[点时半分刻整\d])(?:开始|起|集合|集中)"
    r"|大概|大约|差不多|左右|\b(?:about|around)\b|(?<=\d)ish\b"
    r"|\b(?:on|at|from|the|for|starting)\b|[从由自](?=[\d今明后昨前上下这本周])"
)
"""What stands between and says nothing, or says that it may be a little more or less: nobody can sign up for that."""
_SPACES = re.compile(
    r"(?<=[日号天\d])(?=周)|(?<=[日号天末])(?=\d)|(?<=[天周][后前])(?=\d)|(?<=[点时])(?=\d[\d.]*个?半?(?:小时|钟头|个钟))"
)
_BETWEEN_AND = re.compile(r"\bbetween (.{1,20}?) and\b")
_ENDS = re.compile(r"(?:,? ?(?:到|至|-) ?|, ?| )([^ ,到至-]*\d[^ ,到至-]*|中午|正午)(?:结束|散场|收工)")
"""`8点半集合，11点结束`"""


def read_day(typed: str, today: date, toward: Toward) -> date | Unreadable:
    """A local date, as people write one. `toward` says which is meant where the year is left out.

    A part of the day that is said beside it (`昨晚`, `tomorrow morning`) changes nothing.
    """
    found = day_in(without_half(spaced(plain(typed))), today, toward)
    if isinstance(found, date):
        return found
    problem, days = found
    return Unreadable(piece=Piece.DAY, problem=problem, typed=typed, days=days)


def spaced(text: str) -> str:
    """A plain text with spaces for the punctuation and the little words that stand between dates and times.

    Empty for one of too many words: where a date ends and its times begin is tried at each of them.
    """
    text = _BETWEEN_AND.sub(r"\1 -", _ENDS.sub(r" - \1", text))
    words = _SPACES.sub(" ", apart(by_the_hour(_SEPARATORS.sub(" ", text)))).split()
    return " ".join(words) if len(words) <= MOST_WORDS else ""


@lru_cache(maxsize=1024)
def day_in(text: str, today: date, toward: Toward) -> Found:
    """The date that a spaced text is, wholly."""
    found = _simple(text, today, toward)
    return found if found is not None else _agreeing(text, today, toward)


def next_one(text: str, day: date) -> date | None:
    """The day after that one which is said the same way, of a weekday or a day of the month alone; else None."""
    if number_of_weekday(text) is not None:
        return day + timedelta(days=7)
    found = _DAY_OF_MONTH.fullmatch(text)
    later = _day_of_month(text, day + timedelta(days=1), Toward.NEXT) if found and not found[1] else None
    return later if isinstance(later, date) else None


@lru_cache(maxsize=1024)  # in a long line the same few words are tried again and again
def _simple(text: str, today: date, toward: Toward) -> Found | None:
    for way in _WAYS:
        found = way(text, today, toward)
        if found is not None:
            return found
    return None


def _agreeing(text: str, today: date, toward: Toward) -> Found:
    """A date that is said twice, or with its weekday: a slip in one of them is noticed."""
    numbers = [(number_of_weekday(word), word) for word in text.split()]
    weekdays = {number for number, _ in numbers if number is not None}
    rest = " ".join(word for number, word in numbers if number is None)
    if len(weekdays) > 1:
        return NOT_A_DATE
    if not weekdays:
        return _twice(rest, today, toward)
    return _on_weekday(weekdays.pop(), rest, today, toward)


def _on_weekday(weekday: int, text: str, today: date, toward: Toward) -> Found:
    """The date, which is said to be that day of the week."""
    day = _twice(text, today, toward)
    if isinstance(day, date) and day.weekday() != weekday:
        # This year's days are written without the year, also where they point the other way.
        other = _twice(text, today, toward.other)
        is_this_years = isinstance(other, date) and other.weekday() == weekday and other.year == today.year
        return other if is_this_years else (Problem.OTHER_WEEKDAY, (day,))
    if isinstance(day, tuple):
        meant = [one for one in day[1] if one.weekday() == weekday]
        return meant[0] if len(meant) == 1 else day
    return day


def _twice(text: str, today: date, toward: Toward) -> Found:
    """One date, or the same one said in two ways."""
    day = _simple(text, today, toward)
    if day is not None:
        return day
    for space in re.finditer(" ", text):
        both = [_simple(part, today, toward) for part in (text[: space.start()], text[space.end() :])]
        days = tuple(dict.fromkeys(day for day in both if isinstance(day, date)))
        if all(isinstance(day, date) for day in both):
            return days[0] if len(days) == 1 else (Problem.TWO_DATES, days)
    return NOT_A_DATE


def _days_away(text: str, today: date, _: Toward) -> Found | None:
    return today + timedelta(days=_DAYS_AWAY[text]) if text in _DAYS_AWAY else None


def _feast(text: str, today: date, toward: Toward) -> Found | None:
    month, day = _FEASTS.get(text, (0, 0))
    return _dated(None, str(month), str(day), today, toward) if month else None


def _days_from_now(text: str, today: date, _: Toward) -> Found | None:
    match = _DAYS_FROM_NOW.fullmatch(text)
    if not match or (match["word"] and bool(match["in"]) == bool(match["ago"])):
        return None
    count = match["count"] or match["count_"]
    days = (1 if count == "a" else int(count)) * (1 if match["unit"] in {"天", "日"} or match["word"] == "day" else 7)
    return today + timedelta(days=-days if match["way"] == "前" or match["ago"] else days)


def _year_first(text: str, today: date, toward: Toward) -> Found | None:
    match = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if not match:
        return None
    year = match[1] if len(match[1]) == 4 else str(int(match[1]) + REPUBLIC)
    return _dated(year, match[2], match[3], today, toward) or NO_SUCH_DATE


def _of_the_republic(text: str, today: date, toward: Toward) -> Found | None:
    match = _OF_THE_REPUBLIC.fullmatch(text)
    if not match:
        return None
    year = int(match[1] or match[2]) + REPUBLIC
    return _dated(str(year), match[3], match[4], today, toward) or NO_SUCH_DATE


def _short_year(text: str, today: date, toward: Toward) -> Found | None:
    """`26年12月5日`, and the `15年` before it that was 民國's; `26/12/05` in any order that makes a date nearby."""
    if match := _SHORT_YEAR.fullmatch(text):
        years = (int(match[1]) + 2000, int(match[1]) + REPUBLIC)
        near = (year for year in years if abs(year - today.year) <= _NEAR_YEARS)
        return one_of(_dated(str(year), match[2], match[3], today, toward) for year in near)
    match = _THREE_NUMBERS.fullmatch(text)
    if not match:
        return None
    one, two, three = int(match[1]), int(match[3]), int(match[4])
    orders = ((one, two, three), (three, two, one), (three, one, two))
    days = (_existing(2000 + year, month, day) for year, month, day in orders)
    return one_of(day for day in days if day and abs((day - today).days) <= _NEAR_DAYS)


def _month_first(text: str, today: date, toward: Toward) -> Found | None:
    match = _MONTH_FIRST.fullmatch(text)
    if not match:
        return None
    year = str(today.year + _YEARS_AWAY[match[1]]) if match[1] else None
    month, day = (number for number in match.groups()[1:] if number)
    found = _dated(year, month, day, today, toward)
    return found or (None if match[6] else NO_SUCH_DATE)  # `20-11` has its day first


def _day_first(text: str, today: date, toward: Toward) -> Found | None:
    match = _DAY_FIRST.fullmatch(text)
    return _dated(match[3], match[2], match[1], today, toward) or NO_SUCH_DATE if match else None


def _either_first(text: str, today: date, toward: Toward) -> Found | None:
    """5/12 is May in Beijing and December in London: where both exist, the person is asked."""
    match = _EITHER_FIRST.fullmatch(text)
    if not match:
        return None
    first, second, year = match[1], match[3], match[4]
    return one_of((_dated(year, first, second, today, toward), _dated(year, second, first, today, toward)))


def _named_month(text: str, today: date, toward: Toward) -> Found | None:
    if match := _SHORT_YEAR_NAMED_MONTH.fullmatch(text):
        text = f"{match[1] or match[3]} 20{match[2] or match[4]}"
    if match := _DAY_NAMED_MONTH.fullmatch(text):
        day, name, year = match.groups()
    elif match := _NAMED_MONTH_DAY.fullmatch(text):
        name, day, year = match.groups()
    elif match := _YEAR_NAMED_MONTH.fullmatch(text):
        year, name, day = match.groups()
    else:
        return None
    month = index_of(name, MONTHS)
    return None if month is None else _dated(year, str(month + 1), day, today, toward) or NO_SUCH_DATE


def _day_of_month(text: str, today: date, toward: Toward) -> Found | None:
    """`5号` is the next one, or the last; `下个月3号` says which."""
    match = _DAY_OF_MONTH.fullmatch(text)
    if not match:
        return None
    number, month = int(match[2] or match[3]), Month.of(today)
    if match[1]:
        months: list[Month] = [month.plus(AWAY[match[1]])]
    else:
        months = [month.plus(count * toward.step) for count in range(3)]  # of two months in a row, one has 31 days
    days = (_existing(month.year, month.number, number) for month in months)
    ahead = (day for day in days if day and (match[1] or (day - today).days * toward.step >= 0))
    return next(ahead, None) or NO_SUCH_DATE


_WAYS: tuple[Callable[[str, date, Toward], Found | None], ...] = (
    _days_away, _days_from_now, _feast, weekday, weekend, _year_first, _of_the_republic, _short_year,
    _month_first, _day_first, _either_first, _named_month, _day_of_month,
)  # fmt: skip


def _dated(year: str | None, month: str, day: str, today: date, toward: Toward) -> date | None:
    """The date; without a year the next or the last there is (29 February may be years away)."""
    years = [int(year)] if year else range(today.year, today.year + 9 * toward.step, toward.step)
    for number in years:
        found = _existing(number, int(month), int(day))
        if found and (year or (found - today).days * toward.step >= 0):
            return found
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
