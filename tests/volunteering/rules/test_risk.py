"""Insurances and the shifts that they cover, and what a consent is to (docs/rules.md: Risk)."""

from datetime import date, datetime

import pytest

from tests.support.city import ZONE
from volunteering.rules.ground.periods import Period
from volunteering.rules.risk import Insurance, Risk, not_insured

INSURANCE = Insurance(insurer="PICC", first=date(2026, 12, 1), last=date(2026, 12, 31))
RISK = Risk(notice="Deep water", insurance=INSURANCE)


def period(start: str, end: str) -> Period:
    return Period(
        start=datetime.fromisoformat(start).replace(tzinfo=ZONE), end=datetime.fromisoformat(end).replace(tzinfo=ZONE)
    )


@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [
        ("2026-12-01T00:00", "2026-12-01T03:00", True),
        ("2026-11-30T23:59", "2026-12-01T03:00", False),
        ("2026-12-31T20:00", "2026-12-31T23:59", True),
        ("2026-12-31T20:00", "2027-01-01T00:00", True),
        ("2026-12-31T20:00", "2027-01-01T00:01", False),
    ],
)
def test_every_day_of_the_shift_is_to_be_insured(start: str, end: str, covered: bool) -> None:
    assert INSURANCE.covers(period(start, end), ZONE) is covered
    assert bool(not_insured(RISK, [period(start, end)], ZONE)) is not covered
    assert not_insured(None, [period(start, end)], ZONE) == ()


def test_whatever_is_shown_makes_another_mark() -> None:
    others = [
        RISK.model_copy(update={"notice": "Deep water."}),
        RISK.model_copy(update={"insurance": INSURANCE.model_copy(update={"insurer": "PICC 2"})}),
        RISK.model_copy(update={"insurance": INSURANCE.model_copy(update={"last": date(2027, 1, 1)})}),
        RISK.model_copy(update={"insurance": INSURANCE.model_copy(update={"first": date(2026, 12, 2)})}),
    ]
    assert len({RISK.checksum, *(other.checksum for other in others)}) == len(others) + 1
    assert Risk.of("Deep water", "PICC", INSURANCE.first, INSURANCE.last) == RISK


def test_without_a_text_or_days_there_is_no_risk() -> None:
    assert Risk.of("", "PICC", INSURANCE.first, INSURANCE.last) is None
    assert Risk.of("Deep water", "PICC", None, None) is None
