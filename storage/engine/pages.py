"""A page of a long list: how long it is, the screen that shows it knows."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from storage.engine.database import Value

T = TypeVar("T")


class Page(NamedTuple):
    """So many lines, after so many pages of them: the values of `LIMIT :limit OFFSET :skipped`."""

    size: int
    number: int = 0  # 0 is the first

    @property
    def values(self) -> dict[str, Value]:
        """One line more than is shown tells whether there is a next page, without counting them all."""
        return {"limit": self.size + 1, "skipped": self.number * self.size}

    def of(self, rows: Sequence[T]) -> Sequence[T]:
        """The lines of the page, of those that were found."""
        return rows[: self.size]

    def has_more(self, rows: Sequence[object]) -> bool:
        """Whether there is a next page."""
        return len(rows) > self.size
