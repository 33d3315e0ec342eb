"""Exams in a small organisation: announced, and registered for."""

from datetime import date

from tests.support.acting import NOW, acting, at, known
from tests.support.city import City, hours_later
from volunteering.actions.exams.announcing import ExamAnnounced, ExamWanted, LevelWanted, announce
from volunteering.actions.exams.registering import Admitted, LevelToChoose, NotAdmitted, register_for
from volunteering.rules.exams.announced import Exam
from volunteering.rules.ground.periods import Period
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Actor, Person

DAY = 24.0
BEGINS = 20 * DAY  # hours after NOW
OPENS, CLOSES = date(2026, 12, 1), date(2026, 12, 10)

WANTED = ExamWanted(
    title="Social work exam",
    period=Period(start=hours_later(BEGINS), end=hours_later(BEGINS + 2)),
    venue="Party school",
    opens_on=OPENS,
    closes_on=CLOSES,
)


async def admin_of(city: City, unit: Unit) -> Actor:
    """Whoever holds exams there."""
    an = await city.person("An", unit)
    async with city.writing() as rows:
        await rows.people.set_role(an.id, unit.id, Role.ADMIN, by_id=None, at=NOW)
    return await acting(city, an)


async def announced(
    city: City,
    admin: Actor,
    *places: int,
    asks_below: bool = True,
    wanted: ExamWanted = WANTED,
    unit: Unit | None = None,
) -> Exam:
    """One of social work, of as many levels as there are numbers of places (0: no limit)."""
    async with city.writing() as rows:
        kind = next(one for one in await rows.kinds.all_for(city.top) if one.code == "social_work")
        levels = tuple(
            LevelWanted(level=rank, places=many, asks_below=asks_below) for rank, many in enumerate(places or (0,))
        )
        outcome = await announce(rows, admin, unit or city.jiaojiang, kind.id, wanted, levels, at(NOW))
    assert isinstance(outcome, ExamAnnounced)
    return outcome.exam


async def registers(
    city: City, person: Person, exam: Exam, level: int | None = None, *, hours: float = 1
) -> Admitted | LevelToChoose | NotAdmitted | None:
    """For a level of it, by rank, so many hours after NOW."""
    level_id = None if level is None else exam.levels[level].id
    async with city.writing() as rows:
        return await register_for(rows, await known(rows, person), exam.id, at(hours_later(hours)), level_id=level_id)
