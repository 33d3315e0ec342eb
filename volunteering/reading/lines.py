"""Reading the one-line forms: `/new River clean-up | 2026-12-05 09:00-12:00 | East Gate | 10` and
`/hours 2.5 2026-11-20 Library help` (RULES: Activities and shifts, Attendance and hours).

What was understood is kept beside what was not, so that nothing typed is lost: the form goes on from there.
"""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from volunteering.model import Model
from volunteering.periods import Period
from volunteering.reading.amounts import read_length, read_places
from volunteering.reading.days import Toward, read_day
from volunteering.reading.problems import Piece, Problem, Unreadable
from volunteering.reading.times import read_period
from volunteering.texts import Spot, Title, What

_TITLE: TypeAdapter[str] = TypeAdapter(Title)
_SPOT: TypeAdapter[str] = TypeAdapter(Spot)
_WHAT: TypeAdapter[str] = TypeAdapter(What)
_BAR = re.compile(r"[|｜]")
_MOST_WORDS = 4
"""A length or a date has at most so many words: `Sat 5 Dec 2026`."""


class NewLine(Model):
    """A line that posts an activity; what is None was not understood, and is among the problems."""

    title: str | None
    period: Period | None
    place: str | None
    places: int | None  # 0 is no limit, also where nothing is said
    problems: tuple[Unreadable, ...] = ()


def read_new_line(typed: str, now: datetime, zone: ZoneInfo) -> NewLine:
    """Title, date and times, place, and places, with bars between; the places may be left out."""
    title, when, place, places = (*(piece.strip() for piece in _BAR.split(typed, maxsplit=3)), "", "", "", "")[:4]
    read = (
        _read_text(_TITLE, Piece.TITLE, title),
        read_period(when, now, zone) if when else _missing(Piece.DAY),
        _read_text(_SPOT, Piece.PLACE, place),
        read_places(places) if places else 0,
    )
    return NewLine(
        title=None if isinstance(read[0], Unreadable) else read[0],
        period=None if isinstance(read[1], Unreadable) else read[1],
        place=None if isinstance(read[2], Unreadable) else read[2],
        places=None if isinstance(read[3], Unreadable) else read[3],
        problems=tuple(piece for piece in read if isinstance(piece, Unreadable)),
    )


class HoursLine(Model):
    """A line that logs hours; what is None was not understood, and is among the problems."""

    minutes: int | None
    day: date | None
    what: str | None
    problems: tuple[Unreadable, ...] = ()


def read_hours_line(typed: str, today: date) -> HoursLine:
    """Length, date, and what was done, with spaces between."""
    words = typed.split()
    length, length_words, day, day_words = _length_and_day(words, today)
    what = _read_text(_WHAT, Piece.WHAT, " ".join(words[length_words + day_words :]))
    read = (length, day, what)
    return HoursLine(
        minutes=None if isinstance(length, Unreadable) else length,
        day=None if isinstance(day, Unreadable) else day,
        what=None if isinstance(what, Unreadable) else what,
        problems=tuple(piece for piece in read if isinstance(piece, Unreadable)),
    )


def _length_and_day(words: list[str], today: date) -> tuple[int | Unreadable, int, date | Unreadable, int]:
    """Both, each with its number of words. `2 h 30 Nov` is two hours and a date: a split that makes both wins."""
    best = None
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        length = read_length(" ".join(words[:count]))
        if isinstance(length, Unreadable) and length.problem is Problem.NOT_A_LENGTH:
            continue
        day, day_words = _day(words[count:], today)
        if isinstance(day, date):
            return length, count, day, day_words
        best = best or (length, count, day, day_words)
    if best:
        return best
    if not words:
        return _missing(Piece.LENGTH), 0, _missing(Piece.DAY), 0
    day, day_words = _day(words[1:], today)
    return read_length(words[0]), 1, day, day_words


def _day(words: list[str], today: date) -> tuple[date | Unreadable, int]:
    """The longest date at the beginning of the words, and of how many of them."""
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        day = read_day(" ".join(words[:count]), today, Toward.LAST)
        if not isinstance(day, Unreadable) or day.problem is not Problem.NOT_A_DATE:
            return day, count
    if words and words[0][0].isdecimal():  # meant as a date
        return read_day(words[0], today, Toward.LAST), 1
    return _missing(Piece.DAY), 0


def _missing(piece: Piece) -> Unreadable:
    return Unreadable(piece=piece, problem=Problem.MISSING, typed="")


def _read_text(kind: TypeAdapter[str], piece: Piece, typed: str) -> str | Unreadable:
    try:
        return kind.validate_python(typed)
    except ValidationError as error:
        short = error.errors()[0]["type"].endswith("too_short")
        return Unreadable(piece=piece, problem=Problem.MISSING if short else Problem.TEXT_TOO_LONG, typed=typed)
