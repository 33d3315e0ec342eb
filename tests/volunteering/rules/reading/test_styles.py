"""Every way to write a date goes with every way to write times, whatever stands between them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.ground.periods import Period
from volunteering.rules.reading import Unreadable, read_period

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 10:00

DAYS = (
    "2026-12-05", "2026/12/5", "2026.12.5", "20261205", "12-05", "12/05/26 Sat", "26/12/05", "2026年12月5日",
    "2026 年 12 月 5 日", "12月5日", "12月5號", "十二月五日", "12月5日（周六）", "12月5日(六)",
    "12月5日 星期六", "周六12月5日", "二〇二六年十二月五日", "民國115年12月5日", "115年12月5日", "115/12/05",
    "下周六", "下個禮拜六", "5号", "5日", "下个月5号", "12/5号", "今年12月5日", "５日", "㋋5日", "5 Dec",
    "5th December", "Dec 5", "Dec. 5", "December 5th, 2026", "5 Dec 2026", "5-Dec-2026", "2026 Dec 5",
    "Sat 5 Dec", "Sat, 5 December", "Saturday 5/12", "the 5th", "Saturday next week", "5.12.2026 (Sat)",
    "२०२६-१२-०५",
)  # fmt: skip
"""Saturday, 5 December 2026."""

TIMES = (
    "14:00-16:30", "14:00～16:30", "14:00—16:30", "14:00——16:30", "14：00至16：30", "14:00 → 16:30",
    "1400-1630", "14.00-16.30", "14点到16点半", "十四点至十六点三十分", "14時至16時30分", "14点整到16点30",
    "14:00到16:30。", "14:00:00-16:30:00", "下午2点到4点半", "下午2点到下午4点半", "下午兩點至四點半",
    "下午2:00-4:30", "下午02:00-04:30", "午后两点到四点三十分", "下午2点-16:30", "14:00-下午4:30",
    "下午 2 点 到 4 点 半", "从下午2点到4点半", "下午2点到4点半，", "PM2:00-PM4:30", "2pm-4:30pm",
    "2 p.m. to 4:30 p.m.", "2-4:30pm", "2pm to 4:30", "from 2pm until 4:30pm", "２ｐｍ－４：３０ｐｍ",
    "2 in the afternoon to 4:30", "afternoon 2-4:30", "14:00–16:30 (2 h 30)", "14:00–16:30（2小时30分）",
    "14:00, 2 h 30", "下午2点，两个半小时", "2pm for 2.5 hours",
)  # fmt: skip
"""From 14:00 to 16:30."""

MEANT = Period(
    start=datetime(2026, 12, 5, 14, 0, tzinfo=ZONE).astimezone(UTC),
    end=datetime(2026, 12, 5, 16, 30, tzinfo=ZONE).astimezone(UTC),
)


@pytest.mark.parametrize("day", DAYS)
def test_a_date_with_times_is_read_however_both_are_written(day: str) -> None:
    for times in TIMES:
        for between in (" ", "，", ", ", "\n", "\u3000", " · "):
            assert read_period(f"{day}{between}{times}", NOW, ZONE) == MEANT, (day, between, times)


@pytest.mark.parametrize("day", [day for day in DAYS if day[-1] in "日号號"])
def test_chinese_needs_no_space_between(day: str) -> None:
    for times in TIMES:
        if not times.startswith(("from", "afternoon")):
            assert read_period(f"{day}{times}", NOW, ZONE) == MEANT, (day, times)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("times", ["下午2点到4点半", "2pm-4:30pm", "14:00-16:30"])
def test_the_times_may_come_first(day: str, times: str) -> None:
    found = read_period(f"{times} {day}", NOW, ZONE)
    assert found == MEANT or (isinstance(found, Unreadable) and "-" in day), (day, times)


@pytest.mark.parametrize("day", DAYS)
def test_what_follows_a_whole_answer_is_never_left_out(day: str) -> None:
    for more in (
        "东门",
        "East Gate",
        "10",
        "10人",
        "and Sunday",
        "或周日",
        "UTC",
        "?!x",
        "12月6日",
        "18:00-19:00",
    ):
        assert isinstance(read_period(f"{day} 14:00-16:30 {more}", NOW, ZONE), Unreadable), (day, more)
