"""What was done in a small city, for tests of totals: shifts held, who came, hours logged, as leaders confirm them."""

from datetime import date, datetime, time, timedelta

from storage.rows import Rows
from tests.support.city import NOW, ZONE, City, holds
from volunteering.rules.activities import Shift
from volunteering.rules.capacity import limit_of
from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.hours import Decision, Kind, Subject, entry_for
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Person


class Ledger:
    """Writes the history of a city."""

    def __init__(self, city: City) -> None:
        self.city = city
        self._telegram_ids = iter(range(70_001, 80_000))

    async def newcomer(self, name: str, unit: Unit, day: date, *, phone: str | None = None) -> Person:
        """Somebody who registered that day."""
        async with self.city.writing() as rows:
            number = await rows.people.add(
                telegram_id=next(self._telegram_ids),
                name=name,
                phone=phone,
                language=Language.ENGLISH,
                unit=unit,
                at=datetime.combine(day, time(12), tzinfo=ZONE),
                month=Month.of(day),
            )
            person = await rows.people.get(number)
        assert person is not None
        return person

    async def shift(
        self, day: date, *, unit: Unit | None = None, activity: int | None = None, places: int = 10, hours: int = 3
    ) -> Shift:
        """A shift from nine in the morning of a local date; of a new activity unless told otherwise."""
        unit = unit or self.city.jiaojiang
        start = datetime.combine(day, time(9), tzinfo=ZONE)
        period = Period(start=start, end=start + timedelta(hours=hours))
        if activity is None:
            activity = await self.city.activity(unit=unit)
        async with self.city.writing() as rows:
            number = await rows.activities.add_shift(
                activity, unit.id, period, limit_of(places), day=day, at=start - timedelta(days=7)
            )
            found = await rows.activities.shift(number)
        assert found is not None
        return found[1]

    async def cancelled(self, shift: Shift, at: datetime) -> None:
        """The shift is cancelled at that moment."""
        async with self.city.writing() as rows:
            await rows.activities.cancel_shift(shift.id, at=at)

    async def came(self, shift: Shift, *people: Person, minutes: int | None = None) -> None:
        """These had places and came, for the shift's length unless told otherwise."""
        await self._roster(shift, people, Kind.ATTENDED, shift.period.minutes if minutes is None else minutes)

    async def missed(self, shift: Shift, *people: Person) -> None:
        """These had places and did not come."""
        await self._roster(shift, people, Kind.NO_SHOW, 0)

    async def _roster(self, shift: Shift, people: tuple[Person, ...], kind: Kind, minutes: int) -> None:
        async with self.city.changing() as tx:
            rows = Rows(tx)
            found = await rows.activities.shift(shift.id)
            assert found is not None
            for person in people:
                if await rows.sign_ups.mine(shift.id, person.id) is None:
                    await rows.sign_ups.put(shift.id, person.id, SignUpState.CONFIRMED, shift.since)
                subject = Subject(
                    person_id=person.id,
                    unit_id=found[0].unit.id,
                    activity_id=found[0].id,
                    shift_id=shift.id,
                    day=shift.day(ZONE),
                )
                earlier = await holds(tx, subject)
                entry = entry_for(subject, kind, minutes, earlier, by_id=self.city.leader.id, at=NOW)
                if entry:
                    await rows.hours.append(entry)

    async def logged(self, person: Person, day: date, minutes: int, decision: Decision = Decision.APPROVED) -> int:
        """Hours outside shifts, as the leader decided. Gives the claim's number."""
        by = self.city.leader.id
        async with self.city.writing() as rows:
            claim = await rows.hours.add_claim(
                person_id=person.id, unit_id=person.unit.id, day=day, minutes=minutes, what="Library help", at=NOW
            )
            if decision is Decision.PENDING:
                return claim
            await rows.hours.decide(claim, decision, by_id=by, at=NOW)
            subject = Subject(person_id=person.id, unit_id=person.unit.id, claim_id=claim, day=day)
            entry = entry_for(subject, Kind.LOGGED, minutes, None, by_id=by, at=NOW)
            if entry and decision is Decision.APPROVED:
                await rows.hours.append(entry)
        return claim
