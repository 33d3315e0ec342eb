"""What actions ask of hours: the ledger, the roster's ticks, and what is logged outside shifts."""

from datetime import date, datetime
from typing import Protocol

from volunteering.rules.attendance import Noted, RosterLine
from volunteering.rules.hours import Claim, Counted, Decision, Entry, Rostered
from volunteering.rules.no_shows import MissedShift
from volunteering.rules.reports import Served
from volunteering.rules.tree import Unit


class Hours(Protocol):
    """The ledger, the roster's ticks and logged hours."""

    __slots__ = ()

    async def roster(self, shift_id: int) -> tuple[RosterLine, ...]:
        """Everybody confirmed, in order of arrival, then who walked in: name, the roster's tick, and what holds."""

    async def append(self, entry: Entry) -> int:
        """Write a line at the end of the ledger. Gives its number."""

    async def no_shows(self, person_id: int) -> tuple[tuple[int, Counted], ...]:
        """The no-shows that count against a person: the shift, and what counted."""

    async def missed(self, person_id: int) -> tuple[MissedShift, ...]:
        """The no-shows that the rosters have of a person, forgiven or not, the earliest first."""

    def forgive(self, shift_id: int, person_id: int, by_id: int | None, at: datetime) -> None:
        """A no-show counts no more, forgiven by somebody; by None: it counts again. Written with the commit."""

    async def tick(
        self,
        shift_id: int,
        person_id: int,
        *,
        came: bool | None,
        minutes: int | None = None,
        noted: Noted | None = None,
    ) -> None:
        """The roster's tick of one person on it; minutes None is the shift's own length."""

    async def tick_all(self, shift_id: int, *, without: int) -> None:
        """Tick that everybody else confirmed came; lengths already adjusted and whatever is noted stay as they are."""

    async def close_roster(self, shift_id: int, by_id: int, at: datetime) -> None:
        """The roster is confirmed."""

    async def count_served(self, shift_id: int, served: Served) -> None:
        """How many people a shift served, and what was handed out, in place of what was said before."""

    async def minutes_on(self, person_id: int, day: date) -> int:
        """Minutes of a local date that are served, or logged and not rejected."""

    async def rostered_on(self, person_id: int, day: date) -> tuple[Rostered, ...]:
        """What rosters count for somebody on a local date, in the order of the shifts."""

    async def served_on(self, person_id: int, day: date) -> int:
        """Minutes of a local date that are in the ledger; whoever else asks for this person waits until the commit."""

    async def add_claim(self, *, person_id: int, unit_id: int, day: date, minutes: int, what: str, at: datetime) -> int:
        """Logged hours, pending. Gives the claim's number."""

    async def claim(self, claim_id: int) -> Claim | None:
        """A claim; locked until the commit."""

    def withdraw(self, claim_id: int) -> None:
        """Whoever logged them asks for these hours no more. Written with the commit."""

    async def counted_of_claim(self, claim_id: int) -> Counted | None:
        """What holds in the ledger for a claim; None where it never came so far."""

    async def pending_in(self, unit: Unit) -> tuple[Claim, ...]:
        """Claims not decided yet in a unit and below it, oldest first."""

    async def decide(self, claim_id: int, decision: Decision, *, by_id: int, at: datetime, reason: str = "") -> None:
        """Approve or reject, in place of any decision before."""
