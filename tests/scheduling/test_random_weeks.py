"""Weeks in which anything may happen: nobody has too much, nobody is told twice of the same, and nobody is woken.

What is owed is delivered as a running bot does, and what people got is the witness.
"""

import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

import pytest

from scheduling.offering import see_to_offers
from scheduling.sweeps import move_up, pass_on_unheard
from storage.engine.connecting import connect
from storage.engine.database import Kind
from storage.rows import Rows
from tests.support.acting import appoint, at
from tests.support.city import ZONE
from tests.support.databases import Databases
from tests.support.delivering import PostOffice
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.leading.moving import change_places, move_shift
from volunteering.actions.signing_up.offering import skip_offer, take_offer
from volunteering.actions.signing_up.places import leave_shift, say_coming, take_shift
from volunteering.actions.volunteers.holds import restore, suspend
from volunteering.rules.activities import Shift
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.volunteers import Actor, Person

WEEKS: Final = {False: 4, True: 200}
"""So many on each database, in the usual run and at length."""

PEOPLE, SHIFTS, ACTS, DAYS = 6, 4, 120, 7


BY_VOLUNTEERS: Final[Mapping[str, Callable[[Rows, Person, int, Moment], Awaitable[object]]]] = {
    "take": take_shift,
    "leave": leave_shift,
    "take_offer": take_offer,
    "skip_offer": skip_offer,
    "coming": say_coming,
}
WEIGHTS: Final = {
    "take": 40, "leave": 14, "take_offer": 12, "skip_offer": 6, "coming": 4,
    "places": 6, "move": 3, "cancel": 0.5, "suspend": 1, "restore": 4,
}  # fmt: skip

ALL_OF_THEM: Final = frozenset({"offered", "offer_lapsed", "promoted", "left_over", "first_come"})
"""What has to come up in some week."""

ONE_S_OWN: Final = frozenset({"standing_changed"})
"""What is about no shift, and comes when somebody does it."""

NOBODY_IS_THERE: Final = 0.02
"""How often the bot is away for hours, or Telegram takes nothing."""


class Week:
    """A few people, a few shifts with few places, and somebody who does something every hour or so."""

    def __init__(self, office: PostOffice, chance: random.Random) -> None:
        self.office, self._chance = office, chance
        self.people: list[Person] = []
        self.shifts: list[Shift] = []
        self._leader: Actor

    async def begin(self) -> None:
        """People, shifts and a leader."""
        city = self.office.city
        self._leader = await appoint(city, city.leader, city.jiaojiang)
        self.people = [await self.office.reader(f"Volunteer {number}") for number in range(PEOPLE)]
        async with city.writing() as rows:
            await rows.profiles.put_in_at_once(self.people[0].id, at_once=True)
        for _ in range(SHIFTS):
            hours, activity = self._chance.uniform(12, DAYS * 24), await city.activity(f"Clean-up {len(self.shifts)}")
            self.shifts.append(await city.shift(hours, places=self._chance.randint(1, 2), activity=activity))

    @property
    def moment(self) -> Moment:
        """Now."""
        return at(self.office.clock.now())

    async def goes_on(self) -> None:
        """Somebody does something; time passes; what is due is done, and what is owed arrives."""
        [act] = self._chance.choices(tuple(WEIGHTS), tuple(WEIGHTS.values()))
        who, shift = self._chance.choice(self.people), self._chance.choice(self.shifts)
        async with self.office.city.writing() as rows:
            person = await rows.people.get(who.id)
            assert person is not None
            if act in BY_VOLUNTEERS:
                await BY_VOLUNTEERS[act](rows, person, shift.id, self.moment)
            else:
                await self._leads(rows, act, person, shift.id)
        if self._chance.random() < NOBODY_IS_THERE:
            self.office.clock.passes(hours=self._chance.uniform(1, 30))
        await self._arrives()
        for _ in range(self._chance.randint(0, 4)):
            self.office.clock.passes(minutes=self._chance.randint(5, 45))
            await self._sweep()
            await self._arrives()

    async def _leads(self, rows: Rows, act: str, person: Person, shift_id: int) -> None:
        moment = self.moment
        match act:
            case "places":
                await change_places(rows, self._leader, shift_id, self._chance.randint(1, 3), moment)
            case "move":
                start = moment.now + timedelta(hours=self._chance.uniform(1, 60))
                await move_shift(
                    rows, self._leader, shift_id, Period(start=start, end=start + timedelta(hours=2)), moment
                )
            case "cancel":
                await cancel_shift(rows, self._leader, shift_id, moment)
            case "suspend":
                await suspend(rows, self._leader, person.id, "To be talked over", moment)
            case "restore":
                await restore(rows, self._leader, person.id, moment)

    async def _sweep(self) -> None:
        database, moment = self.office.city.database, self.moment
        for sweep in (see_to_offers, move_up, pass_on_unheard):
            await sweep(database, moment)
        await self.office.sweep()

    async def _arrives(self) -> None:
        self.office.delivery.wake()
        await self.office.delivery.drain_once()
        await self._nobody_is_woken()

    async def nobody_has_too_much(self) -> None:
        """Places that are taken or held are no more than there are, and nobody is in anything twice."""
        for known in self.shifts:
            async with self.office.city.looking() as rows:
                found = await rows.activities.shift(known.id)
                assert found is not None
                confirmed, waiting = await rows.sign_ups.confirmed(known.id), await rows.sign_ups.waiting(known.id)
            _, shift = found
            people = Counter(sign_up.person_id for sign_up in (*confirmed, *waiting))
            assert not [person for person, times in people.items() if times > 1], "somebody is in it twice"
            held = sum(sign_up.is_offered for sign_up in waiting)
            assert shift.limit is None or len(confirmed) + held <= shift.limit, "more than there are places"

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
        for person in self.people:
            texts = [message.text for message in self.office.messages(person)]
            for number in range(SHIFTS):
                about = [text for text in texts if f"Clean-up {number}" in text]
                again = [text for text, other in pairwise(about) if text == other]
                assert not again, f"{person.name} is told twice: {again}"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_weeks_in_which_anything_may_happen(databases: Databases, kind: Kind, long: bool) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(WEEKS[long]):
        with databases.fresh(kind) as url:
            async with connect(url) as database:
                week = Week(await PostOffice.opened(database), random.Random(seed))
                await week.begin()
                for _ in range(ACTS):
                    await week.goes_on()
                    await week.nobody_has_too_much()
                week.nobody_was_told_twice()
                kinds.update(row["kind"] for row in await week.office.city.table("SELECT kind FROM outbox"))
    assert kinds.keys() >= ALL_OF_THEM, "too little happens"
