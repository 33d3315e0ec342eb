"""The shift of the model in a real database: each act of a trace is the real action, and rows are looked at after it.

A tick is twelve hours, as long as an offer is held; the one before the start is three hours before it, when it is late.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime, timedelta
from typing import Final

from storage.rows import Rows
from storage.rows.moves import note_asked
from tests.models.traced import PEOPLE, Step
from tests.support.acting import appoint, at
from tests.support.city import NOW, City
from volunteering.actions.leading.moving import Moved, change_places, move_shift
from volunteering.actions.leading.moving_back import undo_move
from volunteering.actions.leading.undoing import Undone
from volunteering.actions.signing_up import late, offering
from volunteering.actions.signing_up.confirming import confirm_move, lapse_unconfirmed, unconfirmed
from volunteering.actions.signing_up.moving_up import move_up
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.moves import question_about
from volunteering.rules.volunteers import Actor, Person

TICK: Final = timedelta(hours=12)
BEGINS: Final = 27.0
"""Hours from the first tick to the start, so that the last tick but one is three hours before it."""

POLICY: Final = Policy.model_validate({"quiet_hours": "0-0", "offer_hours": 12, "late_hours": 3})
"""Night is another matter: who is told when doesn't change who has what."""

_SENT: Final = "UPDATE outbox SET state = 'sent' WHERE state = 'owed' RETURNING person_id, kind"
"""Whatever is owed is sent herewith."""

STATES: Final = {"confirmed": "inside", "waiting": "waits", "left": "outside"}
TO_LEADER: Final = frozenset({"gap", "late_leave", "not_confirmed"})

Opens = Callable[[], AbstractAsyncContextManager[Rows]]
"""A transaction, or a part of one."""


class Stage:
    """One shift, three people and a leader: `await stage.does(step, before)` does it and looks."""

    def __init__(self, shift: Shift, people: list[Person], leader: Actor) -> None:
        self._shift, self._people, self._leader = shift, people, leader
        self._acts = 0
        self._begins = shift.period.start
        self._move_id: int | None = None

    @classmethod
    async def set(cls, city: City) -> "Stage":
        """A new shift with one place, and three people who are nowhere else."""
        leader = await appoint(city, city.leader, city.jiaojiang)
        return cls(await city.shift(BEGINS, places=1), await city.people(PEOPLE), leader)

    def anew(self) -> None:
        """Whatever was done is taken back: the clock, too."""
        self._acts = 0
        self._begins = self._shift.period.start
        self._move_id = None

    async def does(self, step: Step, before: Step, opens: Opens) -> None:
        """Do what the model did, and hold every row, and every message that is owed for it, against the model."""
        self._acts += 1
        moment = self._moment(step)
        async with opens() as rows:
            await self._act(rows, step, moment)
            if step.act in {"moves_it", "hastens", "undoes"}:
                await self._read_at_once(rows, moment)
        async with opens() as rows:
            await self._compare(rows, step, before, moment.now)

    async def crashes(self, step: Step, opens: Opens) -> None:
        """Begin whatever is due, and die before it is committed."""
        moment = self._moment(step)
        with suppress(KilledError):
            async with opens() as rows:
                for act in ("lapses", "frees", "fills", "ends"):
                    await self._sweep(rows, act, moment)
                raise KilledError

    def _moment(self, step: Step) -> Moment:
        ticks = NOW + step.now * TICK if not step.begun else self._begins
        return at(ticks + timedelta(seconds=self._acts), POLICY)

    async def _act(self, rows: Rows, step: Step, moment: Moment) -> None:
        shift_id = self._shift.id
        person = self._people[step.who] if step.who < PEOPLE else self._people[0]
        match step.act:
            case "joins":
                await take_shift(rows, person, shift_id, moment)
            case "leaves":
                await leave_shift(rows, person, shift_id, moment)
            case "takes":
                await offering.take_offer(rows, person, shift_id, moment)
            case "skips":
                await offering.skip_offer(rows, person, shift_id, moment)
            case "adds":
                await change_places(rows, self._leader, shift_id, step.places, moment)
            case "confirms":
                await confirm_move(rows, person, shift_id, moment)
            case "moves_it" | "hastens":
                # So little that no tick is another one, or by a tick.
                sooner = TICK if step.act == "hastens" else timedelta(minutes=1)
                at_first = self._shift.period
                period = Period(start=at_first.start - sooner, end=at_first.end - sooner)
                moved = await move_shift(rows, self._leader, shift_id, period, moment)
                assert isinstance(moved, Moved)
                self._move_id = moved.move_id
                self._begins = period.start
            case "undoes":
                assert self._move_id is not None, "nobody was told, and there is nothing to undo"
                assert isinstance(await undo_move(rows, self._leader, self._move_id, moment), Undone)
                self._begins = self._shift.period.start
            case "ticks":
                pass
            case _:
                await self._sweep(rows, step.act, moment)

    async def _read_at_once(self, rows: Rows, moment: Moment) -> None:
        """Whoever is asked to confirm reads it now: from then on their time counts."""
        for person in self._people:
            facts = await rows.sign_ups.facts(self._shift.id, person.id)
            if facts is not None:
                note_asked(rows.tx, question_about([facts], moment))

    async def _sweep(self, rows: Rows, act: str, moment: Moment) -> None:
        """What is looked at because time passed: in this shift, if it is found to be due."""
        match act:
            case "lapses":
                if self._shift.id in await offering.lapsed(rows, moment):
                    await offering.lapse_offers(rows, self._shift.id, moment)
            case "fills":
                if self._shift.id in await late.shifts_with_gaps(rows, moment):
                    await late.tell_of_gaps(rows, self._shift.id, moment)
                await move_up(rows, self._shift.id, moment)
            case "frees":
                if self._shift.id in await unconfirmed(rows, moment):
                    await lapse_unconfirmed(rows, self._shift.id, moment)
            case "ends":
                await late.tell_left_over(rows, moment)
            case _:
                raise ValueError(f"nobody knows how to replay {act}")

    async def _compare(self, rows: Rows, step: Step, before: Step, now: datetime) -> None:
        people = {person.id: number for number, person in enumerate(self._people)}
        told = Counter[tuple[int, str]]((row["person_id"], row["kind"]) for row in await rows.tx.all(_SENT))
        confirmed = await rows.sign_ups.confirmed(self._shift.id)
        waiting = await rows.sign_ups.waiting(self._shift.id)
        found = {people[one.person_id]: one for one in (*confirmed, *waiting)}
        assert len(found) == len(confirmed) + len(waiting), "somebody is in it twice"
        assert len(confirmed) + sum(one.is_offered for one in waiting) <= step.places, "more places than there are"
        assert tuple(people[one.person_id] for one in waiting) == step.line, "the order of the line"
        for number, stands in enumerate(step.people):
            mine, was = found.get(number), before.people[number]
            state = STATES[mine.state] if mine else "outside"
            assert state == ("waits" if stands.state == "missed" else stands.state), f"{number} is {state}"
            until = mine.held_until if mine else None
            assert (until is not None) == (stands.held > 0), f"held for {number}: {until}"
            assert until is None or (until <= now) == (stands.held <= step.now), f"held for {number} until {until}"
            assert (mine is not None and mine.passed) == stands.passed, f"whether {number} let it pass"
            assert bool(mine and mine.to_confirm) == (stands.confirm > 0), f"whether {number} is to confirm"
            person = self._people[number].id
            assert told[person, "offered"] == (stands.held > 0 and was.held == 0), f"{number} is told of an offer"
            has_lapsed = step.act == "lapses" and 0 < was.held <= step.now
            assert told[person, "offer_lapsed"] == has_lapsed, f"{number} is told that it lapsed"
            is_freed = step.act == "frees" and 0 < was.confirm <= step.now
            assert told[person, "place_lapsed"] == is_freed, f"{number} is told that their place is gone"
            is_new = stands.state == "missed" and was.state != "missed"
            assert told[person, "left_over"] == is_new, f"{number} is told that it began without them"
        to_leader = [told[self._leader.person.id, kind] for kind in TO_LEADER]
        assert max(to_leader) <= 1, "the leader is told twice"
        is_news = step.told and not before.told and step.act != "adds"  # which they did themselves
        assert any(to_leader) or not is_news, "the leader isn't told of a gap"


class KilledError(Exception):
    """The replica is gone."""
