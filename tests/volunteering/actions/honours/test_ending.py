"""The end of a card of honour: who hears of it, and when."""

from datetime import datetime, timedelta

from tests.support.acting import NOW, at, told
from tests.support.city import City
from volunteering.actions.honours.ending import next_card_told, tell_of_cards_ending
from volunteering.rules.honours import CARD, CARD_YEARS, CardStanding, years_before
from volunteering.rules.volunteers import Person

TODAY = at(NOW).today


async def ends_in(city: City, person: Person, days: int) -> int:
    """A card of somebody's that is valid for so many days more."""
    day = years_before(TODAY + timedelta(days=days + 1), CARD_YEARS)
    async with city.writing() as rows:
        return await rows.honours.add(
            person.id, city.top, name=CARD, day=day, note="", by_id=city.leader.id, at=NOW,
            counted=CardStanding(since=None, minutes=300 * 60),
        )  # fmt: skip


async def passes(city: City, moment: datetime) -> None:
    async with city.writing() as rows:
        while await tell_of_cards_ending(rows, at(moment)):
            pass


async def test_of_an_end_its_person_hears_60_and_14_days_ahead_once_each(city: City) -> None:
    mei = await city.person("Mei")
    await ends_in(city, mei, 61)
    seen = []
    for day in range(65):
        for _ in range(2):
            await passes(city, NOW + timedelta(days=day))
        seen.append(len(await told(city, "card_ends")))
    assert [day for day in range(1, 65) if seen[day] > seen[day - 1]] == [1, 47]
    assert seen[-1] == 2


async def test_nobody_is_told_before_the_morning(city: City) -> None:
    mei = await city.person("Mei")
    await ends_in(city, mei, 61)
    tomorrow = datetime.fromisoformat(f"{TODAY + timedelta(days=1)}T08:59+08:00")
    await passes(city, tomorrow)
    assert await told(city, "card_ends") == []
    async with city.looking() as rows:
        assert await next_card_told(rows, at(tomorrow)) == tomorrow + timedelta(minutes=1)
    await passes(city, tomorrow + timedelta(minutes=1))
    assert await told(city, "card_ends") == [mei.id]


async def test_of_what_has_ended_or_was_taken_back_nobody_is_reminded(city: City) -> None:
    mei, wei, left = await city.person("Mei"), await city.person("Wei"), await city.person("Left")
    await ends_in(city, mei, -1)
    taken_back = await ends_in(city, wei, 14)
    await ends_in(city, left, 14)
    async with city.writing() as rows:
        rows.honours.take_back(taken_back, city.leader.id, NOW)
        await rows.people.go(left.id)
    await passes(city, NOW)
    assert await told(city, "card_ends") == []


async def test_of_two_cards_of_two_records_that_became_one_the_last_counts(city: City) -> None:
    mei = await city.person("Mei")
    await ends_in(city, mei, 10)
    await ends_in(city, mei, 200)
    await passes(city, NOW)
    assert await told(city, "card_ends") == []
