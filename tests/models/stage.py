"""The shift of the model in a real database: each act of a trace is the real action, and rows are looked at after it.

A tick is twelve hours, as long as an offer is held; the one before the start is three hours before it, when it is late.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from storage.rows import Rows
from storage.rows.asking import sent
from storage.rows.moves import note_asked
from storage.rows.signing_up import SIGN_UP, sign_up_in
from tests.models.traced import PEOPLE, Stands, Step
from tests.support.acting import appoint, at
from tests.support.city import NOW, City
from volunteering.actions.asking import helping
from volunteering.actions.asking.answering import answer_ask
from volunteering.actions.leading.minimum import change_minimum
from volunteering.actions.leading.moving import Moved, change_places, move_shift
from volunteering.actions.leading.moving_back import undo_move
from volunteering.actions.leading.undoing import Undone
from volunteering.actions.signing_up import late, offering
from volunteering.actions.signing_up.confirming import confirm_move, lapse_unconfirmed, unconfirmed
from volunteering.actions.signing_up.moving_up import move_up
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.asking import ANSWERED_WITHIN, AskReply, Candidate, Need, Rate
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.policy import Policy
from volunteering.rules.moves import question_about
from volunteering.rules.signing_up import SignUp
from volunteering.rules.volunteers import Actor, Person

TICK: Final = timedelta(hours=12)
BEGINS: Final = 27.0
"""Hours from the first tick to the start, so that the last tick but one is three hours before it."""

APART: Final = timedelta(days=4)
"""From one shift of the same people to the next."""

MOST_PLACES: Final = 2

POLICY: Final = Policy.model_validate(
    {"quiet_hours": "0-0", "offer_hours": 12, "late_hours": 3, "ask_per_week": 100, "ask_before_hours": 72}
)
"""Night is another matter: who is told when doesn't change who has what. So is who was asked elsewhere that week."""

_SENT: Final = "UPDATE outbox SET state = 'sent' WHERE state = 'owed'"
"""Whatever is owed is sent herewith."""

_STANDS: Final = f"""
    SELECT p.id AS who, {SIGN_UP}, g.shift_id, k.id AS ask_id, k.at AS asked_at, k.answer, (
        SELECT string_agg(o.kind, ' ') FROM outbox o WHERE o.person_id = p.id AND o.state = 'owed'
    ) AS owed
    FROM people p LEFT JOIN signups g ON g.person_id = p.id AND g.shift_id = :shift AND g.state <> 'left'
        LEFT JOIN asks k ON k.person_id = p.id AND k.shift_id = :shift
    WHERE p.id BETWEEN :first AND :last ORDER BY g.ticket, p.id
"""

_STATES: Final = {"confirmed": "inside", "waiting": "waits"}
_SWEEPS: Final = ("lapses", "frees", "fills", "looks", "ends")
_TO_LEADER: Final = ("gap", "late_leave", "not_confirmed", "help_missing")

Opens = Callable[[], AbstractAsyncContextManager[Rows]]
"""A transaction, or a part of one."""


@dataclass(frozen=True, slots=True)
class StandsThere:
    """How somebody stands in the database, and what they are owed."""

    sign_up: SignUp | None
    ask_id: int | None
    asked_at: int
    answer: str | None
    owed: Counter[str]


class Stage:
    """One shift, three people and a leader: `await stage.does(step, before, opens)` does it."""

    def __init__(self, shift: Shift, people: Sequence[Person], leader: Actor, begins: datetime) -> None:
        self._shift, self._people, self._leader, self._from = shift, people, leader, begins
        self._asks: dict[int, int] = {}
        self._acts = 0
        self._begins = shift.period.start
        self._move_id: int | None = None
        self._missed_at: frozenset[datetime] = frozenset()  # the starts of which the leader knows who is missing

    @classmethod
    async def set(cls, city: City, number: int = 0, people: Sequence[Person] = ()) -> "Stage":
        """A new shift with one place; three people who are nowhere else then, and whoever leads is of another team."""
        leader = await appoint(city, city.leader, city.top)
        people = people or [await city.person(f"Volunteer {count + 1}", city.huangyan) for count in range(PEOPLE)]
        begins = NOW + number * APART
        starts = BEGINS + (begins - NOW) / timedelta(hours=1)
        shift = await city.shift(starts, places=1, activity=await city.activity(unit=city.huangyan))
        async with city.writing() as rows:
            await change_minimum(rows, leader, shift.id, MOST_PLACES, at(NOW, POLICY))
        return cls(shift, people, leader, begins)

    async def again(self, city: City, number: int) -> "Stage":
        """Another shift of the same people, so much later."""
        return await self.set(city, number, self._people)

    def branch(self) -> "Stage":
        """The same, to go on from here in another way."""
        return copy(self)

    async def does(self, step: Step, before: Step, opens: Opens) -> None:
        """Do what the model did."""
        self._acts += 1
        moment = self._moment(step)
        async with opens() as rows:
            await self._act(rows, step, before, moment)

    async def begins_what_is_due(self, step: Step, rows: Rows) -> None:
        """As a replica does that is killed before it is committed."""
        self._acts += 1
        for act in _SWEEPS:
            await self._sweep(rows, act, step, step, self._moment(step))

    def _moment(self, step: Step) -> Moment:
        ticks = self._from + step.now * TICK if not step.begun else self._begins
        return at(ticks + timedelta(seconds=self._acts), POLICY)

    async def _act(self, rows: Rows, step: Step, before: Step, moment: Moment) -> None:
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
            case "agrees" | "declines":
                if ask_id := self._asks.get(person.id):
                    reply = AskReply.YES if step.act == "agrees" else AskReply.NO
                    await answer_ask(rows, person, ask_id, reply, moment)
            case "adds":
                await change_places(rows, self._leader, shift_id, step.places, moment)
            case "confirms":
                await confirm_move(rows, person, shift_id, moment)
            case "moves_it" | "hastens" | "undoes":
                await self._move(rows, step.act, moment)
                await self._read_at_once(rows, moment)
            case _:
                is_due = await self._sweep(rows, step.act, step, before, moment)
                assert is_due or step.act == "fills", f"{step.act} isn't due"

    async def _move(self, rows: Rows, act: str, moment: Moment) -> None:
        """By a tick, or so little that no tick is another one; and back."""
        period = self._shift.period
        if act == "undoes":
            assert self._move_id is not None, "nobody was told, and there is nothing to undo"
            undone = await undo_move(rows, self._leader, self._move_id, moment)
            assert isinstance(undone, Undone), f"it can't be undone: {undone}"
        else:
            sooner = TICK if act == "hastens" else timedelta(minutes=1)
            period = Period(start=period.start - sooner, end=period.end - sooner)
            moved = await move_shift(rows, self._leader, self._shift.id, period, moment)
            assert isinstance(moved, Moved)
            self._move_id = moved.move_id
        self._begins = period.start

    async def _read_at_once(self, rows: Rows, moment: Moment) -> None:
        """Whoever is asked to confirm reads it now: from then on their time counts."""
        for person in self._people:
            facts = await rows.sign_ups.facts(self._shift.id, person.id)
            if facts is not None:
                note_asked(rows.tx, question_about([facts], moment))

    async def _sweep(self, rows: Rows, act: str, step: Step, before: Step, moment: Moment) -> bool:
        """What is looked at because time passed: in this shift, if it is found to be due; whether it was."""
        shift_id, is_due = self._shift.id, True
        match act:
            case "lapses":
                if is_due := shift_id in await offering.lapsed(rows, moment):
                    await offering.lapse_offers(rows, shift_id, moment)
            case "fills":
                if shift_id in await late.shifts_with_gaps(rows, moment):
                    await late.tell_of_gaps(rows, shift_id, moment)
                await move_up(rows, shift_id, moment)
            case "frees":
                if is_due := shift_id in await unconfirmed(rows, moment):
                    await lapse_unconfirmed(rows, shift_id, moment)
            case "looks":
                _five_minutes_later(rows, shift_id)
                if is_due := shift_id in await helping.shifts_to_ask_for(rows, moment):
                    await helping.ask_for_help(rows, shift_id, moment, chooses=self._whom(step, before))
            case "ends":
                await late.tell_left_over(rows, moment)
            case _:
                raise ValueError(f"nobody knows how to replay {act}")
        return is_due

    def _whom(self, step: Step, before: Step) -> helping.ChoosesWhom:
        """Whom the model asks, out of those whom it might."""
        might = {self._people[n].id for n, stands in enumerate(before.people) if stands.help == "unasked"}
        wanted = {
            self._people[number].id
            for number, stands in enumerate(step.people)
            if (before.people[number].help, stands.help) == ("unasked", "asked")
        }

        def chooses(need: Need, candidates: Sequence[Candidate], rate: Rate, moment: Moment) -> tuple[int, ...]:
            found = {one.person_id for one in candidates}
            assert found <= might, "somebody may be asked who may not"
            return tuple(found & wanted)

        return chooses

    async def compare(self, step: Step, before: Step, opens: Opens) -> None:
        """Hold every row, and every message that is owed since then, against the model."""
        now = self._moment(step).now
        async with opens() as rows:
            found = await self._found(rows, now)
        numbers = {person.id: number for number, person in enumerate(self._people)}
        taken = [one for one in found.values() if one.sign_up and one.sign_up.state == "confirmed"]
        line = [one.sign_up for one in found.values() if one.sign_up and one.sign_up.state == "waiting"]
        assert len(taken) + sum(one.is_offered for one in line) <= step.places, "more places than there are"
        assert tuple(numbers[one.person_id] for one in line) == step.line, "the order of the line"
        for number, stands in enumerate(step.people):
            person_id, was = self._people[number].id, before.people[number]
            _same(number, found[person_id], stands, step.now, now)
            owed = found[person_id].owed
            assert owed["offered"] == (stands.held > 0 and was.held == 0), f"{number} is told of an offer"
            has_lapsed = step.act == "lapses" and 0 < was.held <= step.now
            assert owed["offer_lapsed"] == has_lapsed, f"{number} is told that it lapsed"
            is_freed = step.act == "frees" and 0 < was.confirm <= step.now
            assert owed["place_lapsed"] == is_freed, f"{number} is told that their place is gone"
            is_new = stands.state == "missed" and was.state != "missed"
            assert owed["left_over"] == is_new, f"{number} is told that it began without them"
            is_asked = (was.help, stands.help) == ("unasked", "asked")
            assert owed["help_asked"] == is_asked, f"{number} is asked to help"
        told = found[self._leader.person.id].owed
        self._leader_knows(step, before, {kind: told[kind] for kind in _TO_LEADER})

    async def _found(self, rows: Rows, now: datetime) -> dict[int, StandsThere]:
        """How each stands, first in line first. Whoever is owed something has it from now on."""
        ids = [self._leader.person.id, *(person.id for person in self._people)]
        found: dict[int, StandsThere] = {}
        for row in await rows.tx.all(_STANDS, shift=self._shift.id, first=min(ids), last=max(ids)):
            sign_up = sign_up_in(row) if row["sign_up_id"] is not None else None
            found[row["who"]] = StandsThere(
                sign_up, row["ask_id"], row["asked_at"] or 0, row["answer"], Counter((row["owed"] or "").split())
            )
            if row["ask_id"] is not None and row["who"] not in self._asks:
                sent(rows.tx, row["ask_id"], now)
                self._asks = {**self._asks, row["who"]: row["ask_id"]}
        if any(one.owed for one in found.values()):
            rows.tx.later(_SENT)
        return found

    def _leader_knows(self, step: Step, before: Step, told: dict[str, int]) -> None:
        """Of what is missing they hear once for the time that the shift has."""
        assert max(told.values()) <= 1, f"the leader is told twice: {told}"
        is_news = step.told and not before.told and step.act != "adds"  # which they did themselves
        knows = any(told.values()) or (step.act == "looks" and self._begins in self._missed_at)
        assert knows or not is_news, "the leader isn't told of a gap"
        if told["help_missing"]:
            self._missed_at |= {self._begins}


def _same(number: int, found: StandsThere, stands: Stands, tick: int, now: datetime) -> None:
    """Whether somebody stands as in the model."""
    mine = found.sign_up
    state = _STATES[mine.state] if mine else "outside"
    assert state == ("waits" if stands.state == "missed" else stands.state), f"{number} is {state}"
    until = mine.held_until if mine else None
    assert (until is not None) == (stands.held > 0), f"held for {number}: {until}"
    assert until is None or (until <= now) == (stands.held <= tick), f"held for {number} until {until}"
    assert (mine is not None and mine.passed) == stands.passed, f"whether {number} let it pass"
    assert bool(mine and mine.to_confirm) == (stands.confirm > 0), f"whether {number} is to confirm"
    assert (found.ask_id is not None) == (stands.help in {"asked", "answered"}), f"whether {number} was asked"
    is_silent = now.timestamp() - found.asked_at >= ANSWERED_WITHIN.total_seconds()  # and nobody waits for them
    is_open = found.ask_id is not None and found.answer is None
    assert is_silent or is_open == (stands.help == "asked"), f"{number} answered {found.answer}"


def _five_minutes_later(rows: Rows, shift_id: int) -> None:
    """Between two acts are seconds; whatever is looked at every few minutes is due again."""
    rows.tx.later("UPDATE ask_rounds SET next_at = 0 WHERE shift_id = :shift", shift=shift_id)
