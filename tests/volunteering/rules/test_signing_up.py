"""Who may take a place: every reason, all at once, in the order of the rules."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.support.acting import at
from volunteering.rules.activities import Activity, Category, Clash, Shift, State
from volunteering.rules.capacity import Capacity
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.needs import AgeUnknown, DoesNotSpeak, Held, Needs
from volunteering.rules.no_shows import NoShows
from volunteering.rules.offering import goes_in_turn, may_be_next
from volunteering.rules.profiles import Born, Spoken
from volunteering.rules.roles import RoleRoom, ShiftRole
from volunteering.rules.signing_up import (
    AlreadyIn,
    Begun,
    Closed,
    Facts,
    Full,
    Overlaps,
    Refused,
    SignUp,
    SignUpState,
    Suspended,
    Taken,
    Waiting,
    judge,
)
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Standing

NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
THEN = at(NOW)
ACTIVITY = Activity(
    id=1,
    unit=Unit(id=1, name="Taizhou", path="/1/"),
    leader_id=1,
    leader_name="Teacher Li",
    title="River clean-up",
    description="",
    category=Category.COMMUNITY,
    venue="East Gate",
    details="",
    state=State.OPEN,
)


MISSED = (date(2026, 9, 5), date(2026, 11, 5))
FADES = date(2027, 3, 5)


def shift(**changes: Any) -> Shift:
    period = Period(start=NOW + timedelta(hours=48), end=NOW + timedelta(hours=51))
    facts = {"id": 1, "activity_id": 1, "period": period, "limit": 10, "state": State.OPEN, "since": NOW}
    return Shift.model_validate(facts | changes)


def facts(*, taken: int = 3, waiting: int = 0, **changes: Any) -> Facts:
    known: dict[str, Any] = {
        "standing": Standing.ACTIVE,
        "activity": ACTIVITY,
        "shift": shift(),
        "mine": None,
        "clash": None,
        "no_shows": (),
        **changes,
    }
    known["capacity"] = Capacity(limit=known["shift"].limit, taken=taken, waiting=waiting)
    return Facts.model_validate(known)


def mine(state: SignUpState) -> SignUp:
    return SignUp(id=1, shift_id=1, person_id=1, state=state, ticket=1, at=NOW)


CLASH = Clash(shift=shift(id=2), title="Library help")
BEGUN = shift(period=Period(start=NOW, end=NOW + timedelta(hours=3)))
NEARLY_BEGUN = shift(period=Period(start=NOW + timedelta(seconds=1), end=NOW + timedelta(hours=3)))
CANCELLED = ACTIVITY.model_copy(update={"state": State.CANCELLED})

FIRST_AID = ShiftRole(id=1, name="First aid", limit=2, needs=Needs(least_age=18, languages=(Spoken.WU,)))

REFUSALS = [
    ("suspended", {"standing": Standing.SUSPENDED}, [Suspended()]),
    ("left", {"standing": Standing.LEFT}, [Suspended()]),
    (
        "two no-shows",
        {"no_shows": MISSED},
        [NoShows(days=MISSED, next_fades=FADES, allowed_on=FADES)],
    ),
    ("activity cancelled", {"activity": CANCELLED}, [Closed()]),
    ("shift cancelled", {"shift": shift(state=State.CANCELLED)}, [Closed()]),
    ("begun", {"shift": BEGUN}, [Begun()]),
    ("in it", {"mine": mine(SignUpState.CONFIRMED)}, [AlreadyIn(state=SignUpState.CONFIRMED)]),
    ("too little for it", {"role": FIRST_AID}, [AgeUnknown(least=18), DoesNotSpeak(languages=(Spoken.WU,))]),
    ("overlapping", {"clash": CLASH}, [Overlaps(clash=CLASH)]),
    (
        "waiting, and still full",
        {"mine": mine(SignUpState.WAITING), "taken": 10, "waiting": 1},
        [AlreadyIn(state=SignUpState.WAITING), Full(limit=10, waiting=1)],
    ),
    ("full and overlapping", {"taken": 10, "clash": CLASH}, [Overlaps(clash=CLASH), Full(limit=10, waiting=0)]),
    (
        "everything",
        {
            "standing": Standing.SUSPENDED,
            "no_shows": MISSED,
            "activity": CANCELLED,
            "shift": BEGUN,
            "mine": mine(SignUpState.CONFIRMED),
            "clash": CLASH,
            "taken": 10,
        },
        [Suspended, NoShows, Closed, Begun, AlreadyIn, Overlaps, Full],
    ),
]


@pytest.mark.parametrize(("changes", "reasons"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS])
def test_refusals(changes: dict[str, Any], reasons: list[Any]) -> None:
    answer = judge(facts(**changes), THEN)
    assert isinstance(answer, Refused)
    found = [type(reason) for reason in answer.reasons] if isinstance(reasons[0], type) else list(answer.reasons)
    assert found == reasons


PLACES: list[tuple[str, dict[str, Any]]] = [
    ("a free place", {}),
    ("the last place", {"taken": 9}),
    ("no limit", {"shift": shift(limit=None), "taken": 500}),
    ("one no-show", {"no_shows": MISSED[:1]}),
    ("who left may come again", {"mine": mine(SignUpState.LEFT)}),
    ("who waits may take a late gap", {"mine": mine(SignUpState.WAITING), "taken": 9}),
    ("a second before the start", {"shift": NEARLY_BEGUN}),
]  # fmt: skip


@pytest.mark.parametrize("changes", [row[1] for row in PLACES], ids=[row[0] for row in PLACES])
def test_places(changes: dict[str, Any]) -> None:
    assert isinstance(judge(facts(**changes), THEN), Taken)


def test_full_alone_is_a_number_on_the_waiting_list() -> None:
    answer = judge(facts(taken=10, waiting=2), THEN)
    assert isinstance(answer, Waiting)
    assert answer.number == 3


@pytest.mark.parametrize(("hours", "silently"), [(44.9, True), (45, False), (48, False)])
def test_nobody_is_promoted_silently_within_the_late_hours(hours: float, *, silently: bool) -> None:
    assert goes_in_turn(shift(), at(NOW + timedelta(hours=hours))) is silently


def test_the_numbers_are_the_organisations() -> None:
    strict = Policy(no_shows=1, late_hours=0)
    assert isinstance(judge(facts(no_shows=MISSED[:1]), at(NOW, strict)), Refused)
    assert goes_in_turn(shift(), at(NOW + timedelta(hours=47.9), strict))


def test_a_free_place_goes_to_somebody_who_hears_of_it() -> None:
    waiting = facts(mine=mine(SignUpState.WAITING), waiting=1)
    assert may_be_next(waiting, THEN)
    assert not may_be_next(waiting.model_copy(update={"reachable": False}), THEN)
    assert not may_be_next(waiting.model_copy(update={"clash": CLASH}), THEN)


def test_whoever_asks_can_be_answered_whatever_telegram_said_the_last_time() -> None:
    assert isinstance(judge(facts(reachable=False), THEN), Taken)


def test_what_a_role_asks_for_takes_no_place_away_and_gives_none() -> None:
    enough: dict[str, Any] = {"role": FIRST_AID, "born": Born.parse("1990"), "held": Held(languages=("wuu",))}
    assert isinstance(judge(facts(**enough), at(NOW)), Taken)
    rooms = tuple(
        RoleRoom(role=role, capacity=Capacity(limit=2))
        for role in (FIRST_AID, FIRST_AID.model_copy(update={"id": 2, "name": "Helpers", "needs": Needs()}))
    )
    in_it = mine(SignUpState.CONFIRMED).model_copy(update={"role_id": 1})
    about_it = judge(facts(role=FIRST_AID, roles=rooms, mine=in_it), at(NOW))
    assert isinstance(about_it, Refused)
    assert about_it.reasons == (AlreadyIn(state=SignUpState.CONFIRMED, role="First aid"),), "they keep it"
    as_helper = in_it.model_copy(update={"role_id": 2})
    assert isinstance(judge(facts(role=FIRST_AID, roles=rooms, mine=as_helper), at(NOW)), Refused)
    waiting = mine(SignUpState.WAITING).model_copy(update={"role_id": 1})
    assert not may_be_next(facts(role=FIRST_AID, roles=rooms, mine=waiting), at(NOW))
    full = judge(facts(role=FIRST_AID, taken=10), at(NOW))
    assert isinstance(full, Refused), "nor a number on the waiting list"
