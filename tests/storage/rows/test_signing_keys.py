"""A new key signs from the commit on, with every replica; what was signed before is checked as ever."""

import asyncio
from base64 import b64decode
from datetime import date, timedelta

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.retrying import until_settled, written
from storage.rows import Rows
from storage.rows.signatures import is_signed
from storage.rows.signing_keys import add_key, count_signed, public_keys
from tests.support.acting import at, known
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.actions.certificates import Issued, issue
from volunteering.rules.certificates import Certificate, CertifiedDays
from volunteering.rules.volunteers import Person

TODAY = date(2026, 12, 1)
DAYS = CertifiedDays(first=None, last=TODAY)


async def get(database: Database, person: Person) -> Certificate:
    async def attempt() -> Certificate:
        async with database.transaction() as transaction:
            rows = Rows(transaction)
            outcome = await issue(rows, await known(rows, person), DAYS, "Taizhou", at(NOW))
        assert isinstance(outcome, Issued)
        return outcome.certificate

    return await until_settled(attempt)


async def people_who_served(city: City, many: int) -> list[Person]:
    people = [await city.person(f"P{number}") for number in range(many)]
    for person in people:
        await Ledger(city).logged(person, TODAY, 60)
    return people


def holds(one: Certificate) -> bool:
    signed = one.signed
    return signed is not None and is_signed(signed.public_key, signed.payload.encode(), b64decode(signed.signature))


async def test_those_before_check_and_sign_no_more(city: City) -> None:
    first, second = await people_who_served(city, 2)
    old = await get(city.database, first)
    name = await written(city.database, lambda tx: add_key(tx, NOW + timedelta(days=1)))
    new = await get(city.database, second)
    async with city.database.reading() as reader:
        keys, signed = await public_keys(reader), await count_signed(reader)
        private = [row["private"] for row in await reader.all("SELECT private FROM signing_keys ORDER BY nth")]
    assert keys[0].name == name
    assert [(key.since, key.until) for key in keys] == [(NOW + timedelta(days=1), None), (NOW, NOW + timedelta(days=1))]
    assert [signed[key.name] for key in keys] == [1, 1]
    assert private[0] == ""
    assert private[1]
    assert old.signed
    assert new.signed
    assert old.signed.public_key == keys[1].pem
    assert new.signed.public_key == keys[0].pem
    assert holds(old)
    assert holds(new)
    async with city.looking() as rows:
        again = await rows.certificates.get(old.id)
    assert again is not None
    assert holds(again), "sent again, it has the key that it was signed with"


async def test_made_while_two_replicas_certify_each_is_signed_with_the_key_in_it(city: City, database_url: str) -> None:
    """And two who make one in the same moment have made two, one after the other."""
    people = await people_who_served(city, 24)
    async with connect(database_url) as one, connect(database_url) as other:
        replicas = (one, one) if one.kind == "sqlite" else (one, other)

        async def rotate(database: Database) -> None:
            await written(database, lambda tx: add_key(tx, NOW))

        got = await asyncio.gather(
            *(get(replicas[number % 2], person) for number, person in enumerate(people[:12])),
            rotate(replicas[0]),
            *(get(replicas[number % 2], person) for number, person in enumerate(people[12:])),
            rotate(replicas[1]),
        )
        async with one.reading() as reader:
            keys = await public_keys(reader)
            private = [row["private"] for row in await reader.all("SELECT private FROM signing_keys ORDER BY nth DESC")]
    certificates = [one for one in got if one is not None]
    assert len(certificates) == 24
    assert all(map(holds, certificates))
    assert {one.signed.public_key for one in certificates if one.signed} <= {key.pem for key in keys}
    assert private[0]
    assert set(private[1:]) <= {""}
