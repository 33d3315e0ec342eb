"""Trainings that are on: those with a session ahead, and when each goes on next. In one hop."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Query, Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant, seconds
from storage.rows.capacities import HAS_ROOM
from storage.rows.statements import below
from storage.rows.training import ITS_KIND, TRAINING, training_in
from volunteering.rules.needs import Required
from volunteering.rules.qualifications import INDUCTION
from volunteering.rules.training import PassBy, Training
from volunteering.rules.tree import Unit

_NEXT: Final = """
    SELECT s.activity_id, MIN(s.starts_at) AS starts_at, COUNT(*) AS sessions
    FROM shifts s CROSS JOIN trainings n
    WHERE s.state = 'open' AND s.starts_at > :now AND n.activity_id = s.activity_id GROUP BY s.activity_id
"""

_ON: Final = f"""
    WITH ahead AS ({_NEXT})
    SELECT {TRAINING}, a.title, team.name AS team, ahead.starts_at, ahead.sessions, {TOTAL},
        CASE WHEN EXISTS (
            SELECT 1 FROM shifts m JOIN signups g ON g.shift_id = m.id
            WHERE m.activity_id = a.id AND m.state = 'open' AND m.starts_at > :now AND g.person_id = :person
                AND g.state = 'confirmed'
        ) THEN 1 ELSE 0 END AS is_in
    FROM ahead JOIN activities a ON a.id = ahead.activity_id AND a.state = 'open'
        JOIN units team ON team.id = a.unit_id JOIN trainings t ON t.activity_id = a.id {ITS_KIND}
    %s ORDER BY ahead.starts_at, a.id LIMIT :limit OFFSET :skipped
"""
_EVERY: Final = _ON % ""
_GIVING: Final = _ON % "WHERE t.kind_id = :kind AND t.level >= :level"

# What they are in already; then what can still be passed, has room, is nearest in the tree, and is soonest.
_NEXT_INDUCTION: Final = f"""
    SELECT s.id FROM trainings t JOIN qualification_kinds k ON k.id = t.kind_id AND k.code = '{INDUCTION}'
        JOIN activities a ON a.id = t.activity_id AND a.state = 'open' JOIN units u ON u.id = a.unit_id
        JOIN units mine ON mine.id = :unit
        JOIN shifts s ON s.activity_id = a.id AND s.state = 'open' AND s.starts_at > :now
    ORDER BY
        CASE WHEN EXISTS (
            SELECT 1 FROM signups g WHERE g.shift_id = s.id AND g.person_id = :person AND g.state = 'confirmed'
        ) THEN 0 ELSE 1 END,
        CASE WHEN t.passing = '{PassBy.MARK}' OR t.least_sessions <= (
            SELECT COUNT(*) FROM shifts later
            WHERE later.activity_id = a.id AND later.state = 'open' AND later.starts_at > :now
        ) THEN 0 ELSE 1 END,
        CASE WHEN {HAS_ROOM} THEN 0 ELSE 1 END,
        CASE WHEN ({below("mine", "u")}) OR ({below("u", "mine")}) THEN 0 ELSE 1 END,
        s.starts_at, s.id
    LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class TrainingOn:
    """A training with sessions ahead."""

    training: Training
    title: str
    team: str
    starts_at: datetime
    sessions: int  # ahead
    is_in: bool  # the reader has a place in one of these


@dataclass(frozen=True, slots=True)
class TrainingsOn:
    """A page of them, the soonest first."""

    trainings: tuple[TrainingOn, ...]
    extent: Extent


def asked_on(person_id: int, now: datetime, page: Page) -> Query:
    """A page of trainings, for `trainings_in`."""
    return query(_EVERY, person=person_id, now=seconds(now), **page.values)


def trainings_in(rows: list[Row], page: Page) -> TrainingsOn:
    """The page that these rows are."""
    return TrainingsOn(tuple(map(_on_in, rows)), page.extent(rows))


async def trainings_on(reader: Reader, person_id: int, now: datetime, page: Page) -> TrainingsOn:
    """What is on, of all units: people learn elsewhere, too."""
    [rows] = await reader.several(asked_on(person_id, now, page))
    return trainings_in(list(rows), page)


async def trainings_giving(reader: Reader, required: Required, person_id: int, now: datetime, most: int) -> TrainingsOn:
    """The next so many of those that give what is asked for, or a higher level of it."""
    page = Page(most)
    rows = await reader.all(
        _GIVING, kind=required.kind.id, level=required.level, person=person_id, now=seconds(now), **page.values
    )
    return trainings_in(list(rows), page)


async def next_induction(reader: Reader, unit: Unit, person_id: int, now: datetime) -> int | None:
    """The session at which somebody can get the induction next, for shifts of that unit; None where none is planned."""
    row = await reader.one(_NEXT_INDUCTION, unit=unit.id, person=person_id, now=seconds(now))
    return int(row["id"]) if row else None


def _on_in(row: Row) -> TrainingOn:
    return TrainingOn(
        training_in(row), row["title"], row["team"], instant(row["starts_at"]), row["sessions"], bool(row["is_in"])
    )
