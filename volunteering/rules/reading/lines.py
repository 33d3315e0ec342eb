"""Reading an activity on one line: `/new River clean-up | 2026-12-05 09:00-12:00 | East Gate | 10`.

What was understood is kept beside what was not, so that nothing typed is lost: the form goes on from there
(docs/rules.md: Activities and shifts).
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.texts import Title, Venue
from volunteering.rules.reading.amounts import read_places
from volunteering.rules.reading.periods import read_period
from volunteering.rules.reading.pieces import COMMA, missing, pieces, read_text
from volunteering.rules.reading.problems import Piece, Problem, Unreadable

_TITLE: TypeAdapter[str] = TypeAdapter(Title)
_VENUE: TypeAdapter[str] = TypeAdapter(Venue)
_NOTHING_SAID = {Problem.NOT_A_DATE, Problem.NOT_TIMES, Problem.MISSING}


class NewLine(Model):
    """A line that posts an activity; what is None was not understood, and is among the problems."""

    title: str | None
    period: Period | None
    venue: str | None
    places: int | None  # nothing said is no limit
    problems: tuple[Unreadable, ...] = ()


def read_new_line(typed: str, now: datetime, zone: ZoneInfo) -> NewLine:
    """Title, date and times, venue, and places, with bars between; the places may be left out.

    Commas or lines do where the second piece is a date with times.
    """
    between = pieces(typed, 4)
    if len(between) == 1:
        between = _by_commas(typed, now, zone) or between
    title, when, venue, places = (*(piece.strip() for piece in between), "", "", "")[:4]
    read = (
        read_text(_TITLE, Piece.TITLE, title),
        read_period(when, now, zone) if when else missing(Piece.DAY),
        read_text(_VENUE, Piece.VENUE, venue),
        read_places(places) if places else 0,
    )
    return NewLine(
        title=None if isinstance(read[0], Unreadable) else read[0],
        period=None if isinstance(read[1], Unreadable) else read[1],
        venue=None if isinstance(read[2], Unreadable) else read[2],
        places=None if isinstance(read[3], Unreadable) else read[3],
        problems=tuple(piece for piece in read if isinstance(piece, Unreadable)),
    )


def _by_commas(typed: str, now: datetime, zone: ZoneInfo) -> list[str] | None:
    for marks in ("\n", "，", ",", COMMA):
        between = pieces(typed, 4, marks)
        when = read_period(between[1], now, zone) if len(between) > 2 else None
        if isinstance(when, Period) or (when and when.problem not in _NOTHING_SAID):
            return between
    return None
