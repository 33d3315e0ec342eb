"""When numbers are told where the clocks change in the night before."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.acting import NOW, at
from tests.support.city import City
from tests.support.examined import WANTED, admin_of, announced, registers
from volunteering.actions.exams.numbering import next_due, number_now
from volunteering.rules.ground.periods import Period


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Berlin", "2027-03-28"), ("America/St_Johns", "2027-03-14"), ("Australia/Lord_Howe", "2027-04-04")],
)
async def test_where_the_clocks_change_that_night_numbers_are_told_in_the_morning_all_the_same(
    city: City, zone: str, day: str
) -> None:
    there = ZoneInfo(zone)
    morning = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=there).astimezone(UTC)
    start = morning + timedelta(days=9)
    wanted = WANTED.model_copy(
        update={
            "period": Period(start=start, end=start + timedelta(hours=2)),
            "opens_on": NOW.date(),
            "closes_on": date.fromisoformat(day) - timedelta(days=1),
        }
    )
    admin, wei = await admin_of(city, city.jiaojiang), await city.person("Wei")
    exam = await announced(city, admin, 0, wanted=wanted)
    await registers(city, wei, exam)
    night = at(morning - timedelta(hours=2), zone=there)
    async with city.writing() as rows:
        await number_now(rows, admin, exam.id, night)
    async with city.looking() as rows:
        assert await next_due(rows, night) == morning
