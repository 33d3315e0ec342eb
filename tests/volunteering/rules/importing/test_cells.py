"""What cells hold, as spreadsheets and people leave it there."""

from datetime import date, datetime, time

import pytest

from volunteering.rules.importing.cells import Cell, day_in, issued_in, minutes_in, name_in, text_of, title_in, units_in
from volunteering.rules.importing.problems import RowProblem, Wrong

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        (120, 7200),
        (2.5, 150),
        (1.33, 80),
        ("1,200.5", 72_030),
        ("12.5小时", 750),
        ("3 h", 180),
        ("2:30", 150),
        ("90分钟", 90),
        ("1小时30分钟", 90),
        (time(2, 30), 150),
        ("26:30", 26 * 60 + 30),
        ("126:30:00", 126 * 60 + 30),
        ("", None),
        (None, None),
        (0, None),
        ("-", None),
    ],
)
def test_a_length_is_whole_minutes(cell: Cell, minutes: int | None) -> None:
    assert minutes_in(cell) == minutes


def test_a_column_of_minutes_has_minutes() -> None:
    assert minutes_in(90, are_minutes=True) == 90


@pytest.mark.parametrize(
    ("cell", "wrong"), [("many", Wrong.NOT_HOURS), (-3, Wrong.NOT_HOURS), (1e9, Wrong.TOO_MANY_HOURS)]
)
def test_what_is_no_length_is_said(cell: Cell, wrong: Wrong) -> None:
    found = minutes_in(cell)
    assert isinstance(found, RowProblem)
    assert found.wrong is wrong


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2024, 3, 5, 9, 30),  # noqa: DTZ001 - a spreadsheet's has no zone
        date(2024, 3, 5),
        45356,
        45356.5,
        "2024-03-05",
        "2024-03-05 09:30:00",
        "2024/3/5",
        "2024年3月5日",
        "20240305",
        "5 March 2024",
    ],
)
def test_a_day_is_a_day_however_it_is_kept(cell: Cell) -> None:
    assert day_in(cell, TODAY) == date(2024, 3, 5)


@pytest.mark.parametrize("cell", ["spring", float("inf"), float("nan"), 10**400])
def test_what_is_no_day_is_said(cell: Cell) -> None:
    assert day_in(cell, TODAY) == RowProblem(wrong=Wrong.NOT_A_DATE, said=text_of(cell))


def test_a_number_loses_the_point_that_a_spreadsheet_gives_it() -> None:
    assert text_of(13_900_000_000.0) == "13900000000"


def test_names_are_cleaned_and_bounded() -> None:
    assert name_in("  王\u200b伟 \n") == "王伟"
    assert name_in("x" * 65) == RowProblem(wrong=Wrong.NAME_TOO_LONG, said="x" * 65)
    assert len(title_in("x" * 500)) == 100


def test_a_way_down_is_of_several_cells_or_of_one() -> None:
    assert units_in(["Jiaojiang", None, "Haimen > Team 3"]) == ("Jiaojiang", "Haimen", "Team 3")
    assert units_in(["", None]) == ()
    for no_way in ("x" * 65, "/".join("abc" * 10)):
        found = units_in([no_way])
        assert isinstance(found, RowProblem)
        assert found.wrong is Wrong.UNIT_TOO_LONG


@pytest.mark.parametrize("cell", ["2024.5", "2024年5月", 2024.5, "2024-05-01"])
def test_a_paper_may_have_a_month_alone(cell: Cell) -> None:
    assert issued_in(cell, TODAY) == date(2024, 5, 1)


@pytest.mark.parametrize("cell", [2024.1, "2024年", 2024, "去年"])
def test_what_may_be_two_months_or_is_a_year_is_no_day_of_a_paper(cell: Cell) -> None:
    assert isinstance(issued_in(cell, TODAY), RowProblem)
