"""Reading times of day, and the periods they make on a date."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from volunteering.activities import InThePast, reasons_against_period
from volunteering.model import Model
from volunteering.periods import Period, local_day, readings
from volunteering.reading.days import Toward, read_day
from volunteering.reading.problems import Piece, Problem, Unreadable
from volunteering.reading.spelling import plain

DAY = 24 * 60
LONGEST = 100
"""In characters: nobody needs more for a date and two times, and reading tries every way to split what was typed."""

NIGHT = 12 * 60
"""An end before the start means after midnight where that makes no more than this; beyond it, it is asked about."""

_MORNING = ("上午", "早上", "早晨", "清晨")
_BEFORE_DAWN = ("凌晨", "am")
_AFTERNOON = ("下午", "傍晚", "pm")
_NIGHT = ("晚上", "夜里", "半夜", "晚")
_NOON = ("中午",)
_MARKS = "|".join((*_MORNING, *_BEFORE_DAWN, *_AFTERNOON, *_NIGHT, *_NOON))
_CLOCK = re.compile(
    rf"(?P<before>{_MARKS})? ?(?:(?P<both>\d{{4}})|(?P<hour>\d{{1,2}})"
    r"(?:[:.](?P<minute>\d{2})| ?[点时](?:钟|整|(?P<half>半)|(?P<quarters>[13])刻|(?P<past>\d{1,2})分?)?)?)"
    r"(?: ?(?P<after>a|p)\.?m\.?)?"
)
_RANGE = re.compile(r" ?(?:-|至|到| to | until | till ) ?")
_NEXT_DAY = re.compile(r" ?\(?(?:\+1|次日|翌日|隔天|第2天|next day)\)? ?")
_JOINED = re.compile(rf"(?<=[日号天)])(?=\d|{_MARKS})")
"""Where Chinese goes from the date to the time without a space."""


class Times(Model):
    """From a time of day to another one, as a clock on the wall shows them."""

    start: time
    end: time
    next_day: bool = False  # said to end the day after; an end that is not later than the start does so anyway


class _Clock(Model):
    """A time of day as typed: minutes after midnight, and the half of the day if it was said."""

    minutes: int
    mark: str | None
    trailing: bool = False  # 5pm, not 下午5点


def read_times(typed: str) -> Times | Unreadable:
    """From when to when on one day, as people write it; the end may be after midnight."""
    found = _times(plain(typed))
    return found if isinstance(found, Times) else Unreadable(piece=Piece.TIMES, problem=found, typed=typed)


def _times(text: str) -> Times | Problem:
    next_day = bool(_NEXT_DAY.search(text))
    pieces = _RANGE.split(_NEXT_DAY.sub("", text))
    clocks = [_clock(piece) for piece in pieces]
    wrong = [clock for clock in clocks if isinstance(clock, Problem)]
    if wrong or len(pieces) > 2:
        return Problem.NOT_TIMES if len(pieces) > 2 or Problem.NOT_TIMES in wrong else Problem.NO_SUCH_TIME
    if len(pieces) == 1:
        return Problem.NO_END
    start, end = _halves_of_the_day(*(clock for clock in clocks if isinstance(clock, _Clock)))
    if start == DAY:
        return Problem.NO_SUCH_TIME
    return Times(start=_time(start), end=_time(end % DAY), next_day=next_day or end == DAY)


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _clock(text: str) -> _Clock | Problem:
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        return Problem.NOT_TIMES
    both = match["both"]
    hour = int(both[:2] if both else match["hour"])
    minute = int((both and both[2:]) or match["minute"] or match["past"] or 0)
    minute = 30 if match["half"] else 15 * int(match["quarters"]) if match["quarters"] else minute
    mark = match["before"] or (f"{match['after']}m" if match["after"] else None)
    minutes = _hour(hour, mark) * 60 + minute
    if hour > 24 or minute > 59 or minutes > DAY:
        return Problem.NO_SUCH_TIME
    return _Clock(minutes=minutes, mark=mark, trailing=bool(match["after"]))


def _hour(hour: int, mark: str | None) -> int:
    """The hour of the day's 24, where the half of the day was said."""
    if mark in _BEFORE_DAWN and hour == 12:
        return 0
    if mark in _NIGHT and hour == 12:
        return 24
    later = mark in _AFTERNOON or mark in _NIGHT or (mark in _NOON and hour < 11)
    return hour + 12 if later and hour < 12 else hour


def _halves_of_the_day(start: _Clock, end: _Clock) -> tuple[int, int]:
    """Start and end in minutes: a half of the day that is said once goes for both, where that makes sense."""
    first, second = start.minutes, end.minutes
    if start.mark and not end.mark and second <= first:
        later = second + DAY // 2
        second = later if first < later <= DAY else second
    if end.mark == "pm" and end.trailing and not start.mark and first < DAY // 2 and first + DAY // 2 < second:
        first += DAY // 2
    return first, second


def period_of(day: date, times: Times, now: datetime, zone: ZoneInfo) -> Period | Unreadable:
    """The times on a local date: ahead, at most 24 hours, and at no time that the clocks skip or show twice."""
    typed = f"{day.isoformat()} {times.start:%H:%M}-{times.end:%H:%M}"
    return _on(day, times, now, zone, typed)


def _on(day: date, times: Times, now: datetime, zone: ZoneInfo, typed: str) -> Period | Unreadable:
    wraps = times.end <= times.start
    last = day + timedelta(days=1 if wraps or times.next_day else 0)
    found = _between((day, times.start), (last, times.end), now, zone, typed)
    if isinstance(found, Period) and wraps and not times.next_day and found.minutes > NIGHT:
        return _unreadable(Problem.ENDS_BEFORE_START, typed, [found])
    return found


def _unreadable(problem: Problem, typed: str, periods: Iterable[Period] = ()) -> Unreadable:
    return Unreadable(piece=Piece.TIMES, problem=problem, typed=typed, periods=tuple(periods))


def _between(
    start: tuple[date, time], end: tuple[date, time], now: datetime, zone: ZoneInfo, typed: str
) -> Period | Unreadable:
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
        return _unreadable(Problem.IN_THE_PAST if past else Problem.TOO_LONG, typed)
    possible = [period for period, against in zip(meant, reasons, strict=True) if not against]
    if skipped:
        return _unreadable(Problem.SKIPPED_TIME, typed, possible)
    return possible[0] if len(possible) == 1 else _unreadable(Problem.TIME_TWICE, typed, possible)


def _around(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants that a skipped time may mean: as far after the change, and as far before it."""
    return tuple(sorted(datetime.combine(day, at, tzinfo=zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1)))


def read_period(typed: str, now: datetime, zone: ZoneInfo) -> Period | Unreadable:
    """A date with its times, or two dates with a time each, as people write them: `2026-12-05 09:00-12:00`."""
    if len(typed) > LONGEST:
        return Unreadable(piece=Piece.DAY, problem=Problem.NOT_A_DATE, typed=typed)
    text = _JOINED.sub(" ", plain(typed))
    today = local_day(now, zone)
    found = _two_moments(text, today)
    if found:
        return _between(*found, now, zone, typed)
    worst: Unreadable | None = None
    for day_text, times_text in _splits(text):
        day = read_day(day_text, today, Toward.NEXT)
        times = _times(times_text)
        if isinstance(day, Unreadable) and isinstance(times, Times):
            day = day.model_copy(update={"typed": typed, "periods": _on_each(day.days, times, now, zone)})
        elif isinstance(day, date) and isinstance(times, Times):
            return _on(day, times, now, zone, typed)
        worst = _clearer(worst, day, times, typed)
    if worst and worst.problem is not Problem.NOT_TIMES:
        return worst
    whole = _whole(text, today, typed)
    return _wrong_weekday(text, today, typed) or (worst if worst and whole.problem is Problem.NOT_A_DATE else whole)


def _on_each(days: Iterable[date], times: Times, now: datetime, zone: ZoneInfo) -> tuple[Period, ...]:
    found = (period_of(day, times, now, zone) for day in days)
    return tuple(period for period in found if isinstance(period, Period))


def _wrong_weekday(text: str, today: date, typed: str) -> Unreadable | None:
    """A date that is another day of the week than it says, wherever it stands: `22:00 - Mon 6 Dec 2:00`."""
    ends = (text, *(text[between.end() :] for between in _RANGE.finditer(text)))
    starts = (start for end in ends for start in (end, *(head for head, _ in _splits(end))))
    for start in starts:
        day = read_day(start, today, Toward.NEXT)
        if isinstance(day, Unreadable) and day.problem is Problem.OTHER_WEEKDAY:
            return day.model_copy(update={"typed": typed})
    return None


def _splits(text: str) -> list[tuple[str, str]]:
    return [(text[: space.start()], text[space.end() :]) for space in re.finditer(" ", text)]


def _two_moments(text: str, today: date) -> tuple[tuple[date, time], tuple[date, time]] | None:
    for between in _RANGE.finditer(text):
        start, end = _moment(text[: between.start()], today), _moment(text[between.end() :], today)
        if start and end:
            return start, end
    return None


def _moment(text: str, today: date) -> tuple[date, time] | None:
    for day_text, clock_text in _splits(text):
        day, clock = read_day(day_text, today, Toward.NEXT), _clock(clock_text)
        if isinstance(day, date) and isinstance(clock, _Clock):
            return day + timedelta(days=clock.minutes // DAY), _time(clock.minutes % DAY)
    return None


def _clearer(worst: Unreadable | None, day: date | Unreadable, times: Times | Problem, typed: str) -> Unreadable | None:
    """The complaint that understood more of what was typed."""
    if isinstance(day, Unreadable):
        if day.periods:
            return day
        if day.problem is Problem.NOT_A_DATE and not isinstance(times, Times):
            return worst
        return worst or day.model_copy(update={"typed": typed})
    return _unreadable(times, typed) if isinstance(times, Problem) else worst


def _whole(text: str, today: date, typed: str) -> Unreadable:
    """Nothing but a date, nothing but times, or neither."""
    if isinstance(read_day(text, today, Toward.NEXT), date):
        return _unreadable(Problem.MISSING, typed)
    missing = isinstance(_times(text), Times)
    return Unreadable(piece=Piece.DAY, problem=Problem.MISSING if missing else Problem.NOT_A_DATE, typed=typed)
