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

DAYS = [
    ("2026-12-05", date(2026, 12, 5)),
    ("2026/12/5", date(2026, 12, 5)),
    ("2026.12.5", date(2026, 12, 5)),
    ("２０２６－１２－０５", date(2026, 12, 5)),
    ("2026年12月5日", date(2026, 12, 5)),
    ("二〇二六年十二月五日", date(2026, 12, 5)),
    ("12-05", date(2026, 12, 5)),
    ("12月5日", date(2026, 12, 5)),
    ("12月5號", date(2026, 12, 5)),
    ("十二月二十五日", date(2026, 12, 25)),
    ("5.12.", date(2026, 12, 5)),
    ("5.12.2027", date(2027, 12, 5)),
    ("25/12", date(2026, 12, 25)),
    ("12/25", date(2026, 12, 25)),
    ("12/12", date(2026, 12, 12)),
    ("5 Dec", date(2026, 12, 5)),
    ("Dec 5", date(2026, 12, 5)),
    ("December 5th, 2027", date(2027, 12, 5)),
    ("5 Sept 2027", date(2027, 9, 5)),
    ("01-05", date(2027, 1, 5)),
    ("02-29", date(2028, 2, 29)),
    ("today", TODAY),
    ("今天", TODAY),
    ("Tomorrow", date(2026, 11, 24)),
    ("明天", date(2026, 11, 24)),
    ("后天", date(2026, 11, 25)),
    ("後天", date(2026, 11, 25)),
    ("Saturday", date(2026, 11, 28)),
    ("sat", date(2026, 11, 28)),
    ("周六", date(2026, 11, 28)),
    ("週六", date(2026, 11, 28)),
    ("星期六", date(2026, 11, 28)),
    ("禮拜六", date(2026, 11, 28)),
    ("周日", date(2026, 11, 29)),
    ("礼拜天", date(2026, 11, 29)),
    ("下周六", date(2026, 12, 5)),
    ("下個星期三", date(2026, 12, 2)),
    ("monday", TODAY),
    ("Sat 5 Dec", date(2026, 12, 5)),
    ("12月5日（周六）", date(2026, 12, 5)),
    ("12月5日 星期六", date(2026, 12, 5)),
]


@pytest.mark.parametrize(("typed", "day"), DAYS, ids=[typed for typed, _ in DAYS])
def test_dates_ahead_as_people_write_them(typed: str, day: date) -> None:
    assert read_day(typed, TODAY, Toward.NEXT) == day


PAST_DAYS = [
    ("11-20", date(2026, 11, 20)),
    ("12-05", date(2025, 12, 5)),
    ("12月5日", date(2025, 12, 5)),
    ("Saturday", date(2026, 11, 21)),
    ("周一", TODAY),
    ("上周六", date(2026, 11, 21)),
    ("昨天", date(2026, 11, 22)),
    ("yesterday", date(2026, 11, 22)),
    ("前天", date(2026, 11, 21)),
    ("02-29", date(2024, 2, 29)),
]


@pytest.mark.parametrize(("typed", "day"), PAST_DAYS, ids=[typed for typed, _ in PAST_DAYS])
def test_dates_gone_by_as_people_write_them(typed: str, day: date) -> None:
    assert read_day(typed, TODAY, Toward.LAST) == day


BAD_DAYS = [
    ("2026-02-30", Problem.NO_SUCH_DATE),
    ("02-30", Problem.NO_SUCH_DATE),
    ("13月1日", Problem.NO_SUCH_DATE),
    ("0000-01-01", Problem.NO_SUCH_DATE),
    ("31/31", Problem.NO_SUCH_DATE),
    ("32 Dec", Problem.NO_SUCH_DATE),
    ("soon", Problem.NOT_A_DATE),
    ("周八", Problem.NOT_A_DATE),
    ("monkey", Problem.NOT_A_DATE),
    ("", Problem.NOT_A_DATE),
    ("5", Problem.NOT_A_DATE),
    ("<b>", Problem.NOT_A_DATE),
]


@pytest.mark.parametrize(("typed", "problem"), BAD_DAYS, ids=[typed for typed, _ in BAD_DAYS])
def test_dates_that_are_none(typed: str, problem: Problem) -> None:
    assert read_day(typed, TODAY, Toward.NEXT) == Unreadable(piece=Piece.DAY, problem=problem, typed=typed)


def test_a_date_that_could_be_two_is_asked_about() -> None:
    found = read_day("5/12", TODAY, Toward.NEXT)
    assert isinstance(found, Unreadable)
    assert (found.problem, found.days) == (Problem.TWO_DATES, (date(2027, 5, 12), date(2026, 12, 5)))


def test_a_weekday_that_is_not_the_dates_is_asked_about() -> None:
    found = read_day("Sun 5 Dec", TODAY, Toward.NEXT)
    assert isinstance(found, Unreadable)
    assert (found.problem, found.days) == (Problem.OTHER_WEEKDAY, (date(2026, 12, 5),))


def test_a_weekday_tells_which_of_two_dates_is_meant() -> None:
    assert read_day("Sat 5/12", TODAY, Toward.NEXT) == date(2026, 12, 5)
    assert read_day("12/5（周三）", TODAY, Toward.NEXT) == date(2027, 5, 12)
    found = read_day("Fri 5/12", TODAY, Toward.NEXT)
    assert isinstance(found, Unreadable)
    assert found.problem is Problem.TWO_DATES


@pytest.mark.parametrize(
    "typed",
    [
        "Sun 5 Dec 9-12",
        "5 Dec (Sun) 09:00-12:00",
        "Sun 2026-12-05 9-12",
        "12月5日周日 9:00-12:00",
        "12月5日（周日）上午9点到12点",
        "周日12月5日9点到12点",
    ],
)
def test_with_times_such_a_weekday_is_asked_about_and_the_times_are_kept(typed: str) -> None:
    found = read_period(typed, NOW, SHANGHAI)
    assert isinstance(found, Unreadable)
    assert (found.piece, found.problem, found.days) == (Piece.DAY, Problem.OTHER_WEEKDAY, (date(2026, 12, 5),))
    [meant] = found.periods
    assert f"{meant.start.astimezone(SHANGHAI):%d.%m. %H:%M}, {meant.minutes}" == "05.12. 09:00, 180"
    assert found.typed == typed


@pytest.mark.parametrize(
    ("typed", "problem", "day"),
    [
        ("Sun 5 Dec", Problem.OTHER_WEEKDAY, 5),
        ("Sun 5 Dec 25:00-26:00", Problem.OTHER_WEEKDAY, 5),
        ("Sun 5 Dec 22:00 - Mon 6 Dec 2:00", Problem.OTHER_WEEKDAY, 5),
        ("Sat 5 Dec 22:00 - Mon 6 Dec 2:00", Problem.OTHER_WEEKDAY, 6),
        ("Sat 5 Dec", Problem.MISSING, None),
        ("Sat 5 Dec 1900", Problem.NO_END, None),
        ("Sat 5 Dec noon", Problem.NO_END, None),
        ("Sat 5 Dec nine-ish", Problem.NOT_TIMES, None),
    ],
)
def test_what_is_said_of_a_weekday_with_times_that_do_not_read(typed: str, problem: Problem, day: int | None) -> None:
    found = read_period(typed, NOW, SHANGHAI)
    assert isinstance(found, Unreadable)
    assert (found.problem, [found.day for found in found.days]) == (problem, [day] if day else [])


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


def _line(typed: str) -> tuple[str, str, str, str] | None:
    line = taken_apart(typed, NOW, SHANGHAI)
    return (line.title, line.when, line.venue, line.places) if line else None


def test_an_activity_on_one_line() -> None:
    assert _line("River clean-up | 2026-12-05 09:00-12:00 | East Gate | 10") == (
        "River clean-up", "2026-12-05 09:00-12:00", "East Gate", "10",
    )  # fmt: skip
    assert _line("河道清洁｜12月5日 上午9点-12点｜东门") == ("河道清洁", "12月5日 上午9点-12点", "东门", "")


@pytest.mark.parametrize(
    "typed",
    [
        "河道清洁、12月5日9点到12点、东门、10",
        "河道清洁；12月5日9点到12点；东门；十个人",
        "河道清洁,12月5日9点到12点,东门,10",
        "河道清洁, 5 Dec 9-12, 东门, 10",
        "河道清洁\n12月5日 09:00–12:00（3小时）\n东门\n10人",
    ],
)
def test_commas_and_lines_do_where_one_of_the_pieces_is_a_time(typed: str) -> None:
    line = taken_apart(typed, NOW, SHANGHAI)
    assert line
    assert (line.title, line.venue, read_places(line.places)) == ("河道清洁", "东门", 10)
    assert read_period(line.when, NOW, SHANGHAI) == Period(start=at("2026-12-05 09:00"), end=at("2026-12-05 12:00"))


def test_commas_in_a_title_stay_there() -> None:
    when = "12月5日9点到12点"
    assert _line(f"扫地、擦窗、浇花 | {when} | 东门") == ("扫地、擦窗、浇花", when, "东门", "")
    assert _line(f"扫地、擦窗，{when}，东门") == ("扫地、擦窗", when, "东门", "")
    assert _line("扫地、擦窗、浇花") is None


def test_what_is_wrong_with_a_piece_does_not_spoil_the_others() -> None:
    assert _line("River clean-up | 2026-02-30 09:00-12:00 | East Gate | 10000") == (
        "River clean-up", "2026-02-30 09:00-12:00", "East Gate", "10000",
    )  # fmt: skip
    assert _line("") is None
    assert _line(f"{'x' * 5000} | 2026-12-05 09:00-12:00 | East Gate") == (
        "x" * 5000, "2026-12-05 09:00-12:00", "East Gate", "",
    )  # fmt: skip


HOURS_LINES = [
    ("2.5 2026-11-20 Library help", 150, date(2026, 11, 20), "Library help"),
    ("2 h 30 11-20 Library help", 150, date(2026, 11, 20), "Library help"),
    ("2 h 20 Nov Library help", 120, date(2026, 11, 20), "Library help"),
    ("2h30 20 Nov 2026 Library help", 150, date(2026, 11, 20), "Library help"),
    ("1 yesterday 2 boxes of books", 60, date(2026, 11, 22), "2 boxes of books"),
    ("两个半小时 昨天 图书馆", 150, date(2026, 11, 22), "图书馆"),
    ("2.5 | 2026-11-20 | Library help", 150, date(2026, 11, 20), "Library help"),
    ("2.5｜昨天｜图书馆｜二楼", 150, date(2026, 11, 22), "图书馆｜二楼"),
    ("2.5 | yesterday Library help", 150, date(2026, 11, 22), "Library help"),
    ("2.5 yesterday Library | books | more", 150, date(2026, 11, 22), "Library | books | more"),
    ("2 hours and 30 minutes yesterday Library", 150, date(2026, 11, 22), "Library"),
    ("🕒 2 h 30, yesterday Library", 150, date(2026, 11, 22), "Library"),
    ("🕒 昨天，2小时30分 图书馆", 150, date(2026, 11, 22), "图书馆"),
    ("2 h 30 Fri 20 Nov Library", 150, date(2026, 11, 20), "Library"),
    ("11月20日 周五，3小时，图书馆", 180, date(2026, 11, 20), "图书馆"),
    ("20 Nov 2 h Library", 120, date(2026, 11, 20), "Library"),
    ("2 20 Nov Library", 120, date(2026, 11, 20), "Library"),
    ("2小时，昨天，图书馆", 120, date(2026, 11, 22), "图书馆"),
    ("2小时、昨天、图书馆、二楼", 120, date(2026, 11, 22), "图书馆、二楼"),
    ("2小时\n昨天\n图书馆", 120, date(2026, 11, 22), "图书馆"),
    ("2小时 昨天 扫地、擦窗、浇花", 120, date(2026, 11, 22), "扫地、擦窗、浇花"),
    ("昨天 | 1.5 | 图书馆", 90, date(2026, 11, 22), "图书馆"),
    ("图书馆 | 昨天 | 1.5", 90, date(2026, 11, 22), "图书馆"),
    ("图书馆｜两小时｜昨天", 120, date(2026, 11, 22), "图书馆"),
    ("1.5丨昨天丨图书馆", 90, date(2026, 11, 22), "图书馆"),
    ("1.5,昨天,图书馆", 90, date(2026, 11, 22), "图书馆"),
    ("yesterday,1.5,books, papers", 90, date(2026, 11, 22), "books, papers"),
    ("2\u3000昨晚\u00a0图书馆", 120, date(2026, 11, 22), "图书馆"),
]


@pytest.mark.parametrize(("typed", "minutes", "day", "what"), HOURS_LINES, ids=[row[0] for row in HOURS_LINES])
def test_hours_on_one_line(typed: str, minutes: int, day: date, what: str) -> None:
    line = read_hours_line(typed, TODAY)
    assert (line.minutes, line.day, line.what, line.problems) == (minutes, day, what, ())


BAD_HOURS_LINES = [
    ("", [(Piece.LENGTH, Problem.MISSING), (Piece.DAY, Problem.MISSING), (Piece.WHAT, Problem.MISSING)]),
    ("2.5", [(Piece.DAY, Problem.MISSING), (Piece.WHAT, Problem.MISSING)]),
    ("2.5 Library help", [(Piece.DAY, Problem.MISSING)]),
    ("2.5 2026-02-30 Library", [(Piece.DAY, Problem.NO_SUCH_DATE)]),
    ("2.5 2026-2 Library", [(Piece.DAY, Problem.NOT_A_DATE)]),
    ("30 2026-11-20 Library", [(Piece.LENGTH, Problem.TOO_LONG)]),
    ("long 2026-11-20 Library", [(Piece.LENGTH, Problem.NOT_A_LENGTH)]),
    ("11-20 2 boxes of books", [(Piece.LENGTH, Problem.MISSING)]),
    ("半天 昨天 图书馆", [(Piece.LENGTH, Problem.HOW_LONG)]),
    ("昨天 半天 图书馆", [(Piece.LENGTH, Problem.HOW_LONG)]),
    ("昨天，一下午，图书馆", [(Piece.LENGTH, Problem.HOW_LONG)]),
    ("yesterday Evening classes", [(Piece.LENGTH, Problem.MISSING)]),
    (
        "1,5,昨天,图书馆",
        [(Piece.LENGTH, Problem.NOT_A_LENGTH), (Piece.DAY, Problem.MISSING), (Piece.WHAT, Problem.MISSING)],
    ),
    ("long | 2026-02-30 | Library", [(Piece.LENGTH, Problem.NOT_A_LENGTH), (Piece.DAY, Problem.NO_SUCH_DATE)]),
    ("2.5 | | Library", [(Piece.DAY, Problem.MISSING)]),
]


@pytest.mark.parametrize(("typed", "problems"), BAD_HOURS_LINES, ids=[row[0] or "empty" for row in BAD_HOURS_LINES])
def test_hours_lines_with_mistakes(typed: str, problems: list[tuple[Piece, Problem]]) -> None:
    line = read_hours_line(typed, TODAY)
    assert [(found.piece, found.problem) for found in line.problems] == problems


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
    for period in [found] if isinstance(found, Period) else []:
        begins, ends = period.start.astimezone(zone), period.end.astimezone(zone)
        assert (begins.date(), begins.time(), ends.time()) == (day, start, end)
        assert ends.date() - day == timedelta(days=0 if start < end else 1)
