"""Rows of exams: what was announced, its levels, and who registers (docs/rules.md: Examinations)."""

from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Query, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import seconds
from storage.rows.exams.columns import ENTRY, STAYS, entry_in, exam_in, facts_in, level_in, one_exam, stands
from storage.rows.statements import add_row, listed
from storage.rows.volunteers import answering
from volunteering.records.exams import Exams
from volunteering.rules.exams.announced import EntryState, Exam, ExamEntry, ExamState
from volunteering.rules.exams.registering import ExamFacts
from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.exams import ExamChanged
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.tree import Unit

# The lowest number that nobody has: those in between come free when somebody withdraws.
_FREE_SEAT: Final = """
    SELECT MIN(c.seat) AS seat FROM (
        SELECT 1 AS seat UNION ALL
        SELECT t.seat + 1 FROM exam_entries t WHERE t.level_id = :level AND t.seat IS NOT NULL
    ) c WHERE NOT EXISTS (SELECT 1 FROM exam_entries o WHERE o.level_id = :level AND o.seat = c.seat)
"""

_TAKE: Final = """
    INSERT INTO exam_entries (exam_id, person_id, level_id, state, ticket, seat, at)
    SELECT CAST(:exam AS BIGINT), CAST(:person AS BIGINT), CAST(:level AS BIGINT), 'registered',
        (SELECT COALESCE(MAX(ticket), 0) + 1 FROM exam_entries WHERE exam_id = :exam), CAST(:seat AS BIGINT),
        CAST(:at AS BIGINT)
    ON CONFLICT (exam_id, person_id) DO UPDATE
    SET level_id = excluded.level_id, state = 'registered', ticket = excluded.ticket, seat = excluded.seat,
        at = excluded.at, called_for = NULL,
        told = CASE WHEN exam_entries.level_id = excluded.level_id THEN exam_entries.told ELSE 0 END,
        admission = CASE WHEN exam_entries.level_id = excluded.level_id THEN exam_entries.admission END
    WHERE exam_entries.state <> 'registered'
"""


_LOCK_WHOSE: Final = """
    UPDATE people SET reachable = reachable
    WHERE id = (SELECT g.person_id FROM exam_entries g WHERE g.id = :entry)
"""


def _lock(exam_id: int) -> Query:
    return query("UPDATE exams SET state = state WHERE id = :exam", exam=exam_id)


class ExamRows(Exams):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def get(self, exam_id: int) -> Exam | None:
        [*_, exams, levels] = await self._tx.several(*locking(self._tx, _lock(exam_id)), *one_exam(exam_id))
        return exam_in(exams[0], map(level_in, levels)) if exams else None

    @override
    async def facts(self, exam_id: int, person_id: int) -> ExamFacts | None:
        [*_, exams, levels, people, entries, held] = await self._tx.several(
            *locking(self._tx, _lock(exam_id)), *one_exam(exam_id), *stands(exam_id, person_id)
        )
        return facts_in(exams, levels, people, entries, held)

    @override
    async def add(
        self,
        unit: Unit,
        kind: QualificationKind,
        *,
        title: str,
        period: Period,
        day: str,
        venue: str,
        opens_at: datetime,
        closes_at: datetime,
        by_id: int,
        at: datetime,
    ) -> int:
        return await add_row(
            self._tx,
            "exams",
            unit_id=unit.id,
            kind_id=kind.id,
            title=title,
            starts_at=seconds(period.start),
            ends_at=seconds(period.end),
            day=day,
            place=venue,
            opens_at=seconds(opens_at),
            closes_at=seconds(closes_at),
            state=ExamState.ON,
            by_id=by_id,
            at=seconds(at),
        )

    @override
    def add_level(self, exam_id: int, level: int, *, places: int, asks_below: bool) -> None:
        self._tx.later(
            "INSERT INTO exam_levels (exam_id, level, places, asks_below) VALUES (:exam, :level, :places, :asks)",
            exam=exam_id,
            level=level,
            places=places,
            asks=int(asks_below),
        )

    @override
    def change_level(self, level_id: int, *, places: int, asks_below: bool) -> None:
        self._tx.later(
            "UPDATE exam_levels SET places = :places, asks_below = :asks WHERE id = :level",
            level=level_id,
            places=places,
            asks=int(asks_below),
        )

    @override
    async def remove_level(self, level_id: int) -> bool:
        gone = await self._tx.execute(
            f"DELETE FROM exam_levels WHERE id IN (SELECT l.id FROM exam_levels l WHERE l.id = :level AND NOT {STAYS})",
            level=level_id,
        )
        return gone == 1

    @override
    def change(self, exam: Exam, day: str) -> None:
        self._tx.later(
            """
            UPDATE exams SET title = :title, starts_at = :starts, ends_at = :ends, day = :day, place = :place,
                opens_at = :opens, closes_at = :closes
            WHERE id = :exam
            """,
            exam=exam.id,
            title=exam.title,
            starts=seconds(exam.period.start),
            ends=seconds(exam.period.end),
            day=day,
            place=exam.venue,
            opens=seconds(exam.opens_at),
            closes=seconds(exam.closes_at),
        )

    @override
    def cancel(self, exam_id: int, because: str) -> None:
        self._tx.later(
            "UPDATE exams SET state = 'cancelled', off_because = :because WHERE id = :exam",
            exam=exam_id,
            because=because,
        )

    @override
    async def take(self, exam: Exam, level_id: int, person_id: int, at: datetime) -> bool:
        level = exam.level_of(level_id)
        found = await self._tx.one(_FREE_SEAT, level=level_id)
        if level is None or found is None or level.is_full:
            return False
        taken = await self._tx.execute(
            _TAKE, exam=exam.id, person=person_id, level=level_id, seat=found["seat"], at=seconds(at)
        )
        return taken == 1

    @override
    def set_state(self, entry_id: int, state: EntryState, at: datetime) -> None:
        self._tx.later(
            """
            UPDATE exam_entries SET state = :state, at = :at,
                seat = CASE WHEN CAST(:state AS TEXT) = 'registered' THEN seat END
            WHERE id = :entry
            """,
            entry=entry_id,
            state=state,
            at=seconds(at),
        )

    @override
    async def people_in(self, exam_id: int) -> tuple[int, ...]:
        rows = await self._tx.all(
            "SELECT person_id FROM exam_entries WHERE exam_id = :exam AND state = 'registered' ORDER BY ticket",
            exam=exam_id,
        )
        return tuple(row["person_id"] for row in rows)

    @override
    async def ahead_of(self, person_id: int, now: datetime) -> tuple[ExamEntry, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {ENTRY} FROM exam_entries g JOIN exams e ON e.id = g.exam_id
            WHERE g.person_id = :of AND g.state = 'registered' AND e.state = 'on' AND e.starts_at > :now
            ORDER BY g.exam_id
            """,
            of=person_id,
            now=seconds(now),
        )
        return tuple(entry_in(row) for row in rows)

    @override
    async def held_by(self, exam: Exam, *, without: int | None = None) -> tuple[int, ...]:
        units, numbers = listed("unit", exam.unit.ids)
        rows = await self._tx.all(
            f"""
            SELECT u.depth, r.person_id
            FROM roles r JOIN units u ON u.id = r.unit_id JOIN people p ON p.id = r.person_id
            WHERE r.role = 'admin' AND r.unit_id IN ({units}) AND {answering("p")} AND r.person_id <> :without
            ORDER BY u.depth DESC, r.person_id
            """,
            **numbers,
            without=without or 0,
        )
        if any(row["person_id"] == exam.by_id for row in rows):
            return (exam.by_id,)
        return tuple(row["person_id"] for row in rows if row["depth"] == rows[0]["depth"])

    @override
    async def entry(self, entry_id: int) -> tuple[Exam, ExamEntry] | None:
        row = await self._tx.one("SELECT exam_id FROM exam_entries WHERE id = :entry", entry=entry_id)
        exam = await self.get(row["exam_id"]) if row else None
        if exam is None:
            return None
        # Whose it is, too: what passing gives must not be given to a record that becomes a part of another.
        lock = query(_LOCK_WHOSE, entry=entry_id)
        read = query(f"SELECT {ENTRY} FROM exam_entries g WHERE g.id = :entry", entry=entry_id)
        [*_, rows] = await self._tx.several(*locking(self._tx, lock), read)
        return (exam, entry_in(rows[0])) if rows else None


def owe_if_exam_changed_since(tx: Transaction, number: int, told: ExamChanged, at: datetime, due: datetime) -> None:
    """Owe a message about a change once more, which was just sent and said what is `told`, where that isn't so now."""
    tx.later(
        """
        UPDATE outbox SET state = 'owed', facts = :facts, attempts = 0, created_at = :at, due_at = :due, next_at = :due,
            done_at = NULL, message_id = NULL, claimed_by = NULL
        WHERE id = :id AND EXISTS (
            SELECT 1 FROM exams e WHERE e.id = :exam AND e.state = 'on' AND (
                e.title <> :title OR e.place <> :place OR e.starts_at <> :starts OR e.ends_at <> :ends
            )
        )
        """,
        id=number,
        facts=told.model_dump_json(),
        at=seconds(at),
        due=seconds(due),
        exam=told.exam_id,
        title=told.title_before,
        place=told.place_before,
        starts=seconds(told.period_before.start),
        ends=seconds(told.period_before.end),
    )
