"""Service records that come back: a city's file, imported into one that has nobody yet, comes out of it again."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any, Final

import openpyxl
import pytest

from bot.importing.doing import Importer
from bot.importing.files import sheets_in
from bot.importing.lists import read_list
from bot.importing.phones import reads_phones
from bot.importing.trying import Tried, try_list
from handlers.service_records.screens.of_units import column_heads, records_book, sheet_names
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.views.service_records.of_units import service_records
from tests.support.city import NOW, ZONE, City, at_shift
from tests.support.databases import Databases
from tests.support.frozen import Frozen
from volunteering.rules.activities import Category
from volunteering.rules.ground.periods import local_day
from volunteering.rules.hours import BEFORE_YIGONG, Kind, Subject
from volunteering.rules.importing.comparing import ListOwner, RowResult
from volunteering.rules.importing.problems import Wrong
from volunteering.rules.profiles import Background, Gender, Particular, Particulars
from volunteering.rules.qualifications import QualificationState
from volunteering.rules.service_records import OUR_HEADS, SHEETS, RecordHeads
from volunteering.rules.volunteers import Language
from words.words import Words

OF_HERE: Final = {"people.person", "qualifications.person", "service.person", "people.registered"}
"""Numbers are of each city's own, and nobody is registered who only came in a file."""

MAP: Final = RecordHeads(
    said={
        "people": "志愿者信息",
        "people.name": "Team",
        "people.team": "Name",
        "service": "服务记录",
        "service.hours": "服务时长(小时)",
        "service.person": "编号",
    }
)
"""A map that calls a column what another one is called otherwise."""


async def book_of(city: City, language: Language = Language.ENGLISH, heads: RecordHeads = OUR_HEADS) -> bytes:
    async with city.database.reading() as reader:
        found = await service_records(reader, (city.top,), ZONE, most=1_000)
    words = Words(language, ZONE, NOW)
    return records_book(sheet_names(words, heads), column_heads(words, heads), found)


def rows_in(book: bytes) -> Mapping[str, list[tuple[Any, ...]]]:
    """What can be the same in another city, sheet by sheet and in the file's order."""
    found = {}
    for (sheet, columns), there in zip(SHEETS.items(), openpyxl.load_workbook(BytesIO(book)), strict=True):
        kept = [at for at, column in enumerate(columns) if f"{sheet}.{column.name}" not in OF_HERE]
        found[sheet] = [tuple(row[at] for at in kept) for row in there.iter_rows(min_row=2, values_only=True)]
    return found


async def tried(city: City, book: bytes, heads: RecordHeads = OUR_HEADS) -> Tried:
    today = local_day(NOW, ZONE)
    found = read_list(sheets_in(book), reads_phones("CN"), today, heads=heads)
    async with city.database.reading() as reader:
        return await try_list(reader, found, ListOwner(unit=city.top), today)


async def bring(city: City, book: bytes, heads: RecordHeads = OUR_HEADS) -> Tried:
    found = await tried(city, book, heads)
    importer = Importer(city.database, Frozen(NOW), ZONE, Language.SIMPLIFIED)
    await importer.import_rows(found.asks, by_id=None, unit_id=city.top.id, name="records.xlsx")
    return found


@pytest.fixture
async def city(database: Database) -> City:
    """Units three deep, two of one name; hours in shifts and outside, corrected, taken back, of before; and more."""
    city = await City.founded(database)
    haimen = await city.unit("Haimen", city.jiaojiang)
    await city.unit("Haimen", city.huangyan)
    docks = await city.unit("East > West/Docks", haimen)
    wei = await city.person("=Wei", docks, phone="+8613900000001")
    mei = await city.person("陳梅", haimen, phone="+8613900000002")
    at_top = await city.person("Bo", city.top, phone="+8613900000003")
    expected = await city.person("Expected", city.huangyan, phone="+8613900000004")
    async with city.changing() as tx:
        await tx.execute("UPDATE people SET phone = '+8613900000009' WHERE id = :leader", leader=city.leader.id)
        await tx.execute(
            "UPDATE people SET telegram_id = NULL, state = 'expected', consented_at = 0 WHERE id = :of", of=expected.id
        )
    async with city.writing() as rows:
        fair = await rows.activities.add(
            unit=haimen,
            leader_id=city.leader.id,
            title="Fair",
            description="Stalls.\nBring water",
            category=Category.CULTURE,
            venue="East Gate",
            details="",
            at=NOW,
        )
    morning, evening = await city.shift(-48, activity=fair), await city.shift(-42, activity=fair)
    for shift, person, kind, minutes in (
        (morning, wei, Kind.ATTENDED, 60),
        (morning, wei, Kind.ATTENDED, 80),  # corrected
        (evening, wei, Kind.SENT_HOME, 20),
        (morning, mei, Kind.EXCUSED, 0),
        (evening, mei, Kind.NO_SHOW, 0),
        (morning, at_top, Kind.ATTENDED, 180),
        (evening, at_top, Kind.ATTENDED, 180),
        (evening, at_top, Kind.VOID, 0),  # taken back
    ):
        await city.record(at_shift(shift, person), kind, minutes)
    async with city.writing() as rows:
        claim = await rows.hours.add_claim(
            person_id=mei.id, unit_id=haimen.id, day=date(2026, 11, 3), minutes=45, what="Fair", at=NOW
        )
    logged = Subject(person_id=mei.id, unit_id=haimen.id, claim_id=claim, day=date(2026, 11, 3))
    await city.record(logged, Kind.LOGGED, 45)
    async with city.changing() as tx:
        for day, title in ((BEFORE_YIGONG, ""), (date(2024, 3, 5), "净滩")):
            await tx.execute(
                """
                INSERT INTO entries (person_id, unit_id, kind, day, month, minutes, change, participations, no_shows,
                    title, note, at)
                VALUES (:person, :unit, 'carried_over', :day, :month, 600, 600, 0, 0, :title, '', 0)
                """,
                person=expected.id,
                unit=city.huangyan.id,
                day=day.isoformat(),
                month=day.isoformat()[:7],
                title=title,
            )
    await says_and_learned(city, wei.id, mei.id)
    return city


async def says_and_learned(city: City, wei: int, mei: int) -> None:
    """Wei says something of himself, and Mei is a social worker and knows first aid."""
    said = Particulars(
        gender=Gender.MAN, occupation="Retired", background=Background.HEALTH, withheld=frozenset({Particular.BORN})
    )
    async with city.writing() as rows:
        await rows.profiles.change(wei, said, list(Particular), NOW)
        for kind in await rows.kinds.all_for(city.top):
            if kind.code in ("social_work", "first_aid"):
                issued = date(2026, 1, 31)
                number = await rows.qualifications.add(
                    mei, kind, level=kind.highest, number="A-1", issued_on=issued, evidence=None, at=NOW
                )
                ends = kind.ends(issued)
                rows.qualifications.decide(
                    number, QualificationState.VERIFIED, by_id=city.leader.id, at=NOW, expires_on=ends
                )


@pytest.mark.parametrize("language", Language)
async def test_the_same_file_comes_out_again(city: City, databases: Databases, language: Language) -> None:
    book = await book_of(city, language)
    with databases.fresh("postgresql" if language is Language.TRADITIONAL else "sqlite") as url:
        async with connect(url) as empty:
            await there_again(empty, book, OUR_HEADS, language)


async def test_columns_that_a_map_names_are_found_by_it(city: City, databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as empty:
            await there_again(empty, await book_of(city, heads=MAP), MAP, Language.ENGLISH)


async def there_again(database: Database, book: bytes, heads: RecordHeads, language: Language) -> None:
    """Import a file into a city that has only its top, twice: the second time nothing happens."""
    city = City(database)
    async with city.writing() as rows:
        city.top = await rows.units.top_named("Taizhou", NOW)
    found = await bring(city, book, heads)
    assert [row for row in found.outcome.rows if row.verdict is RowResult.WRONG] == []
    assert (found.outcome.passed_over, found.outcome.unused) == ((), ())
    assert rows_in(await book_of(city, language, heads)) == rows_in(book)
    again = await bring(city, book, heads)
    assert {row.verdict for row in again.outcome.rows} == {RowResult.SAME}
    assert again.asks == []


async def test_into_the_city_that_it_comes_from_a_file_brings_nothing(city: City) -> None:
    """Nor does it undo what was corrected since."""
    book = await book_of(city)
    async with city.changing() as tx:
        await tx.execute("UPDATE entries SET minutes = 90, change = change + 10 WHERE minutes = 80")
    found = await tried(city, book)
    assert found.asks == []
    assert {row.verdict for row in found.outcome.rows} == {RowResult.SAME}


async def test_what_stands_there_that_cannot_is_wrong(city: City) -> None:
    book = openpyxl.load_workbook(BytesIO(await book_of(city)))
    heads = {cell.value: cell.column for cell in book["People"][1]}
    for row, (head, said) in enumerate((("Phone", ""), ("Professional background", "plenty"), ("Phone", "12")), 2):
        book["People"].cell(row, heads[head], said)
    book["Service"].cell(2, 3, "walked by")
    book["Service"].cell(3, 4, "")
    book["Teams"].cell(3, 1, "x" * 100)
    book.save(file := BytesIO())
    wrong = {problem.wrong for row in (await tried(city, file.getvalue())).outcome.rows for problem in row.problems}
    assert wrong == {Wrong.NO_PHONE, Wrong.NOT_A_VALUE, Wrong.NOT_A_PHONE, Wrong.NO_HOURS, Wrong.UNIT_TOO_LONG}


async def test_somebody_registered_keeps_what_they_say_of_themselves(city: City) -> None:
    [wei] = [row["id"] for row in await city.table("SELECT id FROM people WHERE name = '=Wei'")]
    book = await book_of(city)
    async with city.writing() as rows:
        await rows.profiles.change(wei, Particulars(occupation="Cook"), [Particular.OCCUPATION], NOW)
    await bring(city, book)
    async with city.looking() as rows:
        assert (await rows.profiles.of(wei)).occupation == "Cook"
