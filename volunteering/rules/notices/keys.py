"""What a message is about, as text: what is owed once under a key is sent once.

The keys of cities that run are in their databases: what one reads like never changes.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NewType

About = NewType("About", str)
"""What a message is about, the same for everybody who is told."""

Key = NewType("Key", str)
"""The same, of one reader."""


def key_of(about: About, reader: int) -> Key:
    """The key of one reader's message."""
    return Key(f"{about}:{reader}")


def about_in(key: str, reader: int) -> About:
    """What that reader's message is about, for somebody else who is to be told as well."""
    return About(key.removesuffix(f":{reader}"))


def second(instant: datetime) -> int:
    """An instant within a key."""
    return int(instant.timestamp())


def listed(numbers: Iterable[int]) -> str:
    """Several numbers within a key."""
    return ",".join(map(str, numbers))
