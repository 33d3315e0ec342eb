"""How certificates stand on both databases, whatever is written into the ledger, and by whatever way."""

import asyncio
import json
import re
from base64 import b64decode
from datetime import date, timedelta
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.engine.database import Reader
from storage.engine.pages import Page
from storage.rows import Rows
from storage.rows.signatures import is_signed, key_id
from storage.views.certificates import certificates_of, numbered
from tests.storage.rows.test_properties import MANY
from tests.support.acting import appoint, at, known, owed
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from tests.support.town import ROOT
from volunteering.actions.certificates import EnoughForNow, Issued, issue, withdraw_mine
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.actions.volunteers.registering import erase
from volunteering.rules.activities import Shift
from volunteering.rules.certificates import MOST_A_DAY, Certificate, CertificateState, CertifiedDays
from volunteering.rules.ground.moment import Moment
from volunteering.rules.hours import Kind, Subject, entry_for
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Person

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


Act = tuple[Literal["line", "get", "withdraw", "merge", "part", "erase", "nothing"], int, int, int]
WHO = st.integers(0, 1)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("line"), WHO, st.integers(0, 3), st.sampled_from([0, 30, 60, 90])),
        st.tuples(st.just("line"), WHO, st.integers(0, 3), st.sampled_from([0, 30, 60, 90])),
        st.tuples(st.just("get"), WHO, st.integers(0, 2), st.just(0)),
        st.tuples(st.just("get"), WHO, st.integers(0, 2), st.just(0)),
        st.tuples(st.sampled_from(["withdraw", "merge", "part"]), WHO, st.just(0), st.just(0)),
        st.tuples(st.sampled_from(["erase", "nothing", "nothing"]), WHO, st.just(0), st.just(0)),
    ),
    max_size=14,
)


class Believed:
    """What anybody would say of each certificate, from what it said and what the ledger says now."""

    def __init__(self, city: City, boss: Actor, people: list[Person], shifts: list[Shift]) -> None:
        self.city, self.boss, self.people, self.shifts = city, boss, people, shifts
        self.issued: dict[str, tuple[int, CertifiedDays, str]] = {}  # by number: whose, of which days, what it said
        self.stands: dict[str, CertificateState] = {}
        self.merge_id: int | None = None
        self.erased: set[int] = set()

    async def do(self, act: Act) -> None:
        what, who, which, minutes = act
        person = self.people[who]
        async with self.city.looking() as rows:
            is_known = (await known(rows, person)).standing.is_known
        if not is_known:
            return
        match what:
            case "line":
                await self._line(person, self.shifts[which], minutes)
            case "get":
                one = await get(self.city, person, PERIODS[which], at(NOW))
                if one is not None:
                    assert one.signed is not None
                    self.issued[one.number] = person.id, PERIODS[which], await self._says(person.id, PERIODS[which])
                    self.stands[one.number] = CertificateState.VALID
            case "withdraw":
                await self._withdraw(person)
            case "merge" if self.merge_id is None and not self.erased:
                async with self.city.writing() as rows:
                    outcome = await merge(rows, self.boss, self.people[0].id, self.people[1].id, at(NOW))
                assert isinstance(outcome, Merged)
                self.merge_id = outcome.merge_id
                self._end(self.people[1].id, CertificateState.REPLACED)
            case "part" if self.merge_id is not None and not self.erased:
                async with self.city.writing() as rows:
                    await undo_merge(rows, self.boss, self.merge_id, at(NOW))
                self.merge_id = None
            case "erase":
                async with self.city.writing() as rows:
                    await erase(rows, await known(rows, person), at(NOW))
                whole = {each.id for each in self.people} if self.merge_id is not None else {person.id}
                self.erased |= whole
                for number in whole:
                    self._end(number, CertificateState.WITHDRAWN, of=set(CertificateState))
            case _:
                pass
        await self._look()

    def _end(self, person_id: int, state: CertificateState, of: set[CertificateState] | None = None) -> None:
        for number, (whose, *_) in self.issued.items():
            if whose == person_id and self.stands[number] in (of or {CertificateState.VALID}):
                self.stands[number] = state

    async def _withdraw(self, person: Person) -> None:
        async with self.city.database.reading() as reader:
            theirs = [
                await numbered(reader, number) for number, (whose, *_) in self.issued.items() if whose == person.id
            ]
        if one := next((one for one in theirs if one and one.is_valid), None):
            async with self.city.writing() as rows:
                await withdraw_mine(rows, person, one.id, at(NOW))
            self.stands[one.number] = CertificateState.WITHDRAWN

    async def _line(self, person: Person, shift: Shift, minutes: int) -> None:
        async with self.city.changing() as tx:
            rows = Rows(tx)
            found = await rows.activities.shift(shift.id)
            assert found is not None
            subject = Subject(
                person_id=person.id,
                unit_id=found[0].unit.id,
                activity_id=found[0].id,
                shift_id=shift.id,
                day=shift.day(at(NOW).zone),
            )
            earlier = await rows.doubles.counted(shift.id, person.id)
            kind = Kind.ATTENDED if minutes else Kind.NO_SHOW
            entry = entry_for(subject, kind, minutes, earlier, by_id=self.boss.id, at=NOW)
            if entry is not None:
                await rows.hours.append(entry)

    async def _says(self, person_id: int, days: CertifiedDays) -> str:
        rows = await self.city.table(
            """
            SELECT e.day, e.shift_id, e.minutes FROM entries e
            WHERE e.person_id = :person AND e.minutes > 0 AND e.day <= :last AND e.day >= :first
                AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id)
            ORDER BY e.day, e.shift_id
            """,
            person=person_id,
            first=str(days.first or date.min),
            last=str(days.last),
        )
        return json.dumps([list(dict(row).values()) for row in rows])

    async def _look(self) -> None:
        """Whatever was valid and is not borne out any more, is replaced from now on, and told of once."""
        for number, (whose, days, said) in self.issued.items():
            if self.stands[number] is CertificateState.VALID and await self._says(whose, days) != said:
                self.stands[number] = CertificateState.REPLACED
        found = await self.city.table("SELECT id, number, state, person_id FROM certificates ORDER BY id")
        ours = [row for row in found if row["number"] in self.issued]
        assert {row["number"]: row["state"] for row in ours} == {key: str(state) for key, state in self.stands.items()}
        told = [
            number for _, facts in await owed(self.city, "certificates_replaced") for number in facts["certificate_ids"]
        ]
        assert len(told) == len(set(told)), "told twice of the same"
        replaced = {row["id"] for row in ours if row["state"] == "replaced"}
        assert replaced <= set(told), "replaced, and nobody told"


@MANY
@given(ACTS)
async def test_it_stands_as_the_ledger_says_whatever_happens(city: City, acts: list[Act]) -> None:
    ledger = Ledger(city)
    boss = await appoint(city, await city.person("Boss"), city.top, Role.ADMIN)
    people = [await city.person("Wei"), await city.person("Wei 2")]
    shifts = [await ledger.shift(day) for day in DAYS]
    model = Believed(city, boss, people, shifts)
    for act in acts:
        await model.do(act)
