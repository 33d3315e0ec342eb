"""A page of a long list: how long a page is, the screen that shows it knows."""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from storage.engine.database import Row, Value

T = TypeVar("T")

TOTAL: Final = "COUNT(*) OVER () AS total"
"""In the columns of a query with a page: how many rows there are on all of them."""


class Extent(NamedTuple):
    """Which part of a list a page is: so many lines after so many pages of them, of so many in all."""

    size: int
    number: int  # of the page; 0 is the first
    total: int  # lines on all pages; 0 is known of a page beyond the last one only

    @property
    def first(self) -> int:
        """The number of its first line; 1 is the first."""
        return self.number * self.size + 1

    @property
    def last(self) -> int:
        """The number of its last line."""
        return min(self.total, self.first + self.size - 1)

    @property
    def has_more(self) -> bool:
        """Whether there is a next page."""
        return self.last < self.total

    @property
    def is_all(self) -> bool:
        """Whether this page has the whole list."""
        return not self.number and not self.has_more


class Page(NamedTuple):
    """So many lines, after so many pages of them: the values of `LIMIT :limit OFFSET :skipped`."""

    size: int
    number: int = 0  # 0 is the first

    @property
    def values(self) -> dict[str, Value]:
        """What the query is asked with."""
        return {"limit": self.size, "skipped": self.number * self.size}

    def extent(self, rows: Sequence[Row]) -> Extent:
        """Which part of the list the rows are, which have the column `TOTAL`."""
        return Extent(self.size, self.number, rows[0]["total"] if rows else 0)

    def of(self, everything: Sequence[T]) -> tuple[Sequence[T], Extent]:
        """The page of a list that is here as a whole, or the last one there is."""
        extent = Extent(self.size, min(self.number, max(0, len(everything) - 1) // self.size), len(everything))
        return everything[extent.first - 1 : extent.last], extent
