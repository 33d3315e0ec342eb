"""What others were quicker with is done again."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from storage.engine.database import Database, Transaction
from storage.engine.faults import Conflict

T = TypeVar("T")

TRIES: Final = 5


async def until_settled(attempt: Callable[[], Awaitable[T]]) -> T:
    """Make an attempt with a transaction of its own; after a `Conflict` another one, which sees what the others did.

    Raises the last `Conflict` where somebody else was quicker every time.
    """
    for _ in range(TRIES - 1):
        try:
            return await attempt()
        except Conflict:
            continue
    return await attempt()


async def written(database: Database, work: Callable[[Transaction], Awaitable[T]]) -> T:
    """Do the work in a transaction of its own, and again, from the beginning, where somebody else was quicker.

    Raises the last `Conflict` where somebody else was quicker every time, and `Unavailable`.
    """

    async def attempt() -> T:
        async with database.transaction() as transaction:
            return await work(transaction)

    return await until_settled(attempt)
