"""What actions ask about what is due because time passed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.keys import About
from volunteering.rules.reminders import Expected, ReminderLine, Starts, Unanswered


class Reminders(Protocol):
    """What is due because time passed. A line in `reminders` makes each thing happen once, whoever sweeps."""

    __slots__ = ()

    async def unreminded(self, hours_before: int, starts: Sequence[Starts], limit: int) -> tuple[Expected, ...]:
        """Confirmed people to remind that long before the start: by person, then by start, at most `limit` lines.

        Shifts are open, of open activities, and begin in one of these stretches. The sign-up and the shift's time are
        older than the instant the reminder was due, and there is no line of this kind for the start that the shift now
        has.
        """

    async def silent(self, starts: Starts, *, asked: int, limit: int) -> tuple[Expected, ...]:
        """Confirmed people who said nothing to the reminder so many minutes before the start, sent by `known_by`.

        Of open shifts that begin in a stretch: by person, then by start, at most `limit` lines. Who signed up again
        since, has a move to confirm, or was asked once more is left out.
        """

    async def silent_since(self, starts: Starts, *, asked: int) -> tuple[tuple[datetime, datetime], ...]:
        """The same, whenever it was sent: of each shift the first such instant, and when it begins."""

    async def unanswered(
        self, ended_after: datetime, ended_by: datetime, *, asked_by: datetime | None = None, limit: int
    ) -> tuple[Unanswered, ...]:
        """Shifts that ended after one instant and by the other, with people on a roster that nobody confirmed.

        Those that were called off are left out; one that was cancelled after it began was held all the same.
        Nobody was asked for the roster yet (there is no such line for the shift's start); or, with `asked_by`, somebody
        was first asked by that instant, and not asked again. Oldest end first.
        """

    async def note(self, lines: Sequence[ReminderLine], at: datetime) -> frozenset[ReminderLine]:
        """Write the lines in one go; gives those that were new."""

    async def needed(self, period: Period, ended_after: datetime, now: datetime, about: About) -> tuple[int, ...]:
        """Who leads a shift that begins in a period, or has a roster to confirm or a question to answer; by number.

        Where a leader is out of reach or leads there no more, it is the nearest leaders in their place. Rosters are
        those of shifts that ended after an instant. Whoever was told about this already is left out.
        """

    async def next_start(self, after: datetime) -> datetime | None:
        """When the first open shift with confirmed people begins, after that instant."""

    async def next_end(self, after: datetime) -> datetime | None:
        """When the first shift that was not called off and has no confirmed roster ends, after that instant."""

    async def next_asked(self, after: datetime) -> datetime | None:
        """The first instant after that one at which somebody was first asked for a roster still not confirmed.

        Rosters that were asked for again are left out.
        """
