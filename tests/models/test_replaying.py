"""What the model did at random is done with the real actions, on both databases: they do and tell the same."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database, Transaction
from storage.rows import Rows
from tests.models.checked import WITH_SPIN
from tests.models.stage import Opens, Stage
from tests.models.traced import BEGINNING, Fork, Step, groves, traced
from tests.support.city import City

pytestmark = WITH_SPIN

REPLAYED: Final = 5_000
"""Traces on each database, in so many parts. What some have in common is done once."""

PARTS: Final = 4

AT_ONCE: Final = 50
"""Traces in one transaction. PostgreSQL goes through whatever was taken back in it again and again."""

AS_REPLICAS: Final = {False: 120, True: 2_000}
"""Traces with each act in a transaction of its own, of two replicas, in the usual run and at length."""

ACTS: Final = {
    "joins", "leaves", "takes", "skips", "confirms", "agrees", "declines", "adds", "moves_it", "hastens", "undoes",
    "ticks", "lapses", "frees", "looks", "ends", "crashes",
}  # fmt: skip


class OverError(Exception):
    """What was done is taken back."""


class KilledError(Exception):
    """The replica is gone."""


class TreeOfTraces:
    """A tree of traces done in one transaction: of two branches the first is taken back before the second is done.

    Whatever is done begins with what the acts before it wrote, as if each had been committed.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction
        self._done: list[Step] = []

    @asynccontextmanager
    async def opens(self) -> AsyncIterator[Rows]:
        """What one act sees."""
        yield Rows(self._tx)

    async def goes_on(self, branch: Fork, stage: Stage) -> None:
        """Try what changes nothing, then do whatever any trace did next, and after it."""
        try:
            await self._tries(branch, stage)
        except AssertionError as error:
            raise AssertionError(f"{error}; after {told(self._done)}: {branch.tried}") from error
        if not branch.onward:
            return
        parts = len(branch.onward) > 1
        if parts:
            await self._tx.all("SAVEPOINT parting")
        for step, onward in branch.onward.items():
            self._done.append(step)
            await self._does(step, branch.step, onward, stage.branch() if parts else stage)
            self._done.pop()
            if parts:
                await self._tx.all("ROLLBACK TO SAVEPOINT parting")
        if parts:
            await self._tx.all("RELEASE SAVEPOINT parting")

    async def _does(self, step: Step, before: Step, onward: Fork, stage: Stage) -> None:
        if step.act != "ticks":
            try:
                await stage.does(step, before, self.opens)
                await stage.compare(step, before, self.opens)
            except AssertionError as error:
                raise AssertionError(f"{error}; after {told(self._done)}: {step}") from error
        await self.goes_on(onward, stage)

    async def _tries(self, branch: Fork, stage: Stage) -> None:
        for step in branch.tried:
            await stage.does(step, branch.step, self.opens)
        if branch.tried:
            await stage.compare(branch.step, branch.step, self.opens)


def told(done: Sequence[Step]) -> str:
    """What was done, in order."""
    return ", ".join(f"{step.act} {step.who}" for step in done)


def by_turns(*databases: Database) -> Opens:
    """Each in a transaction of its own, of one replica after the other."""
    turns = 0

    @asynccontextmanager
    async def opens() -> AsyncIterator[Rows]:
        nonlocal turns
        turns += 1
        async with databases[turns % len(databases)].transaction(person=1) as transaction:
            yield Rows(transaction)

    return opens


async def replay(trace: Sequence[Step], stage: Stage, opens: Opens) -> None:
    """Do every act of a trace in transactions of its own; what a killed one began is taken back."""
    before = BEGINNING
    for number, step in enumerate(trace, 1):
        try:
            if step.act == "crashes":
                with pytest.raises(KilledError):
                    async with opens() as rows:
                        await stage.begins_what_is_due(step, rows)
                        raise KilledError
            elif step.act != "ticks":
                await stage.does(step, before, opens)
            await stage.compare(step, before, opens)
        except AssertionError as error:
            raise AssertionError(f"{error}; after {told(trace[:number])}: {step}") from error
        before = step


@pytest.mark.parametrize("part", range(PARTS))
async def test_the_code_does_what_the_model_does(
    database: Database, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(Transaction, "locks_rows", False)  # nobody else is there
    found = traced(REPLAYED)
    stage = await Stage.set(await City.founded(database))
    for tree in list(groves(found, AT_ONCE))[part::PARTS]:
        with pytest.raises(OverError):
            async with database.transaction(person=1) as transaction:
                await TreeOfTraces(transaction).goes_on(tree, stage.branch())
                raise OverError
    acts = Counter(step.act for trace in found for step in trace)
    assert acts.keys() - {"fills"} == ACTS
    assert min(acts.values()) > REPLAYED / 25, f"too little happens: {acts}"


async def test_two_replicas_do_what_the_model_does_and_a_kill_takes_nothing_with_it(
    database_url: str, long: bool
) -> None:
    found = traced(AS_REPLICAS[long], first_seed=1_000)
    async with connect(database_url) as one, connect(database_url) as other:
        city = await City.founded(one)
        stage = await Stage.set(city)
        for number, trace in enumerate(found, 1):
            await replay(trace, stage, by_turns(one, other))
            stage = await stage.again(city, number)
    assert sum(step.act == "crashes" for trace in found for step in trace) > len(found) / 4
