"""What is coming up, as one person finds it: which shifts, in what order, and all that judging them asks about."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from typing_extensions import override

from storage.engine.database import Query, Reader, Row
from storage.engine.pages import Page
from storage.views.activities.upcoming import Listed, ShiftCard, activity_with_shifts, card, upcoming
from tests.support.acting import at
from tests.support.city import NOW, City
from tests.support.hops import hops_of
from volunteering.rules.activities import Category, Shift, State
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import Refused, SignUpState, judge, reasons_against
from volunteering.rules.volunteers import Person

PAGE = 3


async def listed(city: City, person: Person, page: int = 0, **asked: Any) -> Listed:
    async with city.database.reading() as reader:
        return await upcoming(reader, person, NOW, page=Page(PAGE, page), **asked)


def shifts_of(found: Listed) -> list[int]:
    return [offer.facts.shift.id for offer in found.offers]


async def seen(city: City, person: Person, shift: Shift) -> ShiftCard:
    async with city.database.reading() as reader:
        found = await card(reader, person, shift.id, NOW)
    assert found is not None
    return found


async def test_the_soonest_come_first_and_what_has_begun_or_was_cancelled_is_left_out(city: City) -> None:
    wei = await city.person("Wei")
    late, soon, begun, now, off = [await city.shift(starts) for starts in (72, 1, -1, 0, 5)]
    cancelled = await city.activity()
    await city.shift(4, activity=cancelled)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(off.id, at=NOW)
        await rows.activities.change(cancelled, state=State.CANCELLED)
    assert shifts_of(await listed(city, wei)) == [soon.id, late.id]
    assert {begun.id, now.id}.isdisjoint(shifts_of(await listed(city, wei)))


async def test_pages_are_as_long_as_the_screen_says_and_tell_whether_there_are_more(city: City) -> None:
    wei = await city.person("Wei")
    ids = [(await city.shift(hours + 1)).id for hours in range(PAGE + 2)]
    first, second, beyond = [await listed(city, wei, page=number) for number in (0, 1, 9_999)]
    assert (shifts_of(first), first.extent.has_more) == (ids[:PAGE], True)
    assert (shifts_of(second), second.extent.has_more) == (ids[PAGE:], False)
    assert (shifts_of(beyond), beyond.extent.has_more) == ([], False)


async def test_within_a_period_are_those_that_start_in_it(city: City) -> None:
    wei = await city.person("Wei")
    _, first, last, _ = [await city.shift(hours) for hours in (23, 24, 47, 48)]
    within = Period(start=NOW + timedelta(hours=24), end=NOW + timedelta(hours=48))
    assert shifts_of(await listed(city, wei, within=within)) == [first.id, last.id]


async def test_of_one_category(city: City) -> None:
    wei = await city.person("Wei")
    await city.shift(1)
    concert = await city.activity("Concert")
    async with city.writing() as rows:
        await rows.activities.change(concert, category=Category.CULTURE)
    found = await city.shift(2, activity=concert)
    assert shifts_of(await listed(city, wei, category=Category.CULTURE)) == [found.id]


async def test_my_teams_are_the_home_team_and_the_joined_with_everything_below(city: City) -> None:
    wei = await city.person("Wei", city.jiaojiang)
    street = await city.unit("Hongjia", city.jiaojiang)
    shifts = {}
    for number, unit in enumerate((city.jiaojiang, street, city.huangyan, city.top)):
        activity = await city.activity(unit.name, unit=unit)
        async with city.writing() as rows:
            period = Period(start=NOW + timedelta(hours=number + 1), end=NOW + timedelta(hours=number + 2))
            shifts[unit.name] = await rows.activities.add_shift(activity, unit.id, period, None, day=NOW.date(), at=NOW)
    at_home = [shifts["Jiaojiang"], shifts["Hongjia"]]
    assert shifts_of(await listed(city, wei, my_teams=True)) == at_home
    async with city.writing() as rows:
        await rows.people.join(wei.id, city.huangyan.id, NOW)
    assert shifts_of(await listed(city, wei, my_teams=True)) == [*at_home, shifts["Huangyan"]]


async def test_the_facts_are_those_that_signing_up_would_find(city: City) -> None:
    wei, *others = await city.people(6)
    full, mine, clashing, waiting, left, free = [
        await city.shift(starts, places=places)
        for starts, places in ((10, 2), (20, 10), (21, 10), (30, 1), (40, 10), (50, 0))
    ]
    await city.put(full, *others[:2])
    await city.put(full, others[2], state=SignUpState.WAITING)
    await city.put(mine, wei)
    await city.put(waiting, others[0])
    await city.put(waiting, others[1], wei, others[2], state=SignUpState.WAITING)
    await city.put(left, wei, state=SignUpState.LEFT)
    for shift in (full, mine, clashing, waiting, left, free):
        offer = (await seen(city, wei, shift)).offer
        async with city.looking() as rows:
            facts = await rows.sign_ups.facts(shift.id, wei.id)
        assert facts is not None
        assert judge(offer.facts, at(NOW)).model_dump(exclude={"facts"}) == judge(facts, at(NOW)).model_dump(
            exclude={"facts"}
        )
        assert reasons_against(offer.facts, at(NOW)) == reasons_against(facts, at(NOW))
        assert offer.number == (2 if shift is waiting else 0)


async def test_a_list_judges_as_the_card_does(city: City) -> None:
    wei, other = await city.people(2)
    mine, clashing = await city.shift(20), await city.shift(22, places=1)
    await city.put(mine, wei)
    await city.put(clashing, other)
    found = await listed(city, wei)
    assert list(found.offers) == [(await seen(city, wei, shift)).offer for shift in (mine, clashing)]
    answer = judge(found.offers[1].facts, at(NOW))
    assert isinstance(answer, Refused)
    assert [type(reason).__name__ for reason in answer.reasons] == ["Overlaps", "Full"]


async def test_a_card_tells_of_the_other_shifts_to_come(city: City) -> None:
    wei = await city.person("Wei")
    activity = await city.activity()
    shifts = [await city.shift(hours, activity=activity) for hours in (-24, 10, 20, 30)]
    async with city.writing() as rows:
        await rows.activities.cancel_shift(shifts[3].id, at=NOW)
    assert (await seen(city, wei, shifts[1])).others == 1
    assert (await seen(city, wei, shifts[0])).others == 2


async def test_an_activity_comes_with_its_shifts_to_come(city: City) -> None:
    wei = await city.person("Wei")
    activity = await city.activity()
    _, first, second = [await city.shift(hours, activity=activity) for hours in (-24, 10, 20)]
    await city.shift(15)
    async with city.database.reading() as reader:
        found = await activity_with_shifts(reader, wei, activity, NOW, page=Page(PAGE))
        assert found is not None
        assert (found[0].id, shifts_of(found[1])) == (activity, [first.id, second.id])
        assert await activity_with_shifts(reader, wei, 404, NOW, page=Page(PAGE)) is None
        assert await card(reader, wei, 404, NOW) is None


class Explaining(Reader):
    """Notes how SQLite goes about each query, then asks it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.plan: list[str] = []

    @override
    async def _read(self, queries: Sequence[Query]) -> list[Sequence[Row]]:
        for sql, values in queries:
            self.plan += [row["detail"] for row in await self._reader.all(f"EXPLAIN QUERY PLAN {sql}", **values)]
        return await self._reader.several(*queries)


Look = Callable[[Reader, Person], Awaitable[object]]
WEEK = Period(start=NOW, end=NOW + timedelta(days=7))
LOOKS: dict[str, Look] = {
    "everything": lambda reader, wei: upcoming(reader, wei, NOW, page=Page(PAGE)),
    "a week": lambda reader, wei: upcoming(reader, wei, NOW, within=WEEK, page=Page(PAGE, 3)),
    "a category": lambda reader, wei: upcoming(reader, wei, NOW, category=Category.OTHER, page=Page(PAGE)),
    "my teams": lambda reader, wei: upcoming(reader, wei, NOW, my_teams=True, page=Page(PAGE)),
    "a card": lambda reader, wei: card(reader, wei, 1, NOW),
    "an activity": lambda reader, wei: activity_with_shifts(reader, wei, 1, NOW, page=Page(PAGE)),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
async def test_looking_is_one_hop_by_indexes_alone(
    look: Look, sqlite_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    wei = await sqlite_city.person("Wei")
    await sqlite_city.put(await sqlite_city.shift(), wei)
    async with sqlite_city.database.reading() as reader:
        with hops_of(monkeypatch) as hops:
            await look(reader, wei)
        assert len(hops) == 1
        explaining = Explaining(reader)
        await look(explaining, wei)
    scans = [step for step in explaining.plan if step.startswith("SCAN") and not step.startswith("SCAN (subquery")]
    assert set(scans) <= {"SCAN listed", "SCAN missed"}, "but for the few that were found"
    assert "SEARCH g USING INDEX signups_by_person (person_id=? AND state=?)" in explaining.plan  # not by every shift


@pytest.mark.parametrize("name", ["everything", "a week", "a category", "my teams"])
async def test_the_past_is_never_read(name: str, sqlite_city: City) -> None:
    wei = await sqlite_city.person("Wei")
    async with sqlite_city.database.reading() as reader:
        explaining = Explaining(reader)
        await LOOKS[name](explaining, wei)
    by_start = [step for step in explaining.plan if "shifts_by_start (state=? AND starts_at>?" in step]
    assert by_start, explaining.plan


async def test_a_card_counts_the_others_of_its_activity_among_these_alone(sqlite_city: City) -> None:
    """And not among all that is open in the city."""
    [mei] = await sqlite_city.people(1)
    shift = await sqlite_city.shift(48)
    async with sqlite_city.database.reading() as reader:
        explaining = Explaining(reader)
        await card(explaining, mei, shift.id, NOW)
    assert any("shifts_by_activity" in step for step in explaining.plan)
    assert not [step for step in explaining.plan if "shifts_by_start" in step]
