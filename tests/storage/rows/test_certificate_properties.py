"""Whatever is recorded, put right, logged, closed, merged and erased: a certificate stands as the ledger says."""

import json
from datetime import date
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from storage.rows import Rows
from storage.views.certificates import numbered
from tests.storage.rows.test_certificates import DAYS, PERIODS, get
from tests.storage.rows.test_properties import MANY
from tests.support.acting import appoint, at, known, owed
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.actions.attendance.putting_right import came_after_all, undo_no_show
from volunteering.actions.attendance.rosters import Confirmed, adjust, confirm_roster
from volunteering.actions.certificates import withdraw_mine, withdraw_of
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.actions.hours.deciding import Approved, approve, reject
from volunteering.actions.hours.logging import Logged, log_hours
from volunteering.actions.volunteers.holds import restore, suspend
from volunteering.actions.volunteers.registering import come_back, erase, leave
from volunteering.rules.activities import Shift
from volunteering.rules.certificates import Certificate, CertificateState, CertifiedDays
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.hours import Decision, Kind, Subject, entry_for
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Person, Standing

Act = tuple[
    Literal[
        "line", "roster", "missed", "came", "logs", "unlogs", "get", "withdraw", "taken", "hold", "goes", "merge",
        "part", "erase", "nothing",
    ],
    int,
    int,
    int,
]  # fmt: skip


WHO = st.integers(0, 1)


MINUTES = st.sampled_from([0, 30, 60, 90])


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("line"), WHO, st.integers(0, 3), MINUTES),
        st.tuples(st.sampled_from(["roster", "roster", "missed", "came"]), WHO, st.integers(0, 3), MINUTES),
        st.tuples(st.sampled_from(["logs", "unlogs"]), WHO, st.integers(0, 3), st.sampled_from([30, 60])),
        st.tuples(st.just("get"), WHO, st.integers(0, 2), st.just(0)),
        st.tuples(st.just("get"), WHO, st.integers(0, 2), st.just(0)),
        st.tuples(st.sampled_from(["withdraw", "taken", "hold", "goes", "merge", "part"]), WHO, st.just(0), st.just(0)),
        st.tuples(st.sampled_from(["erase", "nothing", "nothing"]), WHO, st.just(0), st.just(0)),
    ),
    max_size=18,
)


class Believed:
    """What anybody would say of each certificate, from what it said and what the ledger says now."""

    def __init__(self, city: City, boss: Actor, people: list[Person], shifts: list[Shift]) -> None:
        self.city, self.boss, self.people, self.shifts = city, boss, people, shifts
        self.issued: dict[str, tuple[int, CertifiedDays, str]] = {}  # by number: whose, of which days, what it said
        self.stands: dict[str, CertificateState] = {}
        self.merge_id: int | None = None
        self.erased: set[int] = set()
        self.claims: list[int] = []

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
                await self._gets(person, PERIODS[which])
            case "roster" | "missed" | "came" | "logs" | "unlogs":
                await self._leads(what, person, self.shifts[which], minutes)
            case "withdraw" | "taken":
                await self._withdraw(person, by_admin=what == "taken")
            case "hold" | "goes":
                await self._closes(what, person)
            case "merge" | "part" if not self.erased:
                await self._is_known_twice(what)
            case "erase":
                await self._erases(person)
        await self._look()

    async def _gets(self, person: Person, days: CertifiedDays) -> None:
        one = await get(self.city, person, days, at(NOW))
        if one is not None:
            assert one.signed is not None
            self.issued[one.number] = person.id, days, await self._says(person.id, days)
            self.stands[one.number] = CertificateState.VALID

    async def _is_known_twice(self, what: str) -> None:
        async with self.city.writing() as rows:
            if what == "merge" and self.merge_id is None:
                outcome = await merge(rows, self.boss, self.people[0].id, self.people[1].id, at(NOW))
                assert isinstance(outcome, Merged)
                self.merge_id = outcome.merge_id
                self._end(self.people[1].id, CertificateState.REPLACED)
            elif what == "part" and self.merge_id is not None:
                await undo_merge(rows, self.boss, self.merge_id, at(NOW))
                self.merge_id = None

    async def _erases(self, person: Person) -> None:
        async with self.city.writing() as rows:
            await erase(rows, await known(rows, person), at(NOW))
        whole = {each.id for each in self.people} if self.merge_id is not None else {person.id}
        self.erased |= whole
        for number in whole:
            self._end(number, CertificateState.WITHDRAWN, of=set(CertificateState))

    def _end(self, person_id: int, state: CertificateState, of: set[CertificateState] | None = None) -> None:
        for number, (whose, *_) in self.issued.items():
            if whose == person_id and self.stands[number] in (of or {CertificateState.VALID}):
                self.stands[number] = state

    async def _leads(self, what: str, person: Person, shift: Shift, minutes: int) -> None:
        """By what leaders do: a roster, putting it right, hours logged elsewhere."""
        async with self.city.writing() as rows:
            match what:
                case "roster":
                    if await rows.sign_ups.mine(shift.id, person.id) is None:
                        await rows.sign_ups.put(shift.id, person.id, SignUpState.CONFIRMED, shift.since)
                    await adjust(rows, self.boss, shift.id, person.id, minutes, at(NOW))
                    assert isinstance(await confirm_roster(rows, self.boss, shift.id, at(NOW)), Confirmed)
                case "missed":
                    await undo_no_show(rows, self.boss, shift.id, person.id, at(NOW))
                case "came":
                    await came_after_all(rows, self.boss, shift.id, person.id, at(NOW))
                case "logs":
                    known_now = await known(rows, person)
                    logged = await log_hours(rows, known_now, shift.day(at(NOW).zone), minutes, "Errand", at(NOW))
                    if isinstance(logged, Logged):
                        self.claims.append(logged.claim_id)
                        assert isinstance(await approve(rows, self.boss, logged.claim_id, at(NOW)), Approved)
                case _ if self.claims:
                    await reject(rows, self.boss, self.claims.pop(), "a slip", at(NOW), instead_of=Decision.APPROVED)

    async def _closes(self, what: str, person: Person) -> None:
        """Somebody is on hold, or goes, or is back: their certificates hold all the same."""
        async with self.city.writing() as rows:
            now_known = await known(rows, person)
            if what == "hold":
                if isinstance(await suspend(rows, self.boss, person.id, "to be talked over", at(NOW)), Unchanged):
                    await restore(rows, self.boss, person.id, at(NOW))
            elif now_known.standing is Standing.LEFT:
                await come_back(rows, now_known, at(NOW))
            elif now_known.standing.is_here:
                await leave(rows, now_known, at(NOW))

    async def _withdraw(self, person: Person, *, by_admin: bool) -> None:
        async with self.city.database.reading() as reader:
            theirs = [
                await numbered(reader, number) for number, (whose, *_) in self.issued.items() if whose == person.id
            ]
        if one := next((one for one in theirs if one and one.is_valid), None):
            async with self.city.writing() as rows:
                if by_admin:
                    found = await withdraw_of(rows, self.boss, one.id, "made for another", at(NOW))
                else:
                    found = await withdraw_mine(rows, person, one.id, at(NOW))
            assert isinstance(found, Certificate)
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
            SELECT e.day, e.shift_id, e.claim_id, e.minutes FROM entries e
            WHERE e.person_id = :person AND e.minutes > 0 AND e.day <= :last AND e.day >= :first
                AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id)
            ORDER BY e.day, e.shift_id, e.claim_id
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
        async with self.city.database.reading() as reader:
            for key, state in self.stands.items():  # what a stranger reads of it
                read = await numbered(reader, key)
                assert read is not None
                assert (read.state, read.person_id is None) == (state, self.issued[key][0] in self.erased)
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
