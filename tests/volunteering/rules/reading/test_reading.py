"""What people type is understood, or it is said what is wrong with which piece."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.reading import (
    Piece,
    Problem,
    Times,
    Toward,
    Unreadable,
    period_of,
    read_day,
    read_hours_line,
    read_length,
    read_period,
    read_places,
    read_times,
    taken_apart,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 23)  # a Monday
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai


TIMES = [
    ("09:00-12:00", "09:00", "12:00"),
    ("9:00 – 12:00", "09:00", "12:00"),
    ("９：００～１２：００", "09:00", "12:00"),
    ("9.30-12", "09:30", "12:00"),
    ("9-12", "09:00", "12:00"),
    ("0900-1230", "09:00", "12:30"),
    ("9 to 12", "09:00", "12:00"),
    ("9am-12pm", "09:00", "12:00"),
    ("9 a.m. - 12 p.m.", "09:00", "12:00"),
    ("2-5pm", "14:00", "17:00"),
    ("9-5pm", "09:00", "17:00"),
    ("11-2pm", "11:00", "14:00"),
    ("9am-5", "09:00", "17:00"),
    ("10pm-2am", "22:00", "02:00"),
    ("12am-6am", "00:00", "06:00"),
    ("上午9点-12点", "09:00", "12:00"),
    ("上午九點至十二點", "09:00", "12:00"),
    ("上午9点到下午3点半", "09:00", "15:30"),
    ("下午2点-5点", "14:00", "17:00"),
    ("下午两点到四点一刻", "14:00", "16:15"),
    ("晚上7点30分-9点", "19:00+30", "21:00"),
    ("晚上7点-12点", "19:00", "00:00"),
    ("晚上8点-半夜12点", "20:00", "00:00"),
    ("晚上10点-2点", "22:00", "02:00"),
    ("中午12点-1点", "12:00", "13:00"),
    ("9点钟到11时", "09:00", "11:00"),
    ("22:00-02:00", "22:00", "02:00"),
]


@pytest.mark.parametrize(("typed", "start", "end"), TIMES, ids=[typed for typed, _, _ in TIMES])
def test_times_as_people_write_them(typed: str, start: str, end: str) -> None:
    found = read_times(typed)
    assert isinstance(found, Times)
    clock, _, more = start.partition("+")
    begins = time.fromisoformat(clock).replace(minute=int(more or clock[3:]))
    assert (found.start, found.end) == (begins, time.fromisoformat(end))


def test_midnight_and_the_day_after_can_be_said() -> None:
    assert read_times("18:00-24:00") == Times(start=time(18), end=time(0), next_day=True)
    assert read_times("18:00-次日9:00") == Times(start=time(18), end=time(9), next_day=True)
    assert read_times("18:00-09:00 +1") == Times(start=time(18), end=time(9), next_day=True)


BAD_TIMES = [
    ("25:00-26:00", Problem.NO_SUCH_TIME),
    ("09:60-12:00", Problem.NO_SUCH_TIME),
    ("24:30-25:00", Problem.NO_SUCH_TIME),
    ("24:00-02:00", Problem.NO_SUCH_TIME),
    ("09:00", Problem.NO_END),
    ("morning", Problem.NOT_TIMES),
    ("9-10-11", Problem.NOT_TIMES),
    ("-1-5", Problem.NOT_TIMES),
    ("", Problem.NOT_TIMES),
]


@pytest.mark.parametrize(("typed", "problem"), BAD_TIMES, ids=[typed for typed, _ in BAD_TIMES])
def test_times_that_are_none(typed: str, problem: Problem) -> None:
    assert read_times(typed) == Unreadable(piece=Piece.TIMES, problem=problem, typed=typed)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


PERIODS = [
    ("2026-12-05 09:00-12:00", "2026-12-05 09:00", "2026-12-05 12:00"),
    ("12月5日9:00-12:00", "2026-12-05 09:00", "2026-12-05 12:00"),
    ("12月5日上午9点-12点", "2026-12-05 09:00", "2026-12-05 12:00"),
    ("明天下午2点-5点", "2026-11-24 14:00", "2026-11-24 17:00"),
    ("周六9点-12点", "2026-11-28 09:00", "2026-11-28 12:00"),
    ("下周六 9点到12点", "2026-12-05 09:00", "2026-12-05 12:00"),
    ("tomorrow 9am - 12pm", "2026-11-24 09:00", "2026-11-24 12:00"),
    ("Sat 5 Dec 09:00–12:00", "2026-12-05 09:00", "2026-12-05 12:00"),
    ("12月5日 周六 09:00–12:00", "2026-12-05 09:00", "2026-12-05 12:00"),
    ("2026-12-05 22:00-02:00", "2026-12-05 22:00", "2026-12-06 02:00"),
    ("2026-12-05 22:00-24:00", "2026-12-05 22:00", "2026-12-06 00:00"),
    ("2026-12-31 20:00 - 2027-01-01 08:00", "2026-12-31 20:00", "2027-01-01 08:00"),
    ("12月5日 20:00 至 12月6日 8:00", "2026-12-05 20:00", "2026-12-06 08:00"),
    ("today 10:01-11:00", "2026-11-23 10:01", "2026-11-23 11:00"),
]


@pytest.mark.parametrize(("typed", "start", "end"), PERIODS, ids=[typed for typed, _, _ in PERIODS])
def test_date_and_times_together(typed: str, start: str, end: str) -> None:
    assert read_period(typed, NOW, SHANGHAI) == Period(start=at(start), end=at(end))


BAD_PERIODS = [
    ("2026-02-30 09:00-12:00", Piece.DAY, Problem.NO_SUCH_DATE),
    ("2026-12-05 25:00-26:00", Piece.TIMES, Problem.NO_SUCH_TIME),
    ("2026-12-05 12:00-09:00", Piece.TIMES, Problem.ENDS_BEFORE_START),
    ("2026-12-05 09:00-09:00", Piece.TIMES, Problem.ENDS_BEFORE_START),
    ("2026-12-06 09:00 - 2026-12-05 12:00", Piece.TIMES, Problem.ENDS_BEFORE_START),
    ("2026-12-05 09:00 - 2026-12-07 12:00", Piece.TIMES, Problem.TOO_LONG),
    ("2026-12-05 09:00-10:00 +1", Piece.TIMES, Problem.TOO_LONG),
    ("2026-11-23 10:00-12:00", Piece.TIMES, Problem.IN_THE_PAST),
    ("2025-12-05 09:00-12:00", Piece.TIMES, Problem.IN_THE_PAST),
    ("2026-12-05 09:00", Piece.TIMES, Problem.NO_END),
    ("2026-12-05", Piece.TIMES, Problem.MISSING),
    (f"2026-12-05 09:00-12:00 {'!' * 5000}", Piece.DAY, Problem.NOT_A_DATE),
    ("09:00-12:00", Piece.DAY, Problem.MISSING),
    ("soon 09:00-12:00", Piece.DAY, Problem.NOT_A_DATE),
    ("some day", Piece.DAY, Problem.NOT_A_DATE),
    ("5/12 09:00-12:00", Piece.DAY, Problem.TWO_DATES),
    ("", Piece.DAY, Problem.NOT_A_DATE),
]


@pytest.mark.parametrize(("typed", "piece", "problem"), BAD_PERIODS, ids=[typed[:40] for typed, _, _ in BAD_PERIODS])
def test_each_mistake_names_its_piece(typed: str, piece: Piece, problem: Problem) -> None:
    found = read_period(typed, NOW, SHANGHAI)
    assert isinstance(found, Unreadable)
    assert (found.piece, found.problem, found.typed) == (piece, problem, typed)


def test_an_end_before_the_start_offers_the_day_after() -> None:
    found = read_period("2026-12-05 18:00-09:00", NOW, SHANGHAI)
    assert isinstance(found, Unreadable)
    assert found.periods == (Period(start=at("2026-12-05 18:00"), end=at("2026-12-06 09:00")),)


def utc(text: str) -> datetime:
    return at(text, ZoneInfo("UTC"))


CLOCK_CHANGES = [
    ("2027-03-28 01:00-03:30", BERLIN, None, [("00:00", "01:30")]),
    ("2027-03-28 02:30-05:00", BERLIN, Problem.SKIPPED_TIME, [("00:30", "03:00"), ("01:30", "03:00")]),
    ("2027-03-14 02:30-05:00", NEW_YORK, Problem.SKIPPED_TIME, [("06:30", "09:00"), ("07:30", "09:00")]),
    ("2027-10-31 02:30-05:00", BERLIN, Problem.TIME_TWICE, [("00:30", "04:00"), ("01:30", "04:00")]),
    ("2026-12-05 02:30-05:00", BERLIN, None, [("01:30", "04:00")]),
]


@pytest.mark.parametrize(
    ("typed", "zone", "problem", "meant"), CLOCK_CHANGES, ids=[f"{row[0]} {row[1]}" for row in CLOCK_CHANGES]
)
def test_times_that_the_clocks_skip_or_show_twice_are_asked_about(
    typed: str, zone: ZoneInfo, problem: Problem | None, meant: list[tuple[str, str]]
) -> None:
    found = read_period(typed, NOW, zone)
    periods = tuple(Period(start=utc(f"{typed[:10]} {start}"), end=utc(f"{typed[:10]} {end}")) for start, end in meant)
    if problem is None:
        assert (found,) == periods
    else:
        assert isinstance(found, Unreadable)
        assert (found.problem, found.periods) == (problem, periods)


LENGTHS = [
    ("2.5", 150), ("2,5", 150), ("2", 120), ("2h", 120), ("2h30", 150), ("2 h 30", 150), ("2h 30m", 150),
    ("2:30", 150), ("150m", 150), ("90 min", 90), ("1 hour 15 minutes", 75), ("2小时30分", 150), ("2小時30分", 150),
    ("两个半小时", 150), ("兩個半小時", 150), ("2小时半", 150), ("半小时", 30), ("half an hour", 30), ("90分钟", 90),
    ("三个小时", 180), ("２．５", 150), ("24", 1440), ("0:01", 1), ("2.333", 140),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "minutes"), LENGTHS, ids=[typed for typed, _ in LENGTHS])
def test_lengths_as_people_write_them(typed: str, minutes: int) -> None:
    assert read_length(typed) == minutes


BAD_LENGTHS = [
    ("0", Problem.NO_LENGTH), ("0m", Problem.NO_LENGTH), ("25", Problem.TOO_LONG), ("150", Problem.TOO_LONG),
    ("24:01", Problem.TOO_LONG), ("-1", Problem.NOT_A_LENGTH), ("2:75", Problem.NOT_A_LENGTH),
    ("long", Problem.NOT_A_LENGTH), ("", Problem.NOT_A_LENGTH), ("2 30", Problem.NOT_A_LENGTH),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "problem"), BAD_LENGTHS, ids=[typed for typed, _ in BAD_LENGTHS])
def test_lengths_that_are_none(typed: str, problem: Problem) -> None:
    assert read_length(typed) == Unreadable(piece=Piece.LENGTH, problem=problem, typed=typed)


PLACES = [
    ("10", 10), ("１０", 10), ("十", 10), ("10人", 10), ("10 people", 10), ("0", 0), ("9999", 9999), ("不限", 0),
    ("无", 0), ("無", 0), ("unlimited", 0), ("No limit", 0),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "places"), PLACES, ids=[typed for typed, _ in PLACES])
def test_places_as_people_write_them(typed: str, places: int) -> None:
    assert read_places(typed) == places


BAD_PLACES = [
    ("-1", Problem.OUT_OF_RANGE), ("10000", Problem.OUT_OF_RANGE), ("9" * 18, Problem.OUT_OF_RANGE),
    ("9" * 5000, Problem.NOT_A_NUMBER), ("many", Problem.NOT_A_NUMBER), ("1.5", Problem.NOT_A_NUMBER),
    ("", Problem.NOT_A_NUMBER),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "problem"), BAD_PLACES, ids=[typed[:20] for typed, _ in BAD_PLACES])
def test_places_that_cannot_be(typed: str, problem: Problem) -> None:
    assert read_places(typed) == Unreadable(piece=Piece.PLACES, problem=problem, typed=typed)


PIECES = st.sampled_from([
    "2026", "12", "05", "5", "99", "-", "/", ".", ":", " ", "|", "年", "月", "日", "周", "六", "下", "上午", "下午",
    "点", "半", "十", "至", "次日", "小时", "am", "pm", "Dec", "Sat", "today", "+1", "h", "24:00", "㋿", "٣", "½", "𝟗",
    "\u202e", "\x00",
])  # fmt: skip
TYPED = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))
ZONES = st.sampled_from([SHANGHAI, BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe")])
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(TYPED, MOMENTS, ZONES)
def test_whatever_is_typed_is_a_value_or_a_problem(typed: str, now: datetime, zone: ZoneInfo) -> None:
    today = local_day(now, zone)
    assert isinstance(read_day(typed, today, Toward.NEXT), date | Unreadable)
    assert isinstance(read_day(typed, today, Toward.LAST), date | Unreadable)
    assert isinstance(read_times(typed), Times | Unreadable)
    found = read_period(typed, now, zone)
    assert isinstance(found, Unreadable) or (now < found.start and found.minutes <= 1440)
    length = read_length(typed)
    assert isinstance(length, Unreadable) or 1 <= length <= 1440
    places = read_places(typed)
    assert isinstance(places, Unreadable) or 0 <= places <= 9999
    line = taken_apart(typed, now, zone)
    assert line is None or all(piece in typed or ", " in piece for _, piece in line)
    hours = read_hours_line(typed, today)
    assert len(hours.problems) == [hours.minutes, hours.day, hours.what].count(None)


@given(st.dates(date(2026, 1, 2), date(2090, 1, 1)), st.times(), st.times(), ZONES)
def test_times_on_a_day_are_what_the_clock_on_the_wall_shows(day: date, start: time, end: time, zone: ZoneInfo) -> None:
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    found = period_of(day, Times(start=start, end=end), datetime(2026, 1, 1, tzinfo=UTC), zone)
    if isinstance(found, Unreadable):
        clocks = {datetime.combine(day + timedelta(days=one), time(12), zone).utcoffset() for one in (-1, 0, 1, 2)}
        assert start >= end or len(clocks) > 1, "a time of an ordinary day is taken as it is"
        return
    begins, ends = found.start.astimezone(zone), found.end.astimezone(zone)
    assert (begins.date(), begins.time(), ends.time()) == (day, start, end)
    assert ends.date() - day == timedelta(days=0 if start < end else 1)
