"""Reading hours on one line: `/hours 2.5 2026-11-20 Library help` (docs/rules.md: Attendance and hours).

What was understood is kept beside what was not, so that nothing typed is lost: the form goes on from there.
"""

import re
from datetime import date
from itertools import islice
from typing import TypeVar

from pydantic import TypeAdapter

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.texts import What
from volunteering.rules.reading.amounts import length_in, read_length
from volunteering.rules.reading.days import read_day
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.halves import PARTS
from volunteering.rules.reading.pieces import BAR, COMMA, missing, pieces, read_text
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain

_WHAT: TypeAdapter[str] = TypeAdapter(What)
_WORD = re.compile(rf"[^\s{BAR}{COMMA}]+")
_MOST_WORDS = 5
"""A length or a date has at most so many words: `2 hours and 30 minutes`."""

_BEGINNING = re.compile(r"\d{1,2}(?:[.,:]\d{1,2})?\s*(?:h|个?小时|個?小時)", re.IGNORECASE)
"""How hours begin among other words: `2 h at the library`."""

_ORDERS = ((0, 1, 2), (1, 0, 2), (1, 2, 0), (2, 1, 0))
"""Of length, date and what was done between marks: which piece is which. Ours comes first."""


class HoursLine(Model):
    """A line that logs hours; what is None was not understood, and is among the problems."""

    minutes: int | None
    day: date | None
    what: str | None
    problems: tuple[Unreadable, ...] = ()


T = TypeVar("T")
Length = int | Unreadable
Day = date | Unreadable


def read_hours_line(typed: str, today: date) -> HoursLine:
    """Length, date, and what was done; or the date first. With spaces between, bars as `/new` teaches, or commas."""
    length, day, what = _read(typed, today)
    read = (length, day, read_text(_WHAT, Piece.WHAT, what))
    return HoursLine(
        minutes=None if isinstance(length, Unreadable) else length,
        day=None if isinstance(day, Unreadable) else day,
        what=None if isinstance(read[2], Unreadable) else read[2],
        problems=tuple(piece for piece in read if isinstance(piece, Unreadable)),
    )


def is_about_hours(typed: str, today: date) -> bool:
    """Whether it begins like hours (`2 h at the library`), or is a whole line of them without the command."""
    return _BEGINNING.match(typed) is not None or not read_hours_line(typed, today).problems


def _read(typed: str, today: date) -> tuple[Length, Day, str]:
    found = list(islice(_WORD.finditer(typed), 2 * _MOST_WORDS + 1))
    words = [word[0] for word in found[: 2 * _MOST_WORDS]]
    length, day, count = _date_first(words, today) or _length_first(words, today)
    if not (isinstance(length, int) and isinstance(day, date)) and (between := _between_marks(typed, today)):
        return between
    return length, day, typed[found[count].start() :] if count < len(found) else ""


def _between_marks(typed: str, today: date) -> tuple[Length, Day, str] | None:
    """Three pieces in the order that makes a length and a date; where none does and bars are between, in ours."""
    for marks in (BAR, ","):
        between = pieces(typed, 3, marks)
        for first, second, third in _ORDERS if len(between) == 3 else ():
            length, day = read_length(between[first]), read_day(between[second], today, Toward.LAST)
            if isinstance(length, int) and isinstance(day, date):
                return length, day, between[third]
    between = pieces(typed, 3)
    if len(between) < 3:
        return None
    return _of_piece(read_length(between[0])), _of_piece(read_day(between[1], today, Toward.LAST)), between[2]


def _of_piece(found: T | Unreadable) -> T | Unreadable:
    return missing(found.piece) if isinstance(found, Unreadable) and not found.typed.strip() else found


def _date_first(words: list[str], today: date) -> tuple[Length, Day, int] | None:
    """As our screens in Chinese say it (`昨天，2小时30分`): with a unit, since `11-20 2 boxes` are no two hours."""
    day, day_words = _day(words, today)
    for count in range(_MOST_WORDS, 0, -1) if isinstance(day, date) else ():
        said = " ".join(words[day_words : day_words + count])
        if length_in(plain(said)) is not None or _asks_how_long(said):
            return read_length(said), day, day_words + count
    return None


def _asks_how_long(said: str) -> bool:
    """Whether that is a while (`半天`); behind a date `evening` begins an evening class."""
    length = read_length(said)
    return isinstance(length, Unreadable) and length.problem is Problem.HOW_LONG and plain(said) not in PARTS


def _length_first(words: list[str], today: date) -> tuple[Length, Day, int]:
    """`2 h 30 Nov` is two hours and a date: a split that makes both wins."""
    best: tuple[Length, Day, int] | None = None
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        length = read_length(" ".join(words[:count]))
        if isinstance(length, Unreadable) and length.problem is Problem.NOT_A_LENGTH:
            continue
        day, day_words = _day(words[count:], today)
        if isinstance(day, date):
            return length, day, count + day_words
        best = best or (length, day, count + day_words)
    if best:
        return best
    day, day_words = _day(words, today)
    if isinstance(day, date) or not words:
        return missing(Piece.LENGTH), day, day_words
    day, day_words = _day(words[1:], today)
    return read_length(words[0]), day, 1 + day_words


def _day(words: list[str], today: date) -> tuple[Day, int]:
    """The longest date at the beginning of the words, and of how many of them."""
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        day = read_day(" ".join(words[:count]), today, Toward.LAST)
        if not isinstance(day, Unreadable) or day.problem is not Problem.NOT_A_DATE:
            return day, count
    if words and words[0][0].isdecimal():  # meant as a date
        return read_day(words[0], today, Toward.LAST), 1
    return missing(Piece.DAY), 0
