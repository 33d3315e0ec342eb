"""Who appraises whom, and who may read and say what of a sheet at each state."""

from datetime import UTC, date, datetime
from itertools import product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteering.rules.appraisal.marks import (
    EVEN,
    MeritMarks,
)
from volunteering.rules.appraisal.seats import appraisers_of, leaders_above, seat_at
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet, AppraisalState, SheetState, years_to_open
from volunteering.rules.tree import Role, Unit

AT: Final = datetime(2026, 12, 1, tzinfo=UTC)
CITY: Final = Unit(id=1, name="City", path="/1/")
BRANCH: Final = Unit(id=2, name="Branch", path="/1/2/")
TEAM: Final = Unit(id=3, name="Team", path="/1/2/3/")
UNITS: Final = (CITY, BRANCH, TEAM)

units = st.sampled_from(UNITS)
people = st.integers(1, 5)
admins = st.dictionaries(st.sampled_from([unit.id for unit in UNITS]), st.lists(people, max_size=3), max_size=3)


def sheet(
    *, state: AppraisalState = AppraisalState.OPEN, is_in: bool = True, is_handed: bool = False, **more: object
) -> AppraisalSheet:
    appraisal = Appraisal(id=7, unit=CITY, year=2026, state=state, weights=EVEN, by_id=1, at=AT)
    return AppraisalSheet.model_validate(
        {
            "id": 8,
            "appraisal": appraisal,
            "person_id": 1,
            "unit": TEAM,
            "role": Role.LEADER,
            "post": "",
            "state": SheetState.IN if is_in else SheetState.OUT,
            "handed_at": AT if is_handed else None,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("unit", "role", "person", "there", "above"),
    [
        (TEAM, Role.LEADER, 1, {3: [4], 2: [2], 1: [3]}, (4,)),  # of a leader the unit's own admins first
        (TEAM, Role.LEADER, 1, {2: [2, 5], 1: [3]}, (2, 5)),  # else of the nearest unit above
        (TEAM, None, 1, {1: [3]}, (3,)),  # so of a volunteer with a post
        (TEAM, Role.ADMIN, 1, {3: [1, 4], 2: [2]}, (2,)),  # of an admin never a colleague
        (TEAM, Role.ADMIN, 2, {3: [2], 2: [2], 1: [3]}, (3,)),  # and never themselves
        (CITY, Role.ADMIN, 1, {1: [1, 2]}, ()),  # nobody is above the top
        (CITY, Role.LEADER, 1, {1: [1]}, ()),
    ],
)
def test_the_leader_above(
    unit: Unit, role: Role | None, person: int, there: dict[int, list[int]], above: tuple[int, ...]
) -> None:
    assert leaders_above(unit, role, person, there) == above


@given(units, st.sampled_from([Role.ADMIN, Role.LEADER, None]), people, admins)
def test_nobody_appraises_themselves_and_whoever_does_is_an_admin_above(
    unit: Unit, role: Role | None, person: int, there: dict[int, list[int]]
) -> None:
    above = leaders_above(unit, role, person, there)
    assert person not in above
    over = [one for one in unit.ids if not (role is Role.ADMIN and one == unit.id)]
    might = {one for unit_id in over for one in there.get(unit_id, ()) if one != person}
    assert set(above) <= might
    assert bool(above) is bool(might), "somebody does wherever somebody may"


def test_whom_an_admin_named_appraises_unless_it_is_the_person() -> None:
    assert appraisers_of(sheet(named_id=4), {1: [3]}) == (4,)
    assert appraisers_of(sheet(named_id=1), {1: [3]}) == (3,)
    assert appraisers_of(sheet(), {1: [3]}) == (3,)


LED: Final = MeritMarks(results=2, ability=3)
OWN: Final = MeritMarks(results=5)
STATES: Final = list(product(AppraisalState, (True, False), (True, False)))


@pytest.mark.parametrize(("state", "is_in", "is_handed"), STATES)
@given(
    person=st.integers(1, 4),
    administers=st.booleans(),
    leaders=st.sets(st.integers(1, 4), max_size=2),
    led_by=st.none() | st.integers(1, 4),
)
def test_who_reads_and_says_what(
    state: AppraisalState,
    is_in: bool,
    is_handed: bool,
    person: int,
    administers: bool,
    leaders: set[int],
    led_by: int | None,
) -> None:
    said = {"led": LED, "led_words": "hm", "comment": "thanks", "own": OWN, "own_words": "well"}
    one = sheet(state=state, is_in=is_in, is_handed=is_handed, led_by=led_by, **said)
    seat = seat_at(one, person, administers=administers, leaders=leaders)
    goes_on = state is AppraisalState.OPEN and is_in
    is_own, appraises = person == 1, person != 1 and person in leaders

    assert seat.sees_it is (is_own or appraises or administers), "nobody else sees anything of it"
    if seat.sees_marks(one):
        assert seat.sees_it
        assert is_handed or (appraises and led_by == person), "what was not handed over whoever wrote it alone reads"
    assert seat.says_of_themselves(one) is (is_own and goes_on)
    is_another_s = led_by in leaders - {person}
    assert seat.judges(one) is (appraises and goes_on and not is_handed and not is_another_s)
    assert seat.takes_over(one) is (appraises and goes_on and not is_handed and is_another_s)
    assert seat.takes_back(one) is (appraises and goes_on and is_handed)
    assert seat.comments(one) is (is_own and goes_on and is_handed)
    assert seat.settles(one) is (administers and not is_own and state is AppraisalState.OPEN)
    if state is AppraisalState.CLOSED:
        says = (
            seat.says_of_themselves,
            seat.judges,
            seat.takes_over,
            seat.takes_back,
            seat.comments,
            seat.settles,
        )
        assert not any(may(one) for may in says), "closed is closed"
    if is_own:
        assert seat.sees_own_marks(one)
        assert seat.sees_marks(one) is is_handed
    read = seat.seen(one)
    shown = seat.sees_marks(one)
    assert (read.led, read.led_words) == ((LED, "hm") if shown else (MeritMarks(), ""))
    assert read.comment == ("thanks" if shown or is_own else "")
    assert (read.own, read.own_words) == ((OWN, "well") if seat.sees_own_marks(one) else (MeritMarks(), ""))
    hidden = dict.fromkeys(("led", "led_words", "comment", "own", "own_words"))
    assert read.model_copy(update=hidden) == one.model_copy(update=hidden), "all else is as it is"


@pytest.mark.parametrize(("today", "years"), [(date(2026, 11, 30), (2026, 2025)), (date(2027, 1, 5), (2026, 2027))])
def test_early_in_a_year_the_one_before_is_meant(today: date, years: tuple[int, ...]) -> None:
    assert years_to_open(today) == years
