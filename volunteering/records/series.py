"""What actions ask of series: rules by which shifts come again."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Protocol

from volunteering.rules.series import NewSeries, Series


class AllSeries(Protocol):
    """The rules by which shifts of activities come again."""

    __slots__ = ()

    async def add(self, activity_id: int, new: NewSeries, *, next_on: date | None, at: datetime) -> int:
        """A new series of an activity, and the first local date of it that is still to be posted. Gives its number."""

    async def get(self, series_id: int) -> Series | None:
        """The series with that number; None where there is none."""

    async def lock(self, series_id: int) -> Series | None:
        """The same, and nobody else posts of it, or ends it, until the commit."""

    async def of_activity(self, activity_id: int) -> tuple[Series, ...]:
        """The series of an activity, in the order they were begun in."""

    async def to_post(self, horizon: date) -> tuple[int, ...]:
        """The series of open activities that have a day up to this local date that is still to be posted.

        Of an activity whose people are insured, only while they are (docs/rules.md: Risk).
        """

    async def posted(self, series_id: int) -> AbstractSet[datetime]:
        """The recurrences of which there is a shift, whatever became of it."""

    def go_on(self, series_id: int, next_on: date | None) -> None:
        """It was posted up to there: with which local date it goes on, if it does."""

    def end(self, series_id: int, *, last: date, at: datetime) -> None:
        """Nothing more is posted of it; `last` is the last local date on which something is."""
