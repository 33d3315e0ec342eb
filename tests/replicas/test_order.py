"""One person at several replicas: the same update is done once, and what they do keeps its order (decision 15)."""

import asyncio
from typing import Any

import aiohttp
import pytest

from handlers.buttons.signing_up import LeaveShift, TakeShift
from playground.phones import acts
from playground.phones.phone import Phone
from tests.replicas.province import SECRET, Province, Replica
from tests.replicas.tapping import tap

pytestmark = pytest.mark.asyncio(loop_scope="module")

PEOPLE = 8
ERRANDS = 8


async def post(replica: Replica, update: dict[str, Any]) -> int:
    """Post it to this replica, past the balancer. Gives the status."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{replica.address}/telegram", json=update, headers=headers) as answer,
    ):
        return answer.status


async def acted(province: Province, kind: str, shift: int) -> int:
    return await province.number(
        "SELECT COUNT(*) FROM journal WHERE kind = :kind AND shift_id = :shift", kind=kind, shift=shift
    )


async def volunteers(province: Province) -> tuple[list[Phone], int]:
    """Some who look at a shift that has a place for all of them."""
    li = await province.leader("Li")
    people = [await province.member(f"Volunteer {number}") for number in range(PEOPLE)]
    shift = await province.activity("River clean-up", li, places=0)
    for phone in people:
        await phone.sends("/my")
    return people, shift


async def test_the_same_update_at_every_replica_is_done_once(province: Province) -> None:
    people, shift = await volunteers(province)
    updates = [tap(phone, 900_000_000 + number, TakeShift(shift=shift).pack()) for number, phone in enumerate(people)]
    statuses = await asyncio.gather(*(post(replica, update) for update in updates for replica in province.replicas))
    assert set(statuses) == {200}
    assert await acted(province, "signed_up", shift) == PEOPLE
    for phone in people:
        assert any("Leave" in bubble.labels for bubble in phone.chat), "whoever came second shows where it led"


async def test_two_acts_at_the_same_moment_are_both_done_one_after_the_other(province: Province) -> None:
    people, shift = await volunteers(province)
    take, leave = TakeShift(shift=shift).pack(), LeaveShift(shift=shift).pack()
    posts = []
    for number, phone in enumerate(people):
        posts += [
            post(replica, tap(phone, 910_000_000 + 10 * number + at, data))
            for at, (replica, data) in enumerate(zip(province.replicas, (take, take, leave), strict=True))
        ]
    assert set(await asyncio.gather(*posts)) == {200}
    signed_up, left = await acted(province, "signed_up", shift), await acted(province, "left", shift)
    there = await province.number("SELECT COUNT(*) FROM signups WHERE state = 'confirmed' AND shift_id = :s", s=shift)
    assert signed_up - left == there, "each came into the books before the next one looked"
    assert await province.number("SELECT COUNT(*) FROM inbox WHERE update_id >= 910000000") == 3 * PEOPLE
    assert await province.number("SELECT COUNT(*) FROM parked") == 0


async def test_what_somebody_types_is_done_and_answered_in_order(province: Province) -> None:
    mei = await province.member("Mei")
    posts = [
        acts.writes(province.playground.telegram, mei.person, f"/hours 0:30 2026-11-20 Errand {number}")
        for number in range(ERRANDS)
    ]
    for update in posts:
        assert await province.playground.telegram.updates.confirmed(update, 20.0)
    answers = [bubble.text for bubble in mei.chat if not bubble.is_mine and "Errand" in bubble.text]
    assert [int(text.partition("Errand ")[2][0]) for text in answers] == list(range(ERRANDS))
    await mei.taps("Confirm")
    assert await province.number("SELECT COUNT(*) FROM claims WHERE what = 'Errand 0'") == 1, "the others come after it"
    assert await province.number("SELECT COUNT(*) FROM claims") == 1


async def test_a_form_goes_on_at_another_replica(province: Province) -> None:
    wei = province.phone("Wei")
    await wei.sends("/start")
    for label, replica in zip(("English", "I agree", "Wei"), province.replicas, strict=True):
        province.balancer.replicas = {replica.name: replica.address}
        await wei.taps(label)
    killed = province.replicas[2]
    await province.kill(killed)
    province.balancer.replicas |= {replica.name: replica.address for replica in province.others(killed)}
    await wei.taps("Skip")
    await wei.sees("Welcome, Wei")
    await province.begin(killed)
    assert await province.number("SELECT COUNT(*) FROM journal WHERE kind = 'registered'") == 1
