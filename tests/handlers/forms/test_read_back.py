"""What the bot shows of dates, times, lengths and numbers is read when somebody pastes it back, in every language."""

import inspect
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.forms.problems import WrongAnswer
from handlers.forms.readings import meanings
from volunteering.rules.ground.periods import Month, Period, local_day
from volunteering.rules.reading import (
    Problem,
    Toward,
    Unreadable,
    read_day,
    read_length,
    read_period,
    read_places,
    read_span,
    read_times,
)
from volunteering.rules.reading.times import NIGHT
from volunteering.rules.reports import Span
from volunteering.rules.volunteers import Language
from words.words import Words, plain

SHOWN: dict[str, str] = {
    "moment": "test_two_moments",
    "time": "test_times_of_day",
    "period": "test_a_period_on_a_card",
    "span": "test_a_period_within_brackets",
    "plain_period": "test_a_period_on_a_button",
    "day": "test_a_day",
    "long_day": "test_a_long_day",
    "weekday": "test_a_weekday",
    "month": "test_a_month",
    "short_month": "test_a_month",
    "length": "test_a_length",
    "number": "test_a_number",
    "ahead": "",  # how long it is until something begins, in round numbers: nothing asks for it
    "days": "",  # from one day to another, of what is over: nothing asks for it
    "short_days": "",  # the same on a button
    "decimal": "",  # an average: nothing asks for one
    "share": "",  # a percentage: nothing asks for one
    "many": "",  # a sentence
}
"""Where each thing that is shown is read back."""

OF_TIMES_AND_NUMBERS = {date, datetime, Period, Month, int, float}

LANGUAGES = st.sampled_from(Language)
ZONES = st.sampled_from([ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/New_York")])
NOWS = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DAYS_AWAY = st.integers(-1000, 1000) | st.integers(-40, 40)


@st.composite
def periods_ahead(draw: st.DrawFn) -> tuple[Words, Period]:
    """Somebody's words, and a period of whole minutes that begins after now."""
    zone, now = draw(ZONES), draw(NOWS)
    minute = now.replace(second=0, microsecond=0)
    start = minute + timedelta(minutes=draw(st.integers(1, 3 * 1440) | st.integers(1, 500 * 1440)))
    period = Period(start=start, end=start + timedelta(minutes=draw(st.integers(1, 1440))))
    return Words(draw(LANGUAGES), zone, now), period


def read(shown: str, words: Words) -> Period | Unreadable:
    """What a form reads of it."""
    return read_period(shown, words.now, words.zone)


def test_everything_that_is_shown_is_read_here() -> None:
    shows = {
        name
        for name, write in inspect.getmembers(Words, inspect.isfunction)
        if not name.startswith("_")
        and OF_TIMES_AND_NUMBERS & {kind.annotation for kind in inspect.signature(write).parameters.values()}
    }
    assert shows == set(SHOWN), "what is new on screens is read back, or said not to be"
    assert {test for test in SHOWN.values() if test} <= set(globals())


@given(periods_ahead())
def test_a_period_on_a_card(shown: tuple[Words, Period]) -> None:
    words, period = shown
    for text in (plain(words.period(period)), f"📅 {plain(words.period(period))}", f"{plain(words.period(period))}。"):
        found = read(text, words)
        # Only of an hour that the clocks show twice it is asked which one it is.
        assert found == period or (isinstance(found, Unreadable) and period in found.periods), text
        assert isinstance(found, Period) or found.problem is Problem.TIME_TWICE, text


@given(periods_ahead())
def test_a_period_within_brackets(shown: tuple[Words, Period]) -> None:
    words, period = shown
    found = read(plain(words.span(period)), words)
    assert found == period or (isinstance(found, Unreadable) and period in found.periods)


@given(periods_ahead())
def test_a_period_on_a_button(shown: tuple[Words, Period]) -> None:
    words, period = shown
    text = plain(words.plain_period(period))
    found = read(text, words)
    assert found == period or (isinstance(found, Unreadable) and period in found.periods), text
    if isinstance(found, Unreadable):
        [*choices] = meanings(words, WrongAnswer("", {"periods": found.periods}))
        assert any(read(choice.label, words) == period for choice in choices) or found.problem is Problem.TIME_TWICE


@given(shown=periods_ahead())
def test_two_moments(shown: tuple[Words, Period]) -> None:
    words, period = shown
    for between in ("–", " - ", " to ", "至"):
        text = f"{plain(words.moment(period.start))}{between}{plain(words.moment(period.end))}"
        found = read(text, words)
        assert found == period or (isinstance(found, Unreadable) and period in found.periods), text


@given(periods_ahead())
def test_times_of_day(shown: tuple[Words, Period]) -> None:
    words, period = shown
    text = f"{plain(words.time(period.start))}–{plain(words.time(period.end))}"
    found = read_times(text)
    if isinstance(found, Unreadable):  # 10:00–10:00 is a whole day to a clock, and half a day to a person
        assert (found.problem, period.minutes > NIGHT) == (Problem.WHICH_HALF, True), text
        return
    clocks = [moment.astimezone(words.zone).time() for moment in (period.start, period.end)]
    assert [found.start, found.end] == clocks


@given(LANGUAGES, ZONES, NOWS, DAYS_AWAY)
def test_a_day(language: Language, zone: ZoneInfo, now: datetime, away: int) -> None:
    words = Words(language, zone, now)
    day = words.today + timedelta(days=away)
    for toward in Toward:
        assert read_day(plain(words.day(day)), words.today, toward) == day
        assert read_day(plain(words.listed((words.day(day), day.isoformat()))), words.today, toward) == day


@given(LANGUAGES, NOWS, DAYS_AWAY)
def test_a_long_day(language: Language, now: datetime, away: int) -> None:
    words = Words(language, ZoneInfo("Asia/Shanghai"), now)
    day = words.today + timedelta(days=away)
    assert read_day(plain(words.long_day(day)), words.today, Toward.NEXT) == day


@given(LANGUAGES, NOWS, st.integers(0, 6))
def test_a_weekday(language: Language, now: datetime, away: int) -> None:
    words = Words(language, ZoneInfo("Asia/Shanghai"), now)
    day = words.today + timedelta(days=away)
    assert read_day(plain(words.weekday(day)), words.today, Toward.NEXT) == day


@given(LANGUAGES, NOWS, st.integers(0, 500))
def test_a_month(language: Language, now: datetime, before: int) -> None:
    words = Words(language, ZoneInfo("Asia/Shanghai"), now)
    month = Month.of(local_day(now, words.zone)).plus(-before)
    for text in (words.month(month), words.short_month(month), str(month)):
        assert read_span(plain(text), words.today) == Span.of(month), text


@pytest.mark.parametrize("language", Language)
def test_a_length(language: Language) -> None:
    words = Words(language, ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 23, tzinfo=UTC))
    for minutes in range(1, 1441):
        assert read_length(plain(words.length(minutes))) == minutes
        assert read_length(f"🕒 {plain(words.length(minutes))}") == minutes
    for minutes, problem in ((0, Problem.NO_LENGTH), (31_420 * 60, Problem.TOO_LONG), (-60, Problem.NOT_A_LENGTH)):
        found = read_length(plain(words.length(minutes)))
        assert isinstance(found, Unreadable)
        assert found.problem is problem


@pytest.mark.parametrize("language", Language)
def test_a_number(language: Language) -> None:
    words = Words(language, ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 23, tzinfo=UTC))
    for number in range(10_000):
        assert read_places(plain(words.number(number))) == number
    assert read_places(plain(words.say("No limit"))) == 0
