"""What actions ask of the yearly appraisal: which there are, the sheets of their people, and who appraises them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from volunteering.rules.appraisal.marks import Merit, Weights
from volunteering.rules.appraisal.seats import Admins
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet, Beside, Round
from volunteering.rules.ground.moment import Moment
from volunteering.rules.tree import Role, Unit


class Appraisals(Protocol):
    """Appraisals and their sheets, one of a person and year."""

    __slots__ = ()

    async def get(self, appraisal_id: int) -> Appraisal | None:
        """One by its number, locked: whatever else is said in it waits for the commit."""

    async def of_unit(self, unit: Unit, year: int) -> Appraisal | None:
        """The one that this very unit has of a year."""

    async def untold(self) -> tuple[int, ...]:
        """The numbers of those of whose people some have not been told the latest."""

    async def begin(self, unit: Unit, year: int, weights: Weights, *, by_id: int, at: datetime) -> Appraisal:
        """A new one, with nobody in it."""

    async def take_in(self, appraisal: Appraisal) -> int:
        """A sheet for everybody here with a role in its unit or below who has none of that year. How many they are."""

    async def of_year(self, person_id: int, year: int) -> tuple[AppraisalSheet, ...]:
        """Somebody's sheets of a year: the one in which they are appraised, and those they were taken out of."""

    async def add(self, appraisal: Appraisal, person_id: int, unit: Unit, role: Role | None, post: str) -> int:
        """A new sheet for a post of that name, told of the latest; who has none that they are in. Gives its number."""

    def call(self, sheet: AppraisalSheet, unit: Unit, role: Role | None, post: str) -> None:
        """What their post is called, and where it is."""

    async def begin_round(self, appraisal: Appraisal, told_of: Round, *, reminded_on: date | None = None) -> None:
        """Everybody in it is to be told of that, from now on."""

    async def close(self, appraisal: Appraisal, *, by_id: int, at: datetime) -> None:
        """Nothing more may be said in it."""

    async def reopen(self, appraisal: Appraisal) -> None:
        """It goes on as it was."""

    async def tell_next(self, appraisal: Appraisal, limit: int) -> tuple[AppraisalSheet, ...]:
        """Note so many more of its sheets as told of its round, and give them; those taken out are left out."""

    async def sheet(self, sheet_id: int) -> AppraisalSheet | None:
        """A sheet by its number; it is locked, and so is its appraisal."""

    async def admins_over(self, units: Collection[Unit]) -> Admins:
        """The admins of these units and of all above them who are here, and not suspended."""

    async def beside(self, sheet: AppraisalSheet, moment: Moment) -> Beside:
        """The figures of its person and unit, of its year up to now."""

    def mark_own(self, sheet: AppraisalSheet, merit: Merit, mark: int, at: datetime) -> None:
        """What its person says of a field."""

    def say_own(self, sheet: AppraisalSheet, text: str) -> None:
        """What its person adds in words."""

    def mark(self, sheet: AppraisalSheet, merit: Merit, mark: int) -> None:
        """What the leader above says of a field."""

    def say(self, sheet: AppraisalSheet, text: str) -> None:
        """What the leader above adds in words."""

    def hand(self, sheet: AppraisalSheet, beside: Beside, *, by_id: int, at: datetime) -> None:
        """Its person may read it, with the figures as they are now."""

    def take_back(self, sheet: AppraisalSheet, *, by_id: int) -> None:
        """Nobody but that leader may read it, until it is handed over again."""

    def begin_anew(self, sheet: AppraisalSheet, *, by_id: int) -> None:
        """What is said from now on is that leader's; what another had not handed over is forgotten."""

    def read(self, sheet: AppraisalSheet, at: datetime) -> None:
        """Its person has read it."""

    def comment(self, sheet: AppraisalSheet, text: str, at: datetime) -> None:
        """What its person answers; empty takes it away."""

    def name(self, sheet: AppraisalSheet, person_id: int | None) -> None:
        """Who is the leader above; None: whoever it is by the tree."""

    def set_in(self, sheet: AppraisalSheet, *, is_in: bool) -> None:
        """Whether its person is appraised."""
