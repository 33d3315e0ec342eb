"""What the record of one person says: their trainings, their service and their honours. It is one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.values import day_of
from storage.rows.certificates import SERVED, served_line_in
from volunteering.rules.certificates import ServedLine
from volunteering.rules.hours import BEFORE_YIGONG
from volunteering.rules.training import TrainingStage

_TRAINED: Final = """
    SELECT l.day, l.minutes, a.title, a.place, u.name AS team, t.stage, recorder.name AS recorded_by
    FROM study_lines l JOIN activities a ON a.id = l.activity_id JOIN units u ON u.id = a.unit_id
        JOIN trainings t ON t.activity_id = a.id LEFT JOIN people recorder ON recorder.id = l.by_id
    WHERE l.person_id = :person AND l.minutes > 0
        AND NOT EXISTS (SELECT 1 FROM study_lines later WHERE later.replaces_id = l.id)
    ORDER BY l.day, l.id
"""

_HONOURED: Final = """
    SELECT h.day, h.name, h.unit_name FROM honours h WHERE h.person_id = :person AND h.taken_back_at IS NULL
    ORDER BY h.day, h.id
"""


@dataclass(frozen=True, slots=True)
class TrainedLine:
    """A session of a training that somebody was at, as its roster says."""

    day: date  # local
    minutes: int
    title: str
    place: str
    team: str
    stage: TrainingStage | None
    recorded_by: str


@dataclass(frozen=True, slots=True)
class RecordedService:
    """Hours of one day and activity, and who recorded them."""

    line: ServedLine
    recorded_by: str  # empty where nobody is known here


@dataclass(frozen=True, slots=True)
class HonouredLine:
    """An honour that somebody holds."""

    day: date  # local
    name: str
    team: str  # as it was called then


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """All of it, the earliest first."""

    trainings: Sequence[TrainedLine]
    service: Sequence[RecordedService]
    honours: Sequence[HonouredLine]


async def own_record(reader: Reader, person_id: int, today: date) -> OwnRecord:
    """What holds of somebody, up to that local date."""
    trained, served, honoured = await reader.several(
        query(_TRAINED, person=person_id),
        query(SERVED, person=person_id, first=BEFORE_YIGONG.isoformat(), last=today.isoformat()),
        query(_HONOURED, person=person_id),
    )
    return OwnRecord(
        [_trained_in(row) for row in trained],
        [RecordedService(served_line_in(row), row["recorded_by"] or "") for row in served],
        [HonouredLine(day_of(row["day"]), row["name"], row["unit_name"]) for row in honoured],
    )


def _trained_in(row: Row) -> TrainedLine:
    return TrainedLine(
        day_of(row["day"]),
        row["minutes"],
        row["title"],
        row["place"],
        row["team"],
        TrainingStage(row["stage"]) if row["stage"] else None,
        row["recorded_by"] or "",
    )
