"""Who looks out for whom, when the two are told, and when they are a pair no more (docs/rules.md: Buddies)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.support.acting import at
from tests.support.city import NOW, hours_later
from volunteering.rules.activities import Activity, Category, Shift, State
from volunteering.rules.buddies import BROUGHT, BuddyPair, BuddySheet, Chosen, Companion, Ending, plan
from volunteering.rules.ground.periods import Period
from volunteering.rules.profiles import Born
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Standing

UNIT = Unit(id=4, name="Jiaojiang", path="/1/4/")
START = hours_later(48)
LONG_AGO = NOW - timedelta(days=30)
ACTIVITY = Activity(
    id=3, unit=UNIT, leader_id=9, leader_name="Li", title="River clean-up", description="",
    category=Category.COMMUNITY, venue="East Gate", details="", state=State.OPEN,
)  # fmt: skip
SHIFT = Shift(
    id=5,
    activity_id=3,
    period=Period(start=START, end=START + timedelta(hours=3)),
    limit=10,
    state=State.OPEN,
    since=LONG_AGO,
)


def new(number: int, **more: Any) -> Companion:
    return Companion(**{"person_id": number, "since": LONG_AGO, **more})


def old(number: int, came: int = 5, **more: Any) -> Companion:
    return new(number, came=came, **more)


def sheet(
    *people: Companion, pairs: tuple[BuddyPair, ...] = (), shift: Shift = SHIFT, wanted: bool = True
) -> BuddySheet:
    return BuddySheet(activity=ACTIVITY, shift=shift, wanted=wanted, people=people, pairs=pairs)


def pair(newcomer: int, buddy: int, **more: Any) -> BuddyPair:
    return BuddyPair(
        id=newcomer * 100 + buddy, shift_id=5, newcomer_id=newcomer, buddy_id=buddy, starts_at=START, **more
    )


def chosen(found: BuddySheet, now: datetime = NOW) -> dict[int, int]:
    return {one.newcomer_id: one.buddy_id for one in plan(found, at(now)).new}


def ended(found: BuddySheet, now: datetime = NOW) -> dict[int, Ending]:
    return {one.newcomer_id: why for one, why in plan(found, at(now)).ends}


def test_two_days_before_and_not_earlier() -> None:
    found = sheet(new(1), old(2))
    assert chosen(found, NOW - timedelta(minutes=1)) == {}
    assert chosen(found) == {1: 2}
    assert chosen(found, START - timedelta(minutes=1)) == {1: 2}, "when both are there later"
    assert chosen(found, START) == {}


def test_only_where_the_unit_wants_it() -> None:
    assert chosen(sheet(new(1), old(2), wanted=False)) == {}


@pytest.mark.parametrize(
    ("came", "places_before", "brought", "is_one"),
    [(0, 0, 0, True), (1, 0, 0, True), (0, 1, 0, True), (2, 0, 0, False), (1, 1, 0, False), (0, 0, 60, False)],
)
def test_a_newcomer_is_one_for_two_shifts(came: int, places_before: int, brought: int, is_one: bool) -> None:
    newcomer = new(1, came=came, places_before=places_before, brought=brought)
    assert bool(chosen(sheet(newcomer, old(2)))) is is_one


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (old(2, came=5), True),
        (old(2, came=4), False),
        (new(2, brought=BROUGHT), True),
        (new(2, brought=BROUGHT - 1), False),
        (old(2, keeps_out=True), False),
        (old(2, reachable=False), False),
        (old(2, standing=Standing.SUSPENDED), False),
        (old(2, is_in=False), False),
        (old(2, born=Born.parse("2009-01-01")), False),
    ],
)
def test_a_buddy_has_come_often_is_of_age_and_takes_part(who: Companion, may: bool) -> None:
    assert chosen(sheet(new(1), who)) == ({1: 2} if may else {})


def test_of_two_newcomers_at_the_most() -> None:
    assert chosen(sheet(new(1), new(3), new(4), old(2))) == {1: 2, 3: 2}
    assert chosen(sheet(new(1), new(3), new(4), old(2), old(5, came=9))) == {1: 5, 3: 2, 4: 5}


def test_whom_they_know_first() -> None:
    assert chosen(sheet(new(1, came=1, met={2}), old(2), old(5, came=50))) == {1: 2}


def test_somebody_under_age_has_whom_leaders_found_fit_for_it() -> None:
    child = new(1, born=Born.parse("2010-06-01"))
    assert chosen(sheet(child, old(2))) == {}
    assert chosen(sheet(child, old(2), old(3, with_minors=True))) == {1: 3}
    assert ended(sheet(child, old(2), pairs=(pair(1, 2),))) == {1: Ending.UNSUITED}


def test_nobody_is_told_at_night_what_can_wait() -> None:
    late, early = NOW.replace(hour=14), NOW.replace(hour=0) + timedelta(days=1)  # 22:00 and 8:00
    found = sheet(new(1), old(2))
    assert chosen(found, late) == {}
    assert chosen(found, early) == {}
    assert chosen(found, early + timedelta(hours=1)) == {1: 2}
    at_seven = Period(start=early - timedelta(hours=1), end=early + timedelta(hours=2))
    assert chosen(sheet(new(1), old(2), shift=SHIFT.model_copy(update={"period": at_seven})), late) == {1: 2}


def test_what_was_just_done_may_be_taken_back_first() -> None:
    just = NOW - timedelta(seconds=10)
    assert chosen(sheet(new(1, since=just), old(2))) == {}
    assert chosen(sheet(new(1), old(2, since=just))) == {}
    assert ended(sheet(new(1), old(2, is_in=False, since=just), pairs=(pair(1, 2),))) == {}
    assert plan(sheet(new(1), old(2), shift=SHIFT.model_copy(update={"since": just})), at(NOW)).is_nothing


@pytest.mark.parametrize(
    ("newcomer", "buddy", "why"),
    [
        (new(1), old(2), None),
        (new(1, came=2), old(2), None),
        (new(1, is_in=False), old(2), Ending.NEWCOMER_LEFT),
        (new(1, keeps_out=True), old(2), Ending.NEWCOMER_DECLINED),
        (new(1), old(2, is_in=False), Ending.BUDDY_LEFT),
        (new(1), old(2, standing=Standing.SUSPENDED), Ending.BUDDY_LEFT),
        (new(1), old(2, keeps_out=True), Ending.BUDDY_DECLINED),
        (new(1), old(2, reachable=False), None),
    ],
)
def test_why_two_are_no_pair_any_more(newcomer: Companion, buddy: Companion, why: Ending | None) -> None:
    assert ended(sheet(newcomer, buddy, pairs=(pair(1, 2),))) == ({1: why} if why else {})


def test_another_one_comes_in_their_place() -> None:
    found = sheet(new(1), old(2, is_in=False), old(3), pairs=(pair(1, 2),))
    assert plan(found, at(NOW)).new == (Chosen(newcomer_id=1, buddy_id=3, instead_of=2),)


def test_who_said_not_this_time_is_not_asked_again() -> None:
    said = pair(1, 2, ended=Ending.BUDDY_DECLINED, ended_at=NOW - timedelta(minutes=1))
    found = plan(sheet(new(1), old(2), pairs=(said,)), at(NOW))
    assert (found.untold, found.new) == ((said,), ())
    assert plan(sheet(new(1), old(2), pairs=(said.model_copy(update={"end_told": True}),)), at(NOW)).is_nothing


@pytest.mark.parametrize("why", [Ending.BUDDY_DECLINED, Ending.NEWCOMER_DECLINED])
def test_what_can_be_taken_back_leaves_both_where_they_are(why: Ending) -> None:
    """Nobody else is chosen for the newcomer, nor anybody else given to the buddy, as long as the tap may be undone."""
    full = (pair(1, 3), pair(2, 3, ended=why, ended_at=NOW))
    found = sheet(new(1), new(2), new(4), old(3), old(5, came=9), pairs=full)
    soon, later = NOW + timedelta(seconds=29), NOW + timedelta(seconds=30)
    assert chosen(found, soon) == {4: 5}
    assert chosen(found, later) == {2: 5, 4: 5}
    alone = sheet(new(1), new(2), new(4), old(3), pairs=full)
    assert chosen(alone, soon) == {}
    assert not plan(alone, at(soon)).untold


def test_a_shift_at_another_time_is_told_anew_of_the_same_pair() -> None:
    moved = SHIFT.model_copy(update={"period": Period(start=hours_later(30), end=hours_later(33))})
    found = sheet(new(1, met={2}), old(2), old(3, came=90), pairs=(pair(1, 2),), shift=moved)
    assert ended(found) == {1: Ending.MOVED}
    assert plan(found, at(NOW)).new == (Chosen(newcomer_id=1, buddy_id=2),)


def test_of_a_shift_that_is_cancelled_nothing_is_left() -> None:
    off = SHIFT.model_copy(update={"state": State.CANCELLED})
    found = plan(sheet(new(1), new(4), old(2), pairs=(pair(1, 2),), shift=off), at(NOW))
    assert [why for _, why in found.ends] == [Ending.OFF]
    assert found.new == ()


def test_of_a_year_alone_people_are_of_age_at_its_end() -> None:
    assert chosen(sheet(new(1, born=Born.parse(str(date(NOW.year - 18, 1, 1).year))), old(2))) == {}
