"""What an older replica has written while it was replaced is in everything that is kept beside the ledger, too."""

from datetime import date

import pytest

from scheduling import sweeps
from storage.engine.database import Database
from storage.rows import catching_up
from tests.storage.rows.test_certificates import PERIODS, TODAY, get, now
from tests.support.acting import at
from tests.support.city import City, hours_later
from tests.support.ledger import Ledger
from volunteering.rules.certificates import CertificateState

MAY = date(2026, 5, 3)
MOMENT = at(hours_later(1))


async def test_it_is_kept_as_if_a_newer_one_had_written_it(database: Database) -> None:
    city = await City.founded(database)
    ledger = Ledger(city)
    mei, bo = [await city.person(name) for name in ("Mei", "Bo")]
    await ledger.logged(bo, TODAY, 60)
    certificate = await get(city, bo, PERIODS[0], MOMENT)
    assert certificate is not None
    shift = await ledger.shift(MAY)
    await ledger.came(shift, mei)
    await ledger.missed(shift, bo)
    await ledger.logged(bo, TODAY, 30)
    kept = await city.table("SELECT participations, no_shows FROM shifts WHERE id = :shift", shift=shift.id)
    async with city.changing() as tx:
        tx.later("UPDATE shifts SET participations = 0, no_shows = 0")
        tx.later("DELETE FROM first_shifts")
        tx.later("DELETE FROM star_checks")
        tx.later("UPDATE certificates SET state = 'valid', ended_at = NULL")
        tx.later("DELETE FROM outbox")

    await sweeps.tidy(city.database, MOMENT)
    await sweeps.tell_of_stars(city.database, MOMENT)
    assert await city.table("SELECT participations, no_shows FROM shifts WHERE id = :shift", shift=shift.id) == kept
    assert [row["person_id"] for row in await city.table("SELECT person_id FROM first_shifts")] == [mei.id]
    assert (await now(city, certificate)).state is CertificateState.REPLACED
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'certificates_replaced'") == 1


async def test_what_is_as_it_should_be_is_left_alone(database: Database) -> None:
    city = await City.founded(database)
    ledger, mei = Ledger(city), await city.person("Mei")
    await ledger.came(await ledger.shift(MAY), mei)
    await sweeps.tell_of_stars(city.database, MOMENT)
    certificate = await get(city, mei, PERIODS[0], MOMENT)
    before = await city.table("SELECT * FROM shifts"), await city.table("SELECT * FROM first_shifts")
    await sweeps.tidy(city.database, MOMENT)
    await sweeps.tell_of_stars(city.database, MOMENT)
    assert (await city.table("SELECT * FROM shifts"), await city.table("SELECT * FROM first_shifts")) == before
    assert certificate is not None
    assert (await now(city, certificate)).is_valid


async def test_of_a_long_ledger_its_end_is_looked_at(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as anything is of the last day: lines of shifts and of none, in several pieces."""
    monkeypatch.setattr(catching_up, "_PIECE", 2)
    city = await City.founded(database)
    ledger, mei = Ledger(city), await city.person("Mei")
    shifts = [await ledger.shift(MAY) for _ in range(7)]
    for shift in shifts[:5]:
        await ledger.came(shift, mei)
    await ledger.logged(mei, TODAY, 60)
    async with city.changing() as tx:
        tx.later("UPDATE entries SET at = at - 90000 WHERE shift_id = :old", old=shifts[0].id)
    async with city.database.reading() as reader:
        found = await catching_up.written_lately(reader, hours_later(-24))
        assert (found.people, found.shifts) == ([mei.id], sorted(shift.id for shift in shifts[1:5]))
        assert await catching_up.written_lately(reader, hours_later(100)) == ([], [])
    async with city.changing() as tx:
        tx.later("UPDATE shifts SET participations = 5")
    async with city.database.reading() as reader:
        assert await catching_up.shifts_with_other_sums(reader, found.shifts) == list(found.shifts)
