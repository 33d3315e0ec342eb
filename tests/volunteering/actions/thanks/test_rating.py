"""Who may rate a shift, and until when; nothing is noted of who did."""

from datetime import timedelta

import pytest

from tests.support.acting import appoint, at
from tests.support.city import NOW, City, at_shift
from volunteering.actions.thanks.rating import (
    LeadsIt,
    MayRate,
    TooLateToRate,
    WasNotThere,
    hide_words,
    rate,
    say_of_it,
    take_up,
    withdraw,
)
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.hours import Kind
from volunteering.rules.thanks import RATED_WITHIN
from volunteering.rules.tree import NotAllowed, Rights, Role
from volunteering.rules.volunteers import Actor

NOTHING = Rights(posts=())


@pytest.fixture
async def mei(city: City) -> Actor:
    return Actor(person=await city.person("Mei", city.jiaojiang), rights=NOTHING)


@pytest.fixture
async def shift(city: City, mei: Actor) -> Shift:
    found = await city.shift(-30)
    await city.record(at_shift(found, mei.person), Kind.ATTENDED, 60)
    return found


async def test_for_fourteen_days_it_is_given_changed_and_taken_back(city: City, mei: Actor, shift: Shift) -> None:
    last = at(NOW + RATED_WITHIN - timedelta(seconds=1))
    async with city.writing() as rows:
        assert isinstance(await rate(rows, mei, shift.id, 2, at(NOW)), MayRate)
    async with city.writing() as rows:
        said = await say_of_it(rows, mei, shift.id, "Cold tea", last)
        changed = await rate(rows, mei, shift.id, 4, last)
    assert isinstance(said, MayRate)
    assert isinstance(changed, MayRate)
    async with city.looking() as rows:
        found = await rows.thanks.rating(shift.id, mei.id)
    assert found is not None
    assert (found.stars, found.words) == (4, "Cold tea")
    async with city.writing() as rows:
        assert isinstance(await rate(rows, mei, shift.id, 1, at(NOW + RATED_WITHIN)), TooLateToRate)
        assert isinstance(await withdraw(rows, mei, shift.id, at(NOW + RATED_WITHIN)), TooLateToRate)
        assert isinstance(await withdraw(rows, mei, shift.id, last), MayRate)
    assert not await city.table("SELECT stars FROM ratings")


async def test_a_word_comes_after_stars(city: City, mei: Actor, shift: Shift) -> None:
    async with city.writing() as rows:
        outcome = await say_of_it(rows, mei, shift.id, "Cold tea", at(NOW))
    assert isinstance(outcome, MayRate)
    assert not await city.table("SELECT stars FROM ratings")


async def test_who_did_not_come_and_who_leads_there_rate_nothing(city: City, mei: Actor, shift: Shift) -> None:
    li = await appoint(city, await city.person("Li"), city.top, Role.LEADER)
    await city.record(at_shift(shift, li.person), Kind.ATTENDED, 60)
    async with city.writing() as rows:
        assert isinstance(await rate(rows, li, shift.id, 5, at(NOW)), LeadsIt)
        assert await rate(rows, mei, 404, 5, at(NOW)) is None
    await city.record(at_shift(shift, mei.person), Kind.NO_SHOW)
    async with city.writing() as rows:
        assert isinstance(await rate(rows, mei, shift.id, 5, at(NOW)), WasNotThere)


async def test_neither_the_journal_nor_what_is_owed_knows_of_it(city: City, mei: Actor, shift: Shift) -> None:
    async with city.writing() as rows:
        await rate(rows, mei, shift.id, 2, at(NOW))
        await say_of_it(rows, mei, shift.id, "Cold tea", at(NOW))
    for table in ("journal", "outbox"):
        assert await city.figure(f"SELECT COUNT(*) AS n FROM {table} WHERE person_id = :mei", mei=mei.id) == 0


async def test_words_are_hidden_by_an_admin_and_not_by_a_leader(city: City, mei: Actor, shift: Shift) -> None:
    people = [mei.person, *await city.people(2)]
    for person in people[1:]:
        await city.record(at_shift(shift, person), Kind.ATTENDED, 60)
    async with city.writing() as rows:
        for person in people:
            rows.thanks.rate(shift.id, person.id, 3, NOW)
        rows.thanks.say(shift.id, mei.id, "Cold tea")
    async with city.writing() as rows:
        assert await take_up(rows, shift.id, at(NOW + timedelta(days=1))) == len(people)
    leader = await appoint(city, await city.person("Li"), city.jiaojiang, Role.LEADER)
    admin = await appoint(city, await city.person("An"), city.jiaojiang, Role.ADMIN)
    for actor, kind in ((leader, NotAllowed), (admin, Activity)):
        async with city.writing() as rows:
            outcome = await hide_words(rows, actor, shift.id, "Cold tea", at(NOW), hidden=True)
        assert isinstance(outcome, kind)
    async with city.looking() as rows:
        assert [rating.hidden for rating in await rows.thanks.of_shift(shift.id) if rating.words] == [True]
