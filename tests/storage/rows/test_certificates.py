"""How certificates stand on both databases, whatever is written into the ledger, and by whatever way."""

import asyncio
import re
from base64 import b64decode
from datetime import date, timedelta
from typing import Any

import pytest

from storage.engine.database import Reader
from storage.engine.pages import Page
from storage.rows.signatures import is_signed, key_id
from storage.views.certificates import certificates_of, numbered
from tests.support.acting import appoint, at, known, owed
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from tests.support.town import ROOT
from volunteering.actions.certificates import EnoughForNow, Issued, issue, withdraw_mine
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.actions.volunteers.registering import erase
from volunteering.rules.certificates import MOST_A_DAY, Certificate, CertificateState, CertifiedDays
from volunteering.rules.ground.moment import Moment
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

TODAY = date(2026, 12, 1)
DAYS = [TODAY - timedelta(days=days) for days in (400, 30, 1, 0)]
PERIODS = [
    CertifiedDays(first=None, last=TODAY),
    CertifiedDays(first=date(2026, 1, 1), last=TODAY),
    CertifiedDays(first=date(2026, 11, 1), last=date(2026, 11, 30)),
]


async def get(city: City, person: Person, days: CertifiedDays, moment: Moment) -> Certificate | None:
    async with city.writing() as rows:
        outcome = await issue(rows, await known(rows, person), days, "Taizhou", moment)
    return outcome.certificate if isinstance(outcome, Issued) else None


async def now(city: City, one: Certificate) -> Certificate:
    async with city.looking() as rows:
        found = await rows.certificates.get(one.id)
    assert found is not None
    return found


async def test_tapped_at_the_same_moment_it_is_one_and_signed_with_one_key(city: City) -> None:
    ledger, mei, bo = Ledger(city), await city.person("Mei"), await city.person("Bo")
    for person in (mei, bo):
        await ledger.logged(person, TODAY, 60)
    got = await asyncio.gather(*(get(city, person, PERIODS[0], at(NOW)) for person in (mei, bo)))
    again = [await get(city, mei, PERIODS[0], at(NOW)) for _ in range(3)]
    assert {one.number for one in again if one} == {one.number for one in got if one and one.person_id == mei.id}
    assert await city.figure("SELECT COUNT(*) AS n FROM signing_keys") == 1


async def test_days_that_are_over_are_certified_once_whenever_it_is_asked_for(city: City) -> None:
    mei = await city.person("Mei")
    await Ledger(city).logged(mei, date(2026, 11, 20), 60)
    november, until_today = PERIODS[2], PERIODS[0]
    first = await get(city, mei, november, at(NOW))
    later = await get(city, mei, november, at(NOW + timedelta(days=40)))
    assert first is not None
    assert later is not None
    assert later.number == first.number
    tomorrow = CertifiedDays(first=None, last=TODAY + timedelta(days=1))
    one, other = await get(city, mei, until_today, at(NOW)), await get(city, mei, tomorrow, at(NOW + timedelta(days=1)))
    assert one is not None
    assert other is not None
    assert one.number != other.number, "it says of one more day that there was nothing"


async def test_nobody_gets_ten_thousand_of_them(city: City) -> None:
    """And whoever has asked for too many new ones has those they got, at any time."""
    mei = await city.person("Mei")
    await Ledger(city).logged(mei, date(2026, 11, 20), 60)
    periods = [CertifiedDays(first=date(2026, 1, 1 + day), last=TODAY) for day in range(MOST_A_DAY + 1)]
    got = [await get(city, mei, period, at(NOW)) for period in periods]
    assert [one is None for one in got] == [False] * MOST_A_DAY + [True]
    again = await get(city, mei, periods[0], at(NOW))
    assert again is not None
    assert got[0] is not None
    assert again.number == got[0].number
    async with city.writing() as rows:
        await withdraw_mine(rows, mei, again.id, at(NOW))
        refused = await issue(rows, await known(rows, mei), periods[0], "Taizhou", at(NOW))
        put_back = await issue(rows, await known(rows, mei), periods[-1], "Taizhou", at(NOW - timedelta(days=365)))
    assert refused == EnoughForNow(until=NOW + timedelta(days=1)), "nor is withdrawing a way around it"
    assert not isinstance(put_back, EnoughForNow), "the clock was a year ahead"
    assert await get(city, mei, periods[-1], at(NOW + timedelta(days=1, seconds=1))) is not None


async def test_what_is_signed_is_written_in_one_way(city: City) -> None:
    """It never reads otherwise: old certificates are made again from it, and checked by others' programs."""
    mei = await city.person("𠮷田 堃")
    await Ledger(city).logged(mei, TODAY, 150)
    one = await get(city, mei, PERIODS[0], at(NOW))
    assert one is not None
    assert one.signed is not None
    assert is_signed(one.signed.public_key, one.signed.payload.encode(), b64decode(one.signed.signature))
    assert one.signed.payload == (
        f'{{"first_day":null,"issued":"2026-12-01","key":"{key_id(one.signed.public_key)}","last_day":"2026-12-01",'
        f'"minutes":150,"name":"𠮷田 堃","number":"{one.number}","organisation":"Taizhou","service":[{{"activity":'
        '"Library help","day":"2026-12-01","minutes":150,"responsible":"Teacher Li","unit":"Jiaojiang"}],'
        f'"unit":"Jiaojiang","volunteer":"{mei.id}","yigong":"certificate/1"}}'
    )


async def test_whoever_is_named_in_it_may_be_erased_and_it_holds(city: City) -> None:
    mei = await city.person("Mei")
    await Ledger(city).logged(mei, TODAY, 150)
    one = await get(city, mei, PERIODS[0], at(NOW))
    assert one is not None
    async with city.writing() as rows:
        await erase(rows, await known(rows, city.leader), at(NOW))
    stands = await now(city, one)
    assert stands.is_valid
    assert stands.signed is None, "their name is in what was signed"
    anew = await get(city, mei, PERIODS[0], at(NOW))
    assert anew is not None
    assert anew.signed is not None
    assert "Teacher Li" not in anew.signed.payload


async def test_what_is_confirmed_while_it_is_made_is_in_it_or_replaces_it(city: City) -> None:
    """Whoever writes a line and whoever certifies wait for one another, or one of them finds what the other wrote."""
    ledger = Ledger(city)
    for _ in range(5):
        mei = await city.person("Mei")
        await ledger.logged(mei, TODAY, 60)
        one, _ = await asyncio.gather(get(city, mei, PERIODS[0], at(NOW)), ledger.logged(mei, TODAY, 30))
        assert one is not None
        stands = await now(city, one)
        assert (stands.minutes == 90) is stands.is_valid


async def test_only_whoever_makes_the_paper_reads_what_was_signed(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many years it is large: strangers ask as often as they like, and a roster looks at hundreds."""
    ledger, mei = Ledger(city), await city.person("Mei")
    await ledger.logged(mei, TODAY, 60)
    one = await get(city, mei, PERIODS[0], at(NOW))
    assert one is not None
    async with city.database.reading() as reader:
        [listed] = (await certificates_of(reader, mei.id, Page(5, 0))).certificates
        assert listed == await numbered(reader, one.number) == one.model_copy(update={"signed": None})
    assert (await now(city, one)) == one
    asked: list[str] = []
    every = Reader.all

    async def listens(tx: Reader, sql: str, **values: Any) -> Any:
        asked.append(sql)
        return await every(tx, sql, **values)

    monkeypatch.setattr(Reader, "all", listens)
    await ledger.logged(mei, TODAY, 30)
    assert not (await now(city, one)).is_valid
    looked = [sql for sql in asked if "certificates" in sql]
    assert looked
    assert not any("payload" in sql for sql in looked)


async def test_of_two_records_that_become_one_both_certificates_are_replaced(city: City) -> None:
    """The one says too little by then, and the other is of a number that is nobody's; parted, neither comes back."""
    ledger, boss = Ledger(city), await appoint(city, await city.person("Boss"), city.top, Role.ADMIN)
    mei, again = await city.person("Mei"), await city.person("Mei again")
    await ledger.logged(mei, TODAY, 60)
    await ledger.logged(again, TODAY, 30)
    both = [await get(city, one, PERIODS[0], at(NOW)) for one in (mei, again)]
    async with city.writing() as rows:
        merged = await merge(rows, boss, mei.id, again.id, at(NOW))
    assert isinstance(merged, Merged)
    for parted in (False, True):
        if parted:
            async with city.writing() as rows:
                await undo_merge(rows, boss, merged.merge_id, at(NOW))
        assert [(await now(city, one)).state for one in both if one] == [CertificateState.REPLACED] * 2
    told = [number for _, facts in await owed(city, "certificates_replaced") for number in facts["certificate_ids"]]
    assert sorted(told) == sorted(one.id for one in both if one)


WRITERS = {
    "hours.py": "outdating.note",
    "importing.py": "outdating.note",
    "ledgers.py": "",  # it only reads
    "merging.py": "",  # of a unit: what a certificate says of it, it says as it was
    "doubles.py": "",  # lines change their person: `known_twice` looks at both
    "parting.py": "",
    "known_twice.py": "outdating.given_over",
}
"""Where the ledger is written, and what each does about certificates."""


def test_whoever_writes_the_ledger_looks_at_certificates() -> None:
    writes = re.compile(r'INSERT INTO entries\b|UPDATE entries SET (?!note)|"entries",|\("entries", "person_id"\)')
    rows = ROOT / "storage/rows"
    found = {file.name for file in rows.rglob("*.py") if writes.search(file.read_text(encoding="utf-8"))}
    assert found <= WRITERS.keys(), "a certificate could stay valid that the ledger doesn't bear out (decision 60)"
    for name, does in WRITERS.items():
        assert does in (rows / name).read_text(encoding="utf-8"), name
