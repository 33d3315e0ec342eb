"""What actions ask about asking people to help out: for which shifts, whom, what they answered, what they chose."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from volunteering.rules.activities import Category, Shift
from volunteering.rules.asking import AskChoice, AskReply, AskRound, AskSum, Candidate, HelpAsk
from volunteering.rules.ground.moment import Moment
from volunteering.rules.profiles import Slot
from volunteering.rules.signing_up import Facts
from volunteering.rules.tree import Unit


class WithinReach(Protocol):
    """Somebody near enough to be asked, as far as the rows can tell."""

    @property
    def facts(self) -> Facts:
        """What signing up asks about, but for what is looked for of few people only."""

    @property
    def available(self) -> frozenset[Slot] | None:
        """When they usually can come; None where they have not said it."""

    @property
    def person_id(self) -> int:
        """The number of whoever it is."""


class HelpAsks(Protocol):
    """Who was asked to help out, and how often people want to be."""

    __slots__ = ()

    async def to_look_at(self, moment: Moment, limit: int) -> tuple[int, ...]:
        """The shifts that it is time to ask for and that were not looked at just now, and those with answers to count.

        The first of them, so many: who was looked at longest ago, or never.
        """

    async def next_look(self, moment: Moment) -> datetime | None:
        """The first instant after `now` at which one of them is to be looked at, as things stand."""

    async def round(self, shift_id: int) -> AskRound | None:
        """How far asking for a shift has come; None where nobody has begun."""

    def look_again(self, shift_id: int, known: AskRound, at: datetime) -> None:
        """So far it has come, and it is looked at again then. Written with the commit."""

    async def in_turn(self, unit: Unit, after: Candidate | None, limit: int) -> Sequence[Candidate]:
        """The next people of a unit and below it who are active and within reach: who was asked longest ago first.

        After somebody of them, or from the first one on; fewer than the limit where that was all.
        """

    async def near(self, shift: Shift, people: Collection[int], moment: Moment) -> Sequence[WithinReach]:
        """Those of them who may be asked now, by number.

        They are not elsewhere then, have nothing to do with the shift, were not asked about it, want to be asked and
        can that day.
        """

    async def recent(self, people: Collection[int], since: datetime) -> Mapping[int, tuple[datetime, ...]]:
        """When these were asked since then, about whatever: what is on its way to them counts as well."""

    async def of_shift(self, shift_id: int) -> tuple[HelpAsk, ...]:
        """Everybody who was asked about a shift and heard it or is about to, with what came of it, in order."""

    async def add(self, shift_id: int, people: Sequence[int], wave: int, at: datetime) -> dict[int, int]:
        """They are asked now. Gives the number of each one's ask: one that never arrived is the same again."""

    async def get(self, ask_id: int, person_id: int) -> HelpAsk | None:
        """What that person was asked, by its number; None where there is none, or it is another's."""

    async def is_first(self, person_id: int, ask_id: int) -> bool:
        """Whether nobody has asked them before."""

    def answer(self, ask_id: int, reply: AskReply | None, at: datetime) -> None:
        """What they said; None: nothing any more. Written with the commit."""

    async def settle(self, shift: Shift, unit: Unit, category: Category, moment: Moment, *, filled: bool) -> None:
        """Take up who has signed up by now and who stays silent, and count each once for what is to be expected.

        Where it is `filled`, or off, or has begun, whoever had not answered yet is not counted.
        """

    async def sums(self, unit: Unit, category: Category) -> tuple[AskSum, ...]:
        """What came of asking for this kind of activity: of the whole, then step by step down to the unit itself."""

    async def choice(self, person_id: int) -> AskChoice:
        """How often somebody wants to be asked."""

    async def choices(self, people: Collection[int]) -> Mapping[int, AskChoice]:
        """The same of each of several."""

    def choose(self, person_id: int, choice: AskChoice, at: datetime) -> None:
        """Keep what they chose. Written with the commit."""
