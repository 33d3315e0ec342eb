"""Which role of a shift somebody may have, and whether there is anything to choose."""

from typing import Any

from tests.volunteering.rules.test_signing_up import CLASH, THEN, facts, mine
from volunteering.rules.capacity import Capacity
from volunteering.rules.choosing import ToChoose, at_best, judge_or_choose
from volunteering.rules.roles import RoleRoom, ShiftRole
from volunteering.rules.signing_up import AlreadyIn, Facts, Full, Overlaps, Refused, SignUpState, Taken, Waiting


def room(number: int, name: str, *, limit: int | None = 2, taken: int = 0, waiting: int = 0) -> RoleRoom:
    role = ShiftRole(id=number, name=name, limit=limit)
    return RoleRoom(role=role, capacity=Capacity(limit=limit, taken=taken, waiting=waiting))


def with_roles(*rooms: RoleRoom, **changes: Any) -> Facts:
    return facts(**changes).model_copy(update={"roles": rooms})


HELPERS, FIRST_AID = room(1, "Helpers", taken=1), room(2, "First aid", taken=2, waiting=1)


def test_of_several_that_can_be_had_or_waited_for_one_is_chosen() -> None:
    answer = judge_or_choose(with_roles(HELPERS, FIRST_AID), THEN)
    assert isinstance(answer, ToChoose)
    first, second = answer.roles
    assert isinstance(first, Taken)
    assert isinstance(second, Waiting)
    assert (first.facts.role, second.facts.role, second.number) == (HELPERS.role, FIRST_AID.role, 2)


def test_the_only_one_is_no_choice() -> None:
    answer = judge_or_choose(with_roles(HELPERS), THEN)
    assert isinstance(answer, Taken)
    assert answer.facts.role == HELPERS.role


def test_what_is_against_all_of_them_is_said_at_once() -> None:
    answer = judge_or_choose(with_roles(HELPERS, FIRST_AID, clash=CLASH), THEN)
    assert isinstance(answer, Refused)
    assert answer.reasons == (Overlaps(clash=CLASH),)


def test_whoever_has_a_place_keeps_it_where_the_other_role_is_full() -> None:
    here = mine(SignUpState.CONFIRMED).model_copy(update={"role_id": 1})
    known = with_roles(HELPERS, FIRST_AID, mine=here)
    refused = judge_or_choose(known.in_role(2), THEN)
    assert isinstance(refused, Refused)
    assert refused.reasons == (Full(limit=2, waiting=1, role="First aid"),)
    again = judge_or_choose(known.in_role(1), THEN)
    assert isinstance(again, Refused)
    assert again.reasons == (AlreadyIn(state=SignUpState.CONFIRMED, role="Helpers"),)


def test_whoever_waits_may_wait_for_another_role_or_have_it() -> None:
    here = mine(SignUpState.WAITING).model_copy(update={"role_id": 2})
    known = with_roles(HELPERS, FIRST_AID, room(3, "Drivers", taken=2), mine=here)
    assert isinstance(judge_or_choose(known.in_role(1), THEN), Taken)
    waits = judge_or_choose(known.in_role(3), THEN)
    assert isinstance(waits, Waiting)
    assert waits.number == 1


def test_a_list_says_how_much_room_there_is_in_what_can_be_had() -> None:
    known = with_roles(HELPERS, FIRST_AID, room(3, "Drivers", limit=5))
    assert at_best(known, THEN).capacity == Capacity(limit=9, taken=3, waiting=1)
    assert at_best(facts(), THEN) == facts()
    full = with_roles(FIRST_AID, clash=CLASH)
    assert at_best(full, THEN).role == FIRST_AID.role


def test_a_shift_whose_roles_have_no_limit_has_none() -> None:
    assert at_best(with_roles(HELPERS, room(2, "Guests", limit=None)), THEN).capacity.limit is None


def test_asking_for_the_shift_once_more_leaves_everybody_in_their_role() -> None:
    """A second tap on Sign up is no change of role, however much room there is in another one."""
    for state in (SignUpState.CONFIRMED, SignUpState.WAITING):
        here = mine(state).model_copy(update={"role_id": 2})
        again = judge_or_choose(with_roles(HELPERS, FIRST_AID, mine=here), THEN)
        assert isinstance(again, Refused)
        assert AlreadyIn(state=state, role="First aid") in again.reasons
