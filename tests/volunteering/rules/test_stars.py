"""Stars: what hours earn, and what is missing."""

import pytest

from volunteering.rules.ground.policy import Policy
from volunteering.rules.stars import Stars, as_value, climbs, is_ladder, ladder_of, read_ladder, stars_for


@pytest.mark.parametrize(
    ("hours", "earned", "missing"),
    [(0, 0, 100), (99, 0, 1), (100, 1, 200), (299.5, 1, 0.5), (1499, 4, 1), (1500, 5, None), (9000, 5, None)],
)
def test_on_the_national_ladder(hours: float, earned: int, missing: float | None) -> None:
    left = None if missing is None else int(missing * 60)
    assert stars_for(int(hours * 60), Policy().stars) == Stars(earned=earned, of=5, missing=left)


def test_without_a_ladder_there_is_nothing_to_miss() -> None:
    assert stars_for(600, ()) == Stars(earned=0, of=0, missing=None)


def test_a_ladder_as_people_type_it() -> None:
    for typed in ("100,300,600", "100、300、600小时", "１００ 300h 600 hours", " 100 / 300 / 600 ", "100→300→600"):
        assert read_ladder(typed) == (100, 300, 600), typed
    assert read_ladder("1500小時") == (1500,)


def test_what_is_no_ladder() -> None:
    for typed in ("", "soon", "100,-300", "1.5, 3", "0, 100", "一百", "9999999", "100 stars"):
        assert read_ladder(typed) is None, typed


def test_a_ladder_climbs() -> None:
    assert climbs((100, 300))
    assert climbs((100,))
    assert not climbs((100, 100))
    assert not climbs((300, 100))


def test_the_ladder_of_a_setting() -> None:
    assert ladder_of(as_value((50, 150)), (100,)) == (50, 150)
    assert ladder_of(None, (100,)) == (100,)


def test_how_much_and_how_many_a_ladder_has_at_the_most() -> None:
    assert read_ladder("1") == (1,)
    assert read_ladder("1, 876000") == (1, 876_000), "a hundred years"
    assert read_ladder("876001") is None
    assert read_ladder("0876000") is None, "seven digits"
    assert read_ladder("\u0661\u0660\u0660") is None, "digits of another script"


def test_a_ladder_as_a_setting_keeps_it() -> None:
    ten = [*range(100, 1001, 100)]
    assert is_ladder("100")
    assert is_ladder(as_value(tuple(ten)))
    for value in (as_value((*ten, 1100)), "100,100", "300,100", "100, 300", "100 300", "", "soon", "0,100"):
        assert not is_ladder(value), value
