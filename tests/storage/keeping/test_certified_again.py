"""Whatever was certified is known with a backup from before, and what has ended doesn't come back valid."""

import json
from datetime import timedelta
from pathlib import Path

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.keeping.backup import back_up, opened
from storage.keeping.restoring import restore
from storage.rows.erasing import erased
from storage.rows.signing_keys import add_key, public_keys
from tests.storage.keeping.test_backup import unseen
from tests.storage.rows.test_certificates import PERIODS, TODAY, get, now
from tests.support.acting import at, known
from tests.support.city import NOW, City
from tests.support.databases import Databases
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


async def test_what_was_issued_since_is_known_to_whoever_checks_it(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    city = await City.founded(database)
    mei, bo, hu = [await city.person(name) for name in ("Mei", "Bo", "Hu")]
    for person in (mei, bo, hu):
        await Ledger(city).logged(person, TODAY, 60)
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)

    holds = await get(city, mei, PERIODS[0], at(NOW))
    await Ledger(city).logged(bo, TODAY, 30)
    not_true = await get(city, bo, PERIODS[0], at(NOW))
    nobodys, named = await certified(city, "New"), await get(city, hu, PERIODS[0], at(NOW))
    assert holds is not None
    assert not_true is not None
    assert named is not None
    async with city.changing() as tx:
        tx.later(
            "INSERT INTO certificate_leaders (certificate_id, person_id) VALUES (:one, :new)",
            one=named.id,
            new=nobodys.person_id,
        )

    await restored(city, database_url, file)
    known_now = [await now(city, one) for one in (holds, not_true, nobodys, named)]
    assert known_now[0].model_copy(update={"id": holds.id}) == holds, "it says what the record says"
    assert (known_now[1].state, known_now[1].ended_at) == (CertificateState.REPLACED, MUCH_LATER)
    assert (known_now[2].state, known_now[2].name, known_now[2].days) == (CertificateState.WITHDRAWN, "", None)
    assert (known_now[3].state, known_now[3].signed) == (CertificateState.VALID, None), "it names who is not known now"
    told = await city.table("SELECT person_id, facts FROM outbox WHERE kind = 'certificates_replaced'")
    assert [(row["person_id"], str(known_now[1].id) in row["facts"]) for row in told] == [(bo.id, True)]
    again = await get(city, mei, PERIODS[0], at(NOW))
    assert again is not None
    assert again.number == holds.number, "asked for again, it is the same"


async def test_a_key_that_another_had_followed_signs_nothing_again(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    """It may have been stolen: that is why another followed it."""
    city = await City.founded(database)
    before = await certified(city, "Mei")
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    async with city.changing() as tx:
        name = await add_key(tx, LATER)
    since = await certified(city, "Bo")

    await restored(city, database_url, file)
    async with city.database.reading() as reader:
        keys = await public_keys(reader)
    assert [key.name for key in keys] == [name, json.loads(before.signed.payload)["key"] if before.signed else ""]
    assert await city.figure("SELECT COUNT(*) AS n FROM signing_keys WHERE private <> ''") == 1
    new = await certified(city, "Lin")
    assert new.signed is not None
    assert json.loads(new.signed.payload)["key"] == name
    assert (await now(city, since)).state is CertificateState.WITHDRAWN, "Bo registered since"


async def test_what_another_city_has_certified_is_not_known(
    database: Database, database_url: str, databases: Databases, tmp_path: Path
) -> None:
    city = await City.founded(database)
    await certified(city, "Mei")
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    with databases.fresh("sqlite") as url:
        async with connect(url) as other:
            there = await City.founded(other)
            await certified(there, "Wu")
            async with there.changing() as tx:
                tx.later("UPDATE people SET registered_at = registered_at - 7")
        with opened(file) as archive:
            await restore(url, archive, unseen, now=MUCH_LATER)
        async with connect(url) as other, other.reading() as reader:
            rows = await reader.all("SELECT number FROM certificates UNION ALL SELECT public FROM signing_keys")
    assert len(rows) == 2
