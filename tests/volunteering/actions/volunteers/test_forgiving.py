"""No-shows that are forgiven: they stay, count no more, and their person is told."""

import pytest

from tests.support.acting import appoint, at, sign_up, told
from tests.support.city import City, hours_later
from volunteering.actions.attendance.rosters import confirm_roster
from volunteering.actions.enquiries import Enquired, NoNoShow, TooManyOpen, appeal
from volunteering.actions.volunteers.forgiving import Forgiven, NothingMissed, forgive
from volunteering.rules.activities import Shift
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.no_shows import NoShows
from volunteering.rules.signing_up import reasons_against
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor, Person

THEN = at(hours_later(60))


@pytest.fixture
async def wang(city: City) -> Person:
    return await city.person("Wang")


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def _missed(city: City, leader: Actor, person: Person, times: int = 2) -> list[Shift]:
    shifts = [await city.shift(starts) for starts in range(1, 4 * times, 4)]
    for shift in shifts:
        await sign_up(city, shift, person)
    for shift in shifts:
        async with city.writing() as rows:
            await confirm_roster(rows, leader, shift.id, THEN)
    return shifts


async def _is_refused(city: City, person: Person) -> bool:
    shift = await city.shift(90)
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, person.id)
    assert facts is not None
    return any(isinstance(reason, NoShows) for reason in reasons_against(facts, THEN))


async def test_forgiven_it_stays_and_counts_no_more(city: City, leader: Actor, wang: Person) -> None:
    first, _ = await _missed(city, leader, wang)
    assert await _is_refused(city, wang)
    async with city.writing() as rows:
        outcome = await forgive(rows, leader, first.id, wang.id, THEN)
        assert isinstance(outcome, Forgiven)
        assert outcome.missed.forgiven_by == leader.id
        assert rows.frees
    assert not await _is_refused(city, wang)
    assert await city.figure("SELECT SUM(no_shows) AS n FROM entries") == 2
    assert await told(city, "no_show_forgiven") == [wang.id]
    async with city.writing() as rows:
        assert await forgive(rows, leader, first.id, wang.id, THEN) == Unchanged()
        assert isinstance(await forgive(rows, leader, first.id, wang.id, THEN, is_forgiven=False), Forgiven)
    assert await _is_refused(city, wang)
    kinds = [row["kind"] for row in await city.table("SELECT kind FROM journal ORDER BY id")]
    assert kinds[-2:] == ["no_show_forgiven", "no_show_counts_again"]


async def test_it_takes_somebody_else_who_leads_there_or_manages_them(city: City, leader: Actor, wang: Person) -> None:
    first, _ = await _missed(city, leader, wang)
    herself = await appoint(city, wang, city.jiaojiang)
    elsewhere = await appoint(city, await city.person("Zhao"), city.huangyan)
    # Who administers her team, and the whole of it, manages her wherever she was to be.
    manager = await appoint(city, await city.person("Chen"), city.top, Role.ADMIN)
    other = await city.shift(48)
    async with city.writing() as rows:
        assert await forgive(rows, herself, first.id, wang.id, THEN) == NotAllowed()
        assert await forgive(rows, elsewhere, first.id, wang.id, THEN) == NotAllowed()
        assert await forgive(rows, leader, first.id, city.leader.id, THEN) == NotAllowed()
        assert await forgive(rows, leader, 404, wang.id, THEN) is None
        assert await forgive(rows, leader, first.id, 404, THEN) is None
        assert await forgive(rows, leader, other.id, wang.id, THEN) == NothingMissed()
        assert isinstance(await forgive(rows, manager, first.id, wang.id, THEN), Forgiven)


async def test_an_appeal_asks_once_of_each_and_is_answered_by_forgiving(
    city: City, leader: Actor, wang: Person
) -> None:
    first, second = await _missed(city, leader, wang)
    async with city.writing() as rows:
        outcome = await appeal(rows, wang, THEN)
        assert isinstance(outcome, Enquired)
        assert outcome.to == (leader.id,)
        assert isinstance(await appeal(rows, wang, THEN), Enquired)
    asked = "SELECT shift_id, state FROM enquiries ORDER BY shift_id"
    assert [(row["shift_id"], row["state"]) for row in await city.table(asked)] == [
        (first.id, "open"),
        (second.id, "open"),
    ]
    async with city.writing() as rows:
        await forgive(rows, leader, first.id, wang.id, THEN)
    assert [row["state"] for row in await city.table(asked)] == ["answered", "open"]
    async with city.writing() as rows:
        await forgive(rows, leader, second.id, wang.id, THEN)
        assert await appeal(rows, wang, THEN) == NoNoShow()


async def test_of_very_many_as_much_is_asked_as_may_be(city: City, leader: Actor, wang: Person) -> None:
    await _missed(city, leader, wang, times=7)
    async with city.writing() as rows:
        assert await appeal(rows, wang, THEN) == TooManyOpen()
    assert await city.figure("SELECT COUNT(*) AS n FROM enquiries") == 5
