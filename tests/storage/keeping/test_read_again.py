"""An address that has ended after the backup that is put back leads nowhere, and one that was made since leads on."""

from pathlib import Path

from storage.engine.database import Database
from storage.keeping.backup import back_up
from storage.views.calendars import feed
from tests.storage.keeping.test_backup import unseen
from tests.storage.keeping.test_certified_again import restored
from tests.support.acting import at
from tests.support.city import NOW, City
from tests.support.databases import Databases
from volunteering.actions.calendars import close_calendar, open_calendar, renew_calendar
from volunteering.rules.volunteers import Person

KEY = b"the bot's"


async def digests_of(city: City, person: Person) -> list[str]:
    async with city.looking() as rows:
        return [one.digest for one in await rows.calendars.of(person.id)]


async def leads(city: City, digest: str) -> bool:
    async with city.database.reading() as reader:
        return await feed(reader, digest, NOW) is not None


async def test_what_had_ended_stays_so(database: Database, database_url: str, tmp_path: Path) -> None:
    city = await City.founded(database)
    mei, bo, lin, an = [await city.person(name) for name in ("Mei", "Bo", "Lin", "An")]
    for person in (mei, bo, an):
        async with city.writing() as rows:
            await open_calendar(rows, person, KEY, at(NOW))
    old, off, kept = [(await digests_of(city, person))[0] for person in (mei, bo, an)]
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    async with city.writing() as rows:
        await renew_calendar(rows, mei, KEY, at(NOW))
        await close_calendar(rows, bo)
        await open_calendar(rows, lin, KEY, at(NOW))
    new = [await digests_of(city, person) for person in (mei, lin)]

    await restored(city, database_url, file)
    assert [await leads(city, digest) for digest in (old, off, kept)] == [False, False, True]
    assert [await digests_of(city, person) for person in (mei, lin)] == new
    assert await digests_of(city, bo) == []


async def test_in_an_empty_database_is_what_the_backup_has(
    database: Database, database_url: str, databases: Databases, tmp_path: Path
) -> None:
    city = await City.founded(database)
    mei = await city.person("Mei")
    async with city.writing() as rows:
        await open_calendar(rows, mei, KEY, at(NOW))
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    async with city.changing() as tx:
        for table in ("calendars", "roles", "memberships"):
            await tx.execute(f"DELETE FROM {table}")
        await tx.execute("UPDATE people SET registered_at = registered_at - 1")  # another city's
    await restored(city, database_url, file)
    assert len(await digests_of(city, mei)) == 1
