"""The rows of a file by whom they are about, in whatever order they stand."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from volunteering.rules.hours import BEFORE_YIGONG
from volunteering.rules.importing.gathering import LineOfHours, gathered
from volunteering.rules.importing.problems import Wrong
from volunteering.rules.importing.rows import ListedPaper, ListedRow, Spot

DAY = date(2025, 3, 5)


def row(number: int, phone: str = "+861", name: str = "Wei", **said: object) -> ListedRow:
    return ListedRow.model_validate(
        {"spot": Spot(sheet="", row=number), "phone": phone, "name": name, **said}, strict=False
    )


def test_one_number_in_two_rows_of_people_is_wrong_in_both() -> None:
    found = gathered([row(1), row(2, name="Li"), row(3, phone="+862")])
    assert {spot.row: problem.wrong for spot, (problem,) in found.problems.items()} == {
        1: Wrong.OTHER_NAME,
        2: Wrong.OTHER_NAME,
    }
    assert list(found.people) == ["+862"]
    again = gathered([row(1), row(2)])
    assert [problem.other for (problem,) in again.problems.values()] == [2, 1]


def test_a_number_that_stands_for_none_may_be_in_all_rows() -> None:
    """13800000000, as people fill in what they don't know: each row is named, and nobody waits for hours."""
    found = gathered([row(number, name=f"Wei {number}") for number in range(10_000)])
    assert {problem.wrong for (problem,) in found.problems.values()} == {Wrong.OTHER_NAME}
    assert {problem.other for (problem,) in found.problems.values()} == {0, 1}


def test_several_qualifications_of_one_person_take_several_rows() -> None:
    rows = [row(1, minutes=600, certificate=ListedPaper(kind=kind)) for kind in ("First aid", "Driver")]
    rows[1] = rows[1].model_copy(update={"spot": Spot(sheet="", row=2)})
    found = gathered(rows)
    assert found.problems == {}
    assert [one.kind for one in found.people["+861"].certificates] == ["Driver", "First aid"]
    assert found.people["+861"].lines == (LineOfHours(day=BEFORE_YIGONG, title="", minutes=600),)


def test_lines_for_one_day_and_activity_are_one() -> None:
    rows = [row(number, is_line=True, day=DAY, title="Tea", minutes=60) for number in (1, 2)]
    assert gathered(rows).people["+861"].lines == (LineOfHours(day=DAY, title="Tea", minutes=120),)


def test_a_day_has_24_hours() -> None:
    rows = [row(number, is_line=True, day=DAY, title=f"{number}", minutes=800) for number in (1, 2)]
    assert {problem.wrong for (problem,) in gathered(rows).problems.values()} == {Wrong.DAY_TOO_LONG}


ROWS = st.lists(
    st.builds(
        lambda number, phone, name, unit, minutes, day, line: row(
            number,
            phone=f"+86{phone}",
            name=name,
            unit=unit,
            minutes=minutes,
            day=day if line else None,
            is_line=line,
            title="Tea" if line else "",
        ),
        st.integers(1, 10**6),
        st.integers(1, 4),
        st.sampled_from(["Wei", "Li", ""]),
        st.sampled_from([(), ("A",), ("A", "B")]),
        st.integers(1, 900),
        st.dates(date(2024, 1, 1), date(2024, 1, 3)),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.spot,
)


@given(rows=ROWS, data=st.data())
def test_the_order_of_rows_says_nothing(rows: list[ListedRow], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    one, other = gathered(rows), gathered(shuffled)
    assert one.problems == other.problems
    assert {phone: brought.model_copy(update={"rows": ()}) for phone, brought in one.people.items()} == {
        phone: brought.model_copy(update={"rows": ()}) for phone, brought in other.people.items()
    }
