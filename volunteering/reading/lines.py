"""Reading the one-line forms: `/new River clean-up | 2026-12-05 09:00-12:00 | East Gate | 10` and
`/hours 2.5 2026-11-20 Library help` (RULES: Activities and shifts, Attendance and hours).

What was understood is kept beside what was not, so that nothing typed is lost: the form goes on from there.
"""

import re
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from volunteering.model import Model
from volunteering.periods import Period
from volunteering.reading.amounts import read_length, read_places
from volunteering.reading.days import read_day
from volunteering.reading.found import Toward
from volunteering.reading.periods import read_period
from volunteering.reading.problems import Piece, Problem, Unreadable
from volunteering.texts import Spot, Title, What

T = TypeVar("T")

_TITLE: TypeAdapter[str] = TypeAdapter(Title)
_SPOT: TypeAdapter[str] = TypeAdapter(Spot)
_WHAT: TypeAdapter[str] = TypeAdapter(What)
_BAR = re.compile(r"[|｜¦│∣]")
_COMMA = re.compile(r"[、，；]|\n")
"""What people put where `/new` teaches bars; it stands in titles as well, so that the pieces have to make sense."""

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
    pieces = _pieces(typed, 3) or _by_commas(typed, now, zone) or [typed]
    title, when, place, places = (*(piece.strip() for piece in pieces), "", "", "", "")[:4]
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


def _pieces(typed: str, most: int, mark: re.Pattern[str] = _BAR) -> list[str] | None:
    """The pieces between the marks; None where there are no marks."""
    pieces = mark.split(typed, maxsplit=most)
    return pieces if len(pieces) > 1 else None


def _by_commas(typed: str, now: datetime, zone: ZoneInfo) -> list[str] | None:
    """The pieces of `河道清洁、12月5日9点到12点、东门、10`, where the second is a date with times."""
    pieces = _pieces(typed, 3, _COMMA) or [typed]
    when = read_period(pieces[1], now, zone) if len(pieces) > 2 else None
    return None if when is None or (isinstance(when, Unreadable) and when.problem in _NOTHING_SAID) else pieces


_NOTHING_SAID = {Problem.NOT_A_DATE, Problem.NOT_TIMES, Problem.MISSING}


class HoursLine(Model):
    """A line that logs hours; what is None was not understood, and is among the problems."""

    minutes: int | None
    day: date | None
    what: str | None
    problems: tuple[Unreadable, ...] = ()


def read_hours_line(typed: str, today: date) -> HoursLine:
    """Length, date, and what was done, with spaces or bars between."""
    read = _hours(typed, today)
    length, day, what = read
    return HoursLine(
        minutes=None if isinstance(length, Unreadable) else length,
        day=None if isinstance(day, Unreadable) else day,
        what=None if isinstance(what, Unreadable) else what,
        problems=tuple(piece for piece in read if isinstance(piece, Unreadable)),
    )


Hours = tuple[int | Unreadable, date | Unreadable, str | Unreadable]


def _hours(typed: str, today: date) -> Hours:
    """With bars as `/new` teaches them, or commas or lines; where those do not make sense, with spaces between."""
    by_bars, by_commas = (_hours_by_marks(typed, mark, today) for mark in (_BAR, _COMMA))
    for marked in (by_bars, by_commas):
        if marked and not any(isinstance(piece, Unreadable) for piece in marked):
            return marked
    words = _hours_by_words(_BAR.sub(" ", typed), today)
    is_read = isinstance(words[0], int) and isinstance(words[1], date)
    return words if is_read or by_bars is None else by_bars


def _hours_by_marks(typed: str, mark: re.Pattern[str], today: date) -> Hours | None:
    pieces = _pieces(typed, 2, mark) or []
    if len(pieces) < 3:
        return None
    length, day = read_length(pieces[0]), read_day(pieces[1], today, Toward.LAST)
    return _unless_empty(length), _unless_empty(day), _read_text(_WHAT, Piece.WHAT, pieces[2])


def _unless_empty(found: T | Unreadable) -> T | Unreadable:
    return _missing(found.piece) if isinstance(found, Unreadable) and not found.typed.strip() else found


def _hours_by_words(typed: str, today: date) -> Hours:
    words = typed.split()
    length, length_words, day, day_words = _length_and_day(words, today)
    return length, day, _read_text(_WHAT, Piece.WHAT, " ".join(words[length_words + day_words :]))


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
