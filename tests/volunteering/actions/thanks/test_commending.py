"""Who may commend whom, once; and taking it back while nobody is told."""

from datetime import timedelta

import pytest

from storage.engine.pages import Page
from storage.views.thanks import to_commend
from tests.support.acting import appoint, at
from tests.support.city import NOW, City, at_shift
from volunteering.actions.thanks.commending import (
    CommendationGone,
    CommendedBefore,
    CommendedNow,
    DidNotCome,
    NotCommendingOneself,
    ToldByNow,
    commend,
    take_back,
)
from volunteering.rules.activities import Shift
from volunteering.rules.hours import Kind
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor, Person

MINUTES = timedelta(minutes=1)


@pytest.fixture
async def li(city: City) -> Actor:
    return await appoint(city, await city.person("Li"), city.jiaojiang, Role.LEADER)


@pytest.fixture
async def mei(city: City) -> Person:
    return await city.person("Mei", city.jiaojiang)


@pytest.fixture
async def shift(city: City, mei: Person) -> Shift:
    found = await city.shift(-30)
    await city.record(at_shift(found, mei), Kind.ATTENDED, 60)
    return found


async def _owed(city: City) -> int:
    return await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'commended' AND state = 'owed'")


async def test_once_by_each_leader_and_told_after_ten_minutes(city: City, li: Actor, mei: Person, shift: Shift) -> None:
    wu = await appoint(city, await city.person("Wu"), city.jiaojiang, Role.LEADER)
    async with city.writing() as rows:
        assert isinstance(await commend(rows, li, shift.id, mei.id, "Thanks", at(NOW)), CommendedNow)
    for actor, kind in ((li, CommendedBefore), (wu, CommendedNow)):
        async with city.writing() as rows:
            assert isinstance(await commend(rows, actor, shift.id, mei.id, "Again", at(NOW)), kind)
    due = await city.table("SELECT next_at FROM outbox WHERE kind = 'commended'")
    assert [row["next_at"] for row in due] == [int((NOW + 10 * MINUTES).timestamp())] * 2


async def test_never_oneself_nobody_who_did_not_come_and_nobody_of_another_unit(
    city: City, li: Actor, mei: Person, shift: Shift
) -> None:
    await city.record(at_shift(shift, li.person), Kind.ATTENDED, 60)
    absent = await city.person("Absent", city.jiaojiang)
    await city.record(at_shift(shift, absent), Kind.NO_SHOW)
    other = await appoint(city, await city.person("Huang"), city.huangyan, Role.LEADER)
    for actor, whom, kind in (
        (li, li.id, NotCommendingOneself),
        (li, absent.id, DidNotCome),
        (other, mei.id, NotAllowed),
    ):
        async with city.writing() as rows:
            assert isinstance(await commend(rows, actor, shift.id, whom, "Thanks", at(NOW)), kind)
    assert not await city.table("SELECT id FROM commendations")
    assert await _owed(city) == 0


async def test_nobody_whose_record_is_gone(city: City, li: Actor, mei: Person, shift: Shift) -> None:
    """Neither is somebody without a name in the list, nor is anything owed to them."""
    async with city.writing() as rows:
        await rows.people.erase(mei.id)
    async with city.database.reading() as reader:
        listed = await to_commend(reader, shift.id, li.id, page=Page(5))
    assert listed is not None
    assert listed.people == ()
    async with city.writing() as rows:
        assert await commend(rows, li, shift.id, mei.id, "Thanks", at(NOW)) is None
    assert await _owed(city) == 0


async def test_it_is_taken_back_by_its_own_leader_while_nobody_is_told(
    city: City, li: Actor, mei: Person, shift: Shift
) -> None:
    wu = await appoint(city, await city.person("Wu"), city.jiaojiang, Role.LEADER)
    async with city.writing() as rows:
        first = await commend(rows, li, shift.id, mei.id, "Thanks", at(NOW))
    assert isinstance(first, CommendedNow)
    number = first.commendation.id
    for actor, later, kind in (
        (wu, 1, NotAllowed),
        (li, 10, ToldByNow),
        (li, 9, CommendationGone),
    ):
        async with city.writing() as rows:
            assert isinstance(await take_back(rows, actor, number, at(NOW + later * MINUTES)), kind)
    async with city.writing() as rows:
        assert await take_back(rows, li, number, at(NOW)) is None
        again = await commend(rows, li, shift.id, mei.id, "Thanks", at(NOW))
    assert isinstance(again, CommendedNow)
    assert again.commendation.id != number, "an old button takes back nothing newer"
