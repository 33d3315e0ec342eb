"""Rows of whom it was asked whether their record is to be kept, having done nothing for years."""

from datetime import datetime

from typing_extensions import override

from storage.engine.database import Transaction, query
from storage.engine.values import instant, seconds
from volunteering.records.retention import Retention

IDLE = """
    p.registered_at <= :since AND p.consented_at <= :since
    AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM signups g WHERE g.person_id = p.id AND g.at > :since)
    AND NOT EXISTS (
        SELECT 1 FROM signups g JOIN shifts s ON s.id = g.shift_id WHERE g.person_id = p.id AND s.ends_at > :since
        AND g.state <> 'left'
    )
    AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.person_id = p.id AND e.at > :since)
    AND NOT EXISTS (SELECT 1 FROM study_lines l WHERE l.person_id = p.id AND l.at > :since)
    AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.person_id = p.id AND c.at > :since)
    AND NOT EXISTS (SELECT 1 FROM enquiries q WHERE q.person_id = p.id AND q.at > :since)
    AND NOT EXISTS (SELECT 1 FROM enquiry_lines l WHERE l.by_id = p.id AND l.at > :since)
    AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.person_id = p.id AND j.at > :since)
    AND NOT EXISTS (
        SELECT 1 FROM guardians w WHERE w.telegram_id = p.telegram_id
        AND (w.consented_at > :since OR w.withdrawn_at > :since)
    )
"""
"""Of a person `p`: they have done nothing since, nothing was noted of them, and they lead nowhere."""

_THERE = "p.state IN ('active', 'suspended', 'left', 'expected')"

_OVERDUE = f"""
    SELECT p.id FROM keep_asks k JOIN people p ON p.id = k.person_id WHERE k.warned_at <= :by AND {_THERE} AND {IDLE}
"""


class RetentionRows(Retention):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def ask(self, idle_since: datetime, at: datetime, limit: int) -> tuple[int, ...]:
        asked = query(
            f"""
            INSERT INTO keep_asks (person_id, asked_at)
            SELECT p.id, CAST(:at AS BIGINT) FROM people p
            WHERE {_THERE} AND {IDLE} AND NOT EXISTS (SELECT 1 FROM keep_asks k WHERE k.person_id = p.id)
            ORDER BY p.id LIMIT :limit
            ON CONFLICT (person_id) DO NOTHING RETURNING person_id
            """,
            since=seconds(idle_since),
            at=seconds(at),
            limit=limit,
        )
        [rows] = await self._tx.several(asked)
        return tuple(row["person_id"] for row in rows)

    @override
    async def relieve(self, idle_since: datetime) -> int:
        return await self._tx.execute(
            f"""
            DELETE FROM keep_asks WHERE person_id NOT IN (
                SELECT p.id FROM keep_asks k JOIN people p ON p.id = k.person_id WHERE {_THERE} AND {IDLE}
            )
            """,
            since=seconds(idle_since),
        )

    @override
    async def warn(self, asked_by: datetime, at: datetime, limit: int) -> tuple[tuple[int, datetime], ...]:
        warned = query(
            """
            UPDATE keep_asks SET warned_at = :at WHERE warned_at IS NULL AND person_id IN (
                SELECT k.person_id FROM keep_asks k WHERE k.warned_at IS NULL AND k.asked_at <= :by
                ORDER BY k.person_id LIMIT :limit
            ) RETURNING person_id, asked_at
            """,
            by=seconds(asked_by),
            at=seconds(at),
            limit=limit,
        )
        [rows] = await self._tx.several(warned)
        return tuple((row["person_id"], instant(row["asked_at"])) for row in rows)

    @override
    async def overdue(self, idle_since: datetime, warned_by: datetime) -> frozenset[int]:
        rows = await self._tx.all(_OVERDUE, since=seconds(idle_since), by=seconds(warned_by))
        return frozenset(row["id"] for row in rows)

    @override
    async def is_overdue(self, person_id: int, idle_since: datetime, warned_by: datetime) -> bool:
        this_one = f"{_OVERDUE} AND p.id = :person"
        values = {"since": seconds(idle_since), "by": seconds(warned_by)}
        return await self._tx.one(this_one, person=person_id, **values) is not None

    @override
    def keep(self, person_id: int) -> None:
        self._tx.later("DELETE FROM keep_asks WHERE person_id = :person", person=person_id)
