"""Months and years of a report, and what a figure is beside another."""

import pytest

from volunteering.rules.ground.periods import Month
from volunteering.rules.reports import Span, Totals, change


def test_a_month_and_its_neighbours() -> None:
    span = Span.of(Month(year=2026, number=1))
    assert [str(found) for found in (span, span.before, span.after, span.year_before)] == [
        "2026-01",
        "2025-12",
        "2026-02",
        "2025-01",
    ]
    assert span.months == (Month(year=2026, number=1),)


def test_a_year_is_its_twelve_months() -> None:
    span = Span(year=2026)
    assert [str(found) for found in (span, span.before, span.after, span.year_before)] == [
        "2026",
        "2025",
        "2027",
        "2025",
    ]
    assert [str(month) for month in span.months] == [f"2026-{number:02}" for number in range(1, 13)]


def test_rates_of_something_and_of_nothing() -> None:
    totals = Totals(participations=97, no_shows=3, places=200, places_taken=50)
    assert (totals.no_show_rate, totals.fill_rate) == (0.03, 0.25)
    assert (Totals().no_show_rate, Totals().fill_rate) == (None, None)


@pytest.mark.parametrize(("now", "then", "share"), [(108, 100, 0.08), (50, 100, -0.5), (5, 0, None), (0, 4, -1.0)])
def test_growth(now: int, then: int, share: float | None) -> None:
    found = change(now, then)
    assert found is None if share is None else found == pytest.approx(share)
