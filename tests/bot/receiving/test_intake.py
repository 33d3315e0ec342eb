"""What becomes of one update: done, tried again, parked, dropped, or left with Telegram."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from markupsafe import escape

from bot.ground.errors import NotNow
from bot.receiving.floods import Flood
from bot.receiving.intake import End, Intake
from bot.receiving.lanes import Lanes
from bot.telegram.reading import UnreadableUpdate, person_of
from handlers.buttons.home import Home
from handlers.tapping.replies import Aside, Reply
from handlers.tapping.screen import Answer, Screen
from tests.support.timeless import timeless

ANNA = {"id": 1001, "is_bot": False, "first_name": "Anna"}


class Away(Exception):  # noqa: N818
    """The database is."""


def message(number: int, person: int = 1001, text: str = "hello") -> dict[str, Any]:
    content = {"message_id": number, "date": 1, "chat": {"id": person, "type": "private"}, "text": text}
    return {"update_id": number, "message": content | {"from": ANNA | {"id": person}}}


def reply_to(raw: dict[str, Any], text: str) -> Reply:
    return Reply(raw["update_id"], person_of(raw), Answer(Screen(escape(text))), Home())


class IntakeDesk:
    """An intake whose acts and whose parking fail as a test wants."""

    def __init__(self, *, flood_limit: int = 0, waiting: int = 100) -> None:
        self.handled: list[int] = []
        self.parked: list[tuple[int, Exception]] = []
        self.told: list[tuple[int, str]] = []
        self.faults: list[Exception] = []
        self.park_faults: list[Exception] = []
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self.seconds = 0.0
        self.intake = Intake(
            self.act,
            self.say,
            self.park,
            Lanes(4, waiting=waiting),
            Flood(flood_limit, clock=lambda: 0.0),
            self.slow_down,
            passing=(Away,),
            observe=lambda kind, outcome: self.outcomes.update([(kind, outcome)]),
        )

    async def act(self, update: dict[str, Any]) -> Reply:
        await asyncio.sleep(self.seconds)
        if self.faults:
            raise self.faults.pop(0)
        self.handled.append(update["update_id"])
        return reply_to(update, "done")

    async def say(self, reply: Reply | Aside) -> None:
        assert isinstance(reply, Reply)
        self.told.append((reply.update_id, str(reply.answer.screen.text)))

    async def park(self, raw: dict[str, Any], error: Exception) -> End:
        if self.park_faults:
            raise self.park_faults.pop(0)
        self.parked.append((raw["update_id"], error))
        return End("parked", reply_to(raw, "did not work"))

    async def slow_down(self, raw: dict[str, Any]) -> Reply:
        return reply_to(raw, "slow down")


@timeless
async def test_an_update_is_done_once() -> None:
    desk = IntakeDesk()
    await desk.intake.take(message(5), waits=True)
    assert desk.handled == [5]
    assert desk.outcomes == {("message", "done"): 1}


@timeless
async def test_what_fails_twice_is_done_at_the_third_try() -> None:
    desk = IntakeDesk()
    desk.faults = [ValueError(), ValueError()]
    await desk.intake.take(message(5), waits=True)
    assert (desk.handled, desk.parked, desk.told) == ([5], [], [(5, "done")])


@timeless
async def test_poison_is_parked_after_three_tries_and_the_next_one_goes_on() -> None:
    desk = IntakeDesk()
    poison = [ValueError("first"), ValueError("second"), ValueError("third")]
    desk.faults = list(poison)
    await asyncio.gather(*(desk.intake.take(message(number), waits=True) for number in (5, 6)))
    assert desk.parked == [(5, poison[2])]
    assert desk.handled == [6]
    assert desk.told == [(5, "did not work"), (6, "done")]


@timeless
async def test_an_update_that_never_ends_is_ended_and_parked() -> None:
    desk = IntakeDesk()
    desk.seconds = 1_000_000.0
    await desk.intake.take(message(5), waits=True)
    assert asyncio.get_running_loop().time() < 65
    assert isinstance(desk.parked[0][1], TimeoutError)


@timeless
async def test_an_update_that_cannot_be_read_is_parked_at_once() -> None:
    desk = IntakeDesk()
    desk.faults = [UnreadableUpdate()]
    await desk.intake.take(message(5), waits=True)
    assert isinstance(desk.parked[0][1], UnreadableUpdate)
    assert asyncio.get_running_loop().time() == 0


@timeless
async def test_while_the_database_is_away_polling_waits() -> None:
    desk = IntakeDesk()
    desk.faults = [Away()] * 12
    await desk.intake.take(message(5), waits=True)
    assert (desk.handled, desk.parked) == ([5], [])


@timeless
async def test_what_can_be_neither_done_nor_parked_is_tried_until_it_can() -> None:
    desk = IntakeDesk()
    desk.faults = [ValueError()] * 5
    desk.park_faults = [Away()] * 2
    await desk.intake.take(message(5), waits=True)
    assert len(desk.parked) == 1


@timeless
@pytest.mark.parametrize("waits", [True, False], ids=["fetched", "posted"])
async def test_what_can_never_be_parked_is_dropped(waits: bool) -> None:
    desk = IntakeDesk()
    desk.faults, desk.park_faults = [ValueError()] * 100, [ValueError("whatever is in it")] * 100
    for _ in range(5):
        with suppress(NotNow):
            await desk.intake.take(message(5), waits=waits)
            break
    assert desk.outcomes["message", "dropped"] == 1, "it is tried for ever"


@timeless
@pytest.mark.parametrize("waits", [True, False], ids=["fetched", "posted"])
async def test_what_fails_as_if_the_database_were_away_while_others_are_done_is_dropped(waits: bool) -> None:
    desk = IntakeDesk()
    desk.faults, desk.park_faults = [Away()] * 1_000, [Away()] * 1_000
    ends = asyncio.Event()

    async def comes_again() -> None:
        while not ends.is_set():
            try:
                await desk.intake.take(message(5), waits=waits)
                ends.set()
            except NotNow:
                await asyncio.sleep(5.0)

    async def others() -> None:
        while not ends.is_set():
            await asyncio.sleep(30.0)
            desk.intake._done += 1

    async with asyncio.timeout(86_400), asyncio.TaskGroup() as group:
        group.create_task(comes_again())
        group.create_task(others())
    assert desk.outcomes["message", "dropped"] == 1


@timeless
@pytest.mark.parametrize("number", [2**63, 2**63 + 1, 2**64, -(2**63) - 1, 10**4000])
async def test_a_number_beyond_the_databases_is_served_like_any_other(number: int) -> None:
    desk = IntakeDesk()
    await desk.intake.take(message(number), waits=True)
    assert len(desk.told) == 1
    assert -(2**63) <= desk.handled[0] < 0


@timeless
async def test_while_the_database_is_away_the_webhook_says_not_now() -> None:
    desk = IntakeDesk()
    desk.faults = [Away()]
    with pytest.raises(NotNow):
        await desk.intake.take(message(5), waits=False)
    desk.faults, desk.park_faults = [ValueError()] * 3, [Away()]
    with pytest.raises(NotNow):
        await desk.intake.take(message(6), waits=False)
    assert desk.outcomes == {("message", "not now"): 2}


@timeless
async def test_who_floods_is_told_once_and_the_rest_is_dropped() -> None:
    desk = IntakeDesk(flood_limit=30)
    await asyncio.gather(*(desk.intake.take(message(number), waits=True) for number in range(1, 101)))
    assert desk.handled == list(range(1, 31))
    assert [number for number, text in desk.told if text == "slow down"] == [31]
    assert desk.outcomes["message", "dropped"] == 70


@timeless
async def test_a_lane_that_is_full_takes_no_more() -> None:
    desk = IntakeDesk(waiting=3)
    desk.seconds = 1.0
    await asyncio.gather(*(desk.intake.take(message(number), waits=True) for number in range(1, 11)))
    assert desk.handled == [1, 2, 3, 4]


@timeless
async def test_giving_up_leaves_the_update_undone() -> None:
    desk = IntakeDesk()
    desk.seconds = 5.0
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1.0):
            await desk.intake.take(message(5), waits=True)
    assert (desk.handled, desk.parked, desk.outcomes) == ([], [], {})
