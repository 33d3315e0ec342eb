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
from tests.models.traced import BEGINNING, Step, traced
from tests.support.city import City

pytestmark = WITH_SPIN

REPLAYED: Final = 400
ALL: Final = 5_000
"""Traces, in the usual run and at length."""

AS_REPLICAS: Final = 60
"""Traces with each act in a transaction of its own, of two replicas, one of which may be killed before it commits."""

ACTS: Final = {
    "joins", "leaves", "takes", "skips", "confirms", "adds", "moves_it", "hastens", "undoes", "ticks",
    "lapses", "frees", "ends",
}  # fmt: skip


class OverError(Exception):
    """What a trace did is taken back."""


async def replay(trace: Sequence[Step], stage: Stage, opens: Opens) -> None:
    """Do every act of a trace."""
    before, done = BEGINNING, list[str]()
    for step in trace:
        done.append(f"{step.act} {step.who}")
        try:
            if step.act == "crashes":
                await stage.crashes(step, opens)
            else:
                await stage.does(step, before, opens)
        except AssertionError as error:
            raise AssertionError(f"{error}; after {', '.join(done)}: {step}") from error
        before = step


def within(transaction: Transaction) -> Opens:
    """Everything in one transaction."""

    @asynccontextmanager
    async def opens() -> AsyncIterator[Rows]:
        yield Rows(transaction)

    return opens


def by_turns(*databases: Database) -> Opens:
    """Each in a transaction of its own, of one replica after the other."""
    turns = 0

    @asynccontextmanager
    async def opens() -> AsyncIterator[Rows]:
        nonlocal turns
        turns += 1
        async with databases[turns % len(databases)].transaction() as transaction:
            yield Rows(transaction)

    return opens


async def test_the_code_does_what_the_model_does(database: Database, long: bool) -> None:
    number = ALL if long else REPLAYED
    found = traced(number, "-DASKS=0", "-DCRASHES=0")
    city = await City.founded(database)
    stage = await Stage.set(city)
    for trace in found:
        with pytest.raises(OverError):
            async with database.transaction() as transaction:
                stage.anew()
                await replay(trace, stage, within(transaction))
                raise OverError
    acts = Counter(step.act for trace in found for step in trace)
    assert set(acts) == ACTS
    assert min(acts.values()) > number / 50, "too little happens"


async def test_two_replicas_do_what_the_model_does_and_a_kill_takes_nothing_with_it(database_url: str) -> None:
    found = traced(AS_REPLICAS, "-DASKS=0", first_seed=1_000)
    async with connect(database_url) as one, connect(database_url) as other:
        city = await City.founded(one)
        for trace in found:
            await replay(trace, await Stage.set(city), by_turns(one, other))
    assert sum(step.act == "crashes" for trace in found for step in trace) > AS_REPLICAS / 4
