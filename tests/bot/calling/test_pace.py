"""Bulk goes at the limit, never over it, and stops when Telegram says so."""

import asyncio
import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calling.pace import Pace
from bot.ground.pauses import growing_pause
from tests.support.timeless import run, timeless

GROUP = -100


def now() -> float:
    return asyncio.get_running_loop().time()


def most_within(instants: list[float], seconds: float) -> int:
    """Count the busiest window, wherever it begins; its end is not part of it."""
    return max((sum(start <= other < start + seconds for other in instants) for start in instants), default=0)


def refuses_several(pace: Pace, seconds: float) -> None:
    """Telegram asks several chats at once to wait: it is the limit over all."""
    for chat in range(-4, 0):
        pace.refused(10**9 + chat, seconds)


async def send(pace: Pace, chats: list[int | str]) -> list[tuple[float, int | str]]:
    sent: list[tuple[float, int | str]] = []

    async def one(chat: int | str) -> None:
        await pace.turn(chat)
        sent.append((now(), chat))

    async with asyncio.TaskGroup() as group:
        for chat in chats:
            group.create_task(one(chat))
    return sent


@timeless
async def test_a_letter_to_many_goes_at_the_limit_and_no_second_has_more() -> None:
    sent = await send(Pace(), list(range(3000)))
    instants = [at for at, _ in sent]
    assert most_within(instants, 1.0) == 30
    assert len(instants) / instants[-1] >= 0.98 * 30
    assert [chat for _, chat in sent] == list(range(3000)), "first come, first served"


@timeless
async def test_what_is_held_up_on_its_way_brings_no_second_more_than_the_limit() -> None:
    chance = random.Random(20261123)
    pace = Pace()
    arrivals: list[float] = []

    async def one(chat: int) -> None:
        turn = await pace.turn(chat)
        await asyncio.sleep(0.004 if chance.random() < 0.9 else chance.uniform(0.004, 0.4))
        arrivals.append(now())
        await asyncio.sleep(0.002)
        pace.arrived(turn)

    async with asyncio.TaskGroup() as group:
        for chat in range(3000):
            group.create_task(one(chat))
    assert most_within(arrivals, 1.0) <= 30


@timeless
async def test_a_slow_line_is_as_good_as_a_quick_one() -> None:
    pace = Pace()

    async def one(chat: int) -> None:
        turn = await pace.turn(chat)
        await asyncio.sleep(0.3)
        pace.arrived(turn)

    async with asyncio.TaskGroup() as group:
        for chat in range(3000):
            group.create_task(one(chat))
    assert 3000 / now() >= 0.98 * 30


@timeless
async def test_there_is_no_burst_at_the_beginning() -> None:
    instants = [at for at, _ in await send(Pace(), list(range(30)))]
    assert min(later - earlier for earlier, later in pairwise(instants)) >= 0.9 / 30 - 1e-9


@timeless
async def test_a_chat_gets_one_a_second_and_holds_up_nobody_else() -> None:
    sent = await send(Pace(), [1, 1, 1, 2, 3])
    mine = [at for at, chat in sent if chat == 1]
    assert [at for at, chat in sent if chat != 1][-1] < 0.2
    assert min(later - earlier for earlier, later in pairwise(mine)) >= 1.0


@timeless
async def test_a_group_gets_twenty_a_minute() -> None:
    for group in (GROUP, "@volunteers"):
        instants = [at for at, _ in await send(Pace(), [group] * 45)]
        assert most_within(instants, 60.0) == 20


@timeless
async def test_a_refused_chat_waits_and_nobody_else() -> None:
    pace = Pace()
    pace.refused(1, 35.0)
    pace.refused(1, 2.0)
    sent = await send(pace, [2, 3, 4])
    assert sent[-1][0] < 0.2, "bulk to others is held up"
    await pace.answer_turn(5)
    assert now() < 0.2, "an answer to somebody else is held up"
    await asyncio.gather(pace.answer_turn(1), send(pace, [1]))
    assert now() >= 35.0
    assert not pace.is_strained


@timeless
async def test_groups_that_are_refused_say_nothing_about_people() -> None:
    pace = Pace()
    for number in range(1_000):
        pace.refused(GROUP - number, 35.0)
    assert not pace.is_strained


@timeless
async def test_where_several_are_refused_answers_go_at_the_limit_before_bulk_until_it_is_calm() -> None:
    pace = Pace()
    for chat in range(1, 5):
        pace.refused(chat, 1.0)
    assert pace.is_strained
    answered: list[float] = []

    async def answer(chat: int) -> None:
        await pace.answer_turn(chat)
        answered.append(now())

    async with asyncio.TaskGroup() as group:
        bulk = group.create_task(send(pace, list(range(10_000, 10_060))))
        for chat in range(1, 241):
            group.create_task(answer(chat))
    assert most_within(answered, 1.0) <= 30
    assert answered[-1] < 240 / 28 + 1
    assert sum(at < answered[-1] for at, _ in bulk.result()) <= 2, "bulk went before answers"
    assert most_within([*answered, *(at for at, _ in bulk.result())], 1.0) <= 30
    await asyncio.sleep(10.0)
    began = now()
    await asyncio.gather(*(pace.answer_turn(chat) for chat in range(100)))
    assert now() == began, "it is calm, and answers still take turns"


@timeless
async def test_bulk_waits_as_long_as_everybody_is_asked_to_and_not_for_the_longest_pause_of_one_chat() -> None:
    pace = Pace()
    for chat, seconds in ((1, 600.0), (2, 3.0), (3, 900.0), (4, 3.0)):
        pace.refused(chat, seconds)
    began = now()
    await send(pace, [5])
    assert 3.0 <= now() - began < 3.2
    await send(pace, [3])
    assert 900.0 <= now() - began < 901.0


@timeless
async def test_pauses_that_are_over_take_no_memory() -> None:
    pace = Pace()
    for chat in range(5_000):
        pace.refused(chat, 0.5)
        await asyncio.sleep(0.01)
    assert len(pace._pauses) <= 1_001


@timeless
async def test_nothing_ends_a_pause_early_and_the_later_end_counts() -> None:
    pace = Pace()
    await pace.turn(1)
    began = now()
    refuses_several(pace, 10.0)
    refuses_several(pace, 2.0)
    pace.note(5)
    assert await send(pace, [2, 3])
    assert 10.0 <= now() - began < 10.2


@timeless
async def test_a_pause_also_stops_who_waits_already() -> None:
    pace = Pace()
    async with asyncio.TaskGroup() as group:
        sending = group.create_task(send(pace, list(range(60))))
        await asyncio.sleep(0.5)
        refuses_several(pace, 30.0)
    instants = [at for at, _ in sending.result()]
    assert not [at for at in instants if 0.5 < at < 30.5]


@timeless
async def test_bulk_leaves_room_for_direct_answers_but_still_moves() -> None:
    pace = Pace()
    answers: list[float] = []

    async def answering() -> None:
        for chat in range(10_000, 11_000):
            pace.note(chat)
            answers.append(now())
            await asyncio.sleep(0.01)  # a hundred a second, more than all there is

    async with asyncio.TaskGroup() as group:
        group.create_task(answering())
        sending = group.create_task(send(pace, list(range(120))))
    instants = [at for at, _ in sending.result() if at < 9]
    assert most_within(instants, 1.0) <= 10
    assert len(instants) >= 85


@timeless
async def test_a_direct_answer_counts_for_its_chat() -> None:
    pace = Pace()
    pace.note(7)
    assert (await send(pace, [7]))[0][0] >= 1.0


@timeless
async def test_what_limits_nobody_any_more_is_forgotten() -> None:
    pace = Pace()
    await send(pace, [*range(100), *range(-40, 0)])
    await asyncio.sleep(61)
    await pace.turn(1)
    assert len(pace._chats) == 1
    assert not pace._groups


@timeless
async def test_who_gives_up_waiting_takes_no_turn() -> None:
    pace = Pace()
    refuses_several(pace, 5.0)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1.0):
            await pace.turn(1)
    assert (await send(pace, [1]))[0][0] == pytest.approx(5.0)


acts = st.lists(
    st.one_of(
        st.tuples(st.just("turn"), st.sampled_from([1, 2, 3, 4, 5, 6, GROUP])),
        st.tuples(st.just("note"), st.sampled_from([1, 2, 3])),
        st.tuples(st.just("pause"), st.floats(0, 3)),
        st.tuples(st.just("wait"), st.floats(0, 1.5)),
    ),
    max_size=80,
)


@settings(max_examples=60, deadline=None)
@given(acts, st.integers(1, 8))
def test_no_order_of_events_breaks_a_limit(acts: list[tuple[str, float]], overall: int) -> None:
    bulk: list[tuple[float, int]] = []
    pauses: list[tuple[float, float]] = []

    async def one(pace: Pace, chat: int) -> None:
        await pace.turn(chat)
        bulk.append((now(), chat))

    async def live() -> None:
        pace = Pace(overall, 1.0, 5)
        async with asyncio.TaskGroup() as group:
            for act, value in acts:
                if act == "turn":
                    group.create_task(one(pace, int(value)))
                elif act == "note":
                    pace.note(int(value))
                elif act == "pause":
                    pauses.append((now(), now() + value))
                    refuses_several(pace, value)
                else:
                    await asyncio.sleep(value)

    run(live())
    assert len(bulk) == sum(act == "turn" for act, _ in acts), "everybody gets a turn in the end"
    assert most_within([at for at, _ in bulk], 1.0) <= overall
    for chat, count in Counter(chat for _, chat in bulk).items():
        of_chat = [at for at, other in bulk if other == chat]
        assert count == len(of_chat)
        assert most_within(of_chat, 1.0) == 1
    assert most_within([at for at, chat in bulk if chat == GROUP], 60.0) <= 5
    assert not [at for at, _ in bulk for start, end in pauses if start < at < end]


def test_pauses_grow_up_to_a_limit() -> None:
    assert [growing_pause(n, first=0.5, most=3.0) for n in (1, 2, 3, 4, 1000)] == [0.5, 1.0, 2.0, 3.0, 3.0]
