"""Who is being told something now: every way through the states of a message, and how many may be taken up in each."""

import asyncio
from contextlib import AbstractContextManager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivering.under_way import MOST_BULK, MOST_URGENT, READY, UnderWay
from tests.support.timeless import run

PEOPLE = range(1, 101)


class Walk:
    """Messages to a hundred people, each seen through by a task that does what the test says, and what they are at."""

    def __init__(self) -> None:
        self.stirs = 0
        self.under_way = UnderWay(self._stir)
        self.bulk: dict[int, bool] = {}  # of those under way
        self.on_its_way: dict[int, AbstractContextManager[None]] = {}
        self._ends: dict[int, asyncio.Event] = {}
        self._tasks: dict[int, asyncio.Task[bool]] = {}

    def _stir(self) -> None:
        self.stirs += 1

    @property
    def waiting(self) -> list[int]:
        return [person for person in self.bulk if person not in self.on_its_way]

    def begin(self, *, bulk: bool) -> None:
        """Take up as much as there is room for."""
        free = [person for person in PEOPLE if person not in self.bulk]
        for person in free[: self.under_way.room(bulk=bulk)]:
            self._ends[person] = asyncio.Event()
            self._tasks[person] = asyncio.get_running_loop().create_task(self._ends[person].wait())
            self.under_way.begin(person, self._tasks[person], bulk=bulk)
            self.bulk[person] = bulk

    async def set_off(self, person: int) -> None:
        """Its turn has come."""
        self.on_its_way[person] = self.under_way.sending(person)
        self.on_its_way[person].__enter__()

    async def come_back(self, person: int) -> None:
        """It did not work this time."""
        self.on_its_way.pop(person).__exit__(None, None, None)

    async def end(self, person: int) -> None:
        """It is sent, dropped or put off."""
        if person in self.on_its_way:
            await self.come_back(person)
        self._ends[person].set()
        await self._gone(person)

    async def _gone(self, person: int) -> None:
        await asyncio.wait([self._tasks.pop(person)])
        await asyncio.sleep(0)  # what is to be done when it is done
        del self.bulk[person]

    async def call_back(self) -> None:
        """Delivery stops."""
        waiting = self.waiting
        self.under_way.call_back()
        assert self._cancelled == set(waiting), "what is on its way is cut off, or what waits is not called back"
        for person in waiting:
            await self._gone(person)

    async def give_up(self) -> None:
        """It has had its last moments."""
        self.under_way.give_up()
        assert self._cancelled == set(self.bulk)
        for person in tuple(self.bulk):
            if person in self.on_its_way:
                await self.come_back(person)
            await self._gone(person)

    @property
    def _cancelled(self) -> set[int]:
        return {person for person, task in self._tasks.items() if task.cancelling()}

    def is_as_it_must_be(self) -> None:
        assert self.under_way.people == frozenset(self.bulk), "somebody is told two things at once, or nothing any more"
        assert len(self.under_way) == len(self.bulk)
        for bulk, most in ((False, MOST_URGENT), (True, MOST_BULK)):
            alike = [person for person, other in self.bulk.items() if other is bulk]
            waiting = [person for person in alike if person not in self.on_its_way]
            assert len(alike) <= most, "no connection is left for answers"
            assert len(alike) + self.under_way.room(bulk=bulk) <= most
            assert self.under_way.room(bulk=bulk) == 0 or len(waiting) + self.under_way.room(bulk=bulk) <= READY


acts = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["begin urgent", "begin bulk", "call back", "give up"]), st.just(0)),
        st.tuples(st.sampled_from(["set off", "set off", "come back", "end"]), st.integers(0, 200)),
    ),
    max_size=60,
)


@settings(max_examples=100, deadline=None)
@given(acts)
def test_no_order_of_events_tells_anybody_two_things_at_once_or_takes_up_too_much(acts: list[tuple[str, int]]) -> None:
    async def live() -> None:
        walk = Walk()
        for act, which in acts:
            if act.startswith("begin"):
                walk.begin(bulk=act == "begin bulk")
            elif act == "call back":
                await walk.call_back()
            elif act == "give up":
                await walk.give_up()
            else:
                await _one(walk, act, which)
            walk.is_as_it_must_be()
        await walk.give_up()
        assert not walk.under_way
        assert walk.under_way.room(bulk=False) == walk.under_way.room(bulk=True) == READY

    run(live())


async def _one(walk: Walk, act: str, which: int) -> None:
    """Let it happen to one of those it can happen to."""
    those = {"set off": walk.waiting, "come back": list(walk.on_its_way), "end": list(walk.bulk)}[act]
    happen = {"set off": walk.set_off, "come back": walk.come_back, "end": walk.end}[act]
    if those:
        await happen(those[which % len(those)])


@pytest.mark.parametrize(("bulk", "most"), [(False, MOST_URGENT), (True, MOST_BULK)])
async def test_whoever_sets_off_makes_room_until_too_many_are_on_their_way(*, bulk: bool, most: int) -> None:
    walk = Walk()
    walk.begin(bulk=bulk)
    assert len(walk.waiting) == READY
    assert walk.under_way.room(bulk=not bulk) == READY, "one urgency takes the other's room"
    while walk.waiting:
        stirs = walk.stirs
        await walk.set_off(walk.waiting[0])
        assert walk.stirs > stirs, "nobody is told that there is room"
        walk.begin(bulk=bulk)
    assert len(walk.on_its_way) == most
    assert walk.under_way.room(bulk=bulk) == 0
    stirs = walk.stirs
    await walk.end(next(iter(walk.on_its_way)))
    assert walk.stirs > stirs, "nobody is told that there is room"
    assert walk.under_way.room(bulk=bulk) == 1
    await walk.give_up()


async def test_what_comes_back_waits_again_so_that_it_can_be_called_back() -> None:
    walk = Walk()
    walk.begin(bulk=False)
    first, second = walk.waiting[:2]
    await walk.set_off(first)
    await walk.set_off(second)
    await walk.come_back(first)
    await walk.call_back()
    assert list(walk.bulk) == [second]
    await walk.give_up()


async def test_a_fault_on_the_way_leaves_nobody_on_their_way() -> None:
    walk = Walk()
    walk.begin(bulk=False)
    with pytest.raises(ZeroDivisionError), walk.under_way.sending(walk.waiting[0]):
        raise ZeroDivisionError
    assert walk.under_way.room(bulk=False) == 0
    await walk.call_back()
    assert not walk.under_way
