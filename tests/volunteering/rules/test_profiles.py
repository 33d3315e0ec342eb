"""How old somebody surely is, and what they have said or would rather not."""

from datetime import date

import pytest
from pydantic import ValidationError

from volunteering.rules.profiles import (
    CENSUS,
    Background,
    Blocked,
    Born,
    Education,
    Emergency,
    Gender,
    Particular,
    Particulars,
    Slot,
    is_likely,
    place_named,
)


@pytest.mark.parametrize(
    ("born", "day", "surely", "perhaps"),
    [
        ("2008-12-01", date(2026, 11, 30), 17, 17),
        ("2008-12-01", date(2026, 12, 1), 18, 18),
        ("2008", date(2026, 12, 31), 17, 18),
        ("2008", date(2027, 1, 1), 18, 19),
        ("2008-02-29", date(2026, 2, 28), 17, 17),
        ("2008-02-29", date(2026, 3, 1), 18, 18),
        ("2008-02-29", date(2028, 2, 29), 20, 20),
        ("2026", date(2026, 5, 1), 0, 0),
    ],
)
def test_how_old_somebody_is(born: str, day: date, surely: int, perhaps: int) -> None:
    assert Born.parse(born).age_on(day) == surely
    assert Born.parse(born).may_be_on(day) == perhaps


@pytest.mark.parametrize("born", ["2008", "2008-02-29", "2008-12-31", "2009-01-01", "1958-03-21"])
@pytest.mark.parametrize("age", [0, 14, 16, 18, 65])
def test_from_which_day_somebody_is_surely_so_old(born: str, age: int) -> None:
    day = Born.parse(born).comes_of(age)
    assert Born.parse(born).age_on(day) == age
    assert Born.parse(born).age_on(date.fromordinal(day.toordinal() - 1)) == max(0, age - 1)


@pytest.mark.parametrize("text", ["1958", "1958-03-21", "2008-02-29"])
def test_a_birth_date_is_read_as_it_is_written(text: str) -> None:
    assert str(Born.parse(text)) == text


@pytest.mark.parametrize("text", ["", "-", "58", "0000", "1958-3-21", "1958-02-30", "195803", "1958-03", "soon"])
def test_nothing_else_is_a_birth_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Born.parse(text)


@pytest.mark.parametrize(
    ("born", "is_so"),
    [("2026-12-01", True), ("2026-12-02", False), ("2026", True), ("2027", False), ("1906", True), ("1905", False)],
)
def test_nobody_is_born_tomorrow_or_older_than_people_get(born: str, is_so: bool) -> None:
    assert is_likely(Born.parse(born), date(2026, 12, 1)) is is_so


FULL = Particulars(
    born=Born.parse("1958-03-21"),
    gender=Gender.WOMAN,
    education=Education.COLLEGE,
    occupation="Nurse",
    background=Background.HEALTH,
    skills="First aid, sewing",
    languages=("cmn", "wuu", "Esperanto"),
    district="Jiaojiang",
    available=frozenset({Slot.WEEKEND_MORNING}),
    emergency=Emergency(name="Wang", phone="+8613912345678", relation="daughter"),
)


@pytest.mark.parametrize("field", Particular)
def test_what_is_said_can_be_taken_back_and_said_again(field: Particular) -> None:
    assert FULL.says(field)
    without = FULL.saying(field, None)
    assert not without.is_answered(field)
    assert without.missing(tuple(Particular)) == (field,)
    assert without.saying(field, getattr(FULL, field.value)) == FULL


@pytest.mark.parametrize("field", CENSUS)
def test_rather_not_say_is_an_answer(field: Particular) -> None:
    withheld = FULL.withholding(field)
    assert not withheld.says(field)
    assert withheld.is_answered(field)
    assert withheld.missing(CENSUS) == ()
    assert FULL.withholding(field).saying(field, None).missing(CENSUS) == (field,)


def test_nobody_is_asked_for_what_they_would_rather_not_have_others_call_for_them() -> None:
    """An emergency contact, times and skills are there or not: there is nothing to hold back."""
    assert not Particulars(withheld=frozenset({Particular.EMERGENCY})).is_answered(Particular.EMERGENCY)


def test_nonsense_is_not_said() -> None:
    with pytest.raises(ValidationError):
        Particulars().saying(Particular.GENDER, "elf")


def test_which_days_are_blocked() -> None:
    blocked = Blocked(id=1, first=date(2026, 12, 5), last=date(2026, 12, 6))
    assert [blocked.has(date(2026, 12, day)) for day in (4, 5, 6, 7)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("椒江区", "椒江"),
        ("椒江分会", "椒江"),
        ("天台縣", "天台"),
        ("Jiaojiang district", "Jiaojiang"),
        ("Jiaojiang Branch", "Jiaojiang"),
        ("椒江", "椒江"),
        ("市区", "市区"),
        ("白云街道", "白云街道"),
        ("District", "District"),
        ("", ""),
    ],
)
def test_a_district_by_its_name_alone(typed: str, place: str) -> None:
    assert place_named(typed) == place
