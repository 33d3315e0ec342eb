"""A certificate that has ended doesn't come back valid with a backup from before."""

from datetime import timedelta
from pathlib import Path

from storage.engine.database import Database
from storage.keeping.backup import back_up, opened
from storage.keeping.restoring import restore
from storage.rows.erasing import erased
from tests.storage.keeping.test_backup import unseen
from tests.storage.rows.test_certificates import PERIODS, TODAY, get, now
from tests.support.acting import at, known
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.actions.certificates import withdraw_mine
from volunteering.actions.volunteers.registering import erase
from volunteering.rules.certificates import Certificate, CertificateState, EndedBy

LATER = NOW + timedelta(days=2)
MUCH_LATER = NOW + timedelta(days=9)


async def certified(city: City, name: str) -> Certificate:
    person = await city.person(name)
    await Ledger(city).logged(person, TODAY, 60)
    one = await get(city, person, PERIODS[0], at(NOW))
    assert one is not None
    return one


async def restored(city: City, database_url: str, file: Path) -> City:
    """The same city, as it is after its own backup was put back over it."""
    async with city.database.reading() as reader:
        gone = await erased(reader)
    await city.database.close()
    with opened(file) as archive:
        await restore(database_url, archive, unseen, gone=gone, now=MUCH_LATER)
    await city.database.open()
    return city


async def test_what_ended_since_has_ended(database: Database, database_url: str, tmp_path: Path) -> None:
    city = await City.founded(database)
    withdrawn, replaced, gone, holds = [await certified(city, name) for name in ("Mei", "Bo", "Lin", "Wu")]
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)

    people = {}
    async with city.looking() as rows:
        for one in (withdrawn, replaced, gone):
            assert one.person_id is not None
            people[one.id] = await rows.people.get(one.person_id)
    mei, bo, lin = (people[one.id] for one in (withdrawn, replaced, gone))
    assert mei is not None
    assert bo is not None
    assert lin is not None
    async with city.writing() as rows:
        await withdraw_mine(rows, mei, withdrawn.id, at(LATER))
    await Ledger(city).logged(bo, TODAY, 30)
    async with city.writing() as rows:
        await erase(rows, await known(rows, lin), at(LATER))
    before = [await now(city, one) for one in (withdrawn, replaced, gone, holds)]
    assert [one.state for one in before] == [
        CertificateState.WITHDRAWN,
        CertificateState.REPLACED,
        CertificateState.WITHDRAWN,
        CertificateState.VALID,
    ]

    await restored(city, database_url, file)
    after = [await now(city, one) for one in (withdrawn, replaced, gone, holds)]
    assert after == before, "whoever was told that it holds no more is not told otherwise"
    assert after[2].ended_at == LATER


async def test_of_a_database_that_is_lost_whoever_was_erased_is_withdrawn_as_of_now(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    city = await City.founded(database)
    one = await certified(city, "Mei")
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    async with city.writing() as rows:
        person = await rows.people.get(one.person_id or 0)
        assert person is not None
        await erase(rows, await known(rows, person), at(LATER))
    async with city.changing() as tx:
        tx.later("DELETE FROM certificates")
    await restored(city, database_url, file)
    stands = await now(city, one)
    assert stands.ended_by is EndedBy.ERASURE
    assert stands.ended_at == MUCH_LATER, "it is not known when, and it was not before the backup"
    assert (stands.name, stands.days, stands.signed) == ("", None, None)


async def test_replaced_and_then_erased_it_is_withdrawn_as_of_the_erasure(city: City) -> None:
    one = await certified(city, "Mei")
    async with city.looking() as rows:
        person = await rows.people.get(one.person_id or 0)
    assert person is not None
    await Ledger(city).logged(person, TODAY, 30)
    assert (await now(city, one)).state is CertificateState.REPLACED
    async with city.writing() as rows:
        await erase(rows, await known(rows, person), at(LATER))
    stands = await now(city, one)
    assert (stands.ended_by, stands.ended_at) == (EndedBy.ERASURE, LATER)


async def test_of_whoever_was_responsible_not_even_a_digest_is_left(city: City) -> None:
    """Whoever has the rest of it could try names."""
    one = await certified(city, "Mei")
    async with city.writing() as rows:
        await erase(rows, await known(rows, city.leader), at(LATER))
    [row] = await city.table("SELECT digest, number FROM certificates WHERE id = :one", one=one.id)
    assert row["digest"] == row["number"]
