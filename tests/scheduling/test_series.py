"""Series as time passes: each recurrence is posted once for good, whoever sweeps, and whatever became of it."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from scheduling.series import post_series
from storage.engine.database import Database
from tests.support.acting import appoint, at
from tests.support.city import NOW, City
from volunteering.actions.leading.cancelling import cancel_activity, cancel_shift
from volunteering.actions.leading.moving import move_shift
from volunteering.actions.leading.posting import NotPosted, Posted, publish
from volunteering.actions.leading.series import SeriesEnded, end_series
from volunteering.rules.activities import Category, NewActivity
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.needs import Needs
from volunteering.rules.risk import NotInsured, Risk
from volunteering.rules.roles import AtLeast, NewRole, Wanted
from volunteering.rules.series import NewSeries, Repeats
from volunteering.rules.tree import NotAllowed

WEEK = timedelta(days=7)


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


async def reading_circle(
    city: City, *, wanted: Wanted = 6, until: date | None = None, risk: Risk | None = None
) -> Posted | NotPosted:
    leader = await appoint(city, city.leader, city.jiaojiang)
    new = NewActivity(
        unit=city.jiaojiang,
        leader_id=leader.id,
        title="Reading circle",
        category=Category.CULTURE,
        venue="Library",
        risk=risk,
        series=NewSeries(
            repeats=Repeats(rule="FREQ=WEEKLY;BYDAY=WE", until=until),
            first=datetime.fromisoformat("2026-12-02T15:00"),
            minutes=120,
            wanted=wanted,
        ),
    )
    async with city.writing() as rows:
        return await publish(rows, leader, new, at(NOW))


async def posted(city: City) -> list[tuple[str, str, str]]:
    rows = await city.table("SELECT recurrence, state, day FROM shifts ORDER BY recurrence")
    return [(row["recurrence"], row["state"], row["day"]) for row in rows]


async def test_week_after_week_one_more_is_posted_by_itself(city: City) -> None:
    assert isinstance(await reading_circle(city), Posted)
    assert [recurrence for recurrence, _, _ in await posted(city)][::7] == ["2026-12-02T15:00", "2027-01-20T15:00"]
    for weeks in range(1, 4):
        for _ in range(3):
            await post_series(city.database, at(NOW + weeks * WEEK))
        assert len(await posted(city)) == 8 + weeks
    await post_series(city.database, at(NOW + 20 * WEEK))  # nobody was there for months
    ahead = [day for _, _, day in await posted(city)]
    assert (ahead[-1], len(ahead)) == ("2027-06-09", len(set(ahead)))
    assert not [day for day in ahead if "2027-02-17" < day < "2027-04-21"], "what was over when it was found is posted"


async def test_two_replicas_that_sweep_at_once_post_each_once(city: City) -> None:
    await reading_circle(city, wanted=(NewRole(name="Reader", limit=2, needs=Needs(least_age=18)), NewRole(name="Tea")))
    later = at(NOW + 6 * WEEK)
    await asyncio.gather(*(post_series(city.database, later) for _ in range(4)))
    recurrences = [recurrence for recurrence, _, _ in await posted(city)]
    assert len(recurrences) == len(set(recurrences)) == 14
    roles = await city.table("SELECT s.id, COUNT(r.id) AS n, MAX(r.min_age) AS age FROM shifts s "
                             "JOIN shift_roles r ON r.shift_id = s.id GROUP BY s.id")  # fmt: skip
    assert [(row["n"], row["age"]) for row in roles] == [(2, 18)] * 14


async def test_what_was_moved_or_cancelled_never_comes_again(city: City) -> None:
    await reading_circle(city, wanted=AtLeast(minimum=3, places=6))
    leader = await appoint(city, city.leader, city.jiaojiang)
    first, second, *_ = await city.table("SELECT id FROM shifts ORDER BY starts_at")
    thursday = datetime(2026, 12, 3, 7, tzinfo=UTC)
    async with city.writing() as rows:
        await move_shift(rows, leader, first["id"], Period(start=thursday, end=thursday + timedelta(hours=2)), at(NOW))
        await cancel_shift(rows, leader, second["id"], at(NOW))
    async with city.changing() as transaction:  # as an older backup may have it: all of it is to be posted anew
        transaction.later("UPDATE series SET next_on = '2026-12-02'")
    await post_series(city.database, at(NOW))
    found = await posted(city)
    assert found[:2] == [("2026-12-02T15:00", "open", "2026-12-03"), ("2026-12-09T15:00", "cancelled", "2026-12-09")]
    assert len(found) == 8


async def test_a_cancelled_activity_and_an_ended_series_are_over(city: City) -> None:
    outcome = await reading_circle(city)
    assert isinstance(outcome, Posted)
    leader, wei = await appoint(city, city.leader, city.jiaojiang), await city.person("Wei")
    number = await city.figure("SELECT MAX(id) AS n FROM series")
    async with city.writing() as rows:
        stranger = leader.model_copy(update={"person": wei, "rights": await rows.people.rights(wei.id)})
        assert await end_series(rows, stranger, number, at(NOW)) == NotAllowed()
        assert await end_series(rows, leader, number + 1, at(NOW)) is None
        ended = await end_series(rows, leader, number, at(NOW))
    assert ended == SeriesEnded(activity_id=outcome.activity_id, last=date(2027, 1, 20))
    async with city.writing() as rows:
        assert await end_series(rows, leader, number, at(NOW)) == Unchanged()
    await post_series(city.database, at(NOW + 4 * WEEK))
    assert len(await posted(city)) == 8
    again = await reading_circle(city)
    assert isinstance(again, Posted)
    async with city.writing() as rows:
        await cancel_activity(rows, leader, again.activity_id, at(NOW))
    await post_series(city.database, at(NOW + 4 * WEEK))
    assert len(await posted(city)) == 16


async def test_nobody_is_sent_where_they_are_not_insured(city: City) -> None:
    month = Risk.of("Deep water", "PICC", date(2026, 12, 1), date(2026, 12, 31))
    refused = await reading_circle(city, risk=month)
    assert isinstance(refused, NotPosted)
    [reason] = refused.reasons
    assert isinstance(reason, NotInsured)
    until = Risk.of("Deep water", "PICC", date(2026, 12, 1), date(2027, 1, 31))
    outcome = await reading_circle(city, risk=until)
    assert isinstance(outcome, Posted)
    await post_series(city.database, at(NOW + 3 * WEEK))
    assert [day for _, _, day in await posted(city)][-1] == "2027-01-27"
    async with city.writing() as rows:
        longer = Risk.of("Deep water", "PICC", date(2026, 12, 1), date(2027, 12, 31))
        await rows.activities.state_risk(outcome.activity_id, longer)
    await post_series(city.database, at(NOW + 3 * WEEK))
    assert [day for _, _, day in await posted(city)][-1] == "2027-02-10"


async def test_a_series_goes_with_its_unit(city: City) -> None:
    await reading_circle(city)
    async with city.writing() as rows:
        await rows.units.merge(city.jiaojiang, city.huangyan, NOW)
    await post_series(city.database, at(NOW + 2 * WEEK))
    rows_found = await city.table("SELECT DISTINCT unit_id FROM shifts")
    assert [row["unit_id"] for row in rows_found] == [city.huangyan.id]


async def test_holidays_that_were_not_known_at_first_are_looked_up_when_it_is_their_turn(city: City) -> None:
    await reading_circle(city)
    berlin = Policy(holidays="DE")
    await post_series(city.database, at(NOW + 60 * WEEK, berlin))  # up to 16 February 2028
    days = {day for _, _, day in await posted(city)}
    assert "2028-02-16" in days
    christmas = NOW + 100 * WEEK
    await post_series(city.database, at(christmas, berlin))
    assert not [day for _, _, day in await posted(city) if day.endswith("12-25")]
