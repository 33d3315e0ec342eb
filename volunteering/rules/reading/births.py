"""Reading birth dates: a year alone is one, and a date is one only with its year."""

import re
from datetime import date
from typing import Final

from volunteering.rules.profiles import Born, is_likely
from volunteering.rules.reading.days import day_in, spaced
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.months import REPUBLIC
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain

_AROUND: Final = re.compile(r"^(?:出?生于|我是|(?:i was )?born(?: on| in)?|in) ?| ?(?:出?生人?|born)$")
_YEAR: Final = re.compile(r"(\d{4}) ?年?次?")
_OF_THE_REPUBLIC: Final = re.compile(r"(?:(?:中华)?民国 ?(\d{1,3}) ?年?次?|(\d{2,3}) ?年次)")
_HAS_YEAR: Final = re.compile(r"\d{4}|民国|^\d{2,3}[-/.年]\d{1,2}[-/.月]|^1?\d{6}$")
_FIRST_YEAR: Final = 1900


def read_born(typed: str, today: date) -> Born | Unreadable:
    """`1958`, `1958年3月21日`, `21 March 1958`, `民國47年`: a birth date, or the year alone."""
    text = _AROUND.sub("", plain(typed)).strip()
    born = _year_in(text)
    if born is None:
        found = day_in(spaced(text), today, Toward.LAST) if _HAS_YEAR.search(text) else None
        if not isinstance(found, date):
            problem, days = found or (Problem.NOT_A_DATE, ())
            return Unreadable(piece=Piece.BORN, problem=problem, typed=typed, days=days)
        born = Born(year=found.year, day=found)
    if born.year < _FIRST_YEAR or not is_likely(born, today):
        return Unreadable(piece=Piece.BORN, problem=Problem.NO_SUCH_DATE, typed=typed)
    return born


def _year_in(text: str) -> Born | None:
    if found := _YEAR.fullmatch(text):
        return Born(year=int(found[1])) if int(found[1]) else None
    if found := _OF_THE_REPUBLIC.fullmatch(text):
        return Born(year=int(found[1] or found[2]) + REPUBLIC)
    return None
