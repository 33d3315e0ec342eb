"""Ratings as leaders read them night by night, and somebody's record, on both databases."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from scheduling import sweeps
from storage.views.reports.quality import quality_report
from storage.views.thanks import record_of, seen_ratings
from tests.support.acting import appoint, at, sign_up
from tests.support.city import NOW, ZONE, City, at_shift
from tests.support.trained import training
from volunteering.actions.signing_up.places import leave_shift
from volunteering.actions.thanks.rating import take_up
from volunteering.rules.activities import Shift
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.ground.policy import Policy
from volunteering.rules.hours import Kind
from volunteering.rules.quality import Quality
from volunteering.rules.reports import Span
from volunteering.rules.thanks import Seen
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

RUDE = "Li is a fool"


@pytest.fixture
async def shift(city: City) -> Shift:
    return await city.shift(-30)


async def rated(city: City, shift: Shift, people: Mapping[Person, int]) -> None:
    """They came, give so many stars, and a night goes by."""
    for person in people:
        await city.record(at_shift(shift, person), Kind.ATTENDED, 60)
    async with city.writing() as rows:
        for person, stars in people.items():
            rows.thanks.rate(shift.id, person.id, stars, NOW)
    await night(city, shift)


async def night(city: City, shift: Shift) -> None:
    async with city.writing() as rows:
        await take_up(rows, shift.id, at(NOW + timedelta(days=1)))


async def says(city: City, shift: Shift, person: Person, *words: str) -> None:
    for text in words:
        async with city.writing() as rows:
            rows.thanks.say(shift.id, person.id, text)


async def seen(city: City, shift: Shift) -> Seen:
    async with city.database.reading() as reader:
        found = await seen_ratings(reader, shift.id)
    assert found is not None
    return found.seen


@pytest.mark.parametrize("again", [(RUDE,), ("Sorry", RUDE)], ids=["as they are", "after others"])
async def test_words_that_an_admin_has_hidden_are_not_shown_by_saying_them_again(
    city: City, shift: Shift, again: tuple[str, ...]
) -> None:
    people = await city.people(6)
    async with city.writing() as rows:
        rows.thanks.rate(shift.id, people[0].id, 1, NOW)
        rows.thanks.say(shift.id, people[0].id, RUDE)
    await rated(city, shift, dict.fromkeys(people[:3], 1))
    async with city.writing() as rows:
        rows.thanks.hide(shift.id, RUDE, hidden=True)
    await says(city, shift, people[0], *again)
    assert ((await seen(city, shift)).words, (await seen(city, shift)).hidden) == ((), (RUDE,))
    await rated(city, shift, dict.fromkeys([people[0], *people[3:]], 2))  # taken up anew, with three others
    assert ((await seen(city, shift)).words, (await seen(city, shift)).hidden) == ((), (RUDE,))
    await says(city, shift, people[0], "Warm tea")
    await rated(city, shift, dict.fromkeys([people[0], *people[3:]], 3))
    assert (await seen(city, shift)).words == ("Warm tea",), "hidden was what was said, and not who said it"


async def test_a_word_that_comes_later_is_read_with_three_others(city: City, shift: Shift) -> None:
    people = await city.people(6)
    await rated(city, shift, dict.fromkeys(people[:3], 4))
    await says(city, shift, people[0], "Warm tea")
    await night(city, shift)
    assert (await seen(city, shift)).words == (), "nobody but those three can have said it"
    await rated(city, shift, dict.fromkeys(people[3:5], 4))
    assert (await seen(city, shift)).words == ()
    await rated(city, shift, {people[5]: 4})
    assert (await seen(city, shift)).words == ("Warm tea",)


async def test_whoever_starts_yigong_by_day_reads_nothing_of_that_day(city: City, shift: Shift) -> None:
    """Nor of three who change by day what they gave before: that waits, and what they gave is seen."""
    people = await city.people(6)
    await rated(city, shift, dict.fromkeys(people[:3], 4))
    noon = NOW + timedelta(days=1, hours=6)
    async with city.writing() as rows:
        for person in people[3:]:
            rows.thanks.rate(shift.id, person.id, 1, noon)
        rows.thanks.rate(shift.id, people[0].id, 1, noon)
    await sweeps.tidy(city.database, at(noon + timedelta(minutes=1)))
    assert ((await seen(city, shift)).people, (await seen(city, shift)).stars) == (3, 12)
    async with city.writing() as rows:
        rows.thanks.withdraw(shift.id, people[1].id)
    await sweeps.tidy(city.database, at(noon + timedelta(minutes=2)))
    assert (await seen(city, shift)).people == 0
    await sweeps.tidy(city.database, at(noon + timedelta(days=1)))
    for person in people[3:]:
        await city.record(at_shift(shift, person), Kind.ATTENDED, 60)
    await sweeps.tidy(city.database, at(noon + timedelta(days=1)))
    assert ((await seen(city, shift)).people, (await seen(city, shift)).stars) == (5, 1 + 4 + 3 * 1)


async def test_a_session_of_a_training_is_no_shift_that_somebody_left(city: City, shift: Shift) -> None:
    """As in the figures of quality: study is in no record of service."""
    mei = await city.person("Mei")
    [session] = await training(city, None, 1)
    for one in (session, await city.shift(2)):
        await sign_up(city, one, mei)
        async with city.writing() as rows:
            await leave_shift(rows, mei, one.id, at(NOW))
    async with city.database.reading() as reader:
        record = await record_of(reader, mei.id, told_by=NOW, today=at(NOW).today, last=5)
    assert (record.left_late, record.left_unknown) == (1, 0)


async def test_whoever_leads_there_by_now_knows_no_sum_of_two_others(city: City, shift: Shift) -> None:
    """They rated it as a volunteer, and read what three gave: without theirs it would be what two gave."""
    people = await city.people(6)
    await rated(city, shift, dict(zip(people[:3], (1, 4, 5), strict=True)))
    await says(city, shift, people[1], "Cold tea")
    assert (await seen(city, shift)).people == 3
    await appoint(city, people[0], city.jiaojiang, Role.LEADER)
    assert await seen(city, shift) == Seen()
    assert (await quality(city)).rated_by == 0
    await rated(city, shift, dict.fromkeys(people[3:], 3))
    assert ((await seen(city, shift)).people, (await quality(city)).rated_by) == (5, 5), "of all but their own"
    async with city.changing() as tx:
        await tx.execute("DELETE FROM roles WHERE person_id = :person", person=people[0].id)
    assert (await seen(city, shift)).people == 5, "and theirs is new again with three others"
    await appoint(city, people[4], city.huangyan, Role.LEADER)
    assert (await seen(city, shift)).people == 5, "who leads elsewhere does not read it"


async def quality(city: City) -> Quality:
    """What the totals say of that month."""
    async with city.database.reading() as reader:
        found = await quality_report(
            reader, Span.of(Month.of(local_day(NOW, ZONE)).before), city.top.id, NOW, ZONE, Policy()
        )
    assert found is not None
    return found.now
