"""What the simulated people do, and what becomes of it: one run of one policy with one seed."""

from collections import defaultdict, deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import simpy

from benchmarks.roster import behaviour as people
from benchmarks.roster.acts import and_who, asks_for_a_place, confirms_roster, forecast, looked
from benchmarks.roster.behaviour import Behaviour
from benchmarks.roster.policies import TriedPolicy
from benchmarks.roster.world import (
    BEGINS,
    LASTS,
    NEWCOMERS,
    PLACES,
    WEEKS,
    ZONE,
    Act,
    PlannedShift,
    Process,
    SimulatedTeam,
    SimulatedWorld,
    at_midnight,
    facts_in,
    opened,
    planned,
    post,
)  # fmt: skip
from storage.engine.database import Row
from storage.engine.values import instant
from volunteering.actions.asking.answering import answer_ask
from volunteering.actions.signing_up.offering import skip_offer, take_offer
from volunteering.actions.signing_up.places import leave_shift, say_coming
from volunteering.rules.asking import AskReply
from volunteering.rules.signing_up import SignUp, SignUpState
from volunteering.rules.volunteers import Person

FORECAST_AHEAD: Final = timedelta(hours=12)
SWEEPS_EVERY: Final = timedelta(minutes=30)
SWEEPS_FROM, SWEEPS_UNTIL = 7, 23
"""O'clock: at night nothing is due but what nobody would be told."""


@dataclass(slots=True)
class RunOutcome:
    """What became of the shifts of one run."""

    places: int = 0
    filled: int = 0  # of them somebody came to
    empty: int = 0
    wanted: int = 0  # by how many who are no newcomers, all shifts together: the same whichever policy is tried
    messages: int = 0
    owed: int = 0  # of these, as the outbox has them
    night: int = 0
    dropped: int = 0  # places that came free
    replaced: list[float] = field(default_factory=list)  # hours until somebody had them
    forecasts: list[tuple[float, float, int]] = field(default_factory=list)  # ours, by the base rate, and who came
    newcomers: int = 0  # who came once
    again: int = 0  # and once more


async def lived(policy: TriedPolicy, seed: int, template: Path, file: Path) -> RunOutcome:
    """What becomes of the weeks by one policy, with one seed."""
    database, teams = await opened(template, file, at_once=policy.at_once)
    try:
        return await Life(policy, Behaviour(seed, ZONE), SimulatedWorld(database, teams)).live()
    finally:
        await database.close()


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
        self._people = {person.id: person for team in world.teams for person in team.people}

    async def live(self) -> RunOutcome:
        """Let everybody live through the weeks; gives what was counted."""
        plans = planned()
        for plan in plans:
            self._world.clock.process(self._shift(plan, self._world.teams[plan.team]))
        self._world.clock.process(self._sweeps())
        end = max(plan.start for plan in plans) + timedelta(days=2)
        await self._world.run(end, self._hears)
        self._outcome.owed = self._world.handed_over
        new = [person for team in self._world.teams for person in team.people[:NEWCOMERS]]
        self._outcome.newcomers = sum(len(self._came[person.id]) > 0 for person in new)
        self._outcome.again = sum(len(self._came[person.id]) > 1 for person in new)
        return self._outcome

    # Shifts

    def _shift(self, plan: PlannedShift, team: SimulatedTeam) -> Process:
        yield self._world.until(plan.posted)
        shift_id: int = yield self._world.act(lambda records, moment: post(records, team, plan, moment))
        self._plans[shift_id] = plan
        for person in team.people:
            if self._may_want(person, team, plan) and self._behaves.wants(person.id, plan.number):
                self._outcome.wanted += team.people.index(person) >= NEWCOMERS
                self._world.clock.process(self._finds(person, shift_id, plan))
        yield self._world.until(plan.start - FORECAST_AHEAD)
        expected: tuple[float, float] | None = yield self._world.act(lambda records, _: forecast(records, shift_id))
        placed: Sequence[SignUp] = yield self._world.act(lambda records, _: records.sign_ups.confirmed(shift_id))
        yield self._world.until(plan.start)
        sign_ups: Sequence[SignUp] = yield self._world.act(lambda records, _: records.sign_ups.confirmed(shift_id))
        came = {one.person_id for one in sign_ups if self._comes(one.person_id, shift_id)}
        self._counts(came, expected, {one.person_id for one in placed})
        yield self._world.until(self._behaves.awake(plan.start + LASTS + timedelta(hours=2)))
        yield self._world.act(lambda records, moment: confirms_roster(records, team, shift_id, sign_ups, came, moment))

    def _counts(self, came: set[int], expected: tuple[float, float] | None, placed: set[int]) -> None:
        filled = min(PLACES, len(came))
        self._outcome.places += PLACES
        self._outcome.filled += filled
        self._outcome.empty += PLACES - filled
        if expected:
            self._outcome.forecasts.append((*expected, len(came & placed)))
        for person_id in came:
            self._came[person_id].append(filled * 3 >= PLACES * 2)

    def _may_want(self, person: Person, team: SimulatedTeam, plan: PlannedShift) -> bool:
        """Newcomers come in the course of the weeks, and go on wanting or not after their first time."""
        place = team.people.index(person)
        if place >= NEWCOMERS:
            return True
        joined = at_midnight(BEGINS) + timedelta(weeks=WEEKS * self._behaves.chance("joins", person.id))
        came = self._came[person.id]
        stays = people.COMES_BACK if came and came[0] else people.COMES_BACK_LESS
        return plan.posted >= joined and (not came or self._behaves.chance("stays", person.id) < stays)

    def _comes(self, person_id: int, shift_id: int) -> bool:
        plan = self._plans[shift_id]
        key = person_id, plan.number
        misses = self._behaves.chance("misses", *key) < people.MISSES_ANYWAY
        return not misses and self._can(person_id, shift_id) and (person_id, shift_id) not in self._stale

    def _can(self, person_id: int, shift_id: int) -> bool:
        """Whether they can, for all that they know by now."""
        plan = self._plans[shift_id]
        falls = self._behaves.falls_through_at(person_id, plan.number, plan.start)
        return falls is None or falls > self._world.now

    # People

    def _finds(self, person: Person, shift_id: int, plan: PlannedShift) -> Process:
        """Somebody who wants to come finds it, and takes a place, waits, or looks again."""
        key = person.id, plan.number
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
        key = person.id, plan.number
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
        shifts: Sequence[int] = facts.get("shift_ids") or [facts["shift_id"]] if "ask_id" not in facts else ()
        if row["kind"] == "promoted" and person and now > self._other_plans[person.id, shifts[0]]:
            self._stale.add((person.id, shifts[0]))
        yield self._world.until(due)
        self._outcome.messages += 1
        self._outcome.night += self._is_night_and_not_about_today(shifts)
        if person is None:
            return
        if "ask_id" in facts:
            yield from self._is_asked(person, facts["ask_id"])
        for shift_id in shifts:
            yield from self._reads(person, shift_id, row["kind"])

    def _is_night_and_not_about_today(self, shifts: Sequence[int]) -> bool:
        local = self._world.now.astimezone(ZONE)
        days = {self._plans[shift_id].start.astimezone(ZONE).date() for shift_id in shifts}
        return not people.WAKES <= local.hour < people.SLEEPS and local.date() not in days

    def _read_at(self, person: Person, shift_id: int) -> simpy.Event:
        self._heard[person.id, shift_id] += 1
        number = self._heard[person.id, shift_id]
        plan = self._plans[shift_id].number
        return self._world.until(self._behaves.reads_at(person.id, plan, self._world.now, number))

    def _reads(self, person: Person, shift_id: int, kind: str) -> Process:
        if kind not in {"reminder", "promoted", "offered", "first_come"}:
            return
        key = person.id, self._plans[shift_id].number
        yield self._read_at(person, shift_id)
        if self._world.now >= self._plans[shift_id].start:
            return
        can = self._can(person.id, shift_id) and (person.id, shift_id) not in self._stale
        if kind == "promoted":
            if not can and self._behaves.chance("notices", *key) < people.NOTICES:
                yield from self._leaves(person, shift_id)
        elif kind == "reminder":
            yield from self._is_reminded(person, shift_id, can=can)
        elif can and self._world.now < self._other_plans[person.id, shift_id]:
            yield from self._do(shift_id, lambda records, moment: take_offer(records, person, shift_id, moment))
        elif kind == "offered" and self._behaves.chance("skips", *key) < people.SKIPS:
            yield from self._do(shift_id, lambda records, moment: skip_offer(records, person, shift_id, moment))

    def _is_reminded(self, person: Person, shift_id: int, *, can: bool) -> Process:
        key = person.id, self._plans[shift_id].number
        if not can and self._behaves.chance("says when asked", *key) < people.SAYS_WHEN_ASKED:
            yield from self._leaves(person, shift_id)
        elif can and self._behaves.chance("says coming", *key) < people.SAYS_COMING:
            yield from self._do(shift_id, lambda records, moment: say_coming(records, person, shift_id, moment))

    def _is_asked(self, person: Person, ask_id: int) -> Process:
        ask = yield self._world.act(lambda records, _: records.asks.get(ask_id, person.id))
        shift_id: int = ask.shift_id
        plan = self._plans[shift_id]
        yield self._read_at(person, shift_id)
        if self._world.now >= plan.start:
            return
        key = person.id, plan.number
        helps = self._behaves.wants(*key) or self._behaves.chance("helps", *key) < people.HELPS
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
            found = yield self._world.act(lambda records, moment: looked(records, moment, asks=asks))
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
