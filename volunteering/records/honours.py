"""What actions ask of honours: what people were told of their stars, and what admins have given."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from volunteering.rules.honours import CardStanding, Honour, Starred, StarsNote
from volunteering.rules.stars import Ladder
from volunteering.rules.tree import Unit


class StarMarks(Protocol):
    """The stars that people were told of, and whose are to be looked at."""

    __slots__ = ()

    async def noted(self, limit: int) -> tuple[StarsNote, ...]:
        """Whose ledger was written since it was looked at; the oldest first."""

    async def hold(self, people: Collection[int]) -> tuple[Starred, ...]:
        """How these people stand, with everybody else kept from counting their stars until the commit."""

    async def of(self, person_id: int) -> Starred | None:
        """The hours, ladder and mark of somebody; None where there is nobody with that number."""

    def mark(self, person_id: int, stars: int, ladder: Ladder, turn: int, at: datetime) -> None:
        """They are told of so many by that ladder, or see it elsewhere. Written with the commit."""

    def looked_at(self, notes: Collection[StarsNote]) -> None:
        """These are looked at. Written with the commit."""

    async def perhaps_otherwise(
        self, person_id: int, ladder: Ladder, limit: int
    ) -> tuple[tuple[Starred, ...], int | None]:
        """How the next so many people stand who are with us, and the last one's number; None: that was everybody.

        They come after that person. Left out is who surely stands as they were told, by the organisation's `ladder`.
        """

    async def looked_up_to(self, day: date) -> int | None:
        """After whose number that local date's look at everybody goes on; None: everybody was looked at."""

    def note_looked(self, day: date, person_id: int | None) -> None:
        """That local date's look has come so far; None: to everybody. Written with the commit."""

    def note(self, people: Collection[int]) -> None:
        """Have these people's stars looked at. Written with the commit."""


class Honours(Protocol):
    """What admins have given people."""

    __slots__ = ()

    async def get(self, honour_id: int) -> Honour | None:
        """The honour with that number, locked until the commit; None where there is none."""

    async def add(
        self,
        person_id: int,
        unit: Unit,
        *,
        name: str,
        day: date,
        note: str,
        by_id: int,
        at: datetime,
        counted: CardStanding | None = None,
    ) -> int:
        """Somebody has one more, in the name of a unit; of a card what it `counted`. Gives its number."""

    async def towards_card(self, person_id: int, zone: ZoneInfo) -> CardStanding:
        """What somebody has given since their last card; days are those of the zone."""

    async def cards_ending(self, first: date, last: date, days_ahead: int, limit: int) -> tuple[Honour, ...]:
        """Cards of whoever is here that end on one of these local dates and were not reminded of so many days ahead.

        Of somebody with several the last; the earliest ends first.
        """

    async def note_reminded(self, honour_id: int, days_ahead: int) -> bool:
        """Note that it was reminded of so many days ahead, or fewer; whether that is new."""

    def take_back(self, honour_id: int, by_id: int, at: datetime) -> None:
        """It holds no more. Written with the commit."""
