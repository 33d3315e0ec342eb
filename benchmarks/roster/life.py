"""What the simulated people do, and what becomes of it: one run of one policy with one seed."""

from collections import defaultdict, deque
from collections.abc import Generator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import simpy

from benchmarks.roster import behaviour as people
from benchmarks.roster.acts import (
    and_who,
    asks_for_a_place,
    confirms_roster,
    looked,
    notes,
    silent_in,
    widens,
)
from benchmarks.roster.behaviour import Behaviour
from benchmarks.roster.forecasts import Forecast, forecast
from benchmarks.roster.outcome import RunOutcome
from benchmarks.roster.policies import TriedPolicy
from benchmarks.roster.township import ZONE, PlannedShift, Township
from benchmarks.roster.world import Act, Process, SimulatedWorld, facts_in, opened, post
from storage.engine.database import Row
from storage.engine.values import instant
from volunteering.actions.asking.answering import answer_ask
from volunteering.actions.signing_up.offering import skip_offer, take_offer
from volunteering.actions.signing_up.places import leave_shift, say_coming
from volunteering.rules.asking import AskReply
from volunteering.rules.signing_up import SignUp, SignUpState
from volunteering.rules.volunteers import Actor, Person

FORECAST_AHEAD: Final = timedelta(hours=12)
SWEEPS_EVERY: Final = timedelta(minutes=30)
SWEEPS_FROM, SWEEPS_UNTIL = 7, 23
"""O'clock: at night nothing is due but what nobody would be told."""


async def lived(policy: TriedPolicy, seed: int, township: Township, template: Path, file: Path) -> RunOutcome:
    """What becomes of a township's quarter by one policy, with one seed."""
    world = await opened(template, file, township, at_once=policy.at_once)
    try:
        return await Life(policy, Behaviour(seed, ZONE), world).live()
    finally:
        await world.database.close()


class Life:
    """What everybody does, and what is counted of it."""

    def __init__(self, policy: TriedPolicy, behaviour: Behaviour, world: SimulatedWorld) -> None:
        self._policy = policy
        self._behaves = behaviour
        self._world = world
        self._outcome = RunOutcome()
        self._plans: dict[int, PlannedShift] = {}  # by the number that the database gave
        self._free: defaultdict[int, deque[datetime]] = defaultdict(deque)
        self._placed: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
        self._heard: defaultdict[tuple[int, int], int] = defaultdict(int)
        self._other_plans: defaultdict[tuple[int, int], datetime] = defaultdict(
            lambda: datetime.max.replace(tzinfo=UTC)
        )
        self._stale = set[tuple[int, int]]()  # who was put in after having made other plans
        self._came: defaultdict[int, list[bool]] = defaultdict(list)  # by person: of each, whether it was well filled
        self._in_vain: defaultdict[tuple[int, int], int] = defaultdict(int)  # how often somebody was asked, and silent
        self._people = {person.id: person for person in world.people.values()}
        self._leaders = {leader.id: leader for leader in world.leaders}
        self._new = [world.people[one.number].id for one in world.township.people if one.is_new]
        self._numbers = {person.id: number for number, person in world.people.items()}

    async def live(self) -> RunOutcome:
        """Let everybody live through the weeks; gives what was counted."""
        township = self._world.township
        for plan in township.shifts:
            self._world.clock.process(self._shift(plan, self._world.leaders[plan.unit]))
        self._world.clock.process(self._sweeps())
        await self._world.run(township.ends, self._hears)
        self._outcome.owed = self._world.handed_over
        self._outcome.newcomers = sum(len(self._came[person_id]) > 0 for person_id in self._new)
        self._outcome.again = sum(len(self._came[person_id]) > 1 for person_id in self._new)
        return self._outcome

    # Shifts

    def _shift(self, plan: PlannedShift, leader: Actor) -> Process:
        yield self._world.until(plan.posted)
        shift_id: int = yield self._world.act(lambda records, moment: post(records, leader, plan, moment))
        self._plans[shift_id] = plan
        for number in plan.wants:
            person = self._world.people[number]
            if self._may_want(person):
                self._outcome.wanted += person.id not in self._new
                self._world.clock.process(self._finds(person, shift_id, plan))
        yield self._world.until(plan.start - FORECAST_AHEAD)
        foreseen: Forecast | None = yield self._world.act(lambda records, moment: forecast(records, shift_id, moment))
        placed: Sequence[SignUp] = yield self._world.act(lambda records, _: records.sign_ups.confirmed(shift_id))
        yield self._world.until(plan.start)
        sign_ups: Sequence[SignUp] = yield self._world.act(lambda records, _: records.sign_ups.confirmed(shift_id))
        came = {one.person_id for one in sign_ups if self._comes(one.person_id, shift_id)}
        if foreseen is not None:
            foreseen.came, foreseen.stayed = len(came), len(came & {one.person_id for one in placed})
            self._outcome.forecasts.append(foreseen)
        is_well_filled = self._outcome.held(plan.places, len(came))
        for person_id in came:
            self._came[person_id].append(is_well_filled)
        yield self._world.until(self._behaves.awake(plan.start + plan.lasts + timedelta(hours=2)))
        yield self._world.act(
            lambda records, moment: confirms_roster(records, leader, shift_id, sign_ups, came, moment)
        )

    def _may_want(self, person: Person) -> bool:
        """Newcomers go on wanting or not after their first time."""
        came = self._came[person.id]
        if person.id not in self._new or not came:
            return True
        stays = people.COMES_BACK if came[0] else people.COMES_BACK_LESS
        return self._behaves.chance("stays", self._numbers[person.id]) < stays

    def _comes(self, person_id: int, shift_id: int) -> bool:
        misses = self._behaves.chance("misses", *self._key(person_id, shift_id)) < people.MISSES_ANYWAY
        return not misses and self._can(person_id, shift_id) and (person_id, shift_id) not in self._stale

    def _can(self, person_id: int, shift_id: int) -> bool:
        """Whether they can, for all that they know by now."""
        falls = self._behaves.falls_through_at(*self._key(person_id, shift_id), self._plans[shift_id].start)
        return falls is None or falls > self._world.now

    def _key(self, person_id: int, shift_id: int) -> tuple[int, int]:
        """What somebody's chances about a shift are drawn by, whichever policy is tried."""
        return self._numbers[person_id], self._plans[shift_id].number

    # People

    def _finds(self, person: Person, shift_id: int, plan: PlannedShift) -> Process:
        """Somebody who wants to come finds it, and takes a place, waits, or looks again."""
        key = self._key(person.id, shift_id)
        yield self._world.until(self._behaves.finds_at(*key, plan.posted))
        waits = self._policy.waits and self._behaves.chance("waits", *key) < people.WAITS
        days = 0
        while self._world.now < plan.start and self._can(person.id, shift_id):
            state = yield from self._do(
                shift_id, lambda records, moment: asks_for_a_place(records, person, shift_id, moment, waits=waits)
            )
            if state is SignUpState.WAITING:
                plans = self._behaves.hours(people.PLANS_OTHERWISE, "plans", *key)
                self._other_plans[person.id, shift_id] = self._world.now + plans
            if state is not None:
                yield from self._may_drop_out(person, shift_id, plan)
                return
            while True:
                days += 1
                yield self._world.clock.timeout(24 * 60)
                if self._behaves.chance("looks again", *key, days) < people.LOOKS_AGAIN or self._world.now > plan.start:
                    break

    def _may_drop_out(self, person: Person, shift_id: int, plan: PlannedShift) -> Process:
        """Whoever finds out that they can't says so, or says nothing."""
        key = self._key(person.id, shift_id)
        falls = self._behaves.falls_through_at(*key, plan.start)
        if falls is None or self._behaves.chance("says so", *key) >= people.SAYS_SO:
            return
        yield self._world.until(self._behaves.awake(falls))
        yield from self._leaves(person, shift_id)

    def _leaves(self, person: Person, shift_id: int) -> Process:
        yield from self._do(shift_id, lambda records, moment: leave_shift(records, person, shift_id, moment))
        self._stale.discard((person.id, shift_id))

    def _hears(self, row: Row) -> Process:
        """Somebody gets a message, reads it, and does something or nothing about it."""
        now = self._world.now
        due = max(now, instant(row["due_at"])) if row["due_at"] else now
        person, facts = self._people.get(row["person_id"]), facts_in(row)
        shifts: Sequence[int] = facts.get("shift_ids") or ([facts["shift_id"]] if "shift_id" in facts else ())
        if row["kind"] == "promoted" and person and now > self._other_plans[person.id, shifts[0]]:
            self._stale.add((person.id, shifts[0]))
        yield self._world.until(due)
        days = {self._plans[shift_id].start.astimezone(ZONE).date() for shift_id in shifts}
        self._outcome.sent(row["kind"], self._world.now.astimezone(ZONE), days)
        if person is None:
            yield from self._leads(self._leaders[row["person_id"]], row["kind"], facts)
            return
        if "ask_id" in facts:
            yield from self._is_asked(person, facts["ask_id"])
        for shift_id in shifts:
            yield from self._reads(person, shift_id, row["kind"])

    def _read_at(self, person: Person, shift_id: int) -> simpy.Event:
        self._heard[person.id, shift_id] += 1
        number = self._heard[person.id, shift_id]
        return self._world.until(self._behaves.reads_at(*self._key(person.id, shift_id), self._world.now, number))

    def _reads(self, person: Person, shift_id: int, kind: str) -> Process:
        if kind not in {"reminder", "once_more", "promoted", "offered", "first_come"}:
            return
        key = self._key(person.id, shift_id)
        yield self._read_at(person, shift_id)
        if self._world.now >= self._plans[shift_id].start:
            return
        can = self._can(person.id, shift_id) and (person.id, shift_id) not in self._stale
        if kind == "promoted":
            if not can and self._behaves.chance("notices", *key) < people.NOTICES:
                yield from self._leaves(person, shift_id)
        elif kind in {"reminder", "once_more"}:
            yield from self._is_reminded(person, shift_id, can=can)
        elif can and self._world.now < self._other_plans[person.id, shift_id]:
            yield from self._do(shift_id, lambda records, moment: take_offer(records, person, shift_id, moment))
        elif kind == "offered" and self._behaves.chance("skips", *key) < people.SKIPS:
            yield from self._do(shift_id, lambda records, moment: skip_offer(records, person, shift_id, moment))

    def _is_reminded(self, person: Person, shift_id: int, *, can: bool) -> Process:
        """Whoever said nothing before answers the next question less likely than the first."""
        key = self._key(person.id, shift_id)
        in_vain = self._in_vain[person.id, shift_id]
        likelihood = (people.SAYS_COMING if can else people.SAYS_WHEN_ASKED) * self._policy.next_time ** min(in_vain, 1)
        if self._behaves.chance("answers", *key, in_vain) >= likelihood:
            self._in_vain[person.id, shift_id] += 1
        else:
            yield from self._answers(person, shift_id)

    def _answers(self, person: Person, shift_id: int) -> Process:
        if self._can(person.id, shift_id) and (person.id, shift_id) not in self._stale:
            yield from self._do(shift_id, lambda records, moment: say_coming(records, person, shift_id, moment))
        else:
            yield from self._leaves(person, shift_id)

    def _leads(self, leader: Actor, kind: str, facts: Mapping[str, Any]) -> Process:
        """Leaders call the silent of tomorrow, and widen what nobody is left to be asked for."""
        yield self._world.until(self._behaves.reads_at(leader.id, int(self._world.clock.now), self._world.now, 0))
        if kind == "leaders_digest":
            tomorrow = self._world.now.astimezone(ZONE).date() + timedelta(days=1)
            for shift_id, plan in [*self._plans.items()]:
                is_theirs = self._world.leaders[plan.unit] is leader and plan.start.astimezone(ZONE).date() == tomorrow
                if is_theirs and self._behaves.chance("calls", plan.number) < self._policy.calls:
                    yield from self._calls(leader, shift_id)
        elif kind == "help_missing" and facts["why"] == "nobody_left":
            shift_id = facts["shift_id"]
            if self._behaves.chance("widens", self._plans[shift_id].number) < people.WIDENS:
                yield self._world.act(lambda records, moment: widens(records, leader, shift_id, moment))

    def _calls(self, leader: Actor, shift_id: int) -> Process:
        silent: Sequence[int] = yield self._world.act(lambda records, moment: silent_in(records, shift_id, moment))
        for person_id in silent:
            key = self._key(person_id, shift_id)
            if self._behaves.chance("is reached", *key) < people.IS_REACHED * people.IS_NOTED:
                comes = self._can(person_id, shift_id) and (person_id, shift_id) not in self._stale
                yield from self._do(shift_id, partial(notes, leader, shift_id, person_id, comes=comes))
                self._stale.discard((person_id, shift_id))

    def _is_asked(self, person: Person, ask_id: int) -> Process:
        ask = yield self._world.act(lambda records, _: records.asks.get(ask_id, person.id))
        shift_id: int = ask.shift_id
        plan = self._plans[shift_id]
        yield self._read_at(person, shift_id)
        if self._world.now >= plan.start:
            return
        key = self._key(person.id, shift_id)
        helps = key[0] in plan.wants or self._behaves.chance("helps", *key) < people.HELPS
        if helps and self._can(person.id, shift_id):
            reply = AskReply.YES
        elif self._behaves.chance("declines", *key) < people.DECLINES:
            reply = AskReply.NO
        else:
            return
        yield from self._do(shift_id, lambda records, moment: answer_ask(records, person, ask_id, reply, moment))
        if reply is AskReply.YES:
            yield from self._may_drop_out(person, shift_id, plan)

    # What the bot does as time passes

    def _sweeps(self) -> Process:
        asks = self._policy.asks
        while True:
            yield self._world.clock.timeout(SWEEPS_EVERY.total_seconds() / 60)
            hour = self._world.now.astimezone(ZONE).hour
            if not SWEEPS_FROM <= hour < SWEEPS_UNTIL:
                continue
            found = yield self._world.act(
                lambda records, moment: looked(records, moment, asks=asks, once_more=self._policy.once_more)
            )
            for shift_id, act in found:
                yield from self._do(shift_id, act)

    def _do(self, shift_id: int, act: Act) -> Generator[simpy.Event, Any, Any]:
        """Do something about a shift; it is noted who lost a place by it, and who has one."""
        outcome, placed = yield self._world.act(lambda records, moment: and_who(records, shift_id, act, moment))
        before, self._placed[shift_id] = self._placed[shift_id], placed
        for _ in before - placed:
            self._outcome.dropped += 1
            self._free[shift_id].append(self._world.now)
        for _ in placed - before:
            if self._free[shift_id]:
                hours = (self._world.now - self._free[shift_id].popleft()) / timedelta(hours=1)
                self._outcome.replaced.append(hours)
        return outcome
