"""Trainings in a small organisation: held, their rosters confirmed, and what came of them."""

from collections.abc import Mapping

from tests.support.acting import at
from tests.support.city import City, hours_later
from volunteering.actions.attendance.rosters import Confirmed, confirm_roster, tick
from volunteering.rules.activities import Shift
from volunteering.rules.training import NewTraining, TrainingResult
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Actor, Person


async def training(
    city: City,
    what: NewTraining | None = None,
    *starts: float,
    title: str = "First aid course",
    unit: Unit | None = None,
    places: int = 10,
) -> tuple[Shift, ...]:
    """A training with sessions of two hours that start so many hours after `NOW`; gives them."""
    activity_id = await city.activity(title, unit=unit)
    async with city.writing() as rows:
        rows.training.add(activity_id, what or NewTraining())
    return tuple([await city.shift(start, lasts=2, activity=activity_id, places=places) for start in starts or (48,)])


async def presence(city: City, leader: Actor, session: Shift, who: Mapping[Person, bool], *, later: float = 0) -> None:
    """The roster of a session says of each whether they were there, so many hours after its end."""
    moment = at(session.period.end + (hours_later(later) - hours_later(0)))
    async with city.writing() as rows:
        for person, came in who.items():
            await tick(rows, leader, session.id, person.id, moment, came=came)
        assert isinstance(await confirm_roster(rows, leader, session.id, moment), Confirmed)


async def result(city: City, session: Shift, person: Person) -> TrainingResult | None:
    """What came of it for somebody."""
    async with city.looking() as rows:
        return await rows.training.result(session.activity_id, person.id)
