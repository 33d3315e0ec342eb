"""Being on duty: asked for again and again, believed no longer than the server's lease, and laid down at the end."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from typing_extensions import override

from bot.delivering.duty import TRUST, Duty
from storage.engine.faults import Unavailable
from storage.engine.way_in import WayIn
from storage.process.duty import LEASE, DutyLock

Answer = bool | Unavailable


class Told(DutyLock):
    """A lock that answers as a test tells it to; the last answer stays."""

    def __init__(self, *answers: Answer) -> None:
        super().__init__(WayIn("postgresql://nowhere/nothing"))
        self.answers = list(answers)
        self.before: Callable[[], Awaitable[None]] | None = None
        self.is_closed = False
        self.shares = 0
        self.stays = asyncio.Event()

    @override
    async def beat(self) -> bool:
        if self.before is not None:
            await self.before()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Unavailable):
            raise answer
        return answer

    @override
    async def share(self) -> None:
        self.shares += 1
        if self.shares == 5:
            self.stays.set()
        await self.beat()

    @override
    async def close(self) -> None:
        self.is_closed = True


class Beats:
    """Time that passes only by waiting for it; the test is over after so many beats."""

    def __init__(self, beats: int) -> None:
        self.now = 0.0
        self._left = beats

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        if not self._left:
            raise asyncio.CancelledError
        self._left -= 1
        self.now += seconds


def away() -> Unavailable:
    return Unavailable("The server doesn't answer")


async def kept(*answers: Answer) -> list[str]:
    """What is heard of a replica whose lock answers so, beat by beat."""
    story: list[str] = []
    time = Beats(len(answers) - 1)
    duty = Duty(Told(*answers), clock=time.clock, sleep=time.sleep)

    async def taken() -> None:
        story.append(f"takes over at {time.now:g}")

    await duty.ask()
    story.append("begins on duty" if duty.is_ours() else "begins off duty")
    with pytest.raises(asyncio.CancelledError):
        await duty.keep(taken)
    story.append("on duty" if duty.is_ours() else "off duty")
    return story


@pytest.mark.parametrize(
    ("answers", "story"),
    [
        ([True, True, True], ["begins on duty", "on duty"]),
        ([False, False, True], ["begins off duty", "takes over at 2", "on duty"]),
        ([True, away(), True], ["begins on duty", "takes over at 2", "on duty"]),
        ([True, True, away()], ["begins on duty", "off duty"]),
        ([away(), away(), False], ["begins off duty", "off duty"]),
        ([away(), False, True, True], ["begins off duty", "takes over at 2", "on duty"]),
    ],
)
async def test_the_duty_is_taken_and_laid_down(answers: list[Answer], story: list[str]) -> None:
    assert await kept(*answers) == story


async def test_it_is_believed_no_longer_than_the_lease() -> None:
    time = Beats(0)
    duty = Duty(Told(True), clock=time.clock, sleep=time.sleep)
    await duty.ask()
    time.now = TRUST - 0.1
    assert duty.is_ours()
    time.now = TRUST
    assert not duty.is_ours(), "a replica that was hung doesn't act on what it knew before"
    assert TRUST + 1 <= LEASE, "the server must still keep others off"


async def test_an_answer_that_comes_late_counts_from_the_question() -> None:
    time = Beats(0)
    lock = Told(True)

    async def dawdle() -> None:
        time.now += 1.5

    lock.before = dawdle
    duty = Duty(lock, clock=time.clock, sleep=time.sleep)
    await duty.ask()
    time.now = TRUST
    assert not duty.is_ours()


async def test_at_the_end_it_is_laid_down() -> None:
    lock = Told(True)
    duty = Duty(lock)
    await duty.ask()
    await duty.end()
    assert not duty.is_ours()
    assert lock.is_closed


async def test_whoever_waits_says_so_beat_by_beat_also_after_the_database_was_away() -> None:
    lock = Told(away(), away(), True)
    duty = Duty(lock, sleep=Beats(100).sleep)

    assert await duty.stays_during(lock.stays.wait)
    assert not duty.is_ours()


async def test_without_others_it_is_always_ours() -> None:
    duty = Duty(None)
    await duty.ask()
    await duty.keep(_nothing)
    assert duty.is_ours()
    await duty.end()
    assert duty.is_ours()


async def _nothing() -> None:
    pass
