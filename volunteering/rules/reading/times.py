"""Reading times of day from a start to an end: what they may be, and what to ask where that is more than one thing."""

import re
from datetime import time
from typing import Final

from volunteering.rules.ground.model import Model
from volunteering.rules.reading.clocks import TimeOfDay, read_clock
from volunteering.rules.reading.days import spaced
from volunteering.rules.reading.halves import DAY, HALF
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain

NIGHT: Final = 12 * 60
"""An end before the start means after midnight where that makes no more than this; beyond it, it is asked about."""

_DAWN: Final = 7
"""In hours: a part of the day that ends by then is of the small hours."""

BETWEEN = re.compile(r" ?(?:-|至|到| to | until | '?till? | through |(?<=\d)to(?=\d)) ?")
_NEXT_DAY = re.compile(r"(?:\+1|次日的?|翌日|隔天|第2天|次(?=晨)|next day)")
_BEHIND = re.compile(r" ?\+1$| next day$| 次日$")


class Times(Model):
    """From a time of day to another one, as a clock on the wall shows them."""

    start: time
    end: time
    next_day: bool = False  # said to end the day after; an end that is not later than the start does so anyway
    after_midnight: bool = False  # in the night that follows the date, so that it starts the day after


class Said(Model):
    """What times that were typed may be, and what is asked where they are several."""

    meant: tuple[Times, ...]
    asks: Problem | None = None
    never_alone: bool = False  # asked about even where one is left: the words do not go together


def read_times(typed: str) -> Times | Unreadable:
    """From when to when on one day, as people write it; the end may be after midnight."""
    said = times_in(spaced(plain(typed)))
    if isinstance(said, Problem):
        return Unreadable(piece=Piece.TIMES, problem=said, typed=typed)
    if len({(times.start, times.end) for times in said.meant}) > 1 or said.never_alone:
        return Unreadable(piece=Piece.TIMES, problem=said.asks or Problem.WHICH_HALF, typed=typed)
    return said.meant[0]


def times_in(text: str, length: int | None = None) -> Said | Problem:
    """The times that a spaced text is, wholly. Only a start makes a period where the length, in minutes, is known."""
    pieces = BETWEEN.split(text)
    if len(pieces) > 2:
        return Problem.NOT_TIMES
    next_day = len(pieces) > 1 and bool(_NEXT_DAY.match(pieces[-1]) or _BEHIND.search(pieces[-1]))
    if next_day:
        pieces[-1] = _NEXT_DAY.sub("", pieces[-1], count=1)
    read = [read_clock(piece) for piece in pieces]
    clocks = [clock for clock in read if isinstance(clock, TimeOfDay)]
    if len(clocks) < len(read):
        return Problem.NOT_TIMES if Problem.NOT_TIMES in read else Problem.NO_SUCH_TIME
    start = clocks[0]
    if start.minutes == DAY and start.part is None:
        return Problem.NO_SUCH_TIME
    if len(clocks) == 2:
        return _from_to(start, clocks[1], next_day=next_day)
    return Problem.NO_END if length is None or start.glued else _lasting(start, length)


def _lasting(start: TimeOfDay, length: int) -> Said:
    meant = tuple(_times(first, first + length, said=True) for first in start.alone)
    return Said(meant=meant, asks=start.problem, never_alone=start.goes_wrong)


def _from_to(start: TimeOfDay, end: TimeOfDay, *, next_day: bool) -> Said:
    starts = _starts(start, end)
    pairs = [(first, last) for first in starts for last in _ends(end, start, first, next_day=next_day)]
    short = [(first, last) for first, last in pairs if last - first <= NIGHT]
    if start.part is None and len(starts) > 1 and short:
        pairs = short if end.trailing or pairs[0] in short else [pairs[0], *short]
    said = next_day or _is_after_midnight(end, start)
    meant = tuple(dict.fromkeys(_times(first, last, said=said) for first, last in pairs))
    goes_wrong = start.goes_wrong or end.goes_wrong
    asks = Problem.WHICH_NIGHT if start.is_unsure and not goes_wrong else Problem.WHICH_HALF
    return Said(meant=meant, asks=asks if len(meant) > 1 or goes_wrong else None, never_alone=goes_wrong)


def _is_after_midnight(end: TimeOfDay, start: TimeOfDay) -> bool:
    """Whether the end says of itself that it is after midnight: 24:00, 晚上12点, 凌晨2点."""
    if end.part is None:
        return end.minutes == DAY
    return not end.goes_wrong and end.part != start.part and (end.fits[0] >= DAY or end.part.until <= _DAWN)


def _starts(start: TimeOfDay, end: TimeOfDay) -> tuple[int, ...]:
    """What the start may be: `2-5pm` begins after noon, and so may `8点到晚上10点`."""
    if start.part is None and start.may_be_later and end.part is not None:
        return start.minutes, start.minutes + HALF
    return start.alone if end.part is None or start.part is not None else (start.minutes,)


def _ends(end: TimeOfDay, start: TimeOfDay, first: int, *, next_day: bool) -> tuple[int, ...]:
    """What the end may be, after a start at `first`: the first such time after it, as a rule."""
    if next_day:
        meant = end.alone if end.part else (end.minutes,)
        return tuple(
            dict.fromkeys(DAY * (1 + first // DAY) + (minutes if minutes < DAY else minutes % DAY) for minutes in meant)
        )
    if end.part is not None:
        options = end.alone if end.goes_wrong else (end.fits[0],)
        return tuple(dict.fromkeys(_next(option, first) for option in options))
    if (start.part is not None or start.bare) and end.of_twelve and (start.padded or not end.padded):
        return (min(_next(end.minutes, first), _next(end.minutes + HALF, first)),)
    last = _next(end.minutes, first)
    soon = end.minutes + HALF
    return (soon, last) if end.may_be_later and last - first > NIGHT and first < soon else (last,)


def _next(minutes: int, after: int) -> int:
    """The first moment after another at which a clock shows so."""
    return after + ((minutes - after) % DAY or DAY)


def _times(first: int, last: int, *, said: bool) -> Times:
    day = first // DAY * DAY
    return Times(start=_time(first), end=_time(last), next_day=said and last - day >= DAY, after_midnight=day > 0)


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
