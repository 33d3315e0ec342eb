"""What comes again by a rule, in words: every Wednesday, 15:00–17:00, until 30 Jun."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from handlers.buttons.signing_up import LeaveSeries, TakeSeries
from handlers.tapping.screen import Press, Row
from volunteering.rules.days_off import DayOff
from volunteering.rules.series import WEEKDAYS, Frequency, NewSeries, Repeats, parts_of
from words.words import Words, cut, sentence

_MONDAY: Final = date(2026, 11, 30)
_DAYS: Final = {code: _MONDAY + timedelta(days=at) for at, code in enumerate(WEEKDAYS)}
_WORKDAYS: Final = "MO,TU,WE,TH,FR"
_NTH: Final = {
    "1": sentence("on the first {weekday} of the month"),
    "2": sentence("on the second {weekday} of the month"),
    "3": sentence("on the third {weekday} of the month"),
    "4": sentence("on the fourth {weekday} of the month"),
    "5": sentence("on the fifth {weekday} of the month"),
    "-1": sentence("on the last {weekday} of the month"),
}
LONGEST_RULE: Final = 60  # characters
MOST_DAYS: Final = 4  # that are left out, in one line


def series_line(words: Words, series: NewSeries) -> Markup:
    """📅 how often it comes, from when to when, and until which day."""
    return Markup("📅 %s") % says_series(words, series)


def says_series(words: Words, series: NewSeries) -> Markup:
    """`every Wednesday, 15:00–17:00, until 30 Jun`."""
    end = series.first + timedelta(minutes=series.minutes)
    until = (
        words.say("{time} the next day", time=f"{end:%H:%M}") if end.date() > series.first.date() else f"{end:%H:%M}"
    )
    facts = {"how_often": every(words, series.repeats), "start": f"{series.first:%H:%M}", "end": until}
    if series.repeats.until is None:
        return words.say("{how_often}, {start}–{end}", **facts)
    return words.say("{how_often}, {start}–{end}, until {day}", **facts, day=words.day(series.repeats.until))


def every(words: Words, repeats: Repeats) -> Markup:
    """How often something comes, without its times: `every Wednesday`, `on the first Monday of the month`."""
    parts = parts_of(repeats.rule)
    said = _simple(words, repeats.frequency, parts)
    if said is None:
        return words.say("by the rule {rule}", rule=cut(repeats.rule, LONGEST_RULE))
    if "COUNT" not in parts:
        return said
    times = words.many("{number} time", "{number} times", int(parts["COUNT"]))
    return words.say("{how_often}, {times}", how_often=said, times=times)


def _simple(words: Words, frequency: Frequency, parts: Mapping[str, str]) -> Markup | None:
    """What most rules say; None of one that says more."""
    interval = int(parts.get("INTERVAL", "1"))
    by = {name: value for name, value in parts.items() if name.startswith("BY")}
    match frequency, tuple(sorted(by)):
        case Frequency.DAILY, ():
            return words.say("every day") if interval == 1 else words.say("every {number} days", number=interval)
        case Frequency.WEEKLY, ("BYDAY",) if not any(character.isdigit() for character in by["BYDAY"]):
            return _weekly(words, by["BYDAY"], interval)
        case Frequency.MONTHLY, ("BYDAY",):
            nth, weekday = by["BYDAY"][:-2].removeprefix("+"), _DAYS.get(by["BYDAY"][-2:])
            if nth not in _NTH or weekday is None:
                return None
            return _each_so_many(words, words.say(_NTH[nth], weekday=words.weekday(weekday)), interval)
        case Frequency.MONTHLY, ("BYMONTHDAY",) if by["BYMONTHDAY"] == "-1":
            return _each_so_many(words, words.say("on the last day of the month"), interval)
        case Frequency.MONTHLY, ("BYMONTHDAY",) if by["BYMONTHDAY"].isdecimal():
            return _each_so_many(words, words.say("on day {day} of the month", day=int(by["BYMONTHDAY"])), interval)
    return None


def _weekly(words: Words, days: str, interval: int) -> Markup:
    if days == _WORKDAYS and interval == 1:
        return words.say("Monday to Friday")
    named = _and(words, [words.weekday(_DAYS[day]) for day in days.split(",")])
    if interval == 1:
        return words.say("every {weekdays}", weekdays=named)
    return words.say("every {number} weeks on {weekdays}", number=words.number(interval), weekdays=named)


def _each_so_many(words: Words, on: Markup, interval: int) -> Markup:
    if interval == 1:
        return on
    return words.say("{on_day}, every {number} months", on_day=on, number=words.number(interval))


def _and(words: Words, several: Sequence[Markup]) -> Markup:
    said = several[0]
    for one in several[1:-1]:
        said = words.say("{before}, {after}", before=said, after=one)
    return words.say("{before} and {after}", before=said, after=several[-1]) if len(several) > 1 else said


def take_series_rows(words: Words, series_id: int) -> tuple[Row, ...]:
    """Every one that is posted, beside the one whose card it is."""
    return ((Press(words.say("Sign up for every one"), TakeSeries(series=series_id)),),)


def leave_series_rows(words: Words, series_id: int) -> tuple[Row, ...]:
    """Out of every one that is ahead."""
    return ((Press(words.say("Leave every one"), LeaveSeries(series=series_id), "danger"),),)


def special_days(words: Words, days: Iterable[DayOff]) -> Markup:
    """Days that aren't like others, each with what it is: `Fri 25 Dec (Christmas Day)`; the first of many."""
    several = list(days)
    said = words.listed(
        words.say("{day} ({called})", day=words.day(one.day), called=_called(words, one)) for one in several[:MOST_DAYS]
    )
    if len(several) <= MOST_DAYS:
        return said
    return words.say("{some} and {number} more", some=said, number=words.number(len(several) - MOST_DAYS))


def _called(words: Words, day: DayOff) -> Markup:
    name = day.name(words.language)
    return words.say("workday for {holiday}", holiday=name) if day.works else Markup.escape(name)
