"""One kind of value each: what goes into a row comes out of it as it was."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from storage.engine.values import day_of, flag, flag_of, instant, instant_if, month_of, packed, seconds, unpacked

SHANGHAI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(2026, 12, 5, 9, tzinfo=SHANGHAI), 1_796_432_400),
        (datetime(2026, 12, 5, 1, 0, 0, 999_999, tzinfo=UTC), 1_796_432_400),
        (datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC), -1),
    ],
)
def test_instants_are_whole_seconds(moment: datetime, kept: int) -> None:
    assert seconds(moment) == kept
    assert instant(kept) == moment.astimezone(UTC).replace(microsecond=0)
    assert instant(kept).tzinfo is UTC


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        seconds(datetime(2026, 12, 5, 9))  # noqa: DTZ001 - that is the mistake


def test_an_instant_may_be_missing() -> None:
    assert instant_if(None) is None
    assert instant_if(0) == datetime(1970, 1, 1, tzinfo=UTC)


def test_days_and_months() -> None:
    day = date(2026, 2, 5)
    assert day_of(day.isoformat()) == day
    assert month_of(day) == "2026-02"
    assert month_of(date(987, 12, 31)) == "0987-12"


@pytest.mark.parametrize(("said", "kept"), [(True, 1), (False, 0), (None, None)])
def test_yes_no_and_not_said(said: bool | None, kept: int | None) -> None:
    assert flag(said) == kept
    assert flag_of(kept) is said


def test_facts_stay_readable() -> None:
    facts = {"name": "王<b>芳</b> 🌊", "places": 10, "old": None}
    assert unpacked(packed(facts)) == facts
    assert "王<b>芳</b> 🌊" in packed(facts)
