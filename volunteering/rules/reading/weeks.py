"""Reading weekdays and weekends: days that are counted in weeks. A week begins on Monday."""

import re
from datetime import date, timedelta

from volunteering.rules.reading.found import AWAY, Found, Toward, one_of
from volunteering.rules.reading.months import index_of

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SATURDAY = 5

_WEEKDAY = re.compile(r"(?:(上上|上|这|本|下下|下)个?)?周([1-7])")
_NAMED_WEEKDAY = re.compile(r"(?:(next|this|last|coming) )?([a-z]{3,9})\.?(?: (next|this|last) week)?")
_WEEK_FIRST = re.compile(r"((?:next|this|last) week) ([a-z]{3,9})")
"""`next week Sunday`, as people say it in Asia."""
_WEEKEND = re.compile(r"(?:(上|这|本|下)个?)?周末|(?:(last|this|next) )?weekend")


def weekday(text: str, today: date, toward: Toward) -> Found | None:
    """`Saturday`, `下周三`, `next Saturday`; None where the text is no such day."""
    number = number_of_weekday(text)
    if number is not None:
        return _coming(today, number) if toward is Toward.NEXT else _gone(today, number)
    monday = today - timedelta(days=today.weekday())
    if which := _WEEKDAY.fullmatch(text):
        return monday + timedelta(weeks=AWAY[which[1]], days=int(which[2]) - 1)
    named = _NAMED_WEEKDAY.fullmatch(_WEEK_FIRST.sub(r"\2 \1", text))
    number = index_of(named[2], _WEEKDAYS) if named else None
    if named is None or number is None or (named[1] and named[3]):
        return None
    if named[3]:
        return monday + timedelta(weeks=AWAY[named[3]], days=number)
    return _weekday_said_so(named[1], number, today)


def _weekday_said_so(said: str, number: int, today: date) -> Found:
    """`next Saturday` is the first that comes to some, and the one of next week to others: they are asked."""
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)
    if said == "coming":
        return _coming(today, number)
    nearest = {"next": _coming(tomorrow, number), "this": _coming(today, number), "last": _gone(yesterday, number)}
    in_week = today + timedelta(weeks=AWAY[said], days=number - today.weekday())
    return one_of((nearest[said], in_week))


def _coming(start: date, number: int) -> date:
    return start + timedelta(days=(number - start.weekday()) % 7)


def _gone(start: date, number: int) -> date:
    return start - timedelta(days=(start.weekday() - number) % 7)


def weekend(text: str, today: date, toward: Toward) -> Found | None:
    """Two days: which of them is asked. None where the text is no weekend."""
    which = _WEEKEND.fullmatch(text)
    if not which:
        return None
    said = which[1] or which[2]
    weeks = AWAY[said] if said else -1 if toward is Toward.LAST and today.weekday() < _SATURDAY else 0
    saturday = today + timedelta(weeks=weeks, days=_SATURDAY - today.weekday())
    return one_of(
        day for day in (saturday, saturday + timedelta(days=1)) if said or (day - today).days * toward.step >= 0
    )


def number_of_weekday(text: str) -> int | None:
    """0 for Monday, of nothing but a weekday; else None."""
    if chinese := re.fullmatch(r"周([1-7])", text):
        return int(chinese[1]) - 1
    return index_of(text.removesuffix("."), _WEEKDAYS)
