"""What actions ask of a census: what is counted, reports that are kept, and who is asked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from volunteering.rules.census.asking import Census
from volunteering.rules.census.figures import PeopleCounted, UnitFigures
from volunteering.rules.tree import Unit


class Censuses(Protocol):
    """Counting people, and asking them."""

    __slots__ = ()

    async def counted(self, today: date, zone: ZoneInfo) -> PeopleCounted:
        """Everybody who is here, counted as on a local date."""

    async def keep(self, figures: Mapping[int, UnitFigures], at: datetime) -> None:
        """Keep these reports in place of all earlier ones."""

    async def drawn_up_at(self) -> datetime | None:
        """When the reports that are kept were drawn up; None where there are none."""

    async def get(self, census_id: int) -> Census | None:
        """A census by its number."""

    async def around(self, unit: Unit) -> Census | None:
        """One that goes on and asks somebody of the unit: of it, of one above, or of one below."""

    async def going(self) -> tuple[Census, ...]:
        """Those that go on, by when they began."""

    async def begin(self, unit: Unit, *, by_id: int, at: datetime) -> Census:
        """Begin one; nobody is asked by that."""

    async def end(self, census: Census) -> None:
        """It has gone on for long enough."""

    async def stop(self, census: Census) -> None:
        """Nobody else is asked or reminded."""

    async def ask(self, census: Census, at: datetime, *, registered_before: datetime, limit: int) -> tuple[int, ...]:
        """Note so many more people as asked, and give them: who is there, of whom something is missing, and whom no
        census that goes on has asked.

        Whoever registered since it began is left until they have been here since `registered_before`.
        """

    async def due(self, now: datetime, limit: int) -> tuple[tuple[int, int, int], ...]:
        """Who is to be reminded: the census, the person, and how often they were reminded before.

        Those of whom nothing is missing any more are noted as having answered, and left out.
        """

    def reminded(self, census_id: int, person_id: int, times: int) -> None:
        """Note that somebody was reminded for so many times now."""

    async def waits_for(self, census_id: int, person_id: int) -> bool:
        """Whether the census goes on, has asked this person, and has no answer yet."""

    def answered(self, person_id: int, at: datetime) -> None:
        """Note that somebody has answered whatever census asked them."""
