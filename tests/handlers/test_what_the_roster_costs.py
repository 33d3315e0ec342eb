"""What a tap of the roster that repairs itself asks of the database, and of Telegram: counted, since time is no test.

Two hops are the least that a tap takes: what it reads first, and its writes with the commit.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import NamedTuple

import pytest

from handlers.buttons.asking import AskLess, NotThisMonth, NotThisOne, TakeAsked, Widen
from handlers.buttons.button import Button
from handlers.buttons.enquiries import Appeal
from handlers.buttons.leading import UndoMove
from handlers.buttons.signing_up import ConfirmMove, SayComing, SayLate, SayNotComing, SkipOffer, TakeOffer, TakeShift
from handlers.buttons.volunteers import Forgive
from storage.engine.database import Query
from storage.engine.sqlite import connection
from tests.support.acting import acting, at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City, at_shift
from tests.support.hops import hops_of
from volunteering.actions.leading.moving import move_shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.hours import Kind
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

TAP = ["editMessageText", "answerCallbackQuery"]


class TapCost(NamedTuple):
    """What one tap took."""

    hops: int
    statements: int
    calls: list[str]


class SmallRoster:
    """Wei, whom it is about, Li, who leads, and somebody else; a shift in two and a half days."""

    def __init__(self, chat: Chat, city: City) -> None:
        self.chat, self.city = chat, city

    async def set(self) -> "SmallRoster":
        """Have them be there."""
        self.wei = await self.chat.volunteer("Wei", self.city.jiaojiang)
        self.li = await self.chat.volunteer("Li", self.city.jiaojiang, role=Role.ADMIN)
        self.me, self.leader = await self._known(self.wei), await self._known(self.li)
        self.other = await self.city.person("Zhao")
        self.shift = await self.city.shift(60, activity=await self.city.activity("River"), places=2)
        return self

    async def _known(self, phone: PhoneInChat) -> Person:
        person = await phone.known()
        assert person is not None
        return person

    async def offered(self) -> int:
        """One place is held for Wei, with somebody in line behind."""
        await self.city.put(self.shift, self.city.leader)
        await self.city.put(self.shift, self.me, self.other, state=SignUpState.WAITING)
        async with self.city.writing() as rows:
            mine = await rows.sign_ups.mine(self.shift.id, self.me.id)
            assert mine is not None
            await rows.offers.hold(mine.id, self.chat.clock.now() + timedelta(hours=12))
        return self.shift.id

    async def placed(self) -> int:
        """Wei has a place."""
        await self.city.put(self.shift, self.me)
        return self.shift.id

    async def moved(self) -> int:
        """Wei has a place in a shift that was moved by a day since; the number of the move."""
        await self.placed()
        start = self.shift.period.start + timedelta(days=1)
        period = Period(start=start, end=start + timedelta(hours=2))
        leader = await acting(self.city, self.leader)
        async with self.city.writing() as rows:
            await move_shift(rows, leader, self.shift.id, period, at(self.chat.clock.now()))
        return await self.city.figure("SELECT MAX(id) AS n FROM moves")

    async def asked(self) -> int:
        """Wei was asked to help; the number of the ask."""
        async with self.city.writing() as rows:
            await rows.activities.set_minimum(self.shift.id, 2)
            numbers = await rows.asks.add(self.shift.id, [self.me.id], 1, self.chat.clock.now())
        async with self.city.changing() as tx:
            tx.later("UPDATE asks SET sent_at = at")
        return numbers[self.me.id]

    async def missed(self) -> int:
        """Wei did not come twice; the number of the shift that it was last."""
        for days in (3, 5):
            shift = await self.city.shift(-24 * days, activity=await self.city.activity("Fair"))
            await self.city.put(shift, self.me)
            await self.city.record(at_shift(shift, self.me), Kind.NO_SHOW)
        return shift.id


async def sign_up(roster: SmallRoster) -> Button:
    return TakeShift(shift=roster.shift.id)


async def take(roster: SmallRoster) -> Button:
    return TakeOffer(shift=await roster.offered())


async def skip(roster: SmallRoster) -> Button:
    return SkipOffer(shift=await roster.offered())


async def coming(roster: SmallRoster) -> Button:
    return SayComing(shift=await roster.placed())


async def late(roster: SmallRoster) -> Button:
    return SayLate(shift=await roster.placed())


async def not_coming(roster: SmallRoster) -> Button:
    return SayNotComing(shift=await roster.placed())


async def confirm(roster: SmallRoster) -> Button:
    await roster.moved()
    since = await roster.city.figure("SELECT MAX(to_confirm) AS n FROM signups")
    return ConfirmMove(shift=roster.shift.id, since=since)


async def undo_move(roster: SmallRoster) -> Button:
    move = await roster.moved()
    return UndoMove(move=move, activity=roster.shift.activity_id, shift=roster.shift.id)


async def ask_yes(roster: SmallRoster) -> Button:
    return TakeAsked(ask=await roster.asked())


async def ask_no(roster: SmallRoster) -> Button:
    return NotThisOne(ask=await roster.asked())


async def ask_not_this_month(roster: SmallRoster) -> Button:
    return NotThisMonth(ask=await roster.asked())


async def ask_less(roster: SmallRoster) -> Button:
    return AskLess(ask=await roster.asked())


async def widen(roster: SmallRoster) -> Button:
    await roster.asked()
    top = await roster.city.figure("SELECT id AS n FROM units WHERE parent_id IS NULL")
    return Widen(shift=roster.shift.id, unit=top)


async def appeal(roster: SmallRoster) -> Button:
    await roster.missed()
    return Appeal()


async def forgive(roster: SmallRoster) -> Button:
    return Forgive(person=roster.me.id, shift=await roster.missed())


OF_LEADERS = (undo_move, widen, forgive)
Prepared = Callable[[SmallRoster], Awaitable[Button]]

COSTS: dict[Prepared, tuple[int, str]] = {
    sign_up: (11, "You are in"),
    take: (11, "You are in"),
    skip: (19, "You let it pass"),
    coming: (12, "See you there"),
    late: (12, "See you there"),
    not_coming: (14, "Left"),
    confirm: (14, "See you there"),
    undo_move: (28, "River"),
    ask_yes: (16, "You are in"),
    ask_no: (11, "Not this one"),
    ask_not_this_month: (13, "Thank you for saying so"),
    ask_less: (13, "Thank you for saying so"),
    widen: (20, "Asked"),
    appeal: (46, "Passed on"),
    forgive: (20, "No-show of Wei"),
}
"""How many statements each takes, its transaction's and the commit included, and what its screen begins with."""


async def cost_of(roster: SmallRoster, prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> TapCost:
    button = await prepared(roster)
    phone = roster.li if prepared in OF_LEADERS else roster.wei
    statements: list[str] = []
    run = connection._run

    def counted(to: object, queries: list[Query]) -> list[connection.Result]:
        statements.extend(query.sql for query in queries)
        return run(to, queries)  # type: ignore[arg-type]

    await phone.sends("/start")
    roster.chat.recorder.calls.clear()
    with hops_of(monkeypatch) as hops, monkeypatch.context() as patch:
        patch.setattr(connection, "_run", counted)
        await phone.taps_button(button)
    return TapCost(len(hops), len(statements), list(roster.chat.recorder.calls))


@pytest.mark.parametrize("prepared", COSTS, ids=lambda prepared: prepared.__name__)
async def test_a_tap_costs_no_more_than_it_did(
    chat: Chat, city: City, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    cost = await cost_of(await SmallRoster(chat, city).set(), prepared, monkeypatch)
    statements, title = COSTS[prepared]
    assert chat.recorder.shown[-1].text.startswith(title)
    assert (cost.hops, cost.calls) == (2, TAP)
    assert cost.statements <= statements
