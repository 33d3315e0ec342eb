"""Qualifications as time passes: who hears of an end, and when."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.acting import NOW, at, owed, told
from tests.support.city import City
from tests.support.qualified import TODAY, kind_of, sent, verifies
from volunteering.actions.qualifications.ending import next_end_told, tell_of_ends
from volunteering.rules.needs import Needs, Required
from volunteering.rules.volunteers import Actor, Person


async def ends_in(city: City, li: Actor, person: Person, days: int) -> int:
    """A driver's licence of somebody's, verified long ago, that ends in so many days."""
    number = await sent(city, person, "driver")
    await verifies(city, li, number)
    async with city.changing() as tx:
        tx.later(
            "UPDATE qualifications SET expires_on = :on, reminded = NULL WHERE id = :id",
            on=(TODAY + timedelta(days=days)).isoformat(),
            id=number,
        )
    return number


async def passes(city: City, moment: datetime) -> None:
    async with city.writing() as rows:
        while await tell_of_ends(rows, at(moment)):
            pass


async def test_of_an_end_its_person_hears_60_and_14_days_ahead_once_each(city: City, li: Actor, mei: Person) -> None:
    await ends_in(city, li, mei, 61)
    seen = []
    for day in range(62):
        for _ in range(2):
            await passes(city, NOW + timedelta(days=day))
        seen.append(len(await told(city, "qualification_ends")))
    assert [day for day in range(1, 62) if seen[day] > seen[day - 1]] == [1, 47]
    assert seen[-1] == 2


async def test_nobody_is_told_before_the_morning(city: City, li: Actor, mei: Person) -> None:
    await ends_in(city, li, mei, 60)
    early = datetime.fromisoformat("2026-12-01T08:59+08:00")
    await passes(city, early)
    assert await told(city, "qualification_ends") == []
    async with city.looking() as rows:
        assert await next_end_told(rows, at(early)) == datetime.fromisoformat("2026-12-01T09:00+08:00")
    await passes(city, early + timedelta(minutes=1))
    assert await told(city, "qualification_ends") == [mei.id]


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Berlin", "2027-03-28"), ("America/St_Johns", "2027-03-14"), ("Australia/Lord_Howe", "2027-04-04")],
)
async def test_where_the_clocks_change_that_night_it_is_told_in_the_morning_all_the_same(
    city: City, li: Actor, mei: Person, zone: str, day: str
) -> None:
    there = ZoneInfo(zone)
    await ends_in(city, li, mei, (date.fromisoformat(day) - TODAY).days + 14)
    morning = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=there).astimezone(UTC)
    night = at(morning - timedelta(hours=3), zone=there)
    async with city.writing() as rows:
        while await tell_of_ends(rows, night):
            pass
        assert await next_end_told(rows, night) == morning


async def test_after_a_long_sleep_only_the_shorter_reminder_comes(city: City, li: Actor, mei: Person) -> None:
    await ends_in(city, li, mei, 5)
    await passes(city, NOW)
    [(_, facts)] = await owed(city, "qualification_ends")
    assert facts["days_ahead"] == 14


async def test_of_what_is_verified_shortly_before_its_end_nobody_is_reminded_of_what_they_know(
    city: City, li: Actor, mei: Person
) -> None:
    number = await sent(city, mei, issued_on=date(2024, 1, 10))  # ends 2027-01-10, in 40 days
    await verifies(city, li, number)
    await passes(city, NOW)
    assert await told(city, "qualification_ends") == []
    await passes(city, NOW + timedelta(days=26))
    assert await told(city, "qualification_ends") == [mei.id]


async def test_of_what_was_renewed_nobody_is_reminded(city: City, li: Actor, mei: Person) -> None:
    await ends_in(city, li, mei, 30)
    await verifies(city, li, await sent(city, mei, "driver"))
    await passes(city, NOW)
    assert await told(city, "qualification_ends") == []


async def needed_by(city: City, person: Person, *, hours: float) -> int:
    """A shift ahead with a role for drivers, in which they have a place."""
    shift = await city.shift(hours)
    helpers, drivers = await city.roles(shift, Helpers=8, Drivers=2)
    async with city.writing() as rows:
        rows.roles.ask(drivers.id, Needs(kinds=(Required(kind=await kind_of(city, "driver")),)))
    await city.put(shift, person, role=drivers)
    await city.put(shift, await city.person("Wu"), role=helpers)
    return shift.id


async def test_on_the_day_the_leaders_of_shifts_that_need_it_hear_once_and_nobody_is_taken_off(
    city: City, li: Actor, mei: Person
) -> None:
    await ends_in(city, li, mei, 1)
    before, after = await needed_by(city, mei, hours=20), await needed_by(city, mei, hours=80)
    await city.put(await city.shift(90), mei)  # it needs nothing
    await passes(city, NOW)
    assert await told(city, "qualification_ended") == []
    for _ in range(2):
        await passes(city, NOW + timedelta(days=1))
    [(reader, facts)] = await owed(city, "qualification_ended")
    assert (reader, facts["shift_ids"]) == (li.id, [after]), "on its last day it is good still"
    places = await city.table("SELECT shift_id FROM signups WHERE person_id = :p AND state = 'confirmed'", p=mei.id)
    assert {row["shift_id"] for row in places} >= {before, after}


async def test_whoever_has_another_one_by_then_is_missed_nowhere(city: City, li: Actor, mei: Person) -> None:
    number = await ends_in(city, li, mei, 1)
    await needed_by(city, mei, hours=80)
    again = await sent(city, mei, "driver")
    await verifies(city, li, again)
    async with city.changing() as tx:
        tx.later("UPDATE qualifications SET state = 'verified' WHERE id = :id", id=number)
    await passes(city, NOW + timedelta(days=1))
    assert await told(city, "qualification_ended") == []
