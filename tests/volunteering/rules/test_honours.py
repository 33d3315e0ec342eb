"""Stars told: when somebody stands otherwise than they were told, and why; honours, and who has the card of honour."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.city import NOW
from volunteering.rules.honours import (
    CARD_MINUTES,
    CardStanding,
    Honour,
    StarMark,
    Starred,
    StarsBecause,
    because,
    card_given_by,
    years_before,
)
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Standing

LADDER = (100, 300)
TOP = Unit(id=1, name="Taizhou", path="/1/")


def mark(stars: int | None, ladder: str = "100,300") -> StarMark:
    return StarMark(stars=stars, ladder=ladder, turn=3)


def starred(hours: int, told: StarMark | None, ladder: str | None = None) -> Starred:
    return Starred(person_id=1, standing=Standing.ACTIVE, minutes=hours * 60, ladder=ladder, mark=told)


def test_why_somebody_is_told() -> None:
    assert because(None, 0, LADDER) is None
    assert because(None, 1, LADDER) is StarsBecause.REACHED
    assert because(mark(1), 1, LADDER) is None
    assert because(mark(1), 2, LADDER) is StarsBecause.REACHED
    assert because(mark(2), 1, LADDER) is StarsBecause.CORRECTED
    assert because(mark(2, "50,150"), 1, LADDER) is StarsBecause.LADDER
    assert because(mark(1, "50,150"), 1, LADDER) is None, "as many by the other ladder"


def test_what_somebody_had_before_anybody_was_told_is_no_news() -> None:
    assert because(mark(None, ""), 2, LADDER) is None


def test_who_stands_otherwise() -> None:
    assert not starred(0, None).stands_otherwise(LADDER)
    assert starred(99, None).stands_otherwise(LADDER), "by which ladder they have none"
    assert starred(100, None).stands_otherwise(LADDER)
    assert not starred(100, mark(1)).stands_otherwise(LADDER)
    assert starred(99, mark(1)).stands_otherwise(LADDER)
    assert starred(100, mark(1), ladder="50,100").stands_otherwise(LADDER)
    assert starred(100, mark(1), ladder="50,300").stands_otherwise(LADDER), "the ladder they know is another"


def test_a_minute_without_a_star_is_kept_and_nothing_at_all_is_not() -> None:
    assert Starred(person_id=1, standing=Standing.ACTIVE, minutes=1, ladder=None, mark=None).stands_otherwise(LADDER)
    assert Starred(person_id=1, standing=Standing.ACTIVE, minutes=-1, ladder=None, mark=None).stands_otherwise(LADDER)


@pytest.mark.parametrize(
    ("since", "minutes", "qualifies"),
    [
        (date(2023, 12, 1), CARD_MINUTES, True),
        (date(2023, 12, 2), CARD_MINUTES, False),
        (date(2023, 12, 1), CARD_MINUTES - 1, False),
        (date(2000, 1, 1), CARD_MINUTES + 1, True),
        (None, CARD_MINUTES, False),
    ],
)
def test_the_card_takes_three_years_and_300_hours(since: date | None, minutes: int, *, qualifies: bool) -> None:
    assert CARD_MINUTES == 18_000
    assert CardStanding(since=since, minutes=minutes).qualifies(date(2026, 12, 1)) is qualifies


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2026, 12, 1), 3, date(2023, 12, 1)),
        (date(2024, 2, 29), 3, date(2021, 2, 28)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
    ],
)
def test_years_before(day: date, years: int, before: date) -> None:
    assert years_before(day, years) == before


def test_an_honour_holds_until_it_is_taken_back() -> None:
    honour = Honour(
        id=1, person_id=1, name="Volunteer of the year", day=date(2026, 12, 1), unit=TOP, unit_name="Taizhou", note="",
        by_id=2, at=NOW, taken_back_at=None,
    )  # fmt: skip
    assert honour.holds
    assert not honour.model_copy(update={"taken_back_at": NOW}).holds


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), ahead=st.integers(-2 * 366, 4 * 366))
def test_what_ends_by_a_day_was_given_by_another(day: date, ahead: int) -> None:
    card = Honour(
        id=1, person_id=1, name="", day=day, unit=TOP, unit_name="", note="", by_id=1, at=NOW, taken_back_at=None,
        counted=0,
    )  # fmt: skip
    ends = day + timedelta(days=ahead)
    assert card.valid_until is not None
    assert (card.valid_until <= ends) == (day <= card_given_by(ends))
