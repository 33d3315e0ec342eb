"""A date with its times, or two dates with a time each, whole: a period, or a question with the periods it may be."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from volunteering.rules.activities import InThePast, reasons_against_period
from volunteering.rules.ground.periods import Period, readings
from volunteering.rules.reading.amounts import length_in
from volunteering.rules.reading.clocks import TimeOfDay, read_clock
from volunteering.rules.reading.days import day_in, next_one
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.halves import DAY, HALF
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.times import BETWEEN, NIGHT, Said, Times, times_in

Moment = tuple[date, time]

_LENGTH_WORDS = 3
"""A length at the end has so many words at the most: `2 h 30`."""

_FROM_TODAY = re.compile(r"[今明后上下这本]|大后|today|tomorrow|next |this |day after")
"""How a date begins that is counted from today, and not from the start of the period."""


def whole_period(text: str, today: date, now: datetime, zone: ZoneInfo, typed: str) -> Period | Unreadable | None:
    """The period, or the question about it, where every piece of a spaced text is understood; else None.

    A length behind the times has to agree, and tells which of several periods is meant: `18:00-09:00 (15 h)`.
    """
    for head, length in (*_length_behind(text), (text, None)):
        found = _read(head, length, today, now, zone, typed)
        if found:
            return found
    return None


def period_of(day: date, times: Times, now: datetime, zone: ZoneInfo) -> Period | Unreadable:
    """The times on a local date: ahead, at most 24 hours, and at no time that the clocks skip or show twice."""
    return _on(day, times, now, zone, f"{day.isoformat()} {times.start:%H:%M}-{times.end:%H:%M}")


def _length_behind(text: str) -> Iterator[tuple[str, int]]:
    words = text.split()
    for count in range(min(_LENGTH_WORDS, len(words) - 1), 0, -1):
        length = length_in(" ".join(words[-count:]))
        if length:
            yield " ".join(words[:-count]), length


def _read(
    text: str, length: int | None, today: date, now: datetime, zone: ZoneInfo, typed: str
) -> Period | Unreadable | None:
    """The period, or the question about it, where every piece of the text is understood."""
    if moments := _two_moments(text, today):
        pairs, asks = moments
        return _settled([_between(*pair, now, zone, typed) for pair in pairs], asks, length, typed)
    question = None
    for day_text, times_text in splits_either_way(text):
        said = times_in(times_text, length)
        if isinstance(said, Problem):
            continue
        day = day_in(day_text, today, Toward.NEXT)
        if isinstance(day, date):
            found = _settled(
                on_each([day], said, now, zone, typed), said.asks, length, typed, alone=not said.never_alone
            )
            return _or_the_next(found, day_text, day, said, now, zone)
        problem, days = day
        if days:
            periods = choices_in(on_each(days, said, now, zone, typed))
            asked = Unreadable(piece=Piece.DAY, problem=problem, typed=typed, days=days, periods=periods)
            question = question or asked
    return question


def _or_the_next(
    found: Period | Unreadable, day_text: str, day: date, said: Said, now: datetime, zone: ZoneInfo
) -> Period | Unreadable:
    """`Monday 9-5`, typed on a Monday at ten: whether the next one is meant is asked."""
    later = next_one(day_text, day) if isinstance(found, Unreadable) and found.problem is Problem.IN_THE_PAST else None
    if later is None or isinstance(found, Period):
        return found
    return found.model_copy(update={"periods": choices_in(on_each([later], said, now, zone, found.typed))})


def on_each(days: Iterable[date], said: Said, now: datetime, zone: ZoneInfo, typed: str) -> list[Period | Unreadable]:
    """The times on each of the days: what they are there, or why they cannot be."""
    return [_on(day, times, now, zone, typed) for day in days for times in said.meant]


def choices_in(found: Iterable[Period | Unreadable]) -> tuple[Period, ...]:
    """Everything that is possible, to be chosen from."""
    periods = (period for one in found for period in ((one,) if isinstance(one, Period) else one.periods))
    return tuple(dict.fromkeys(periods))


def _settled(
    found: Sequence[Period | Unreadable], asks: Problem | None, length: int | None, typed: str, *, alone: bool = True
) -> Period | Unreadable:
    """The one period that is possible; else the question which one is meant.

    Without `alone` it is asked also where only one is possible.
    """
    choices = choices_in(found)
    if length and choices:
        so_long = tuple(period for period in choices if period.minutes == length)
        if not so_long:
            return _unreadable(Problem.OTHER_LENGTH, typed, choices)
        if len(so_long) == 1 and alone:
            return so_long[0]
        choices = so_long
    if alone and len(choices) == 1 and choices[0] in found:
        return choices[0]
    if not choices or (alone and len(found) == 1):
        return found[0]
    return _unreadable(asks or Problem.WHICH_HALF, typed, choices)


def _on(day: date, times: Times, now: datetime, zone: ZoneInfo, typed: str) -> Period | Unreadable:
    wraps = times.end <= times.start
    first = day + timedelta(days=times.after_midnight)
    last = first + timedelta(days=wraps or times.next_day)
    found = _between((first, times.start), (last, times.end), now, zone, typed)
    if isinstance(found, Period) and wraps and not times.next_day and found.minutes > NIGHT:
        return _unreadable(Problem.ENDS_BEFORE_START, typed, [found])
    return found


def _unreadable(
    problem: Problem, typed: str, periods: Iterable[Period] = (), understood: Period | None = None
) -> Unreadable:
    return Unreadable(piece=Piece.TIMES, problem=problem, typed=typed, periods=tuple(periods), understood=understood)


def _between(start: Moment, end: Moment, now: datetime, zone: ZoneInfo, typed: str) -> Period | Unreadable:
    starts, ends = readings(*start, zone), readings(*end, zone)
    skipped = not (starts and ends)
    meant = [
        Period(start=first, end=last)
        for first, last in product(starts or _around(*start, zone), ends or _around(*end, zone))
        if first < last
    ]
    if not meant:
        return _unreadable(Problem.ENDS_BEFORE_START, typed)
    reasons = [reasons_against_period(period, now) for period in meant]
    if all(reasons):
        past = any(isinstance(reason, InThePast) for reason in reasons[0])
        return _unreadable(Problem.IN_THE_PAST if past else Problem.TOO_LONG, typed, understood=meant[0])
    possible = [period for period, against in zip(meant, reasons, strict=True) if not against]
    if skipped:
        return _unreadable(Problem.SKIPPED_TIME, typed, possible)
    return possible[0] if len(possible) == 1 else _unreadable(Problem.TIME_TWICE, typed, possible)


def _around(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants that a skipped time may mean: as far after the change, and as far before it."""
    return tuple(sorted(datetime.combine(day, at, tzinfo=zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1)))


def splits(text: str) -> list[tuple[str, str]]:
    """What is before and behind each of the spaces."""
    return [(text[: space.start()], text[space.end() :]) for space in re.finditer(" ", text)]


def splits_either_way(text: str) -> list[tuple[str, str]]:
    """A date before its times, or behind them."""
    before_behind = splits(text)
    return [*before_behind, *((behind, before) for before, behind in before_behind)]


def _two_moments(text: str, today: date) -> tuple[list[tuple[Moment, Moment]], Problem | None] | None:
    for between in BETWEEN.finditer(text):
        start, rest = _moment(text[: between.start()], today), text[between.end() :]
        end = _moment(rest, today if _FROM_TODAY.match(rest) else start[0]) if start else None
        if start and end:
            return _pairs(*start, *end), start[1].problem or end[1].problem
    return None


def _moment(text: str, since: date) -> tuple[date, TimeOfDay] | None:
    for day_text, clock_text in splits_either_way(text):
        clock = read_clock(clock_text)
        day = day_in(day_text, since, Toward.NEXT) if isinstance(clock, TimeOfDay) else None
        if isinstance(day, date) and isinstance(clock, TimeOfDay):
            return day, clock
    return None


def _pairs(day: date, start: TimeOfDay, last_day: date, end: TimeOfDay) -> list[tuple[Moment, Moment]]:
    """Both moments in every way that they may be meant, where the end is after the start if it can be."""
    pairs = [
        (_at(day, first), _at(last_day, last))
        for first in start.alone
        for last in (*end.alone, *((end.minutes + HALF,) if end.may_be_later and end.part is None else ()))
    ]
    ordered = [(first, last) for first, last in pairs if first < last]
    literal = [pair for pair in ordered if pair[1][1] in {_at(last_day, minutes)[1] for minutes in end.alone}]
    return list(dict.fromkeys(literal or ordered or pairs[:1]))


def _at(day: date, minutes: int) -> Moment:
    return day + timedelta(days=minutes // DAY), time(minutes // 60 % 24, minutes % 60)
