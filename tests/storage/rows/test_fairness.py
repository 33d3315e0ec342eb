"""What units decided so that places go round, on both databases: whose rule holds, over which shifts, for whom."""

from datetime import date
from typing import Any

import pytest

from storage.engine.pages import Page
from storage.views.activities.upcoming import upcoming
from storage.views.unit_settings import how_many_have_more_ahead
from tests.support.acting import at, sign_up
from tests.support.city import NOW, City, hours_later
from tests.support.ledger import Ledger
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.fairness import Belongs, Fairness, OpensLater, TooLittleRest, TooManyAhead, WeekIsFull
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import Refused, SignUpState, Taken, reasons_against
from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Person


async def decide(city: City, unit: Unit, **settings: str | None) -> None:
    async with city.writing() as rows:
        for name, value in settings.items():
            rows.unit_settings.put(unit.id, UnitSetting(name), value)


async def fairness_of(city: City, shift: Shift, person: Person) -> Fairness | None:
    """As signing up has it, which is what the list of what is coming up has."""
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, person.id)
    async with city.database.reading() as reader:
        offers = (await upcoming(reader, person, NOW, page=Page(50))).offers
    assert facts is not None
    listed = next(offer.facts for offer in offers if offer.facts.shift.id == shift.id)
    assert listed.fair == facts.fair
    assert reasons_against(listed, at(NOW)) == reasons_against(facts, at(NOW))
    return facts.fair


async def asks(city: City, person: Person, shift: Shift, hours: float = 0) -> Any:
    async with city.writing() as rows:
        return await take_shift(rows, person, shift.id, at(hours_later(hours)))


async def reasons(city: City, person: Person, shift: Shift, hours: float = 0) -> list[type]:
    outcome = await asks(city, person, shift, hours)
    return [type(reason) for reason in outcome.reasons] if isinstance(outcome, Refused) else []


async def test_where_nobody_above_decided_anything_there_is_nothing(city: City) -> None:
    wang, shift = await city.person("Wang"), await city.shift()
    await decide(city, city.huangyan, most_ahead="1")
    await decide(city, city.jiaojiang, stars="10")
    assert await fairness_of(city, shift, wang) is None


async def test_the_nearest_decides_and_counts_what_is_below_it(city: City) -> None:
    wang = await city.person("Wang")
    team = await city.unit("Team 1", city.jiaojiang)
    there = await city.shift(48, activity=await city.activity(unit=team))
    beside, elsewhere = (
        await city.shift(60, activity=await city.activity(unit=city.jiaojiang)),
        await city.shift(72, activity=await city.activity(unit=city.huangyan)),
    )
    await sign_up(city, beside, wang)
    await sign_up(city, elsewhere, wang)
    await decide(city, city.top, most_ahead="2")
    assert await reasons(city, wang, there) == [TooManyAhead]
    await decide(city, city.jiaojiang, most_ahead="2")
    fair = await fairness_of(city, there, wang)
    assert fair is not None
    assert fair.most_ahead is not None
    assert fair.most_ahead.path == city.jiaojiang.path
    assert [place.shift_id for place in fair.within(fair.most_ahead)] == [beside.id]
    await decide(city, team, most_ahead="0")
    assert (await fairness_of(city, there, wang) or fair).most_ahead is None
    assert isinstance(await asks(city, wang, there), Taken)


async def test_leaving_lets_one_in_and_is_looked_at(city: City) -> None:
    wang = await city.person("Wang")
    first, second = await city.shift(48), await city.shift(60)
    await decide(city, city.jiaojiang, most_ahead="1")
    assert isinstance(await asks(city, wang, first), Taken)
    assert await reasons(city, wang, second) == [TooManyAhead]
    async with city.writing() as rows:
        await leave_shift(rows, wang, first.id, at(NOW))
        assert rows.frees
    assert isinstance(await asks(city, wang, second), Taken)
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.MOST_AHEAD, "2")
        assert rows.frees


async def test_rest_asks_about_every_team_and_about_what_is_over(city: City) -> None:
    wang = await city.person("Wang")
    over = await city.shift(-5, activity=await city.activity(unit=city.huangyan))
    await city.put(over, wang)
    await decide(city, city.jiaojiang, rest="660")
    assert await reasons(city, wang, await city.shift(8)) == [TooLittleRest]
    assert await reasons(city, wang, await city.shift(9)) == []


async def test_a_week_adds_up_what_has_its_roster_too(city: City) -> None:
    wang = await city.person("Wang")
    over = await city.shift(-26, lasts=4)
    await city.put(over, wang)
    async with city.changing() as tx:
        tx.later("UPDATE shifts SET roster_at = starts_at + 20000 WHERE id = :shift", shift=over.id)
    await decide(city, city.jiaojiang, week="360")
    assert await reasons(city, wang, await city.shift(48)) == [WeekIsFull]
    assert await reasons(city, wang, await city.shift(24 * 7)) == []


@pytest.mark.parametrize("further", [False, True])
async def test_whose_it_is_first(city: City, further: bool) -> None:
    team, other = await city.unit("Team 1", city.jiaojiang), await city.unit("Team 2", city.jiaojiang)
    below = await city.unit("Group", team)
    shift = await city.shift(activity=await city.activity(unit=team))
    await decide(city, city.top, stages="60 120")
    people = {
        Belongs.THERE: await city.person("Wang", below),
        Belongs.ABOVE: await city.person("Chen", other),
        Belongs.ELSEWHERE: await city.person("Lin", city.huangyan),
    }
    if further:
        async with city.writing() as rows:
            await rows.people.join(people[Belongs.ELSEWHERE].id, below.id, NOW)
        people = {Belongs.THERE: people[Belongs.ELSEWHERE]}
    for belongs, person in people.items():
        fair = await fairness_of(city, shift, person)
        assert fair is not None
        assert fair.belongs is belongs


async def test_newcomers_are_those_of_buddies(city: City) -> None:
    ledger = Ledger(city)
    wang, chen = await city.people(2)
    for day in (3, 4):
        await ledger.came(await ledger.shift(date(2026, 11, day)), chen)
    await decide(city, city.jiaojiang, newcomers_first="60")
    shift = await city.shift()
    assert await reasons(city, chen, shift) == [OpensLater]
    assert isinstance(await asks(city, wang, shift), Taken)
    assert isinstance(await asks(city, chen, shift, hours=1), Taken)


async def test_a_shift_that_is_moved_was_posted_when_it_was(city: City) -> None:
    chen = await city.person("Chen", city.huangyan)
    shift = await city.shift()
    await decide(city, city.jiaojiang, stages="60 60")
    later = Period(start=hours_later(50), end=hours_later(53))
    async with city.writing() as rows:
        await rows.activities.move_shift(shift.id, later, day=date(2026, 12, 3), at=hours_later(2))
    assert isinstance(await asks(city, chen, shift, hours=2), Taken)
    older = await city.shift(60)
    async with city.changing() as tx:
        tx.later("UPDATE shifts SET posted_at = NULL WHERE id = :shift", shift=older.id)  # an older replica's
    assert await reasons(city, chen, older) == [OpensLater]


async def test_how_many_have_more_and_keep_it(city: City) -> None:
    wang, chen = await city.people(2)
    team = await city.unit("Team 1", city.jiaojiang)
    shifts = [await city.shift(24 * day, activity=await city.activity(unit=team)) for day in (1, 2, 3)]
    for shift in shifts:
        await city.put(shift, wang)
    await city.put(shifts[0], chen)
    await city.put(shifts[1], chen, state=SignUpState.WAITING)
    async with city.database.reading() as reader:
        found = [await how_many_have_more_ahead(reader, city.jiaojiang.id, most, NOW) for most in (3, 2, 1)]
        elsewhere = await how_many_have_more_ahead(reader, city.huangyan.id, 1, NOW)
    assert (found, elsewhere) == ([0, 1, 1], 0)
