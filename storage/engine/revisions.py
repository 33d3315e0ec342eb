"""The revisions of the tables that this program knows: each has a file in `storage/engine/migrations/versions`."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

Report = Callable[[str], None]
"""Told a line for every revision that is reached."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def head() -> str:
    """The newest revision, which is the number that the newest migration's file name begins with."""
    return max(revisions())


@cache
def revisions() -> frozenset[str]:
    """Every revision there was at the start: an upgrade lays those of a newer program beside one that serves."""
    return frozenset(path.name.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*_*.py"))


def before(revision: str) -> str | None:
    """The one that comes before this one; None before the first. They follow one another in a line."""
    return max((other for other in revisions() if other < revision), default=None)
