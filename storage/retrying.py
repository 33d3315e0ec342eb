"""What others were quicker with is done again."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from storage.database import Conflict

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
