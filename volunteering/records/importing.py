"""What actions ask of lists on their way into the tables, and of people who are expected."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import Entry
from volunteering.rules.importing.asking import Asks, ListedQualification, NextRows
from volunteering.rules.importing.comparing import KnownPerson
from volunteering.rules.importing.placing import Placed
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import ListInHand, ListKind, SentList, Trial
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Person


class Imports(Protocol):
    """Lists that were decided on, row by row, and whom they bring."""

    __slots__ = ()

    async def known(self, phones: Collection[str]) -> Mapping[str, KnownPerson]:
        """Who has these numbers, by number: whoever is registered, before whoever left, before whoever is expected.

        Until the commit nobody else comes with them.
        """

    async def units_of(self, placed: Collection[Placed]) -> Mapping[Placed, Unit]:
        """The units that are meant; of one that isn't there the nearest above it."""

    async def make_unit(self, placed: Placed, at: datetime) -> None:
        """Make the last of the units that are named, where it isn't there; those above it are."""

    async def expect(
        self, people: Sequence[Asks], units: Sequence[Unit], language: Language, at: datetime
    ) -> list[int]:
        """Rows for people who are expected, each at home in the unit beside them. Gives their numbers."""

    def carry(self, entries: Sequence[Entry]) -> None:
        """Lines at the end of the ledger. Written with the commit."""

    def qualify(self, person_id: int, qualification: ListedQualification, by_id: int | None, at: datetime) -> None:
        """Somebody has it, verified, in place of what it is as high as. Written with the commit."""

    async def expects_anybody(self) -> bool:
        """Whether anybody is expected at all."""

    async def expected_with(self, phone: str) -> Person | None:
        """Whoever is expected with that number. Until the commit nobody else is, and nobody else comes with it."""

    async def came_with(self, phone: str) -> Person | None:
        """Whoever was brought along with that number, and has come since."""

    async def arrive(self, person_id: int, *, telegram_id: int, language: Language, at: datetime, month: Month) -> bool:
        """Let somebody who was expected be here; the consent is that of `at`. False: somebody was quicker."""

    async def next_rows(self, import_id: int, most: int, at: datetime) -> NextRows | None:
        """The first of those that are to go into the tables; nobody else gets them before the commit.

        None: the list is in the tables, or was never decided on.
        """

    def done(self, import_id: int, ordinals: Collection[int]) -> None:
        """These are in the tables. Written with the commit."""

    def finish(self, import_id: int) -> None:
        """All of it is in the tables. Written with the commit."""


class SentLists(Protocol):
    """Lists that admins sent, until they are in the tables."""

    __slots__ = ()

    async def offer(
        self,
        *,
        by_id: int,
        unit_id: int,
        state: Progress,
        file_id: str,
        name: str,
        at: datetime,
        kind: ListKind = ListKind.PEOPLE,
        about: int | None = None,
    ) -> SentList:
        """Keep one that was just sent; `about`: the training whose questions, the exam whose results it has."""

    async def get(self, list_id: int) -> SentList | None:
        """One of them; None where it is in the tables, was taken back or is forgotten."""

    async def of(self, by_id: int) -> tuple[SentList, ...]:
        """All lists that somebody has sent but those of questions for a test that is known, the oldest first."""

    async def of_quiz(self, by_id: int, activity_id: int) -> tuple[SentList, ...]:
        """All lists of questions that somebody has sent for a training's test, the oldest first."""

    async def turn(self, sent: SentList, to: Progress, at: datetime, *, unit_id: int | None = None) -> bool:
        """From the state that was found to another one, of another unit if one is given. False: it is in it no more."""

    async def know(self, held: ListInHand, sent: SentList, at: datetime) -> ListInHand | None:
        """It was looked into: from now on it is as `sent` says. None: somebody else is at it, or it was taken back."""

    async def take_back(self, list_id: int) -> bool:
        """Forget one of which nothing is there. False: it was decided on, or isn't there."""

    async def keep_trial(self, held: ListInHand, trial: Trial, at: datetime) -> bool:
        """It was looked through: it waits for whoever sent it. False: somebody else is at it, or it was taken back."""

    async def keep_questions(self, held: ListInHand, sent: SentList, at: datetime) -> bool:
        """The same of a list of questions, with those that were read."""

    async def end(self, held: ListInHand) -> bool:
        """Nothing becomes of it any more. False: somebody else is at it, or it was taken back."""
