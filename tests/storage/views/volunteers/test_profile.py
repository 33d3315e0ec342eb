"""The profile's further teams and hours."""

from datetime import timedelta

from storage.views.volunteers.profile import Profile, profile_of
from tests.support.city import NOW, ZONE, City
from volunteering.rules.ground.periods import local_day
from volunteering.rules.hours import Entry, Kind


async def test_further_teams_by_name_and_the_sum_of_the_ledger(city: City) -> None:
    wei = await city.person("Wei")
    async with city.database.reading() as reader:
        assert await profile_of(reader, wei.id) == Profile((), 0)
    async with city.writing() as rows:
        for unit in (city.top, city.huangyan):
            await rows.people.join(wei.id, unit.id, NOW)
        for person, change in ((wei, 180), (wei, -60), (city.leader, 600)):
            entry = Entry(
                person_id=person.id,
                unit_id=city.jiaojiang.id,
                kind=Kind.LOGGED,
                day=local_day(NOW - timedelta(days=1), ZONE),
                minutes=change,
                change=change,
                participations=0,
                no_shows=0,
                by_id=None,
                at=NOW,
            )
            await rows.hours.append(entry)
    async with city.database.reading() as reader:
        assert await profile_of(reader, wei.id) == Profile((city.huangyan, city.top), 120)
