"""The day on a certificate, as people type it who have it before them."""

from datetime import date

import pytest

from volunteering.rules.reading import Unreadable, read_issued

TODAY = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024年5月10号", "2024-05-10"),
        ("2024年5月", "2024-05-01"),
        ("2024.5", "2024-05-01"),
        ("2024-05", "2024-05-01"),
        ("去年5月", "2025-05-01"),
        ("民國113年5月", "2024-05-01"),
        ("May 2024", "2024-05-01"),
        ("昨天", "2026-12-06"),
    ],
)
def test_a_day_or_the_first_of_its_month(typed: str, day: str) -> None:
    assert read_issued(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["2024年", "2024", "2024-02-30", "很久以前", ""])
def test_a_year_alone_is_no_day(typed: str) -> None:
    assert isinstance(read_issued(typed, TODAY), Unreadable)
