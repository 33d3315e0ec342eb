"""Reading birth dates: a year alone is one, and a date is one only with its year."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from volunteering.rules.profiles import Born, is_likely
from volunteering.rules.reading.days import day_in, spaced
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.months import REPUBLIC, year_said
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain

_AROUND: Final = re.compile(
    r"^(?:我(?:是|的)?|(?:出生|生日|生)(?:日期|年月日?)?[于是]?"
    r"|(?:my )?(?:birthday|birth ?date|date of birth|dob)(?: is)?|(?:i was |i am |i'm )?born(?: on| in)?|in)[ :]*"
    r"| ?(?:年的?出生|出生|生人?|的|born| years?)$"
)
_OF_THE_REPUBLIC: Final = re.compile(r"(?:(?:(?:中华)?民国 ?(\d{1,3})|(\d{2,3})) ?年次|(?:中华)?民国 ?(\d{1,3}))")
_APART: Final = re.compile(r"(\d{4})[ ,]+(\d{1,2})[ ,]+(\d{1,2})")
_HAS_YEAR: Final = re.compile(r"\d{4}|民国|^\d{3}[-/.年]\d{1,2}[-/.月]|^1?\d{6}$")
_SHORT_FIRST: Final = re.compile(r"(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_SHORT_LAST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})")
_FIRST_YEAR: Final = 1900
_OLDEST_MEANT: Final = 100
"""Of two digits no year is meant in which whoever types it would be older than so many years."""


def read_born(typed: str, today: date) -> Born | Unreadable:
    """`1958`, `1958年3月21日`, `21 March 1958`, `民國47年`: a birth date, or the year alone.

    Of a year with its month (`1958年3月`) the year is taken, since what counts is the whole date or that. A year of two
    digits may be one of 民國, too: which one it is, is asked where both may be.
    """
    text = _AROUND.sub("", _AROUND.sub("", plain(typed))).strip()
    meant = tuple(dict.fromkeys(_short(text, today) or _years(text, today)))
    if len(meant) > 1:
        days = tuple(born.day for born in meant if born.day)
        years = () if days else tuple(born.year for born in meant)
        problem = Problem.TWO_DATES if days else Problem.WHICH_NUMBER
        return Unreadable(piece=Piece.BORN, problem=problem, typed=typed, days=days, numbers=years)
    born = meant[0] if meant else _whole(text, today, typed)
    if isinstance(born, Unreadable):
        return born
    if born.year < _FIRST_YEAR or not is_likely(born, today):
        return Unreadable(piece=Piece.BORN, problem=Problem.NO_SUCH_DATE, typed=typed)
    return born


def _whole(text: str, today: date, typed: str) -> Born | Unreadable:
    if apart := _APART.fullmatch(text):
        text = "-".join(apart.groups())
    found = day_in(spaced(text), today, Toward.LAST) if _HAS_YEAR.search(text) else None
    if isinstance(found, date):
        return Born(year=found.year, day=found)
    problem, days = found or (Problem.NOT_A_DATE, ())
    return Unreadable(piece=Piece.BORN, problem=problem, typed=typed, days=days)


def _years(text: str, today: date) -> Iterator[Born]:
    """The years that may be meant by a year alone, or by one with its month."""
    if republic := _OF_THE_REPUBLIC.fullmatch(text):
        yield Born(year=int(next(filter(None, republic.groups()))) + REPUBLIC)
        return
    said = year_said(text)
    if said is None:
        return
    if said.short is not None:
        yield from (Born(year=year) for year in _meant_by(said.short, today))
    elif said.year:
        yield Born(year=said.year)


def _short(text: str, today: date) -> tuple[Born, ...]:
    """The dates that may be meant by one whose year has two digits: that first, or last."""
    if first := _SHORT_FIRST.fullmatch(text):
        year, month, day = map(int, first.groups())
        found = _existing((number, month, day) for number in _meant_by(year, today))
        if found or year > 31:
            return found
    if last := _SHORT_LAST.fullmatch(text):
        one, other, year = map(int, last.groups())
        years = [number for number in _meant_by(year, today) if number % 100 == year]
        return _existing(each for number in years for each in ((number, other, one), (number, one, other)))
    return ()


def _meant_by(short: int, today: date) -> Iterator[int]:
    """The years that two digits may stand for, of somebody who may be alive: of this century, the last, or 民國."""
    years = (1900 + short, 2000 + short, REPUBLIC + short)
    return (year for year in years if today.year - _OLDEST_MEANT <= year <= today.year)


def _existing(dates: Iterable[tuple[int, int, int]]) -> tuple[Born, ...]:
    found = []
    for year, month, day in dates:
        try:
            found.append(Born(year=year, day=date(year, month, day)))
        except ValueError:
            continue
    return tuple(found)
