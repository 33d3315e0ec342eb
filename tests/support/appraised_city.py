"""A city whose staff and leaders are appraised: who is where, and what they do, in one line each."""

from typing import Final

from tests.support.acting import at
from tests.support.city import NOW, City
from volunteering.actions.appraisal.judging import NotJudged, NotWhole, hand_over, mark
from volunteering.actions.appraisal.opening import open_appraisal
from volunteering.actions.appraisal.seats import seated
from volunteering.actions.appraisal.telling import tell_more
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.seats import Seat
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Actor, Person

YEAR: Final = 2026


class AppraisedCity:
    """A city whose admin is An, with the branch Jiaojiang (admin Bo), and its team East (leader Li)."""

    def __init__(self, city: City) -> None:
        self.city = city

    async def people(self) -> None:
        city = self.city
        self.east = await city.unit("East", city.jiaojiang)
        self.an, self.bo, self.li, self.mei = [
            await city.person(name, unit)
            for name, unit in (("An", city.top), ("Bo", city.jiaojiang), ("Li", self.east), ("Mei", self.east))
        ]
        await self.gives(self.an, city.top, Role.ADMIN)
        await self.gives(self.bo, city.jiaojiang, Role.ADMIN)
        await self.gives(self.li, self.east, Role.LEADER)

    async def gives(self, person: Person, unit: Unit, role: Role | None) -> None:
        async with self.city.writing() as rows:
            await rows.people.set_role(person.id, unit.id, role, by_id=person.id, at=NOW)

    async def actor(self, person: Person) -> Actor:
        async with self.city.looking() as rows:
            return Actor(person=person, rights=await rows.people.rights(person.id))

    async def opened(self, unit: Unit | None = None, by: Person | None = None, year: int = YEAR) -> Appraisal:
        actor = await self.actor(by or self.an)
        async with self.city.writing() as rows:
            outcome = await open_appraisal(rows, actor, unit or self.city.top, year, at(NOW))
        assert isinstance(outcome, Appraisal)
        return outcome

    async def sheet_of(self, person: Person, year: int = YEAR) -> AppraisalSheet:
        """The one in which they are appraised, else the first that they were taken out of."""
        async with self.city.looking() as rows:
            there = await rows.appraisals.of_year(person.id, year)
        return min(there, key=lambda sheet: not sheet.is_in)

    async def marks_all(self, person: Person, by: Person, given: int = 4) -> None:
        sheet, actor = await self.sheet_of(person), await self.actor(by)
        async with self.city.writing() as rows:
            for merit in Merit:
                assert isinstance(await mark(rows, actor, sheet.id, merit, given), AppraisalSheet)

    async def seen_by(self, reader: Person, person: Person) -> tuple[AppraisalSheet, Seat] | None:
        """Somebody's sheet as another may read it; None where it is no business of theirs."""
        sheet, actor = await self.sheet_of(person), await self.actor(reader)
        async with self.city.writing() as rows:
            return await seated(rows, actor, sheet.id)

    async def hands(self, person: Person, by: Person) -> AppraisalSheet | NotWhole | NotJudged | None:
        sheet, actor = await self.sheet_of(person), await self.actor(by)
        async with self.city.writing() as rows:
            return await hand_over(rows, actor, sheet.id, at(NOW))

    async def told(self, kind: str) -> dict[int, int]:
        rows = await self.city.table(
            "SELECT person_id, COUNT(*) AS n FROM outbox WHERE kind = :kind GROUP BY person_id", kind=kind
        )
        return {row["person_id"]: row["n"] for row in rows}

    async def all_told(self, appraisal: Appraisal) -> None:
        more = True
        while more:
            async with self.city.writing() as rows:
                more = await tell_more(rows, appraisal.id, at(NOW))
