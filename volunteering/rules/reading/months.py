"""Reading months and years: what a report is about."""

import re
from datetime import date

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Month
from volunteering.rules.reading.spelling import plain
from volunteering.rules.reports import Span

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
YEARS = range(1970, 2200)

REPUBLIC = 1911
"""The year before the first of the calendar that Taiwan counts (民國): 115 is 2026."""

_LAST_SHORT = 80
"""`26年` is 2026, and `99年` 民國's: 2010."""

_MONTHS_AWAY = {
    "本月": 0, "这月": 0, "这个月": 0, "当月": 0, "this month": 0, "上月": -1, "上个月": -1, "last month": -1,
    "previous month": -1, "上上月": -2, "上上个月": -2, "下月": 1, "下个月": 1, "next month": 1,
}  # fmt: skip
_YEARS_AWAY = {
    "今年": 0, "本年": 0, "本年度": 0, "当年": 0, "this year": 0, "去年": -1, "上年": -1, "上年度": -1, "last year": -1,
    "previous year": -1, "前年": -2, "明年": 1, "next year": 1,
}  # fmt: skip
_YEAR = r"(?P<year>\d{4})|(?:中华)?民国 ?(?P<republic>\d{1,3})|(?P<republic_>1\d\d)|(?P<short>\d\d)(?=年)"
_AWAY = "|".join(sorted(_YEARS_AWAY, key=len, reverse=True))
_NUMBERED = re.compile(rf"(?:(?:{_YEAR})(?:年度?|[-/.] ?)|(?P<away>{_AWAY}) ?)(?P<month>\d{{1,2}})(?:月份?)?")
_TURNED = re.compile(r"(?P<month>\d{1,2})(?:[-/.]|月份? ?)(?P<year>\d{4})年?")
_COMPACT = re.compile(r"(?P<year>(?:19|2[01])\d\d)(?P<month>\d\d)")
_ALONE = re.compile(r"(?P<month>\d{1,2})月份?")
_NAMED = re.compile(rf"(?P<name>[a-z]{{3,9}})\.?(?:[- ,]+(?:of )?(?:(?P<year>\d{{4}})|(?P<away>{_AWAY})))?")
_NAMED_LAST = re.compile(r"(?P<year>\d{4})[- ](?P<name>[a-z]{3,9})")
_YEAR_ALONE = re.compile(rf"(?:{_YEAR})年(?:度)?|(?P<year_>\d{{4}})")


def index_of(word: str, names: tuple[str, ...]) -> int | None:
    """Where the name stands that the word, of three letters or more, is short for."""
    word = "sep" if word == "sept" else word
    return next((index for index, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)


def read_span(typed: str, today: date | None = None) -> Span | None:
    """The month or year that somebody means: `2026-11`, `11月`, `上个月`, `Nov 2026`, `去年`; None for anything else.

    A month without a year is the last one of that name that has begun. Without `today`, the year has to be said.
    """
    text = plain(typed)
    if today and text in _MONTHS_AWAY:
        return _within(Month.of(today).plus(_MONTHS_AWAY[text]))
    if today and text in _YEARS_AWAY:
        return _year(today.year + _YEARS_AWAY[text])
    for way in (_NUMBERED, _TURNED, _COMPACT, _ALONE, _NAMED, _NAMED_LAST):
        if match := way.fullmatch(text):
            return _month(match.groupdict(), today)
    match = _YEAR_ALONE.fullmatch(text)
    return _year(_year_in(match.groupdict(), today) or 0) if match else None


def span_ahead(text: str, today: date) -> Span | None:
    """As `read_span`, of a plain text: a month without a year is the next one of that name that isn't over."""
    if text in _MONTHS_AWAY or re.search(_AWAY, text):
        return read_span(text, today)
    eleven_later = Month.of(today).plus(11)
    return read_span(text) or read_span(text, date(eleven_later.year, eleven_later.number, 1))


class YearSaid(Model):
    """A year that is said, alone or with a month: whole, or two digits of which nobody says of what calendar."""

    year: int | None = None
    short: int | None = None


def year_said(text: str) -> YearSaid | None:
    """What a plain text says that is a year, or a month with its year, however long ago; None for anything else."""
    for way in (_NUMBERED, _TURNED, _COMPACT, _NAMED, _NAMED_LAST, _YEAR_ALONE):
        if match := way.fullmatch(text):
            said = match.groupdict()
            has_month = said.get("month") or said.get("name")
            if said.get("away") or (has_month and _month_in(said) is None):
                return None
            short = said.get("short")
            return YearSaid(short=int(short)) if short else YearSaid(year=_year_in(said, None))
    return None


def _month(said: dict[str, str | None], today: date | None) -> Span | None:
    number = _month_in(said)
    if number is None:
        return None
    year = _year_in(said, today)
    if year is None and today:
        year = today.year - (number > today.month)
    return _within(Month(year=year, number=number)) if year and year in YEARS else None


def _month_in(said: dict[str, str | None]) -> int | None:
    name = said.get("name")
    index = index_of(name, MONTHS) if name else None
    number = int(said.get("month") or 0) or (index + 1 if index is not None else 0)
    return number if 1 <= number <= 12 else None


def _year_in(said: dict[str, str | None], today: date | None) -> int | None:
    """The year, where one is said."""
    if away := said.get("away"):
        return today.year + _YEARS_AWAY[away] if today else None
    if republic := said.get("republic") or said.get("republic_"):
        return int(republic) + REPUBLIC
    if short := said.get("short"):
        return int(short) + (2000 if int(short) < _LAST_SHORT else REPUBLIC)
    year = said.get("year") or said.get("year_")
    return int(year) if year else None


def _within(month: Month) -> Span | None:
    return Span.of(month) if month.year in YEARS else None


def _year(year: int) -> Span | None:
    return Span(year=year) if year in YEARS else None
