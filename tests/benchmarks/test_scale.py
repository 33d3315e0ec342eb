"""The arithmetic behind docs/scale.md, a line of messages, thirty a second, and bytes that add up."""

import pytest

from benchmarks.scale.measuring import Measured, ShiftsBegin, Size
from benchmarks.scale.model import BULK, busy, bytes_after, lateness, rows_a_year

NOON = 1_262_318_400  # a whole day and a half minute's sweep begins here
DAY = 86_400
SIZE = Size(1_000, 60.0, 100.0)
TABLES = ("people", "activities", "shifts", "signups", "entries", "claims", "reminders", "outbox", "journal", "inbox")


def measured(*starts: ShiftsBegin) -> Measured:
    return Measured("postgresql", dict.fromkeys(TABLES, SIZE), starts, 12.0)


def test_a_full_shift_s_reminders_leave_at_the_limit() -> None:
    late = lateness([ShiftsBegin(NOON, 10 * BULK)])
    assert late.worst == pytest.approx(10.0)
    assert late.median == pytest.approx(5.0)


def test_shifts_that_begin_together_wait_for_one_another() -> None:
    apart = lateness([ShiftsBegin(NOON, 300), ShiftsBegin(NOON + DAY // 4, 300)])
    together = lateness([ShiftsBegin(NOON, 300), ShiftsBegin(NOON, 300)])
    assert together.worst == pytest.approx(2 * apart.worst)


def test_what_is_not_sent_yet_makes_the_next_ones_later() -> None:
    late = lateness([ShiftsBegin(NOON, 60 * BULK), ShiftsBegin(NOON + 30, 60 * BULK)])
    assert late.worst == pytest.approx(90.0), "the first takes a minute, and the second begins half a minute in"


def test_a_bot_for_ten_cities_is_ten_times_as_late() -> None:
    starts = [ShiftsBegin(NOON, 300)]
    assert lateness(starts, 10).worst == pytest.approx(10 * lateness(starts).worst)


def test_what_is_forgotten_takes_no_more_room_after_ten_years() -> None:
    rows = rows_a_year(measured(ShiftsBegin(NOON, 500)))
    kept = {table: rows[table] for table in ("outbox", "inbox", "people")}
    sizes = measured().sizes
    assert bytes_after(10, kept, sizes) == bytes_after(1, kept, sizes)
    assert bytes_after(10, {"entries": 5}, sizes) == 10 * bytes_after(1, {"entries": 5}, sizes) == 5_000


def test_the_busiest_day_is_that_of_the_year_s_shape() -> None:
    city = measured(ShiftsBegin(NOON, 900), ShiftsBegin(NOON + DAY, 100))
    assert busy(city, rows_a_year(city), 12.0, replicas=2).busiest_day == pytest.approx(900 / (1_000 / 365))
