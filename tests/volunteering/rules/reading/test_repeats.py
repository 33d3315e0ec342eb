"""How often something comes is read as people write it, and what they say besides stays."""

from datetime import date

import pytest

from tests.support.city import NOW, ZONE
from volunteering.rules.reading import Problem, Unreadable, read_repeats, repeating, taken_apart
from volunteering.rules.series import Repeats

TODAY = date(2026, 12, 1)
WEDNESDAY = "FREQ=WEEKLY;BYDAY=WE"
JUNE = date(2027, 6, 30)
SAID = [
    ("every Wed", WEDNESDAY, None),
    ("Every Wednesday until 2027-06-30", WEDNESDAY, JUNE),
    ("Wednesdays until end of June 2027", WEDNESDAY, JUNE),
    ("weekly on Wed", WEDNESDAY, None),
    ("every week", "FREQ=WEEKLY", None),
    ("every Wed and Sat", "FREQ=WEEKLY;BYDAY=WE,SA", None),
    ("every Sat, Wed & Mon", "FREQ=WEEKLY;BYDAY=MO,WE,SA", None),
    ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", None),
    ("every weekend", "FREQ=WEEKLY;BYDAY=SA,SU", None),
    ("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2", None),
    ("every two weeks on Wed", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", None),
    ("every other Wed", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", None),
    ("fortnightly", "FREQ=WEEKLY;INTERVAL=2", None),
    ("first Monday of the month", "FREQ=MONTHLY;BYDAY=1MO", None),
    ("every last Friday of the month", "FREQ=MONTHLY;BYDAY=-1FR", None),
    ("monthly on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15", None),
    ("last day of every month", "FREQ=MONTHLY;BYMONTHDAY=-1", None),
    ("every day", "FREQ=DAILY", None),
    ("every 3 days, 10 times", "FREQ=DAILY;INTERVAL=3;COUNT=10", None),
    ("every year", "FREQ=YEARLY", None),
    ("每周三", WEDNESDAY, None),
    ("每週三", WEDNESDAY, None),
    ("每個星期三", WEDNESDAY, None),
    ("每星期三到2027年6月30日", WEDNESDAY, JUNE),
    ("每逢周三，到明年6月底为止", WEDNESDAY, JUNE),
    ("每周三、周六", "FREQ=WEEKLY;BYDAY=WE,SA", None),
    ("每周三六", "FREQ=WEEKLY;BYDAY=WE,SA", None),
    ("每週六日", "FREQ=WEEKLY;BYDAY=SA,SU", None),
    ("每周一次", "FREQ=WEEKLY", None),
    ("每两周的周三", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", None),
    ("隔周周三", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", None),
    ("每月第一个周一", "FREQ=MONTHLY;BYDAY=1MO", None),
    ("每個月最後一個週五", "FREQ=MONTHLY;BYDAY=-1FR", None),
    ("每月15号", "FREQ=MONTHLY;BYMONTHDAY=15", None),
    ("每天", "FREQ=DAILY", None),
    ("每个工作日，共10次", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=10", None),
    ("RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;UNTIL=20270630", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", JUNE),
    ("freq=weekly;byday=we;until=20270629T200000Z", WEDNESDAY, JUNE),
]


@pytest.mark.parametrize(("typed", "rule", "until"), SAID)
def test_what_is_said_of_how_often(typed: str, rule: str, until: date | None) -> None:
    assert read_repeats(typed, TODAY, ZONE) == Repeats(rule=rule, until=until)


@pytest.mark.parametrize("typed", ["sometimes", "Wed", "every Wed please", "", "every", "每", "RRULE:FREQ=HOURLY",
                                   "RRULE:FREQ=WEEKLY;UNTIL=20279999", "every wed " * 40])  # fmt: skip
def test_what_does_not_say_how_often_is_asked_again(typed: str) -> None:
    read = read_repeats(typed, TODAY, ZONE)
    assert isinstance(read, Unreadable)
    assert (read.problem, read.typed) == (Problem.MISSING, typed)


def test_what_would_be_over_already_is_told() -> None:
    read = read_repeats("every Wed until 2020-01-01", TODAY, ZONE)
    assert isinstance(read, Unreadable)
    assert read.problem is Problem.IN_THE_PAST


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("every Wed 15:00-17:00 until 2027-06-30", "2026-12-02 15:00-17:00"),
        ("15:00-17:00 every Wed", "2026-12-02 15:00-17:00"),
        ("每周三下午三点到五点", "2026-12-02 下午3点到5点"),
        ("每週三下午三點到五點到6月30日為止", "2026-12-02 下午3点到5点"),
        ("every 2 weeks, Wed 9 Dec 15:00-17:00", "wed 9 dec 15:00-17:00"),
        ("first Monday of the month 10:00-12:00", "2026-12-07 10:00-12:00"),
        ("every Tue 0:01-0:30", "2026-12-08 0:01-0:30"),
        ("every Wed", "2026-12-02"),
    ],
)
def test_the_first_time_is_the_first_day_ahead(typed: str, when: str) -> None:
    found = repeating(typed, NOW, ZONE)
    assert found is not None
    assert found[0] == when


@pytest.mark.parametrize(
    "typed",
    [
        "Reading circle | every Wed 15:00-17:00 until 2027-06-30 | Library | 6",
        "Reading circle, every Wed 15:00-17:00 until 2027-06-30, Library, 6",
        "Reading circle every Wed 15:00-17:00 until 2027-06-30 at Library 6",
    ],
)
def test_a_line_says_how_often_wherever_it_stands(typed: str) -> None:
    line = taken_apart(typed, NOW, ZONE)
    assert line is not None
    assert (line.title, line.venue, line.places) == ("Reading circle", "Library", "6")
    assert repeating(line.when, NOW, ZONE) == ("2026-12-02 15:00-17:00", f"RRULE:{WEDNESDAY};UNTIL=20270630")


def test_a_line_in_chinese_says_it_as_well() -> None:
    line = taken_apart("读书会 每周三15:00-17:00 图书馆 6人", NOW, ZONE)
    assert line is not None
    assert (line.title, line.venue, line.places) == ("读书会", "图书馆", "6人")
    assert repeating(line.when, NOW, ZONE) == ("2026-12-02 15:00-17:00", f"RRULE:{WEDNESDAY}")


@pytest.mark.parametrize("typed", ["Wednesday 9-11", "2026-12-05 09:00-12:00", "明天下午三点到五点", "in 3 days 9-11"])
def test_what_comes_once_is_left_alone(typed: str) -> None:
    assert repeating(typed, NOW, ZONE) is None
