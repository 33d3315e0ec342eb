"""Asking everybody of a unit: once each, piece by piece, and not after it was stopped."""

from datetime import timedelta
from typing import Final

import pytest

from storage.engine.database import Database
from tests.support.city import NOW, ZONE, City
from volunteering.actions.census import asking
from volunteering.actions.census.asking import AskedAlready, ask_more, remind, start_census, stop_census
from volunteering.rules.census.asking import Census
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.letters import Course
from volunteering.rules.profiles import Particular, Particulars
from volunteering.rules.tree import NotAllowed, Post, Rights, Role, Unit
from volunteering.rules.volunteers import Actor

SAID: Final = Particulars(withheld=frozenset(Particular))


def after(**length: float) -> Moment:
    return Moment(now=NOW + timedelta(**length), zone=ZONE, policy=Policy())


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


def admin(city: City, unit: Unit) -> Actor:
    return Actor(person=city.leader, rights=Rights(posts=(Post(unit=unit, role=Role.ADMIN),)))


async def start(city: City, unit: Unit | None = None) -> Census | AskedAlready | NotAllowed:
    unit = unit or city.top
    async with city.writing() as rows:
        return await start_census(rows, admin(city, unit), unit, after())


async def begun(city: City, unit: Unit | None = None) -> Census:
    census = await start(city, unit)
    assert isinstance(census, Census)
    return census


async def goes_on(city: City, census: Census, moment: Moment) -> None:
    """What the timetable does."""
    more = True
    while more:
        async with city.writing() as rows:
            known = await rows.censuses.get(census.id)
            more = known is not None and known.is_going and await ask_more(rows, known, moment)
    more = True
    while more:
        async with city.writing() as rows:
            more = await remind(rows, moment)


async def messages(city: City, state: str = "owed") -> dict[int, int]:
    """How many each person is owed, or was."""
    rows = await city.table(
        "SELECT person_id, COUNT(*) AS n FROM outbox WHERE kind = 'census_ask' AND state = :state GROUP BY person_id",
        state=state,
    )
    return {row["person_id"]: row["n"] for row in rows}


async def test_everybody_is_asked_once_however_the_pieces_fall(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that dies between two pieces leaves a state that the next one goes on from."""
    monkeypatch.setattr(asking, "PIECE", 2)
    people = await city.people(7)
    census = await begun(city)
    assert len(await messages(city)) == 2, "the first are asked at once"
    with pytest.raises(RuntimeError):
        async with city.writing() as rows:
            await ask_more(rows, census, after())
            raise RuntimeError("the process dies")
    assert len(await messages(city)) == 2, "what was not committed was never there"
    await goes_on(city, census, after())
    await goes_on(city, census, after())
    assert await messages(city) == dict.fromkeys([city.leader.id, *(person.id for person in people)], 1)


async def test_reminded_twice_and_not_a_third_time(city: City) -> None:
    census = await begun(city)
    for days, expected in ((2.9, 1), (3, 2), (3.1, 2), (6.9, 2), (7, 3), (7.1, 3), (13, 3)):
        await goes_on(city, census, after(days=days))
        await goes_on(city, census, after(days=days))
        assert await messages(city) == {city.leader.id: expected}, f"after {days} days"


async def test_who_is_late_to_be_swept_is_reminded_once_at_a_time(city: City) -> None:
    census = await begun(city)
    await goes_on(city, census, after(days=8))
    assert sum((await messages(city)).values()) in {2, 3}
    await goes_on(city, census, after(days=8))
    assert await messages(city) == {city.leader.id: 3}


async def test_who_answers_is_left_alone_by_whatever_way_they_do(city: City) -> None:
    mei, bo = await city.people(2)
    census = await begun(city)
    async with city.writing() as rows:
        await asking.answer_census(rows, mei, SAID, list(Particular), after(hours=1))
        await rows.profiles.change(bo.id, SAID, list(Particular), NOW)  # on their profile
    await goes_on(city, census, after(days=4))
    assert await messages(city) == {city.leader.id: 2, mei.id: 1, bo.id: 1}


async def test_who_has_said_everything_is_not_asked(city: City) -> None:
    [mei] = await city.people(1)
    async with city.writing() as rows:
        await rows.profiles.change(mei.id, SAID, list(Particular), NOW)
    await begun(city)
    assert await messages(city) == {city.leader.id: 1}


async def test_newcomers_are_asked_after_a_day(city: City) -> None:
    census = await begun(city)
    [mei] = await city.people(1)
    async with city.changing() as tx:
        tx.later("UPDATE people SET consented_at = consented_at + 3600 WHERE id = :person", person=mei.id)
    await goes_on(city, census, after(hours=24))
    assert mei.id not in await messages(city)
    await goes_on(city, census, after(hours=26))
    assert (await messages(city))[mei.id] == 1


async def test_nobody_is_asked_after_it_was_stopped(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PIECE", 2)
    await city.people(5)
    census = await begun(city)
    async with city.writing() as rows:
        stopped = await stop_census(rows, admin(city, city.top), census.id, after(minutes=1))
    assert isinstance(stopped, Census)
    assert stopped.course is Course.STOPPED
    await goes_on(city, census, after(days=8))
    assert await messages(city) == {}, "who had the message has it; those that were on their way are not sent"
    assert len(await messages(city, "dropped")) == 2


async def test_of_one_branch_there_is_one_at_a_time(city: City) -> None:
    team = await city.unit("Haimen", city.jiaojiang)
    first = await begun(city, city.jiaojiang)
    for unit in (city.jiaojiang, team, city.top):
        outcome = await start(city, unit)
        assert isinstance(outcome, AskedAlready)
        assert outcome.census.id == first.id
    assert isinstance(await start(city, city.huangyan), Census), "another branch is another's"


async def test_who_moves_between_two_is_not_asked_by_both(city: City) -> None:
    [mei] = await city.people(1)
    await begun(city, city.jiaojiang)
    other = await begun(city, city.huangyan)
    async with city.changing() as tx:
        tx.later("UPDATE people SET home_unit_id = :unit WHERE id = :person", unit=city.huangyan.id, person=mei.id)
    await goes_on(city, other, after(days=1))
    assert (await messages(city))[mei.id] == 1


async def test_it_takes_an_admin_to_start_and_to_stop_it(city: City) -> None:
    async with city.writing() as rows:
        assert isinstance(await start_census(rows, admin(city, city.huangyan), city.top, after()), NotAllowed)
    census = await begun(city)
    async with city.writing() as rows:
        assert isinstance(await stop_census(rows, admin(city, city.huangyan), census.id, after()), NotAllowed)
        assert await stop_census(rows, admin(city, city.top), 999, after()) is None


async def test_it_ends_by_itself(city: City) -> None:
    census = await begun(city)
    await goes_on(city, census, after(days=14))
    async with city.looking() as rows:
        known = await rows.censuses.get(census.id)
    assert known is not None
    assert known.course is Course.DONE
    assert isinstance(await start(city), Census), "the next may begin"


async def test_who_is_erased_is_forgotten_here_too(city: City) -> None:
    [mei] = await city.people(1)
    census = await begun(city)
    async with city.writing() as rows:
        await rows.people.erase(mei.id)
    assert await city.figure("SELECT COUNT(*) AS n FROM census_asks WHERE person_id = :p", p=mei.id) == 0
    await goes_on(city, census, after(days=8))
    assert mei.id not in await messages(city)
