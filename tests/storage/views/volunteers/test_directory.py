"""People and units as their admins find them."""

from datetime import date

import pytest

from storage.engine.pages import Page
from storage.rows.letters import readers_in
from storage.views.tree.branches import Below, branch_of
from storage.views.volunteers.directory import Past, card_of, holders_in, no_shows_of, people_in
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Post, Rights, Role, Unit
from volunteering.rules.volunteers import Standing

PAGE, LAST = 3, 2

MID = date(2026, 11, 15)


@pytest.fixture
def ledger(city: City) -> Ledger:
    return Ledger(city)


async def found(city: City, text: str, *units: Unit, page: int = 0) -> list[str]:
    async with city.database.reading() as reader:
        return [
            person.name for person in (await people_in(reader, units or [city.top], text, page=Page(PAGE, page))).people
        ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("wang", ["Wang Wei", "Wang 100%"]),
        ("WEI", ["Wang Wei", "Weiss"]),
        ("wang  wei", ["Wang Wei"]),
        ("100%", ["Wang 100%"]),
        ("%", ["Wang 100%"]),
        ("_", []),
        ("李", ["李明", "李丽", "李麗"]),
        ("李麗", ["李丽", "李麗"]),
        ("丽", ["李丽", "李麗"]),
        ("ＷＥＩＳＳ", ["Weiss"]),
        ("weiß", ["Weiss"]),
        ("ann", ["Ａｎｎ"]),
        ("0042", ["Weiss"]),
        ("138 0013 0042", ["Weiss"]),
        ("１３８ ００１３ ００４２", ["Weiss"]),
        ("0138 0013 0042", ["Weiss"]),
        ("尾号 ００４２", ["Weiss"]),
        ("42", []),
        ("nobody", []),
    ],
)
async def test_searching(city: City, text: str, names: list[str]) -> None:
    await city.person("Wang Wei")
    await city.person("Wang 100%")
    await city.person("Weiss", phone="+8613800130042")
    for name in ("李明", "李丽", "李麗", "Ａｎｎ"):
        await city.person(name)
    assert sorted(await found(city, text)) == sorted(names)


async def test_only_within_ones_units(city: City, ledger: Ledger) -> None:
    await city.person("Wang One", city.jiaojiang)
    two, three = await city.person("Wang Two", city.huangyan), await city.person("Wang Three", city.huangyan)
    async with city.writing() as rows:
        await rows.people.set_role(three.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
        await rows.people.erase(two.id)
    assert await found(city, "wang", city.jiaojiang) == ["Wang One", "Wang Three"]
    assert await found(city, "wang") == ["Wang One", "Wang Three"]
    assert await found(city, "wang", city.huangyan) == ["Wang Three"]


async def test_all_of_the_city_are_as_many_as_there_are(city: City) -> None:
    """They are counted in another way where the reader administers the top. Whoever was erased is not among them."""
    people = await city.people(PAGE + 1)
    async with city.writing() as rows:
        await rows.people.erase(people[0].id)
    async with city.database.reading() as reader:
        found = await people_in(reader, [city.top], "", page=Page(PAGE, 1))
    [here] = await city.table("SELECT COUNT(*) AS number FROM people WHERE state <> 'erased'")
    assert found.people
    assert found.extent.total == here["number"]


async def test_pages(city: City) -> None:
    await city.people(PAGE + 1)
    async with city.database.reading() as reader:
        first = await people_in(reader, [city.top], "volunteer", page=Page(PAGE, 0))
        second = await people_in(reader, [city.top], "volunteer", page=Page(PAGE, 1))
        assert (await people_in(reader, [], "volunteer", page=Page(PAGE, 0))).people == ()
        assert (await people_in(reader, [city.top], "", page=Page(PAGE, 9_999))).people == ()
    assert (len(first.people), first.extent.has_more) == (PAGE, True)
    assert (len(second.people), second.extent.has_more) == (1, False)


async def test_a_card(city: City, ledger: Ledger) -> None:
    wang = await ledger.newcomer("Wang", city.jiaojiang, date(2026, 1, 1), phone="+861")
    for day in range(1, LAST + 2):
        await ledger.came(await ledger.shift(date(2026, 11, day)), wang)
    missed = await ledger.shift(MID)
    await ledger.came(missed, wang)
    await ledger.missed(missed, wang)
    await ledger.logged(wang, MID, 30)
    async with city.writing() as rows:
        await rows.people.set_role(wang.id, city.huangyan.id, Role.ADMIN, by_id=None, at=NOW)
    async with city.database.reading() as reader:
        card = await card_of(reader, wang.id, last=LAST)
        assert await card_of(reader, 404, last=LAST) is None
    assert card is not None
    assert (card.person, card.posts) == (wang, (Post(unit=city.huangyan, role=Role.ADMIN),))
    assert (card.minutes, card.no_shows) == ((LAST + 1) * 180 + 30, 1)
    assert card.last == (
        Past("River clean-up", MID, Kind.NO_SHOW, 0),
        Past("River clean-up", date(2026, 11, LAST + 1), Kind.ATTENDED, 180),
    )
    for unit, seen in ((city.jiaojiang, True), (city.huangyan, True), (city.top, True), (None, False)):
        posts = (Post(unit=unit, role=Role.ADMIN),) if unit else ()
        assert card.is_seen_by(Rights(posts=posts)) is seen
    assert not card.is_seen_by(Rights(posts=(Post(unit=city.top, role=Role.LEADER),)))


async def test_somebody_erased_has_no_card(city: City) -> None:
    wang = await city.person("Wang")
    async with city.writing() as rows:
        await rows.people.erase(wang.id)
    async with city.database.reading() as reader:
        assert await card_of(reader, wang.id, last=LAST) is None


async def test_no_shows_that_count(city: City, ledger: Ledger) -> None:
    wang = await ledger.newcomer("Wang", city.jiaojiang, MID)
    shifts = [await ledger.shift(date(2026, 11, day)) for day in range(1, PAGE + 3)]
    for shift in shifts:
        await ledger.missed(shift, wang)
    await ledger.came(shifts[0], wang)
    async with city.database.reading() as reader:
        first = await no_shows_of(reader, wang.id, page=Page(PAGE, 0))
        second = await no_shows_of(reader, wang.id, page=Page(PAGE, 1))
    assert [one.missed.shift_id for one in (*first.no_shows, *second.no_shows)] == [shift.id for shift in shifts[:0:-1]]
    assert (first.extent.has_more, second.extent.has_more) == (True, False)


async def test_who_has_a_role_in_a_unit(city: City) -> None:
    li, wang = city.leader, await city.person("Wang")
    async with city.writing() as rows:
        await rows.people.set_role(li.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
        await rows.people.set_role(wang.id, city.jiaojiang.id, Role.ADMIN, by_id=None, at=NOW)
    async with city.database.reading() as reader:
        here = await holders_in(reader, city.jiaojiang.id, page=Page(PAGE, 0))
        above = await holders_in(reader, city.top.id, page=Page(PAGE, 0))
        assert await holders_in(reader, 404, page=Page(PAGE, 0)) is None
    assert here is not None
    assert above is not None
    assert [(one.name, one.post.role) for one in here.holders] == [("Wang", Role.ADMIN), ("Teacher Li", Role.LEADER)]
    assert above.holders == ()


async def test_a_unit_with_its_people(city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    await city.person("In the team", team)
    gone = await city.person("Gone", team)
    await city.person("On hold", city.huangyan)
    async with city.writing() as rows:
        await rows.people.change(gone.id, standing=Standing.LEFT)
    async with city.database.reading() as reader:
        top = await branch_of(reader, city.top.id)
        jiaojiang = await branch_of(reader, city.jiaojiang.id)
        assert await branch_of(reader, 404) is None
    assert top is not None
    assert jiaojiang is not None
    assert (top.above, top.people, top.own) == (None, 3, 0)
    assert top.below == (Below(city.huangyan, 1), Below(city.jiaojiang, 2))
    assert (jiaojiang.above, jiaojiang.people, jiaojiang.own) == (city.top, 2, 1)
    assert jiaojiang.below == (Below(team, 1),)


async def test_how_many_a_letter_goes_to(city: City) -> None:
    people = await city.people(4)
    async with city.writing() as rows:
        await rows.people.change(people[0].id, reachable=False)
        await rows.people.change(people[1].id, standing=Standing.LEFT)
        await rows.people.change(people[2].id, standing=Standing.SUSPENDED)
        _, total = await rows.unit_letters.begin(city.top, "Hello", by_id=city.leader.id, at=NOW)
    async with city.database.reading() as reader:
        assert await readers_in(reader, city.top, by_id=city.leader.id) == total == 2
        assert await readers_in(reader, city.huangyan, by_id=city.leader.id) == 0
