"""Weeks in which anything may happen: nobody has too much, nobody is told twice of the same, and nobody is woken.

What is owed is delivered as a running bot does, and what people got is the witness.
"""

import json
import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

import pytest

from scheduling.digests import send_digests
from scheduling.helping import ask_for_help
from scheduling.moves import see_to_moves
from scheduling.offering import see_to_offers
from scheduling.sweeps import move_up, pass_on_unheard
from storage.engine.connecting import connect
from storage.engine.database import Kind
from storage.rows import Rows
from storage.rows.capacities import HAS_ROOM
from storage.rows.roles import ROLE_HAS_ROOM
from tests.support.acting import appoint, at
from tests.support.city import ZONE
from tests.support.databases import Databases
from tests.support.delivering import PostOffice
from tests.support.weeks import ACTS, Doing, happens
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.asking import A_WEEK, is_time_to_ask
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.offering import goes_in_turn, held_until, may_be_next
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Person

WEEKS: Final[dict[Kind, int]] = {"sqlite": 6, "postgresql": 2}
AT_LENGTH: Final = 200
"""So many on each database, in the usual run and at length."""

PEOPLE, SHIFTS, OFTEN, DAYS = 8, 4, 160, 5

ALL_OF_THEM: Final = frozenset(
    {
        "offered", "offer_lapsed", "promoted", "left_over", "first_come", "help_asked", "help_missing",
        "please_confirm", "place_lapsed", "reminder", "once_more", "leaders_digest", "changed", "gap",
    }
)  # fmt: skip
"""What has to come up in some week."""

ONE_S_OWN: Final = frozenset({"standing_changed"})
"""What is about no shift, and comes when somebody does it."""

IN_A_RUSH: Final = 0.9
"""How often what begins soon is what people turn to, one right after the other."""

NOBODY_IS_THERE: Final = 0.02
"""How often the bot is away for hours, or Telegram takes nothing."""


IS_FREE: Final = "A place is free"
"""Of these may come several in the same words: one that is taken comes free again. `FreePlaces` looks at them."""


class FreePlaces:
    """Who heard that a place is free in what, and hasn't seen it full since, or at another time."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office
        self._told: set[tuple[int, int]] = set()  # person and shift
        self._starts: dict[int, int] = {}
        self._read: Counter[int] = Counter()

    async def look(self) -> None:
        """Whether what was free still is."""
        table = self._office.city.table
        starts = {row["id"]: row["starts_at"] for row in await table("SELECT id, starts_at FROM shifts")}
        moved = {shift for shift, start in starts.items() if start != self._starts.get(shift)}
        self._starts = starts
        full = [
            (row["person_id"], row["shift_id"])
            for row in await table(
                "SELECT w.person_id, w.shift_id FROM signups w JOIN shifts s ON s.id = w.shift_id"
                " LEFT JOIN shift_roles r ON r.id = w.role_id WHERE w.state = 'waiting'"
                f" AND NOT CASE WHEN r.id IS NULL THEN {HAS_ROOM} ELSE {ROLE_HAS_ROOM} END"
            )
        ]
        leader = self._office.city.leader.id
        gone = {*full, *((leader, shift) for _, shift in full)}
        self._told = {(person, shift) for person, shift in self._told - gone if shift not in moved}

    def nobody_hears_again(self, people: Sequence[Person], shifts: Sequence[int]) -> None:
        """Once for all that is free: of another place beside it there is nothing more to say."""
        for person in people:
            texts = [message.text for message in self._office.messages(person)]
            for text in texts[self._read[person.id] :]:
                if text.startswith(IS_FREE):
                    shift = next(one for number, one in enumerate(shifts) if f": Clean-up {number}\n" in text)
                    assert (person.id, shift) not in self._told, f"{person.name} knows of it: {text}"
                    self._told.add((person.id, shift))
            self._read[person.id] = len(texts)


class RandomWeek:
    """A few people, a few shifts with few places, and somebody who does something every hour or so."""

    def __init__(self, office: PostOffice, chance: random.Random) -> None:
        self.office, self._chance = office, chance
        self._free = FreePlaces(office)
        self.people: list[Person] = []
        self.shifts: list[Shift] = []
        self._leader: Actor
        self._admin: Actor
        self.done: Counter[str] = Counter()

    async def begin(self) -> None:
        """People, shifts and a leader."""
        city = self.office.city
        self._leader = await appoint(city, city.leader, city.jiaojiang)
        self._admin = await appoint(city, await self.office.reader("Chen", unit=city.top), city.top, Role.ADMIN)
        self.people = [await self.office.reader(f"Volunteer {number}") for number in range(PEOPLE)]
        async with city.writing() as rows:
            await rows.profiles.put_in_at_once(self.people[0].id, at_once=True)
        for _ in range(SHIFTS):
            hours, activity = self._chance.uniform(8, DAYS * 24), await city.activity(f"Clean-up {len(self.shifts)}")
            shift = await city.shift(hours, places=self._chance.randint(1, 2), activity=activity)
            self.shifts.append(shift)
            async with city.writing() as rows:
                await rows.activities.set_minimum(shift.id, self._chance.randint(0, 2))

    @property
    def moment(self) -> Moment:
        """Now."""
        return at(self.office.clock.now())

    async def goes_on(self) -> None:
        """Somebody does something; time passes; what is due is done, and what is owed arrives."""
        self.office.clock.passes(minutes=1)
        who = self._chance.choice(self.people)
        async with self.office.city.writing() as rows:
            person = await rows.people.get(who.id)
            assert person is not None
            one = Doing(
                rows, person, await self._one_that_matters(), self.moment, self._chance, self._leader, self._admin
            )
            self.done[await happens(one)] += 1
        if self._chance.random() < NOBODY_IS_THERE:
            self.office.clock.passes(hours=self._chance.uniform(1, 30))
        await self._arrives()
        if self._chance.random() < IN_A_RUSH and await self._soon():
            return
        for _ in range(self._chance.randint(0, 4)):
            self.office.clock.passes(minutes=self._chance.randint(5, 45))
            await self._sweep()
            await self.every_place_is_seen_to()
            await self._arrives()

    async def _one_that_matters(self) -> int:
        """Any of the shifts; mostly one that begins soon, where there is one, as people turn to that."""
        soon = await self._soon()
        return self._chance.choice(
            soon if soon and self._chance.random() < IN_A_RUSH else [one.id for one in self.shifts]
        )

    async def _soon(self) -> list[int]:
        now = int(self.moment.now.timestamp())
        found = await self.office.city.table(
            "SELECT id FROM shifts WHERE starts_at > :now AND starts_at <= :late ORDER BY id",
            now=now,
            late=now + 3600 * self.moment.policy.late_hours,
        )
        return [row["id"] for row in found]

    async def _sweep(self) -> None:
        database, moment = self.office.city.database, self.moment
        for sweep in (see_to_offers, see_to_moves, move_up, ask_for_help, send_digests, pass_on_unheard):
            await sweep(database, moment)
        await self.office.sweep()

    async def _arrives(self) -> None:
        await self._free.look()
        self.office.delivery.wake()
        await self.office.delivery.drain_once()
        await self._nobody_is_woken()
        self._free.nobody_hears_again((*self.people, self._leader.person), [one.id for one in self.shifts])

    async def nobody_has_too_much(self) -> None:
        """Places that are taken or held are no more than there are, and nobody is in anything twice."""
        for known in self.shifts:
            async with self.office.city.looking() as rows:
                found = await rows.activities.shift(known.id)
                assert found is not None
                confirmed, waiting = await rows.sign_ups.confirmed(known.id), await rows.sign_ups.waiting(known.id)
                roles = {room.role.id: room.role.limit for room in await rows.roles.of(known.id)}
            _, shift = found
            people = Counter(sign_up.person_id for sign_up in (*confirmed, *waiting))
            assert not [person for person, times in people.items() if times > 1], "somebody is in it twice"
            held = sum(sign_up.is_offered for sign_up in waiting)
            assert shift.limit is None or len(confirmed) + held <= shift.limit, "more than there are places"
            there = Counter(one.role_id for one in (*confirmed, *waiting) if one in confirmed or one.is_offered)
            over = [role_id for role_id, limit in roles.items() if limit is not None and there[role_id] > limit]
            assert not over, "more than a role has places"

    async def every_place_is_seen_to(self) -> None:
        """Whatever is free is offered, or those who wait are told of it, or people are asked, or the leader is told."""
        for known in self.shifts:
            async with self.office.city.looking() as rows:
                found = await rows.activities.shift(known.id)
                assert found is not None
                activity, shift = found
                if is_on(activity, shift) and not shift.has_begun(self.moment.now):
                    await self._is_seen_to(rows, activity, shift)

    async def _is_seen_to(self, rows: Rows, activity: Activity, shift: Shift) -> None:
        line = await rows.sign_ups.waiting(shift.id)
        to_come = [one for one in line if not one.is_offered and not one.passed]
        for one in to_come:
            facts = await rows.sign_ups.facts(shift.id, one.person_id)
            assert facts is not None
            if facts.capacity.is_full or not may_be_next(facts, self.moment):
                continue
            if goes_in_turn(shift, self.moment):
                assert held_until(shift, self.moment) is None, f"{one.person_id} waits beside a free place"
            elif self.moment.heard_at < shift.period.start:
                assert await self._is_told("first_come", shift, one.person_id), f"{one.person_id} isn't told of a place"
        found = len(await rows.sign_ups.confirmed(shift.id)) + len(line) - len(to_come)
        if not to_come and found < shift.takes and is_time_to_ask(activity, shift, self.moment):
            known, ahead = await rows.asks.round(shift.id), shift.period.start - self.moment.now
            # Until the last day they may come by themselves, and it is looked at again in a few minutes.
            may_come = ahead > timedelta(days=1) and known and known.next_at and known.next_at > self.moment.now
            asked = may_come or await rows.asks.of_shift(shift.id)
            assert asked or await self._is_told("help_missing", shift), f"nobody is asked for {activity.title}"

    async def _is_told(self, kind: str, shift: Shift, person_id: int | None = None) -> bool:
        rows = await self.office.city.table("SELECT person_id, facts FROM outbox WHERE kind = :kind", kind=kind)
        return any(
            json.loads(row["facts"])["shift_id"] == shift.id and person_id in {None, row["person_id"]} for row in rows
        )

    async def nobody_is_asked_too_often(self) -> None:
        """By the messages that they got: not more than twice in seven days, nor twice for one shift."""
        rows = await self.office.city.table(
            "SELECT o.person_id, o.done_at, o.key FROM outbox o WHERE o.kind = 'help_asked' AND o.state = 'sent'"
            " ORDER BY o.done_at"
        )
        for person in self.people:
            times = [row["done_at"] for row in rows if row["person_id"] == person.id]
            often = [at for at, third in zip(times, times[2:], strict=False) if third - at < A_WEEK.total_seconds()]
            assert not often, f"{person.name} is asked three times in a week"
        again = await self.office.city.table(
            "SELECT person_id FROM asks WHERE sent_at IS NOT NULL GROUP BY person_id, shift_id HAVING COUNT(*) > 1"
        )
        assert not again

    async def _nobody_is_woken(self) -> None:
        """At night nobody is told anything but of a shift of that day, or of one that begins before they are up."""
        if not self.moment.is_quiet:
            return
        sent = await self.office.city.table(
            "SELECT kind, facts FROM outbox WHERE state = 'sent' AND done_at = :now",
            now=int(self.office.clock.now().timestamp()),
        )
        starts = {
            row["id"]: datetime.fromtimestamp(row["starts_at"], UTC)
            for row in await self.office.city.table("SELECT id, starts_at FROM shifts")
        }
        for row in sent:
            facts = json.loads(row["facts"])
            shifts = [facts["shift_id"]] if "shift_id" in facts else facts.get("shift_ids", ())
            before = [Period.model_validate(facts["period_before"]).start] if "period_before" in facts else []
            is_near = any(
                local_day(start, ZONE) == self.moment.today or start < self.moment.heard_at + timedelta(hours=1)
                for start in (*before, *(starts[number] for number in shifts))
            )
            what = f"{row['kind']} at {self.moment.now.astimezone(ZONE):%H:%M on the %dth}: {facts}"
            assert is_near or row["kind"] in ONE_S_OWN, f"{what}, {starts}"

    def nobody_was_told_twice(self) -> None:
        """Nobody got the same message about a shift again, without having heard anything else of it meanwhile."""
        for person in (*self.people, self._leader.person):
            texts = [message.text for message in self.office.messages(person)]
            for number in range(SHIFTS):
                about = [text for text in texts if f"Clean-up {number}" in text]
                again = [text for text, other in pairwise(about) if text == other and not text.startswith(IS_FREE)]
                assert not again, f"{person.name} is told twice: {again}"


@pytest.mark.parametrize("kind", WEEKS)
async def test_weeks_in_which_anything_may_happen(databases: Databases, kind: Kind, long: bool) -> None:
    kinds, done = Counter[str](), Counter[str]()
    weeks = AT_LENGTH if long else WEEKS[kind]
    for seed in range(weeks):
        with databases.fresh(kind) as url:
            async with connect(url) as database:
                week = RandomWeek(await PostOffice.opened(database), random.Random(seed))
                await week.begin()
                for _ in range(OFTEN):
                    await week.goes_on()
                    await week.nobody_has_too_much()
                week.nobody_was_told_twice()
                await week.nobody_is_asked_too_often()
                done.update(week.done)
                kinds.update(row["kind"] for row in await week.office.city.table("SELECT kind FROM outbox"))
    if weeks >= WEEKS["sqlite"]:
        assert kinds.keys() >= ALL_OF_THEM, f"too little happens: {ALL_OF_THEM - kinds.keys()}"
        assert done.keys() == ACTS.keys(), f"nobody does this: {ACTS.keys() - done.keys()}"
