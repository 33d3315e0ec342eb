"""Birth dates and genders as lists have them."""

from datetime import date, datetime

import pytest

from volunteering.rules.importing.cells import Cell
from volunteering.rules.importing.particulars import born_in, gender_in
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.profiles import Gender

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        (datetime(1958, 3, 21), "1958-03-21"),  # noqa: DTZ001  a spreadsheet's days have no zone
        (date(1958, 3, 21), "1958-03-21"),
        ("1958-03-21", "1958-03-21"),
        ("19580321", "1958-03-21"),
        (19580321, "1958-03-21"),
        ("1958年3月21日", "1958-03-21"),
        ("民國47年", "1958"),
        (21265, "1958-03-21"),
        (1958, "1958"),
        (1958.0, "1958"),
        (1958.3, "1958"),
        ("1958.03", "1958"),
        ("1958年3月", "1958"),
        ("195803", "1958"),
        ("", "None"),
        (None, "None"),
        ("不詳", "None"),
    ],
)
def test_a_birth_date_or_its_year_is_read(cell: Cell, born: str) -> None:
    assert str(born_in(cell, TODAY)) == born


@pytest.mark.parametrize("cell", ["王伟", "3月21日", "2031-01-01", 1702, "1702-03-01", 99_999_999, "1958-13"])
def test_what_nobody_can_be_born_on_is_wrong(cell: Cell) -> None:
    problem = born_in(cell, TODAY)
    assert isinstance(problem, RowProblem), problem
    assert problem.wrong is Wrong.NOT_A_DATE


@pytest.mark.parametrize(
    ("cell", "gender"),
    [
        ("女", Gender.WOMAN),
        (" Female ", Gender.WOMAN),
        ("男性", Gender.MAN),
        ("M", Gender.MAN),
        ("其它", Gender.OTHER),
        ("保密", None),
        ("", None),
        (None, None),
    ],
)
def test_a_gender_is_read(cell: Cell, gender: Gender | None) -> None:
    assert gender_in(cell) is gender


def test_another_word_is_wrong() -> None:
    assert gender_in("1") == RowProblem(wrong=Wrong.NOT_A_VALUE, said="1")
