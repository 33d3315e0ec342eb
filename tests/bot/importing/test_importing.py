"""A list comes into the tables: all of it or nothing, and no second time, on both databases."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from random import Random
from typing import Final, cast

import pytest

from bot.ground.errors import CommandError
from bot.importing.doing import Importer
from bot.importing.trying import Tried, try_list
from storage.engine.database import Database, Transaction
from storage.rows.importing import known_by_phone
from tests.support.acting import appoint, at
from tests.support.city import NOW, ZONE, City
from tests.support.frozen import Frozen
from tests.support.list_files import Line, read, workbook_of
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.rules.ground.clock import Clock
from volunteering.rules.ground.periods import local_day
from volunteering.rules.importing.asking import Asks
from volunteering.rules.importing.comparing import ListOwner, RowResult
from volunteering.rules.importing.problems import Wrong
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Language, Person

PEOPLE: Final[list[Line]] = [
    ["姓名", "手机", "团队", "时长"],
    ["王伟", "13900000001", "Jiaojiang", 120],
    ["李丽", "13900000002", "Jiaojiang > Haimen", 2.5],
    ["张敏", "13900000003", "Linhai", ""],
]
LINES: Final[list[Line]] = [
    ["日期", "手机", "姓名", "活动", "小时"],
    ["2025-03-05", "13900000001", "王伟", "净滩", 3],
    ["2025-03-06", "13900000001", "王伟", "净滩", 2],
    ["2025-03-05", "13900000004", "赵军", "图书馆", 4],
]


DAY: Final = local_day(NOW, ZONE)


async def tried(city: City, *sheets: list[Line], unit: Unit | None = None, by_id: int | None = None) -> Tried:
    async with city.database.reading() as reader:
        return await try_list(reader, read(workbook_of(*sheets)), ListOwner(unit=unit or city.top, by_id=by_id), DAY)


def importer(database: Database, clock: Clock | None = None) -> Importer:
    return Importer(database, clock or Frozen(NOW), ZONE, Language.SIMPLIFIED)


async def bring(city: City, *sheets: list[Line], unit: Unit | None = None) -> Tried:
    found = await tried(city, *sheets, unit=unit)
    await importer(city.database).import_rows(found.asks, by_id=None, unit_id=city.top.id, name="list.xlsx")
    return found


async def people(city: City) -> set[tuple[str, str, str, int]]:
    rows = await city.table(
        """
        SELECT p.name, p.phone, u.name AS unit,
            CAST((SELECT COALESCE(SUM(e.change), 0) FROM entries e WHERE e.person_id = p.id) AS BIGINT) AS minutes
        FROM people p JOIN units u ON u.id = p.home_unit_id WHERE p.state = 'expected'
        """
    )
    return {(row["name"], row["phone"], row["unit"], row["minutes"]) for row in rows}


def wrong_in(found: Tried) -> list[Wrong]:
    return [problem.wrong for row in found.outcome.rows for problem in row.problems]


ALL: Final = {
    ("王伟", "+8613900000001", "Jiaojiang", 7_500),
    ("李丽", "+8613900000002", "Haimen", 150),
    ("张敏", "+8613900000003", "Linhai", 0),
    ("赵军", "+8613900000004", "Taizhou", 240),
}


async def test_people_teams_and_hours_are_there(city: City) -> None:
    found = await bring(city, PEOPLE, LINES)
    assert await people(city) == ALL
    assert {row.verdict for row in found.outcome.rows} == {RowResult.NEW}
    assert found.outcome.new_units == (("Linhai",), ("Jiaojiang", "Haimen"))
    assert await city.figure("SELECT COUNT(*) AS n FROM import_rows") == 0
    assert await city.figure("SELECT COUNT(*) AS n FROM imports") == 0
    march = await city.figure("SELECT CAST(SUM(change) AS BIGINT) AS n FROM entries WHERE month = '2025-03'")
    assert march == 9 * 60


async def test_a_second_time_nothing_happens_in_whatever_order(city: City) -> None:
    await bring(city, PEOPLE, LINES)
    before = await city.table("SELECT * FROM entries ORDER BY id")
    shuffled = [shuffle(PEOPLE, 1), shuffle(LINES, 2)]
    again = await bring(city, *reversed(shuffled))
    assert {row.verdict for row in again.outcome.rows} == {RowResult.SAME}
    assert again.asks == []
    assert [dict(row) for row in await city.table("SELECT * FROM entries ORDER BY id")] == [dict(row) for row in before]


def shuffle(lines: list[Line], seed: int) -> list[Line]:
    """The same list with its columns and rows in another order."""
    random = Random(seed)
    columns = random.sample(range(len(lines[0])), len(lines[0]))
    head, *rows = [[line[at] for at in columns] for line in lines]
    return [head, *random.sample(rows, len(rows))]


async def test_whoever_has_very_many_lines_is_one_person(city: City) -> None:
    days = [f"2025-{month:02d}-{day:02d}" for month in range(1, 7) for day in range(1, 21)]
    lines: list[Line] = [[day, "13900000001", "王伟", "净滩", 1] for day in days]
    held: list[Line] = [["姓名", "手机", "资格", "发证日期"], ["王伟", "13900000001", "急救", "2026-01-05"]]
    await bring(city, [LINES[0], *lines], held)
    assert [row["phone"] for row in await city.table("SELECT phone FROM people WHERE state = 'expected'")] == [
        "+8613900000001"
    ]
    assert await people(city) == {("王伟", "+8613900000001", "Taizhou", 120 * 60)}
    assert await city.figure("SELECT COUNT(*) AS n FROM qualifications") == 1


async def test_whoever_has_a_lifes_lines_is_one_person(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.importing.trying.MOST_LINES", 1)
    lines: list[Line] = [["2025-03-05", "13900000001", "王伟", f"净滩 {number}", "0:01"] for number in range(1_200)]
    found = await tried(city, [LINES[0], *lines])
    assert [len(row.lines) for row in found.asks if isinstance(row, Asks)] == [1] * 1_200


async def test_whoever_was_merged_is_found_by_both_numbers_and_is_one_person(city: City) -> None:
    """A later list that knows them by the second one brings nobody anew, also where both stand in it."""
    kept, gone = await city.person("王伟", phone="+8613900000001"), await city.person("小王", phone="+8613900000002")
    async with city.writing() as rows:
        merged = await merge(rows, None, kept.id, gone.id, at(NOW))
        assert isinstance(merged, Merged)
    one: list[Line] = [PEOPLE[0], ["小王", "13900000002", "Jiaojiang", 3]]
    found = await bring(city, one)
    assert await people(city) == set()
    assert found.outcome.new_people == 0
    assert await hours_of(city, kept) == 180
    twice: list[Line] = [
        LINES[0],
        ["2025-03-05", "13900000001", "", "净滩", 3],
        ["2025-03-05", "13900000002", "", "净滩", 2],
    ]
    for _ in range(2):
        await bring(city, twice)
        assert (await people(city), await hours_of(city, kept)) == (set(), 180 + 300)
    boss = await appoint(city, await city.person("Boss"), city.top, Role.ADMIN)
    async with city.writing() as rows:
        await undo_merge(rows, boss, merged.merge_id, at(NOW))
    async with city.database.reading() as reader:
        known = await known_by_phone(reader, ["+8613900000001", "+8613900000002"])
    assert [known[phone].id for phone in sorted(known)] == [kept.id, gone.id], "undone, each has their own number"


async def hours_of(city: City, person: Person) -> int:
    minutes = "SELECT CAST(COALESCE(SUM(change), 0) AS BIGINT) AS n FROM entries WHERE person_id = :person"
    return await city.figure(minutes, person=person.id)


async def test_a_number_that_is_no_more_theirs_finds_them_no_more(city: City) -> None:
    """Whoever has none kept, is erased, or writes from the other account as somebody else."""
    for number, forgets in enumerate(("keeps none", "is erased", "is somebody else")):
        phones = [f"+86139000000{number}{which}" for which in (1, 2)]
        kept, gone = [await city.person("Wei", phone=phone) for phone in phones]
        async with city.writing() as rows:
            await merge(rows, None, kept.id, gone.id, at(NOW))
        async with city.writing() as rows:
            if forgets == "keeps none":
                await rows.people.change(kept.id, phone="")
            elif forgets == "is erased":
                await rows.people.erase(kept.id)
            else:
                await rows.doubles.free_account(gone.id)
        async with city.database.reading() as reader:
            assert phones[1] not in await known_by_phone(reader, phones), forgets


async def test_lists_that_come_at_once_bring_nobody_twice(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two admins import the same one, or two replicas bring to an end what was broken off."""
    monkeypatch.setattr("volunteering.actions.importing.bringing.AT_ONCE", 2)
    monkeypatch.setattr("bot.importing.doing._BREATH", 0)
    lines: list[Line] = [[f"王{n}", f"139{n:08d}", f"Team {n % 5} > Group {n % 3}", 2] for n in range(40)]
    found = [await tried(city, [PEOPLE[0], *lines]) for _ in range(3)]
    async with asyncio.TaskGroup() as group:
        for one in found:
            work = importer(city.database).import_rows(one.asks, by_id=None, unit_id=city.top.id, name="list.xlsx")
            group.create_task(work)
    assert await city.figure("SELECT COUNT(*) AS n FROM people WHERE state = 'expected'") == len(lines)
    assert await city.figure("SELECT COUNT(*) AS n FROM entries") == len(lines)
    assert await city.figure("SELECT COUNT(*) AS n FROM units WHERE name LIKE 'Group %'") == 15


async def test_whoever_was_so_slow_that_their_list_was_cleared_is_told(city: City) -> None:
    """Their computer slept, say, and the replica on duty has taken away what was put down."""
    found = await tried(city, PEOPLE)
    clock, others = Frozen(NOW), importer(city.database, Frozen(NOW + timedelta(minutes=5)))
    for asleep_after in range(2):
        sleeping = cast("Database", Sleeping(city.database, asleep_after, others.settle))
        with pytest.raises(CommandError, match="taken for broken off"):
            await importer(sleeping, clock).import_rows(found.asks, by_id=None, unit_id=city.top.id, name="list.xlsx")
        assert await city.figure("SELECT COUNT(*) AS n FROM import_rows") == 0
        assert await people(city) == set()


async def test_what_differs_changes_what_was_brought(city: City) -> None:
    await bring(city, PEOPLE, LINES)
    changed = [PEOPLE[0], ["王偉", "13900000001", "Linhai", 100], *PEOPLE[2:]]
    found = await bring(city, changed)
    assert [row.verdict for row in found.outcome.rows] == [RowResult.CHANGED, RowResult.SAME, RowResult.SAME]
    assert ("王偉", "+8613900000001", "Linhai", 6_300) in await people(city)
    assert await city.figure("SELECT COUNT(*) AS n FROM entries WHERE replaces_id IS NOT NULL") == 1


async def test_whoever_is_registered_keeps_name_and_team_and_is_given_the_hours(city: City) -> None:
    wei = await city.person("Wei", phone="+8613900000001")
    found = await bring(city, PEOPLE)
    first = found.outcome.rows[0]
    assert first.keeps
    async with city.looking() as rows:
        assert await rows.people.get(wei.id) == wei
    mine = "SELECT CAST(SUM(change) AS BIGINT) AS n FROM entries WHERE person_id = :person"
    assert await city.figure(mine, person=wei.id) == 7_200


async def test_below_the_unit_whose_list_it_is(city: City) -> None:
    lines: list[Line] = [PEOPLE[0], ["王伟", "13900000001", "Linhai", 1], ["李丽", "13900000002", "", 1]]
    found = await bring(city, lines, unit=city.huangyan)
    assert found.outcome.new_units == (("Huangyan", "Linhai"),)
    assert {(name, unit) for name, _, unit, _ in await people(city)} == {("王伟", "Linhai"), ("李丽", "Huangyan")}


async def test_nobody_brings_hours_for_themselves_or_for_others_people(city: City) -> None:
    me = await city.person("Wei", phone="+8613900000001")
    await city.person("Li", phone="+8613900000002", unit=city.huangyan)
    found = await tried(city, PEOPLE[:3], unit=city.jiaojiang, by_id=me.id)
    assert [problem.wrong for row in found.outcome.rows for problem in row.problems] == [
        Wrong.OWN_HOURS,
        Wrong.NOT_YOURS,
    ]


async def test_a_team_above_in_either_script_is_made_once(city: City) -> None:
    lines: list[Line] = [["王伟", "13900000001", "總隊 > 甲", ""], ["李丽", "13900000002", "总队 > 乙", ""]]
    assert sorted((await bring(city, [PEOPLE[0], *lines])).outcome.new_units) == [
        ("總隊",),
        ("總隊", "乙"),
        ("總隊", "甲"),
    ]


async def test_a_name_of_several_teams_is_unclear(city: City) -> None:
    for branch in (city.jiaojiang, city.huangyan):
        await city.unit("Haimen", above=branch)
    found = await tried(city, [PEOPLE[0], ["王伟", "13900000001", "Haimen", ""]])
    assert wrong_in(found) == [Wrong.UNIT_UNCLEAR]


class Sleeping:
    """A database whose process sleeps once, between two transactions, while somebody else does this."""

    def __init__(self, database: Database, after: int, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._database, self._left, self._meanwhile = database, after, meanwhile

    @asynccontextmanager
    async def transaction(self, *, person: int | None = None) -> AsyncIterator[Transaction]:
        self._left -= 1
        async with self._database.transaction(person=person) as transaction:
            yield transaction
        if self._left == -1:
            await self._meanwhile()


class BrokenOff(Exception):  # noqa: N818 - nothing is wrong with it
    """The process has died."""


class Dying:
    """A database whose process dies at the end of a transaction, before it is committed."""

    def __init__(self, database: Database, after: int) -> None:
        self._database, self._left = database, after

    @asynccontextmanager
    async def transaction(self, *, person: int | None = None) -> AsyncIterator[Transaction]:
        self._left -= 1
        async with self._database.transaction(person=person) as transaction:
            yield transaction
            if self._left < 0:
                raise BrokenOff


async def test_wherever_it_breaks_off_all_of_it_is_there_in_the_end_or_nothing(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing before the decision, all of it after; never a half."""
    monkeypatch.setattr("volunteering.actions.importing.bringing.AT_ONCE", 2)
    monkeypatch.setattr("bot.importing.doing._PUT_DOWN", 2)
    clock = Frozen(NOW)
    came = []
    for after in range(30):
        found = await tried(city, PEOPLE, LINES)
        try:
            dying = cast("Database", Dying(city.database, after))
            await importer(dying, clock).import_rows(found.asks, by_id=None, unit_id=city.top.id, name="list.xlsx")
        except BrokenOff:
            clock.passes(minutes=1)
            await importer(city.database, clock).settle()
        assert await city.figure("SELECT COUNT(*) AS n FROM import_rows") == 0
        assert await city.figure("SELECT COUNT(*) AS n FROM imports") == 0
        assert await people(city) in (set(), ALL)
        came.append(bool(await people(city)))
        if came[-1]:
            break
    assert came[-1]
    assert len(came) > 3


async def test_a_newer_list_holds_whatever_becomes_of_an_older_one(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """The older one was broken off just now, and nobody has brought it to its end yet."""
    monkeypatch.setattr("volunteering.actions.importing.bringing.AT_ONCE", 2)
    newer = [PEOPLE[0], *([name, phone, "Linhai", 1] for name, phone, *_ in PEOPLE[1:])]
    clock, breaks = Frozen(NOW), 0
    for after in range(30):
        found = await tried(city, PEOPLE)
        try:
            dying = cast("Database", Dying(city.database, after))
            await importer(dying, clock).import_rows(found.asks, by_id=None, unit_id=city.top.id, name="old.xlsx")
        except BrokenOff:
            breaks += 1
        await importer(city.database, clock).settle()
        found = await tried(city, newer)
        await importer(city.database, clock).import_rows(found.asks, by_id=None, unit_id=city.top.id, name="new.xlsx")
        clock.passes(minutes=1)
        await importer(city.database, clock).settle()
        assert {(unit, minutes) for _, _, unit, minutes in await people(city)} == {("Linhai", 60)}
        if breaks <= after:
            break
    assert breaks > 3
