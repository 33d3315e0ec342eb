"""Rows of who is in an exam: numbers, what they were told, and what came of it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Transaction, query
from storage.engine.values import instant, seconds
from storage.rows.exams.columns import ENTRY, entry_in
from storage.rows.statements import listed
from storage.rows.volunteers import KNOWN
from volunteering.records.exams import ExamEntries
from volunteering.rules.exams.announced import REMINDED_AHEAD, Exam, ExamEntry, Grade
from volunteering.rules.exams.numbers import LevelToNumber, stretches

# Who is a part of another record has none.
_WAITING: Final = """
    FROM exam_entries g JOIN people p ON p.id = g.person_id
    WHERE {of} AND g.state = 'registered' AND g.admission IS NULL AND p.state <> 'merged'
"""

_TO_NUMBER: Final = f"""
    SELECT l.id, l.level, (SELECT COUNT(*) {_WAITING.format(of="g.level_id = l.id")}) AS waiting,
        l.last_number AS last
    FROM exam_levels l WHERE l.exam_id = :exam ORDER BY l.level, l.id
"""

# Also those of numbers that nobody has any more, since their people went to another level.
_THOUSANDS: Final = """
    SELECT h.admission / CAST(:size AS BIGINT) AS thousand FROM exam_entries h
    WHERE h.exam_id = :exam AND h.admission IS NOT NULL
    UNION SELECT l.last_number / CAST(:size AS BIGINT) FROM exam_levels l
    WHERE l.exam_id = :exam AND l.last_number IS NOT NULL
"""

# By order of arrival.
_NUMBER: Final = f"""
    UPDATE exam_entries SET admission = n.admission FROM (
        SELECT g.id, :after + ROW_NUMBER() OVER (ORDER BY g.ticket) AS admission
        {_WAITING.format(of="g.level_id = :level")} ORDER BY g.ticket LIMIT :people
    ) n WHERE n.id = exam_entries.id
"""

_LAST: Final = "UPDATE exam_levels SET last_number = :last WHERE id = :level"

_FOR_EVER: Final = 2**62

# CROSS JOIN makes SQLite begin with the few exams ahead; left to itself it begins with everybody who was ever in one.
_AHEAD: Final = "exams e CROSS JOIN exam_entries g"


class ExamEntryRows(ExamEntries):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def to_number(self, now: datetime) -> tuple[int, ...]:
        rows = await self._tx.all(
            f"""
            SELECT e.id FROM exams e
            WHERE e.starts_at > :now AND e.closes_at <= :now AND e.state = 'on'
                AND EXISTS (SELECT 1 {_WAITING.format(of="g.exam_id = e.id")})
            ORDER BY e.starts_at, e.id
            """,
            now=seconds(now),
        )
        return tuple(row["id"] for row in rows)

    @override
    async def number(self, exam: Exam, digits: int) -> int:
        if digits != exam.digits:
            await self._tx.execute("UPDATE exams SET digits = :digits WHERE id = :exam", digits=digits, exam=exam.id)
        waiting, thousands = await self._tx.several(
            query(_TO_NUMBER, exam=exam.id), query(_THOUSANDS, exam=exam.id, size=10**digits)
        )
        levels = [
            LevelToNumber(id=row["id"], level=row["level"], last=row["last"], waiting=row["waiting"]) for row in waiting
        ]
        given = 0
        for one in stretches(levels, [row["thousand"] for row in thousands], digits):
            given += await self._tx.execute(_NUMBER, level=one.level_id, after=one.after, people=one.people)
            self._tx.later(_LAST, level=one.level_id, last=one.after + one.people)
        return given

    @override
    async def untold(self, now: datetime, limit: int, *, until: datetime | None = None) -> tuple[ExamEntry, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {ENTRY} FROM {_AHEAD}
            WHERE g.exam_id = e.id AND e.starts_at > :now AND e.starts_at <= :until AND e.state = 'on'
                AND g.state = 'registered' AND g.admission IS NOT NULL AND g.told = 0
            ORDER BY e.starts_at, g.exam_id, g.admission LIMIT :limit
            """,
            now=seconds(now),
            until=_FOR_EVER if until is None else seconds(until),
            limit=limit,
        )
        return tuple(entry_in(row) for row in rows)

    @override
    async def unreminded(self, now: datetime, limit: int) -> tuple[ExamEntry, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {ENTRY} FROM {_AHEAD}
            WHERE g.exam_id = e.id AND e.starts_at > :now AND e.starts_at <= :until AND e.state = 'on'
                AND g.state = 'registered' AND g.told = 1
                AND (g.reminded_for IS NULL OR g.reminded_for <> e.starts_at)
            ORDER BY e.starts_at, g.exam_id, g.admission LIMIT :limit
            """,
            now=seconds(now),
            until=seconds(now + REMINDED_AHEAD),
            limit=limit,
        )
        return tuple(entry_in(row) for row in rows)

    @override
    async def note_told(self, entries: Collection[int], now: datetime) -> None:
        numbers, values = listed("entry", entries)
        # Who is told a number so late that the reminder is due is reminded by that.
        await self._tx.execute(
            f"""
            UPDATE exam_entries SET told = 1, reminded_for = (
                SELECT e.starts_at FROM exams e WHERE e.id = exam_entries.exam_id AND e.starts_at <= :until
            ) WHERE id IN ({numbers})
            """,
            until=seconds(now + REMINDED_AHEAD),
            **values,
        )

    @override
    async def note_reminded(self, entries: Collection[int]) -> None:
        numbers, values = listed("entry", entries)
        await self._tx.execute(
            f"""
            UPDATE exam_entries SET reminded_for = (SELECT e.starts_at FROM exams e WHERE e.id = exam_entries.exam_id)
            WHERE id IN ({numbers})
            """,
            **values,
        )

    @override
    async def exams_of(self, entries: Collection[int]) -> Mapping[int, int]:
        numbers, values = listed("entry", entries)
        rows = await self._tx.all(f"SELECT id, exam_id FROM exam_entries WHERE id IN ({numbers})", **values)
        return {row["id"]: row["exam_id"] for row in rows}

    @override
    async def note_calls(self, exam: Exam, people: Collection[int]) -> tuple[int, ...]:
        numbers, values = listed("person", people)
        rows = await self._tx.all(
            f"""
            UPDATE exam_entries SET called_for = :start
            WHERE exam_id = :exam AND person_id IN ({numbers}) AND state = 'registered'
                AND (called_for IS NULL OR called_for <> :start)
            RETURNING person_id
            """,
            exam=exam.id,
            start=seconds(exam.period.start),
            **values,
        )
        return tuple(row["person_id"] for row in rows)

    @override
    async def next_due(self, now: datetime) -> datetime | None:
        ahead = seconds(now + REMINDED_AHEAD)
        closes, starts = await self._tx.several(
            query(
                "SELECT closes_at FROM exams WHERE closes_at > :now AND state = 'on' ORDER BY closes_at LIMIT 1",
                now=seconds(now),
            ),
            query(
                "SELECT starts_at FROM exams WHERE starts_at > :ahead AND state = 'on' ORDER BY starts_at LIMIT 1",
                ahead=ahead,
            ),
        )
        found = [instant(row["closes_at"]) for row in closes]
        found += [instant(row["starts_at"]) - REMINDED_AHEAD for row in starts]
        return min(found, default=None)

    @override
    def grade(self, entry_id: int, grade: Grade, *, qualification_id: int | None, by_id: int, at: datetime) -> None:
        self._tx.later(
            """
            UPDATE exam_entries SET result = :result, mark = :mark, qualification_id = :qualification,
                result_by = :by, result_at = :at
            WHERE id = :entry
            """,
            entry=entry_id,
            result=grade.result,
            mark=grade.mark,
            qualification=qualification_id,
            by=by_id,
            at=seconds(at),
        )

    @override
    async def next_open(self, exam_id: int, after: int) -> int | None:
        row = await self._tx.one(
            f"""
            SELECT g.id FROM exam_entries g JOIN people p ON p.id = g.person_id
            WHERE g.exam_id = :exam AND g.state = 'registered' AND g.result IS NULL AND {KNOWN}
                AND g.admission IS NOT NULL
            ORDER BY CASE WHEN g.admission > :after THEN 0 ELSE 1 END, g.admission LIMIT 1
            """,
            exam=exam_id,
            after=after,
        )
        return row["id"] if row else None
