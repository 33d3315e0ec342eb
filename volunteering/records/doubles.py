"""What actions ask about people who are known twice."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from volunteering.rules.doubles import ClaimState, CountedTwice, Merge, RecordClaim
from volunteering.rules.hours import Counted
from volunteering.rules.volunteers import Person


class Doubles(Protocol):
    """Two records of one person: made one, and for a day two again; and records that somebody else says are theirs."""

    __slots__ = ()

    async def unsettled(self, kept_id: int, gone_id: int) -> tuple[int, ...]:
        """The shifts of the one who goes whose roster isn't confirmed, or that both are in, in one order."""

    async def counted_for_both(
        self, kept_id: int, gone_id: int, *, study: bool = False
    ) -> tuple[tuple[int, Counted, Counted], ...]:
        """Each shift that the ledger has for both, with what holds for the kept one and for the other."""

    async def counted(self, shift_id: int, person_id: int, *, study: bool = False) -> Counted | None:
        """What holds in the ledger for somebody in a shift; None where it has nothing."""

    async def both_in(self, kept_id: int, gone_id: int) -> tuple[int, ...]:
        """The shifts for which both have a sign-up, in whatever state."""

    async def merge(
        self, kept: Person, gone: Person, counted_twice: Sequence[CountedTwice], *, by_id: int | None, at: datetime
    ) -> int:
        """Give everything of the one to the other, and remember what that was. Gives the number to undo it by."""

    async def merged(self, merge_id: int) -> Merge | None:
        """A merge that is still remembered; locked until the commit."""

    async def newest_of(self, kept_id: int) -> Merge | None:
        """The last of those that made others a part of this person, where it is still remembered."""

    async def of_gone(self, gone_id: int) -> Merge | None:
        """What made this person a part of another, where it is still remembered."""

    async def free_account(self, person_id: int) -> None:
        """Let the account of somebody who has become a part of another be nobody's."""

    async def undo(self, merge: Merge, at: datetime) -> None:
        """Give back what went over, with what became of it; what is new stays."""

    async def claim(self, record_id: int, person_id: int, at: datetime) -> RecordClaim:
        """Write down that somebody says a record is theirs; said again, it is the same claim, as it stands."""

    async def claimed(self, claim_id: int) -> RecordClaim | None:
        """Such a claim; locked until the commit."""

    async def decide(self, claim_id: int, state: ClaimState, *, by_id: int | None, at: datetime) -> None:
        """Whether the record is theirs."""
