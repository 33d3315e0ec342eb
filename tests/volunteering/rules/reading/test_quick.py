"""Reading is quick, whatever is typed: nobody's message holds up somebody else's tap."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.reading import (
    Toward,
    Unreadable,
    read_day,
    read_hours_line,
    read_length,
    read_period,
    read_places,
    read_span,
    read_times,
    read_wanted,
    taken_apart,
    wish_in,
)
from volunteering.rules.reading.spelling import LONGEST, plain

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LONGEST_MESSAGE = 4096
QUICK = 0.1
"""In seconds of the processor's, ten times what the slowest takes; a way to read that blows up takes minutes."""

READERS: dict[str, Callable[[str], object]] = {
    "period": lambda typed: read_period(typed, NOW, ZONE),
    "day": lambda typed: read_day(typed, TODAY, Toward.NEXT),
    "times": read_times,
    "length": read_length,
    "places": read_places,
    "wanted": read_wanted,
    "span": lambda typed: read_span(typed, TODAY),
    "new line": lambda typed: taken_apart(typed, NOW, ZONE),
    "wish": wish_in,
    "hours line": lambda typed: read_hours_line(typed, TODAY),
}
SCRAPS = (
    "- ", "1 ", "9-", "1-", "to ", "晚上", "半夜 ", "a ", "周六", "1月", "1日 ", "h ", "1 h ", "12:00 ", "ﷺ", "ﷺ ",
    "sat ", "sat-", "0", "9", "零", "一", "十", "百", "千", "twenty ", "one ", "(一)", "周", "1, ", "¼", "½ ", "点",
    "9点-", "今晚", "明", "+1", "次日", "/", "1/", "1.", "月的", "\u202e", "1\ufe0f\u20e3", "|", "、", "2.5 ", "2.5、",
    "8 a, ", "8a ", "a 8 ", "a8人", "1 a and ", "、8名a", "(", "a(", " x ", "不限",
    "\n", " ", "明天9-5 ", "、河时间：Mon-", "please 1~~", "can't come ﷺ",
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST_MESSAGE])
def test_nothing_that_is_typed_takes_long(reader: str, length: int) -> None:
    for scrap in SCRAPS:
        typed = (scrap * length)[:length]
        began = time.process_time()
        READERS[reader](typed)
        assert time.process_time() - began < QUICK, scrap


@pytest.mark.parametrize("scrap", SCRAPS)
def test_what_is_longer_than_any_date_is_not_looked_at(scrap: str) -> None:
    typed = scrap * LONGEST_MESSAGE
    assert plain(typed) == ""
    for reader in ("period", "day", "times", "length", "places", "wanted"):
        found = READERS[reader](typed)
        assert isinstance(found, Unreadable)
        assert found.typed == typed
    assert READERS["span"](typed) is None


def test_one_letter_that_stands_for_a_sentence_is_as_long_as_that() -> None:
    assert wish_in("can't come on Saturday")
    assert wish_in("can't come " + "ﷺ" * 40) is None
