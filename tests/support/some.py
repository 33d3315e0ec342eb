"""What a test looks through: a loop over nothing would pass, whatever it says within."""

from collections.abc import Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def some(things: Iterable[Thing]) -> list[Thing]:
    """All of them, of which there is one at least."""
    found = list(things)
    assert found, "there is nothing to look through"
    return found
