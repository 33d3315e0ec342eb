"""What is known of a country's holidays is said, and what isn't known isn't guessed."""

from datetime import date

import pytest

from volunteering.rules.days_off import NO_COUNTRY, day_off, is_known, known_until

CHINA, TAIWAN, BAVARIA, EMIRATES = "CN", "TW", "DE-BY", "AE"


def test_a_holiday_is_called_as_its_readers_call_it() -> None:
    off = day_off(date(2026, 10, 1), CHINA)
    assert off is not None
    assert [off.name(language) for language in ("en", "zh_Hans", "zh_Hant")] == ["National Day", "国庆节", "國慶節"]
    assert not off.works
    new_year = day_off(date(2027, 2, 6), TAIWAN)
    assert new_year is not None
    assert (new_year.name("zh_Hans"), new_year.name("zh_Hant")) == ("春节", "春節")


def test_a_weekend_that_is_worked_on_is_no_day_like_others() -> None:
    off = day_off(date(2026, 10, 10), CHINA)
    assert off is not None
    assert off.works


def test_an_ordinary_day_is_nothing() -> None:
    for country in (CHINA, TAIWAN, BAVARIA, NO_COUNTRY, ""):
        assert day_off(date(2026, 12, 9), country) is None


def test_of_years_that_were_not_decided_nothing_is_said() -> None:
    known = known_until(CHINA)
    assert known is not None
    assert day_off(date(known.year + 1, 1, 1), CHINA) is None
    assert known_until(BAVARIA) is None


def test_what_depends_on_a_moon_that_is_still_to_be_seen_is_not_guessed() -> None:
    assert day_off(date(2027, 3, 9), EMIRATES) is None  # Eid al-Fitr, estimated
    assert day_off(date(2027, 12, 2), EMIRATES) is not None  # National Day


def test_a_region_has_its_own() -> None:
    epiphany = date(2027, 1, 6)
    assert day_off(epiphany, BAVARIA) is not None
    assert day_off(epiphany, "DE") is None


@pytest.mark.parametrize(
    ("country", "known"),
    [("CN", True), ("DE", True), ("DE-BY", True), ("none", True), ("XX", False), ("DE-XX", False), ("cn", False),
     ("", False), ("DE-", False)],
)  # fmt: skip
def test_which_countries_are_known(country: str, *, known: bool) -> None:
    assert is_known(country) is known
