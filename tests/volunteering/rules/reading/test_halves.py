"""Every word for a part of the day, with every half hour, at the start and at the end: read right, or asked about."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.ground.periods import Period
from volunteering.rules.reading import Problem, Times, Unreadable, read_period, read_times
from volunteering.rules.reading.halves import PARTS

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = date(2026, 12, 5)

SAME = {hour: hour for hour in range(1, 12)}
AFTER_NOON = {12: 12} | {hour: hour + 12 for hour in range(1, 12)}
SMALL_HOURS = {hour: hour + 24 for hour in range(1, 12)}


def hours(among: dict[int, int], *said: int) -> dict[int, int]:
    """What these hours mean there."""
    return {hour: among[hour] for hour in said}


NIGHT = {12: 24} | hours(SMALL_HOURS, 1, 2, 3, 4, 5)
MEANT: dict[str, dict[int, int]] = {
    "凌晨 淩晨": {12: 0} | hours(SAME, 1, 2, 3, 4, 5, 6),
    "清晨 清早 黎明": hours(SAME, 4, 5, 6, 7, 8, 9),
    "早上 早晨 早": hours(SAME, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    "上午": SAME,
    "中午": hours(SAME, 11) | hours(AFTER_NOON, 12, 1, 2),
    "正午": hours(AFTER_NOON, 12),
    "午后 午後": hours(AFTER_NOON, 12, 1, 2, 3, 4, 5, 6),
    "下午": AFTER_NOON,
    "傍晚 黄昏 黃昏": hours(AFTER_NOON, 4, 5, 6, 7, 8),
    "晚上 晚间 晚間 夜晚 晚": hours(AFTER_NOON, 5, 6, 7, 8, 9, 10, 11) | {12: 24} | hours(SMALL_HOURS, 1, 2, 3),
    "夜里 夜裡 夜裏": hours(AFTER_NOON, 7, 8, 9, 10, 11) | NIGHT,
    "深夜": hours(AFTER_NOON, 9, 10, 11) | NIGHT,
    "半夜": hours(AFTER_NOON, 10, 11) | NIGHT,
    "午夜": hours(AFTER_NOON, 11) | {12: 24, 1: 25},
}
"""Which hour of the day (from 24 on: after midnight) somebody means who says the word with an hour of twelve.

What is not here nobody says, or not everybody means the same by it: it is asked about.
"""

UNSURE = {"晚上 晚间 晚間 夜晚 晚": 25, **dict.fromkeys(["夜里 夜裡 夜裏", "深夜", "半夜", "午夜"], 24)}
"""From which hour on it may be the night before the date, or the one after it."""

NONE = {Problem.NO_SUCH_TIME, Problem.NOT_TIMES}
WORDS = [(word, words) for words in MEANT for word in words.split()]
HALF_HOURS = [(hour, half) for hour in range(25) for half in (0, 30)]


def _minutes(words: str, hour: int, half: int) -> int | None:
    """After the midnight that begins the date; None where word and hour do not go together."""
    meant = MEANT[words]
    if hour in meant:
        return meant[hour] * 60 + half
    if hour == 0 and (0 in meant.values() or words == "上午"):
        return half
    of_24 = 24 if hour == 0 else hour
    return of_24 * 60 + half if of_24 > 12 and of_24 in meant.values() else None


def _written(hour: int, half: int) -> str:
    return f"{hour}点{'半' if half else ''}"


def _at(minutes: int) -> datetime:
    return datetime.combine(DAY, time(), tzinfo=ZONE) + timedelta(minutes=minutes)


def _said(found: Period | Unreadable) -> tuple[object, ...]:
    """A period as minutes of the date, or the question with those that it offers."""
    if isinstance(found, Period):
        return tuple(int((moment - _at(0)).total_seconds()) // 60 for moment in (found.start, found.end))
    return (found.problem, *(_said(period)[:1] for period in found.periods))


@pytest.mark.parametrize(("word", "words"), WORDS, ids=[word for word, _ in WORDS])
def test_a_start_is_what_people_mean_or_is_asked_about(word: str, words: str) -> None:
    for hour, half in HALF_HOURS:
        typed = f"12月5日{word}{_written(hour, half)} 2小时"
        said, meant = _said(read_period(typed, NOW, ZONE)), _minutes(words, hour, half)
        if hour == 24 and half:
            assert said[0] in NONE, typed
        elif meant is None:
            assert said[0] is Problem.WHICH_HALF, typed
        elif meant >= UNSURE.get(words, 30) * 60:
            assert said == (Problem.WHICH_NIGHT, (meant - 1440,), (meant,)), typed
        else:
            assert said == (meant, meant + 120), typed


@pytest.mark.parametrize(("word", "words"), WORDS, ids=[word for word, _ in WORDS])
def test_an_end_is_the_first_such_time_after_the_start_or_is_asked_about(word: str, words: str) -> None:
    for hour, half in HALF_HOURS:
        typed = f"12月5日06:15到{word}{_written(hour, half)}"
        said, meant = _said(read_period(typed, NOW, ZONE)), _minutes(words, hour, half)
        if hour == 24 and half:
            assert said[0] in NONE, typed
        elif meant is None:
            assert said[0] is Problem.WHICH_HALF, typed
        elif meant > 375:
            assert said == (375, meant), typed
        elif words.startswith("凌晨"):
            assert said == (375, meant + 1440), typed
        else:
            assert said == (Problem.ENDS_BEFORE_START, (375,)), typed


@pytest.mark.parametrize(("word", "words"), WORDS, ids=[word for word, _ in WORDS])
def test_a_word_that_is_said_once_goes_for_both_ends(word: str, words: str) -> None:
    for hour in range(1, 13):
        later = hour % 12 + 1
        typed = f"{word}{hour}点到{later}点"
        found, meant = read_times(typed), _minutes(words, hour, 0)
        if meant is None:
            assert isinstance(found, Unreadable), typed
            assert found.problem is Problem.WHICH_HALF, typed
        else:
            ends = (meant + 60) // 60 % 24
            assert isinstance(found, Times), typed
            assert (found.start.hour, found.end.hour) == (meant // 60 % 24, ends), typed


@pytest.mark.parametrize(("word", "words"), WORDS, ids=[word for word, _ in WORDS])
def test_a_word_at_both_ends_is_read_at_both(word: str, words: str) -> None:
    for hour in range(1, 12):
        typed = f"12月5日{word}{hour}点到{word}{hour}点半"
        said, meant = _said(read_period(typed, NOW, ZONE)), _minutes(words, hour, 0)
        if meant is None:
            assert said[0] is Problem.WHICH_HALF, typed
        elif meant >= UNSURE.get(words, 30) * 60:
            assert said == (Problem.WHICH_NIGHT, (meant - 1440,), (meant,)), typed
        else:
            assert said == (meant, meant + 30), typed


def test_every_word_that_is_read_is_tried_here() -> None:
    tried = {word for word, _ in WORDS}
    early, late = (
        "拂晓 大清早 1大早 1早 大早上 晨 早间",
        "夜间 前半夜 上半夜 大半夜 3更半夜 夜 后半夜 下半夜 子夜 大晚上",
    )
    others = {*early.split(), *late.split(), "午间", "大中午"}
    assert {word for word in PARTS if not word.isascii()} - tried == others


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("半夜2点到4点", "02:00", "04:00"),
        ("中午12点半到2点", "12:30", "14:00"),
        ("晚上8点到凌晨2点", "20:00", "02:00"),
        ("早上8点到下午5点", "08:00", "17:00"),
        ("下午2点到4点", "14:00", "16:00"),
        ("晚上9点到晚上12点", "21:00", "00:00"),
        ("凌晨12点到6点", "00:00", "06:00"),
        ("夜里11点到半夜3点", "23:00", "03:00"),
        ("上午11点到中午1点", "11:00", "13:00"),
        ("早8点到晚6点", "08:00", "18:00"),
        ("12pm-1pm", "12:00", "13:00"),
        ("12am to 1am", "00:00", "01:00"),
        ("6 in the evening to 8", "18:00", "20:00"),
        ("9-11 in the morning", "09:00", "11:00"),
        ("10-2am", "22:00", "02:00"),
    ],
)
def test_parts_of_the_day_from_a_start_to_an_end(typed: str, start: str, end: str) -> None:
    found = read_times(typed)
    assert isinstance(found, Times)
    assert (found.start, found.end) == (time.fromisoformat(start), time.fromisoformat(end))


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("12月5日中午10点到12点", ["10:00", "22:00"]),
        ("12月5日上午13点到15点", ["13:00"]),
        ("12月5日上午12点到1点", ["00:00", "12:00"]),
        ("12月5日早上12点到2点", ["00:00", "12:00"]),
        ("12月5日2点到5点", ["02:00", "14:00"]),
        ("12月5日8点到晚上10点", ["08:00", "20:00"]),
        ("12月5日11点到2点", ["11:00", "11:00"]),
        ("Sat 5 Dec midnight to 2am", ["00:00", "00:00"]),
    ],
)
def test_what_may_be_meant_is_offered(typed: str, offers: list[str]) -> None:
    found = read_period(typed, NOW, ZONE)
    assert isinstance(found, Unreadable)
    assert [f"{period.start.astimezone(ZONE):%H:%M}" for period in found.periods] == offers


@pytest.mark.parametrize(
    ("typed", "moment"), [("今天半夜2点到4点", "2026-11-24 02:00"), ("今天2点到5点", "2026-11-23 14:00")]
)
def test_what_is_past_is_not_meant(typed: str, moment: str) -> None:
    found = read_period(typed, NOW, ZONE)
    assert isinstance(found, Period)
    assert f"{found.start.astimezone(ZONE):%Y-%m-%d %H:%M}" == moment
