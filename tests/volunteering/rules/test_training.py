"""What a training asks of whoever is to pass, and from which day on what it gives counts."""

from datetime import date

import pytest
from pydantic import ValidationError

from volunteering.rules.training import MOST_MARK, MOST_SESSIONS, NewTraining, PassBy, issued_on

TODAY = date(2026, 12, 5)


@pytest.mark.parametrize(("mark", "passes"), [(0, False), (59, False), (60, True), (61, True), (MOST_MARK, True)])
def test_a_mark_that_is_reached_is_enough(mark: int, *, passes: bool) -> None:
    assert NewTraining(pass_by=PassBy.MARK, pass_mark=60).passes_with(mark) is passes


@pytest.mark.parametrize("mark", [0, 60])
@pytest.mark.parametrize("pass_by", [PassBy.PRESENCE, PassBy.TEST])
def test_where_marks_do_not_decide_any_is_enough(pass_by: PassBy, mark: int) -> None:
    assert NewTraining(pass_by=pass_by).passes_with(mark)


@pytest.mark.parametrize(
    ("pass_by", "mark"), [(PassBy.MARK, None), (PassBy.PRESENCE, 60), (PassBy.TEST, 60), (PassBy.PRESENCE, 0)]
)
def test_a_mark_to_be_reached_belongs_to_passing_by_mark(pass_by: PassBy, mark: int | None) -> None:
    with pytest.raises(ValidationError):
        NewTraining(pass_by=pass_by, pass_mark=mark)


def test_a_test_decides_whatever_mark_was_asked_for() -> None:
    by_test = NewTraining(level=2, pass_by=PassBy.MARK, pass_mark=60, least_sessions=3).by_test()
    assert by_test == NewTraining(level=2, pass_by=PassBy.TEST, least_sessions=3)


@pytest.mark.parametrize("sessions", [0, MOST_SESSIONS + 1])
def test_sessions_out_of_range(sessions: int) -> None:
    with pytest.raises(ValidationError):
        NewTraining(least_sessions=sessions)


def test_nothing_is_given_and_one_session_is_enough_unless_it_is_said() -> None:
    usual = NewTraining()
    assert (usual.kind, usual.level, usual.pass_by, usual.least_sessions) == (None, 0, PassBy.PRESENCE, 1)


@pytest.mark.parametrize(
    ("held", "day"),
    [
        ((), TODAY),
        ((date(2026, 12, 3), date(2026, 12, 4)), date(2026, 12, 4)),
        ((date(2026, 12, 3), TODAY), TODAY),
        ((date(2026, 12, 3), date(2026, 12, 6)), date(2026, 12, 3)),
    ],
)
def test_what_it_gives_counts_from_its_last_session_that_was_held(held: tuple[date, ...], day: date) -> None:
    assert issued_on(held, TODAY) == day
