"""Stars: what hours earn, and what is missing."""

import pytest

from volunteering.rules.ground.policy import Policy
from volunteering.rules.stars import Stars, stars_for


@pytest.mark.parametrize(
    ("hours", "earned", "missing"),
    [(0, 0, 100), (99, 0, 1), (100, 1, 200), (299.5, 1, 0.5), (1499, 4, 1), (1500, 5, None), (9000, 5, None)],
)
def test_on_the_national_ladder(hours: float, earned: int, missing: float | None) -> None:
    left = None if missing is None else int(missing * 60)
    assert stars_for(int(hours * 60), Policy().stars) == Stars(earned=earned, of=5, missing=left)


def test_without_a_ladder_there_is_nothing_to_miss() -> None:
    assert stars_for(600, ()) == Stars(earned=0, of=0, missing=None)
