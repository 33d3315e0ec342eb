"""Stars told on both databases: whoever's ledger is written is noted, told once, and never told what is not so."""

import asyncio
import re
from datetime import date, datetime, time

import pytest

from scheduling import sweeps
from scheduling.stars import look_at_stars
from storage.rows import Rows
from tests.support.acting import appoint, at, owed
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from tests.support.town import ROOT
from volunteering.actions.doubles.making_one import Merged, Parted, merge, undo_merge
from volunteering.actions.honours.telling_of_stars import BATCH, tell_of_stars
from volunteering.rules.ground.policy import Policy
from volunteering.rules.hours import BEFORE_YIGONG, Entry, Kind
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Person, Standing

DAY = date(2026, 11, 2)
LADDER = (10, 20, 30)
MOMENT = at(NOW, Policy(stars=LADDER))


def carried(person: Person, hours: int) -> Entry:
    return Entry(
        person_id=person.id,
        unit_id=person.unit.id,
        day=BEFORE_YIGONG,
        kind=Kind.CARRIED_OVER,
        minutes=hours * 60,
        change=hours * 60,
        participations=0,
        no_shows=0,
        by_id=None,
        at=NOW,
    )


async def swept(city: City) -> list[tuple[int, int, str]]:
    """After a sweep: everything that was ever owed of stars, in order."""
    await sweeps.tell_of_stars(city.database, MOMENT)
    return await told(city)


async def told(city: City) -> list[tuple[int, int, str]]:
    return [(person, facts["stars"], facts["because"]) for person, facts in await owed(city, "stars_changed")]


async def marked(city: City, person: Person) -> int | None:
    rows = await city.table("SELECT stars FROM star_marks WHERE person_id = :person", person=person.id)
    return rows[0]["stars"] if rows else 0


async def change(city: City, person: Person, hours: int, day: int = 1) -> None:
    """So many hours more, or fewer, in the ledger."""
    async with city.writing() as rows:
        entry = carried(person, hours)
        await rows.hours.append(entry.model_copy(update={"kind": Kind.LOGGED, "day": date(2026, 10, day)}))


def test_whatever_writes_the_ledger_notes_it() -> None:
    """Each file of rows with a statement that adds a line, or changes whose one is."""
    writes = re.compile(
        r'INSERT INTO entries|"entries",\n\s+person_id|UPDATE entries SET person_id|"entries": "person_id by'
    )
    files = {file for file in (ROOT / "storage/rows").rglob("*.py") if writes.search(file.read_text(encoding="utf-8"))}
    files = {file for file in files if file.name not in {"erasing.py", "going_over.py"}}
    files.add(ROOT / "storage/rows/doubles.py")  # by the map in going_over.py
    assert {file.name for file in files} == {"doubles.py", "hours.py", "importing.py", "parting.py"}
    for file in files:
        assert "note_written(" in file.read_text(encoding="utf-8"), f"{file.name} writes the ledger and notes nobody"


async def test_a_star_is_told_once_when_it_is_reached(city: City) -> None:
    wang = await city.person("Wang")
    await change(city, wang, 9)
    assert await swept(city) == []
    await change(city, wang, 1)
    assert await swept(city) == [(wang.id, 1, "reached")]
    assert await swept(city) == [(wang.id, 1, "reached")]
    await change(city, wang, 21)
    assert await swept(city) == [(wang.id, 1, "reached"), (wang.id, 3, "reached")]


async def test_a_correction_that_drops_below_is_told(city: City) -> None:
    wang = await city.person("Wang")
    await change(city, wang, 20)
    await swept(city)
    await change(city, wang, -1)
    assert (await swept(city))[1:] == [(wang.id, 1, "corrected")]
    await change(city, wang, -1)
    assert len(await told(city)) == 2


async def test_what_is_put_right_before_the_sweep_is_no_news(city: City) -> None:
    wang = await city.person("Wang")
    await change(city, wang, 20)
    await change(city, wang, -20)
    assert await swept(city) == []
    assert await city.table("SELECT * FROM star_checks") == []


async def test_the_ladder_of_the_nearest_unit_above(city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    wang, zhao = await city.person("Wang", team), await city.person("Zhao", city.huangyan)
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.STARS, "2,4")
    for person in (wang, zhao):
        await change(city, person, 10)
    assert sorted(await swept(city)) == sorted([(wang.id, 2, "reached"), (zhao.id, 1, "reached")])


async def test_another_ladder_is_told_when_everybody_is_looked_at_and_not_before(city: City) -> None:
    wang = await city.person("Wang")
    zhao = await city.person("Zhao", city.huangyan)
    for person in (wang, zhao):
        await change(city, person, 10)
    await swept(city)
    async with city.writing() as rows:
        rows.unit_settings.put(wang.unit.id, UnitSetting.STARS, "2,4")
    assert len(await swept(city)) == 2
    await look_at_stars(city.database, MOMENT)
    assert (await told(city))[2:] == [(wang.id, 2, "ladder")]
    async with city.writing() as rows:
        await rows.people.change(wang.id, unit_id=city.huangyan.id)
    await look_at_stars(city.database, MOMENT)
    assert (await told(city))[3:] == [(wang.id, 1, "ladder")]
    await look_at_stars(city.database, MOMENT)
    assert len(await told(city)) == 4


async def test_a_ladder_put_right_the_same_day_is_told_to_nobody(city: City) -> None:
    wang = await city.person("Wang")
    await change(city, wang, 10)
    await swept(city)
    for ladder in ("1,2,3", None):
        async with city.writing() as rows:
            rows.unit_settings.put(wang.unit.id, UnitSetting.STARS, ladder)
    await look_at_stars(city.database, MOMENT)
    assert len(await told(city)) == 1


@pytest.mark.parametrize(("hour", "is_told"), [(8, False), (9, True), (20, True), (21, False), (23, False)])
async def test_a_ladder_wakes_nobody_whenever_yigong_is_started(city: City, hour: int, is_told: bool) -> None:
    await change(city, await city.person("Wang"), 10)
    start = datetime.combine(MOMENT.today, time(hour), MOMENT.zone)
    await look_at_stars(city.database, MOMENT)
    await look_at_stars(city.database, at(start, Policy(stars=(2, 4))))
    assert len(await told(city)) == 1 + is_told


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.EXPECTED])
async def test_who_is_not_here_is_sent_nothing(city: City, standing: Standing) -> None:
    wang = await city.person("Wang")
    async with city.writing() as rows:
        await rows.people.change(wang.id, standing=standing)
        rows.importing.carry([carried(wang, 25)])
    assert await swept(city) == []
    async with city.writing() as rows:
        await rows.people.change(wang.id, standing=Standing.ACTIVE)
    await look_at_stars(city.database, MOMENT)
    news = [] if standing is Standing.EXPECTED else [(wang.id, 2, "reached")]
    assert await told(city) == news, "whoever was expected has seen them when they came"


async def test_a_list_adds_to_the_hours_of_whoever_is_here(city: City) -> None:
    wang = await city.person("Wang")
    async with city.writing() as rows:
        rows.importing.carry([carried(wang, 5), carried(wang, 6)])
    assert await swept(city) == [(wang.id, 1, "reached")]


async def test_two_records_that_become_one_and_two_again(city: City) -> None:
    admin = await appoint(city, city.leader, city.top, Role.ADMIN)
    kept, gone = await city.person("Wei"), await city.person("Wei again")
    await change(city, kept, 10)
    await change(city, gone, 15)
    await swept(city)
    async with city.writing() as rows:
        merged = await merge(rows, admin, kept.id, gone.id, at(NOW))
        assert isinstance(merged, Merged)
    await swept(city)
    assert await marked(city, kept) == 2
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, admin, merged.merge_id, at(NOW)), Parted)
    await swept(city)
    assert (await marked(city, kept), await marked(city, gone)) == (1, 1)
    assert [(stars, why) for person, stars, why in await told(city) if person == kept.id] == [
        (1, "reached"),
        (2, "reached"),
        (1, "corrected"),
    ] or await marked(city, kept) == 1


async def test_hours_of_before_stars_were_told_are_no_news(city: City) -> None:
    wang = await city.person("Wang")
    await change(city, wang, 15)
    async with city.changing() as tx:
        await tx.execute(
            "INSERT INTO star_marks (person_id, stars, ladder, turn, at) VALUES (:of, NULL, '', 0, 0)", of=wang.id
        )
    assert await swept(city) == []
    assert await marked(city, wang) == 1
    await change(city, wang, 5)
    assert await swept(city) == [(wang.id, 2, "reached")]


async def test_two_sweeps_at_once_tell_once(city: City) -> None:
    people = [await city.person(f"Wei {number}") for number in range(BATCH // 10)]
    for person in people:
        await change(city, person, 10)
    await asyncio.gather(*(sweeps.tell_of_stars(city.database, MOMENT) for _ in range(4)))
    assert sorted(await told(city)) == sorted((person.id, 1, "reached") for person in people)


async def test_a_sweep_that_is_cut_off_is_done_again(city: City) -> None:
    wang = await city.person("Wang")
    await change(city, wang, 10)
    with pytest.raises(ZeroDivisionError):
        async with city.changing() as tx:
            await tell_of_stars(Rows(tx), MOMENT)
            raise ZeroDivisionError
    assert await told(city) == []
    assert await swept(city) == [(wang.id, 1, "reached")]


async def test_erased_nobody_is_noted_or_told(city: City) -> None:
    wang = await city.person("Wang")
    await change(city, wang, 10)
    await swept(city)
    await change(city, wang, 10)
    async with city.writing() as rows:
        await rows.people.erase(wang.id)
    assert await city.table("SELECT 1 AS one FROM star_marks UNION ALL SELECT 1 AS one FROM star_checks") == []
    await look_at_stars(city.database, MOMENT)
    assert await told(city) == []


async def test_a_roster_and_a_claim_count(city: City) -> None:
    ledger = Ledger(city)
    wang = await city.person("Wang")
    shift = await ledger.shift(DAY, hours=6)
    await ledger.came(shift, wang)
    await ledger.logged(wang, DAY, 4 * 60)
    assert await swept(city) == [(wang.id, 1, "reached")]
    await ledger.came(shift, wang, minutes=60)
    assert (await swept(city))[1:] == [(wang.id, 0, "corrected")]
