"""The model of the roster: what holds in each of its states, and that it would be seen if it didn't."""

from pathlib import Path

import pytest

from tests.models.checked import ROSTER, WITH_SPIN, check, check_in_the_end, find_fault, find_wrong_end

pytestmark = WITH_SPIN


def test_it_holds_in_every_state_of_three_people_two_places_a_move_and_a_crash(tmp_path: Path) -> None:
    checked = check(ROSTER, tmp_path)
    assert (checked.errors, checked.is_whole) == (0, True), checked.told
    assert checked.states > 1_000_000, "it has become another model"


def test_every_place_that_comes_free_ends_taken_offered_asked_about_or_told(tmp_path: Path) -> None:
    checked = check_in_the_end(ROSTER, tmp_path, "-DSTILL", "-DMOVES=0")
    assert (checked.errors, checked.is_whole) == (0, True), checked.told
    assert checked.states > 500_000, "it has become another model"


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        ("HELD_IS_FREE", "taken+held"),  # somebody else is given a place that is held
        ("NOT_OFFERED_ON", "to_offer_on"),  # what nobody answered to is nobody's
        ("TWO_STEPS", "to_offer_on"),  # a crash between letting go of an offer and offering the place on
    ],
)
def test_a_fault_in_the_loop_is_found(tmp_path: Path, fault: str, noticed: str) -> None:
    checked = find_fault(ROSTER, tmp_path, f"-DFAULT_{fault}")
    assert checked.errors == 1, f"{fault} goes unnoticed"
    assert noticed in checked.told


def test_it_is_the_crash_that_makes_two_steps_of_one_transaction_a_fault(tmp_path: Path) -> None:
    checked = check(ROSTER, tmp_path, "-DFAULT_TWO_STEPS", "-DCRASHES=0", "-DMOVES=0")
    assert (checked.errors, checked.is_whole) == (0, True), checked.told


def test_a_place_that_ends_nowhere_is_found_by_how_it_ends_as_well(tmp_path: Path) -> None:
    checked = find_wrong_end(ROSTER, tmp_path, "-DSTILL", "-DMOVES=0", "-DFAULT_NOT_OFFERED_ON")
    assert checked.errors == 1
    assert "acceptance cycle" in checked.told
