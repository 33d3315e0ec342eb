"""A card of honour that was handed over after the backup that is put back: its hours count for no other."""

from datetime import date, timedelta
from pathlib import Path

from storage.engine.database import Database
from storage.keeping.backup import back_up
from tests.storage.keeping.test_backup import unseen
from tests.storage.keeping.test_certified_again import restored
from tests.support.acting import appoint, at
from tests.support.city import NOW, ZONE, City
from tests.support.ledger import Ledger
from volunteering.actions.honours.cards import give_card
from volunteering.actions.honours.giving import HonourAdded, take_back_honour
from volunteering.rules.honours import CARD, CARD_MINUTES
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Person

LONG_AGO = date(2020, 1, 6)


async def left(city: City, person: Person) -> int:
    async with city.looking() as rows:
        return (await rows.honours.towards_card(person.id, ZONE)).minutes


async def test_it_counts_what_it_counted(database: Database, database_url: str, tmp_path: Path) -> None:
    city = await City.founded(database)
    chen = await appoint(city, await city.person("Chen"), city.top, Role.ADMIN)
    mei, bo, lin = [await city.person(name) for name in ("Mei", "Bo", "Lin")]
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.RECORD_LAW, "tw-record-book")
    for person in (mei, bo, lin):
        for day in range(20):
            await Ledger(city).logged(person, LONG_AGO + timedelta(days=day), CARD_MINUTES // 20)

    async def card_of(person: Person) -> int:
        async with city.writing() as rows:
            given = await give_card(rows, chen, person.id, at(NOW))
        assert isinstance(given, HonourAdded)
        return given.honour_id

    before = await card_of(bo)
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    await card_of(mei)
    since = await card_of(lin)
    async with city.writing() as rows:
        await take_back_honour(rows, chen, since, at(NOW + timedelta(hours=1)))
    new = await city.person("New")

    await restored(city, database_url, file)
    assert [await left(city, person) for person in (mei, bo, lin)] == [0, 0, CARD_MINUTES]
    held = await city.table("SELECT id, person_id, name, minutes FROM honours WHERE taken_back_at IS NULL ORDER BY id")
    assert [(row["person_id"], row["name"], row["minutes"]) for row in held] == [
        (bo.id, CARD, CARD_MINUTES),
        (mei.id, CARD, CARD_MINUTES),
    ]
    assert held[0]["id"] == before, "what the backup knows is there once"
    async with city.looking() as rows:
        assert await rows.people.get(new.id) is None, "whom it doesn't know has none"
