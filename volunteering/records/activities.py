"""What actions ask of activities and their shifts."""

from datetime import date, datetime
from typing import Protocol

from volunteering.rules.activities import Activity, Category, Shift, State
from volunteering.rules.ground.periods import Period
from volunteering.rules.risk import Risk
from volunteering.rules.tree import Unit


class Activities(Protocol):
    """Activities and their shifts."""

    __slots__ = ()

    async def get(self, activity_id: int) -> Activity | None:
        """The activity with that number; None where there is none."""

    async def shift(self, shift_id: int) -> tuple[Activity, Shift] | None:
        """A shift with its activity."""

    async def shifts(self, activity_id: int) -> tuple[Shift, ...]:
        """The shifts of an activity, by start."""

    async def led_ahead(self, person_id: int, now: datetime) -> tuple[Activity, ...]:
        """The open activities this person leads that have a shift which is not over."""

    async def ahead_in(self, unit: Unit, now: datetime) -> tuple[Activity, ...]:
        """The open activities of a unit and those below it that have a shift which is not over."""

    async def lock(self, shift_id: int) -> tuple[Activity, Shift] | None:
        """The same as `shift`, and nobody else changes the shift or its sign-ups until the commit."""

    async def add(
        self,
        *,
        unit: Unit,
        leader_id: int,
        title: str,
        description: str,
        category: Category,
        venue: str,
        details: str,
        at: datetime,
    ) -> int:
        """A new open activity. Gives its number."""

    async def add_shift(
        self,
        activity_id: int,
        unit_id: int,
        period: Period,
        limit: int | None,
        *,
        minimum: int = 0,
        day: date,
        at: datetime,
        series_id: int | None = None,
        recurrence: datetime | None = None,
    ) -> int:
        """A new open shift, and how many people it takes; of a series, by its recurrence. Gives its number."""

    async def change(
        self,
        activity_id: int,
        *,
        title: str | None = None,
        description: str | None = None,
        category: Category | None = None,
        venue: str | None = None,
        details: str | None = None,
        leader_id: int | None = None,
        state: State | None = None,
        off_because: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Change what is given, leave the rest; `at` an instant, which whoever has it in a calendar hears of."""

    async def state_risk(self, activity_id: int, risk: Risk | None) -> None:
        """Say what the bodily risk of an activity is, and how its people are insured; None: there is none."""

    async def move_shift(
        self, shift_id: int, period: Period, *, day: date, at: datetime, now: datetime | None = None
    ) -> None:
        """Set a shift, at an instant, to another time; `day` is the local date that it then counts for.

        `now` is when that is, where it is as it was at an earlier instant once more.
        """

    async def set_limit(self, shift_id: int, limit: int | None) -> None:
        """Give a shift so many places; None is no limit."""

    async def set_minimum(self, shift_id: int, minimum: int) -> None:
        """Say how many people a shift takes; 0: none is too few."""

    async def cancel_shift(self, shift_id: int, *, at: datetime, because: str = "") -> None:
        """Cancel a shift at an instant: it was called off where that is before its start."""
