"""What actions ask of qualifications: the kinds that units keep, and what people have of them."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from volunteering.rules.qualifications import (
    Evidence,
    KindState,
    PassedFor,
    Qualification,
    QualificationKind,
    QualificationState,
    StudyRule,
)
from volunteering.rules.tree import Unit


class QualificationKinds(Protocol):
    """Kinds of qualification, each kept by a unit."""

    __slots__ = ()

    async def get(self, kind_id: int) -> QualificationKind | None:
        """A kind, kept or taken away; None where there is none with that number. Locked until the commit."""

    async def all_for(self, unit: Unit) -> tuple[QualificationKind, ...]:
        """What people of that unit may add and its shifts ask for: its own and those above, the highest's first."""

    async def add(
        self,
        unit: Unit,
        *,
        name: str,
        levels: Collection[str],
        months: int,
        needs_evidence: bool,
        study: StudyRule | None = None,
    ) -> int:
        """A kind of the unit's own. Gives its number."""

    def change(self, kind: QualificationKind) -> None:
        """Let the kind of that number be so: name, levels, months, evidence. Written with the commit."""

    def rerank(self, kind_id: int, ranks: Mapping[int, int]) -> None:
        """What is held, given and asked for of the kind at one rank, is so at the other. Written with the commit."""

    def set_state(self, kind_id: int, state: KindState) -> None:
        """Take a kind away, or put it back. Written with the commit."""

    async def ranks_in_use(self, kind_id: int) -> frozenset[int]:
        """The ranks at which something of the kind is held or waits for a leader, is sat, or is given by a training."""


class Qualifications(Protocol):
    """What people have, or say that they have."""

    __slots__ = ()

    async def get(self, qualification_id: int) -> Qualification | None:
        """The qualification with that number, locked until the commit; None where there is none."""

    async def of(self, person_id: int, kind_id: int) -> tuple[Qualification, ...]:
        """What somebody has of a kind, as far as it is of any matter still; the oldest first."""

    async def pending_of(self, person_id: int) -> int:
        """How many of somebody's wait for a leader."""

    async def add(
        self,
        person_id: int,
        kind: QualificationKind,
        *,
        level: int,
        number: str,
        issued_on: date,
        evidence: Evidence | None,
        at: datetime,
        wanted_for: int | None = None,
        wanted_exam: int | None = None,
    ) -> int:
        """One that waits for a leader; `wanted_for`: the shift that asks for it, or the exam. Gives its number."""

    def decide(
        self,
        qualification_id: int,
        state: QualificationState,
        *,
        by_id: int | None,
        at: datetime,
        reason: str = "",
        expires_on: date | None = None,
        reminded: int | None = None,
    ) -> None:
        """Verified or rejected, by nobody where a roster or a test says so. With the commit.

        `reminded`: the reminder of so many days ahead would be late.
        """

    def put_away(self, qualification_id: int, state: QualificationState, *, by: int | None = None) -> None:
        """Withdrawn, or replaced `by` another: it is of no matter any more, and its evidence goes. With the commit."""

    async def put_back(self, qualification_id: int) -> None:
        """What that one had replaced is verified again: the other is taken back. Its evidence is gone."""

    async def hand_down(self, qualification_id: int) -> None:
        """What that one had replaced is replaced by what replaces it: it is to be as if it had never been."""

    async def passed_for(self, person_id: int, kind_id: int, today: date) -> tuple[PassedFor, ...]:
        """What somebody has passed that gives a kind and gave them nothing, in the order of its days."""

    def came_of(self, passed: PassedFor, qualification_id: int) -> None:
        """That is what it gave them. Written with the commit."""

    async def expiring(self, by: date, days_ahead: int, limit: int) -> tuple[Qualification, ...]:
        """Verified ones of people who are here that end by that local date, not noted for so few days ahead yet.

        The soonest first, at most `limit`.
        """

    async def note_reminded(self, qualification_id: int, days_ahead: int) -> bool:
        """Note that it was reminded of so many days ahead, or fewer; whether that is new."""

    async def asked_for_in(self, person_id: int, kind: QualificationKind, now: datetime) -> tuple[int, ...]:
        """The shifts ahead in which somebody has a place, in a role that asks for that kind; by start."""

    async def next_end(self, after: date, days_ahead: int) -> date | None:
        """The first local date after that one on which something ends that was not noted for so few days ahead yet."""
