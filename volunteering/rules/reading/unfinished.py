"""Reading a period, at once or bit by bit: what is missing is asked for, and what was understood is kept.

`明天下午三点` has no end; `五点`, `到五点`, `5pm` or `3小时` is all that is to be said after it.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.reading.days import day_in, next_one, spaced
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.halves import without_half
from volunteering.rules.reading.periods import choices_in, on_each, splits, splits_either_way, whole_period
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain
from volunteering.rules.reading.times import BETWEEN, Said, times_in

_LIKELY_LENGTHS = (60, 120, 180)
"""In minutes: what is offered where only a start was said."""

_JOINED = ("{kept} - {typed}", "{kept}, {typed}")
"""How what is typed may go on from what was kept: as its end, or as its length, its date, its times."""

_MOST_HOURS = 12
"""A number alone up to this one is an hour of the day, or so many hours."""


def read_period(typed: str, now: datetime, zone: ZoneInfo, *, kept: str = "") -> Period | Unreadable:
    """A date with its times, or two dates with a time each, as people write them: `2026-12-05 09:00-12:00`.

    Of what is not whole, a part is given back to be `kept`: with it, the rest of the answer is enough the next time.
    """
    found = _read(typed, now, zone, typed)
    if not kept or isinstance(found, Period) or found.periods:
        return found
    further = [_read(each.format(kept=kept, typed=typed), now, zone, typed) for each in _JOINED]
    number = plain(typed)
    if number.isdecimal() and int(number) <= _MOST_HOURS:
        return _end_or_length(further[0], _read(f"{kept}, {number} h", now, zone, typed), typed) or found
    whole = (each for each in further if isinstance(each, Period) or each.periods)
    return next(whole, found if found.kept else _read(kept, now, zone, typed))


def _end_or_length(end: Period | Unreadable, length: Period | Unreadable, typed: str) -> Period | Unreadable | None:
    """`until 5`, or `5 h`: where a number alone may be both, it is asked."""
    periods = choices_in((end, length))
    if len(periods) > 1:
        return Unreadable(piece=Piece.TIMES, problem=Problem.WHICH_HALF, typed=typed, periods=periods)
    return periods[0] if periods else None


def _read(said: str, now: datetime, zone: ZoneInfo, typed: str) -> Period | Unreadable:
    text, today = spaced(plain(said)), local_day(now, zone)
    return (
        whole_period(text, today, now, zone, typed)
        or _without_end(text, today, now, zone, typed)
        or _complaint(text, today, typed)
    )


def _without_end(text: str, today: date, now: datetime, zone: ZoneInfo, typed: str) -> Unreadable | None:
    """A date with the time it begins at: until when is asked, and likely ends are given."""
    for day_text, times_text in splits_either_way(text):
        day = day_in(day_text, today, Toward.NEXT)
        if times_in(times_text) is Problem.NO_END and isinstance(day, date):
            days = (day, next_one(day_text, day))
            asked = [_until_when(each, times_text, now, zone, typed) for each in days if each]
            return next((one for one in asked if one.problem is Problem.NO_END), asked[0])
    return None


def _until_when(day: date, times_text: str, now: datetime, zone: ZoneInfo, typed: str) -> Unreadable:
    lasting = [times_in(times_text, length) for length in _LIKELY_LENGTHS]
    found = [on for said in lasting if isinstance(said, Said) for on in on_each([day], said, now, zone, typed)]
    periods = tuple(sorted(choices_in(found), key=lambda period: period.start))
    if found and not periods:
        return Unreadable(piece=Piece.TIMES, problem=Problem.IN_THE_PAST, typed=typed)
    kept = f"{day.isoformat()} {times_text}"
    return Unreadable(piece=Piece.TIMES, problem=Problem.NO_END, typed=typed, periods=periods, kept=kept)


def _complaint(text: str, today: date, typed: str) -> Unreadable:
    """What was not understood, in a text of which some was."""
    worst: Unreadable | None = None
    for day_text, times_text in splits(text):
        day, times = day_in(day_text, today, Toward.NEXT), times_in(times_text)
        if isinstance(day, date):
            if isinstance(times, Problem):
                worst = Unreadable(piece=Piece.TIMES, problem=times, typed=typed)
        elif isinstance(times, Said) or (times is Problem.NO_END and day[1]):
            worst = worst or Unreadable(
                piece=Piece.DAY, problem=day[0], typed=typed, days=day[1], kept=times_text if day[1] else ""
            )
        elif day[0] is not Problem.NOT_A_DATE:
            worst = worst or Unreadable(piece=Piece.DAY, problem=day[0], typed=typed, days=day[1])
    if worst and worst.problem is not Problem.NOT_TIMES:
        return worst
    whole = _only_a_part(text, today, typed)
    return _wrong_weekday(text, today, typed) or (worst if worst and whole.problem is Problem.NOT_A_DATE else whole)


def _wrong_weekday(text: str, today: date, typed: str) -> Unreadable | None:
    """A date that is another day of the week than it says, wherever it stands: `22:00 - Mon 6 Dec 2:00`."""
    ends = (text, *(text[between.end() :] for between in BETWEEN.finditer(text)))
    starts = (start for end in ends for start in (end, *(head for head, _ in splits(end))))
    for start in starts:
        day = day_in(start, today, Toward.NEXT)
        if isinstance(day, tuple) and day[0] is Problem.OTHER_WEEKDAY:
            return Unreadable(piece=Piece.DAY, problem=day[0], typed=typed, days=day[1])
    return None


def _only_a_part(text: str, today: date, typed: str) -> Unreadable:
    """Nothing but a date, nothing but times, or neither."""
    day_text = without_half(text)
    day = day_in(day_text, today, Toward.NEXT)
    if isinstance(day, date):
        kept = day.isoformat() + text.removeprefix(day_text)
        return Unreadable(piece=Piece.TIMES, problem=Problem.MISSING, typed=typed, kept=kept)
    times = times_in(text)
    if isinstance(times, Said) or (times is Problem.NO_END and not text.isdecimal()):
        return Unreadable(piece=Piece.DAY, problem=Problem.MISSING, typed=typed, kept=text)
    return Unreadable(piece=Piece.DAY, problem=Problem.NOT_A_DATE, typed=typed)
