"""Rows of trainings: what they grant, the study ledger, and what came of them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import day_of, instant, month_of, seconds
from storage.rows.kinds import KIND, kind_in
from storage.rows.ledgers import minutes_on
from storage.rows.presence import AT_ENOUGH, PRESENT
from storage.rows.shifts import NOT_CALLED_OFF
from storage.rows.statements import add_row, listed
from volunteering.records.training import Trainings
from volunteering.rules.hours import Entry
from volunteering.rules.training import NewTraining, PassBy, Training, TrainingResult, TrainingStage

TRAINING: Final = f"t.activity_id AS training_id, t.level, t.passing, t.pass_mark, t.least_sessions, t.stage, {KIND}"
"""The columns of a training `t`, the kind `k` that it grants and the unit `u` that keeps it, for `training_in`."""

ITS_KIND: Final = "LEFT JOIN qualification_kinds k ON k.id = t.kind_id LEFT JOIN units u ON u.id = k.unit_id"
"""What belongs to a training `t`."""

RESULT: Final = "r.activity_id, r.person_id, r.mark, r.passed, r.by_hand, r.by_id, r.at, r.qualification_id"
"""The columns of a result `r`, for `result_in`."""


SAID: Final = "CASE WHEN r.passed = 0 AND r.by_hand = 0 THEN NULL ELSE r.passed END"
"""Of a result `r`: `TrainingResult.said`, in SQL."""


def training_in(row: Row) -> Training:
    """The training of a row that has the columns `TRAINING`."""
    return Training(
        activity_id=row["training_id"],
        kind=kind_in(row) if row["kind_id"] is not None else None,
        level=row["level"],
        pass_by=PassBy(row["passing"]),
        pass_mark=row["pass_mark"],
        least_sessions=row["least_sessions"],
        stage=TrainingStage(row["stage"]) if row["stage"] else None,
    )


def result_in(row: Row) -> TrainingResult:
    """The result of a row that has the columns `RESULT`."""
    return TrainingResult(
        activity_id=row["activity_id"],
        person_id=row["person_id"],
        mark=row["mark"],
        passed=bool(row["passed"]),
        by_hand=bool(row["by_hand"]),
        by_id=row["by_id"],
        at=instant(row["at"]),
        qualification_id=row["qualification_id"],
    )


COUNTS_FOR: Final = "(t.kind_id IS NULL OR t.kind_id = {kind})"
"""Of a training `t`: its study counts towards continuing education of that kind (docs/rules.md: Training)."""

IN_SESSIONS: Final = """
    SELECT g.person_id FROM shifts s JOIN signups g ON g.shift_id = s.id AND g.state IN ('confirmed', 'walked_in')
    WHERE s.activity_id = :activity
"""
"""Who has a place in a session of the training `:activity`, or walked into one."""

WITH_RESULT: Final = "SELECT r.person_id FROM results r WHERE r.activity_id = :activity AND r.person_id = :person"

ENOUGH: Final = f"""
    SELECT there.person_id FROM ({AT_ENOUGH}) there
        JOIN trainings t ON t.activity_id = :activity AND t.passing = 'presence'
        LEFT JOIN results r ON r.activity_id = t.activity_id AND r.person_id = there.person_id
    WHERE COALESCE(r.passed, 0) = 0 AND COALESCE(r.by_hand, 0) = 0
"""
"""Those of them who have not passed, where presence decides: it took more when the rosters said so."""


class TrainingRows(Trainings):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def get(self, activity_id: int) -> Training | None:
        lock = query("UPDATE trainings SET level = level WHERE activity_id = :activity", activity=activity_id)
        read = query(
            f"SELECT {TRAINING} FROM trainings t {ITS_KIND} WHERE t.activity_id = :activity", activity=activity_id
        )
        [*_, rows] = await self._tx.several(*locking(self._tx, lock), read)
        return training_in(rows[0]) if rows else None

    @override
    def add(self, activity_id: int, training: NewTraining) -> None:
        self._tx.later("UPDATE activities SET training = 1 WHERE id = :activity", activity=activity_id)
        self._tx.later(
            """
            INSERT INTO trainings (activity_id, kind_id, level, passing, pass_mark, least_sessions, stage)
            VALUES (:activity, :kind, :level, :passing, :pass_mark, :least, :stage)
            """,
            activity=activity_id,
            **_written(training),
        )

    @override
    def change(self, activity_id: int, training: NewTraining) -> None:
        self._tx.later(
            """
            UPDATE trainings SET kind_id = :kind, level = :level, passing = :passing, pass_mark = :pass_mark,
                least_sessions = :least, stage = :stage
            WHERE activity_id = :activity
            """,
            activity=activity_id,
            **_written(training),
        )

    @override
    async def sessions_held(self, activity_id: int, now: datetime) -> tuple[date, ...]:
        rows = await self._tx.all(
            f"""
            SELECT s.day, s.starts_at FROM shifts s WHERE s.activity_id = :activity AND {NOT_CALLED_OFF}
            ORDER BY s.starts_at
            """,
            activity=activity_id,
        )
        return tuple(day_of(row["day"]) for row in rows if row["starts_at"] <= seconds(now))

    @override
    async def append(self, entry: Entry) -> int:
        return await add_row(
            self._tx,
            "study_lines",
            person_id=entry.person_id,
            activity_id=entry.activity_id,
            shift_id=entry.shift_id,
            kind=entry.kind,
            day=entry.day.isoformat(),
            month=month_of(entry.day),
            minutes=entry.minutes,
            change=entry.change,
            sessions=entry.participations,
            absences=entry.no_shows,
            replaces_id=entry.replaces_id,
            by_id=entry.by_id,
            at=seconds(entry.at),
        )

    @override
    async def studied_on(self, person_id: int, day: date) -> int:
        return await minutes_on(self._tx, "study_lines", person_id, day)

    @override
    async def is_in(self, activity_id: int, person_id: int) -> bool:
        sql = f"SELECT 1 AS there WHERE EXISTS ({IN_SESSIONS} AND g.person_id = :person) OR EXISTS ({WITH_RESULT})"
        return await self._tx.one(sql, activity=activity_id, person=person_id) is not None

    @override
    async def people_in(self, activity_id: int) -> tuple[int, ...]:
        rows = await self._tx.all(
            """
            SELECT DISTINCT g.person_id FROM shifts s JOIN signups g ON g.shift_id = s.id AND g.state <> 'left'
            WHERE s.activity_id = :activity ORDER BY g.person_id
            """,
            activity=activity_id,
        )
        return tuple(row["person_id"] for row in rows)

    @override
    async def presences(self, activity_id: int, person_id: int) -> int:
        sql = f"SELECT {PRESENT.format(person=':person', activity=':activity')} AS sessions"
        row = await self._tx.one(sql, activity=activity_id, person=person_id)
        return int(row["sessions"]) if row else 0

    @override
    async def enough(self, activity_id: int) -> tuple[int, ...]:
        rows = await self._tx.all(f"{ENOUGH} ORDER BY there.person_id", activity=activity_id)
        return tuple(row["person_id"] for row in rows)

    @override
    async def passed_by_presence(self, people: Collection[int]) -> tuple[int, ...]:
        these, numbers = listed("person", people)
        rows = await self._tx.all(
            f"""
            SELECT t.activity_id FROM trainings t WHERE t.passing = 'presence' AND t.activity_id IN (
                SELECT l.activity_id FROM study_lines l WHERE l.person_id IN ({these})
                UNION SELECT r.activity_id FROM results r WHERE r.person_id IN ({these})
            ) ORDER BY t.activity_id
            """,
            **numbers,
        )
        return tuple(row["activity_id"] for row in rows)

    @override
    async def result(self, activity_id: int, person_id: int) -> TrainingResult | None:
        row = await self._tx.one(
            f"SELECT {RESULT} FROM results r WHERE r.activity_id = :activity AND r.person_id = :person",
            activity=activity_id,
            person=person_id,
        )
        return result_in(row) if row else None

    @override
    async def passed(self, activity_id: int) -> int:
        row = await self._tx.one(
            "SELECT COUNT(*) AS passed FROM results r WHERE r.activity_id = :activity AND r.passed = 1",
            activity=activity_id,
        )
        return int(row["passed"]) if row else 0

    @override
    async def put(self, result: TrainingResult) -> None:
        await self._tx.execute(
            """
            INSERT INTO results (activity_id, person_id, mark, passed, by_hand, by_id, at, qualification_id)
            VALUES (:activity, :person, :mark, :passed, :by_hand, :by, :at, :qualification)
            ON CONFLICT (activity_id, person_id) DO UPDATE SET mark = excluded.mark, passed = excluded.passed,
                by_hand = excluded.by_hand, by_id = excluded.by_id, at = excluded.at,
                qualification_id = excluded.qualification_id
            """,
            activity=result.activity_id,
            person=result.person_id,
            mark=result.mark,
            passed=int(result.passed),
            by_hand=int(result.by_hand),
            by=result.by_id,
            at=seconds(result.at),
            qualification=result.qualification_id,
        )


def _written(training: NewTraining) -> dict[str, int | str | None]:
    return {
        "kind": training.kind.id if training.kind else None,
        "level": training.level,
        "passing": training.pass_by,
        "pass_mark": training.pass_mark,
        "least": training.least_sessions,
        "stage": training.stage or "",
    }
