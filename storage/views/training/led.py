"""A training as those who lead it find it: its people, how often each was there, and what came of it. In one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Query, Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import seconds
from storage.rows.activities import ACTIVITY, FROM_ACTIVITY, activity_in
from storage.rows.presence import PRESENT
from storage.rows.shifts import NOT_CALLED_OFF
from storage.rows.training import ENOUGH, IN_SESSIONS, ITS_KIND, SAID, TRAINING, training_in
from volunteering.rules.activities import Activity
from volunteering.rules.ground.folding import folded
from volunteering.rules.training import Training

_PEOPLE: Final = f"""
    SELECT p.id, p.name, p.name_folded, r.mark, {SAID} AS passed, {TOTAL},
        {PRESENT.format(person="p.id", activity=":activity")} AS present
    FROM people p LEFT JOIN results r ON r.activity_id = :activity AND r.person_id = p.id
    WHERE p.id IN (
        {IN_SESSIONS} UNION SELECT mine.person_id FROM results mine WHERE mine.activity_id = :activity
    )
"""

_SESSIONS: Final = f"""
    SELECT COUNT(*) AS sessions, SUM(CASE WHEN s.starts_at <= :now THEN 1 ELSE 0 END) AS begun
    FROM shifts s WHERE s.activity_id = :activity AND {NOT_CALLED_OFF}
"""


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody in a training."""

    person_id: int
    name: str
    name_folded: str
    present: int  # at so many sessions
    mark: int | None
    passed: bool | None  # None: nothing is known yet


@dataclass(frozen=True, slots=True)
class LedTraining:
    """A training with a page of its people, by name."""

    activity: Activity
    training: Training
    sessions: int
    begun: int  # of these
    enough: tuple[int, ...]  # who was at enough of them by now, and has not passed
    people: tuple[Learner, ...]
    extent: Extent


def _asked(activity_id: int, now: datetime) -> Sequence[Query]:
    return (
        query(f"SELECT {ACTIVITY} FROM {FROM_ACTIVITY} WHERE a.id = :activity", activity=activity_id),
        query(f"SELECT {TRAINING} FROM trainings t {ITS_KIND} WHERE t.activity_id = :activity", activity=activity_id),
        query(_SESSIONS, activity=activity_id, now=seconds(now)),
        query(ENOUGH, activity=activity_id),
    )


async def led_training(reader: Reader, activity_id: int, now: datetime, page: Page) -> LedTraining | None:
    """None: the activity is no training."""
    activities, trainings, [sessions], enough, people = await reader.several(
        *_asked(activity_id, now),
        query(f"{_PEOPLE} ORDER BY p.name, p.id LIMIT :limit OFFSET :skipped", activity=activity_id, **page.values),
    )
    if not activities or not trainings:
        return None
    return LedTraining(
        activity_in(activities[0]),
        training_in(trainings[0]),
        sessions["sessions"],
        sessions["begun"] or 0,
        tuple(row["person_id"] for row in enough),
        tuple(map(_learner_in, people)),
        page.extent(people),
    )


async def learner(reader: Reader, activity_id: int, person_id: int) -> Learner | None:
    """One of them; None where that person is in none of its sessions."""
    row = await reader.one(f"{_PEOPLE} AND p.id = :person", activity=activity_id, person=person_id)
    return _learner_in(row) if row else None


async def called(reader: Reader, activity_id: int, names: Sequence[str]) -> dict[str, tuple[Learner, ...]]:
    """For each name as it was typed those of its people who are called so, or whose name alone has it in it."""
    everybody = tuple(map(_learner_in, await reader.all(_PEOPLE, activity=activity_id)))
    return {name: _meant(everybody, folded(name)) for name in names}


def _meant(everybody: Sequence[Learner], name: str) -> tuple[Learner, ...]:
    exactly = tuple(one for one in everybody if one.name_folded == name)
    return exactly or tuple(one for one in everybody if name and name in one.name_folded)


def _learner_in(row: Row) -> Learner:
    return Learner(
        row["id"],
        row["name"],
        row["name_folded"],
        row["present"],
        row["mark"],
        None if row["passed"] is None else bool(row["passed"]),
    )
