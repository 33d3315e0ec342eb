"""Results as leaders type them: what is not surely a mark or a word is none."""

import pytest

from volunteering.rules.reading import read_results


@pytest.mark.parametrize(
    ("typed", "name", "mark", "passed"),
    [
        ("李华 87", "李华", 87, None),
        ("李华８７分 通过", "李华", 87, True),
        ("Li Hua: 45 points, not passed", "Li Hua", 45, False),
        ("王芳不及格", "王芳", None, False),
        ("李华ok", "李华", None, True),
        ("李华 60passed", "李华", 60, True),
        ("李华 八十五", "李华", 85, None),
        ("李华：一百分，通过", "李华", 100, True),
        ("1. 李华 85", "李华", 85, None),
        ("12、王五 90 通过了", "王五", 90, True),
        ("李华-85", "李华", 85, None),
        ("李华 未過", "李华", None, False),
        ("Li Hua didn't pass.", "Li Hua", None, False),
        ("Zhang Bruno 87", "Zhang Bruno", 87, None),
        ("Zhang Bruno no", "Zhang Bruno", None, False),
    ],
)
def test_what_is_said_is_read(typed: str, name: str, mark: int | None, *, passed: bool | None) -> None:
    [one], others = read_results(typed)
    assert (one.name, one.mark, one.passed) == (name, mark, passed)
    assert not others


@pytest.mark.parametrize(
    "typed",
    [
        "Zhang Bruno",
        "Serrano",
        "Compass",
        "李华 87.5",
        "李华 ８７．５",
        "李华 87,5",
        "李华 87/100",
        "李华 -1",
        "李华 1e3",
        "李华 八十五点五",
        "王 五",
        "李华 A",
        "99999",
        "87",
    ],
)
def test_no_ending_of_a_name_and_no_part_of_a_mark_is_taken_for_a_result(typed: str) -> None:
    assert read_results(typed) == ((), (typed,))
