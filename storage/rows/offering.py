"""Rows of offers: sign-ups that wait, with a place held for them (docs/rules.md: Offers).

What becomes of a sign-up ends what was held for it. A replica of the version before, which runs beside this one for a
moment, leaves `held_until` in a sign-up that waits no more: that is held for nobody.
"""

from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Transaction, query
from storage.engine.values import instant, instant_if, seconds
from storage.rows.activities import IS_ON
from storage.rows.capacities import HAS_ROOM, IS_OVERFULL, TO_BE_OFFERED
from storage.rows.reminders import OCCASIONS
from storage.rows.roles import ROLE_HAS_ROOM, ROLE_IS_OVERFULL
from volunteering.records.offering import Offers
from volunteering.rules.reminders import Occasion, ReminderLine

_OPEN: Final = f"shifts s JOIN activities a ON a.id = s.activity_id AND {IS_ON}"

_WAITS_BESIDE_ROOM: Final = f"""
    EXISTS (SELECT 1 FROM signups w WHERE w.shift_id = s.id AND {TO_BE_OFFERED}) AND {HAS_ROOM}
    AND (s.roles = 0 OR EXISTS (
        SELECT 1 FROM shift_roles r WHERE r.shift_id = s.id AND {ROLE_HAS_ROOM} AND EXISTS (
            SELECT 1 FROM signups w WHERE w.role_id = r.id AND {TO_BE_OFFERED}
        )
    ))
"""


def _is_noted(about: Occasion) -> str:
    return f"r.minutes_before = {OCCASIONS[about]} AND r.starts_at = s.starts_at"


class OfferRows(Offers):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def hold(self, sign_up_id: int, until: datetime) -> None:
        self._tx.later(
            "UPDATE signups SET held_until = :until, passed = NULL WHERE id = :sign_up",
            sign_up=sign_up_id,
            until=seconds(until),
        )

    @override
    async def hold_no_longer(self, shift_id: int, until: datetime) -> None:
        self._tx.later(
            "UPDATE signups SET held_until = :until WHERE shift_id = :shift AND held_until > :until",
            shift=shift_id,
            until=seconds(until),
        )

    @override
    async def let_pass(self, sign_up_id: int) -> None:
        self._tx.later("UPDATE signups SET held_until = NULL, passed = 1 WHERE id = :sign_up", sign_up=sign_up_id)

    @override
    async def let_go(self, sign_up_id: int) -> None:
        self._tx.later("UPDATE signups SET held_until = NULL WHERE id = :sign_up", sign_up=sign_up_id)

    @override
    async def let_go_of(self, person_id: int) -> None:
        self._tx.later(
            "UPDATE signups SET held_until = NULL WHERE person_id = :person AND held_until IS NOT NULL",
            person=person_id,
        )

    @override
    async def ask_again(self, shift_id: int, role_id: int | None) -> None:
        role = "" if role_id is None else " AND role_id = :role"
        self._tx.later(
            f"UPDATE signups SET passed = NULL WHERE shift_id = :shift AND state = 'waiting' AND passed = 1{role}",
            shift=shift_id,
            **({} if role_id is None else {"role": role_id}),
        )

    @override
    async def beside_free_places(self, after: datetime) -> tuple[int, ...]:
        return await self._shifts(
            f"SELECT s.id FROM {_OPEN} WHERE s.starts_at > :after AND {_WAITS_BESIDE_ROOM} ORDER BY s.id",
            after=seconds(after),
        )

    @override
    async def ended(self, now: datetime) -> tuple[int, ...]:
        return await self._shifts(
            f"""
            SELECT DISTINCT h.shift_id AS id FROM signups h JOIN people p ON p.id = h.person_id
                JOIN shifts s ON s.id = h.shift_id JOIN activities a ON a.id = s.activity_id
            WHERE h.held_until IS NOT NULL AND (
                h.held_until <= :now OR h.state <> 'waiting' OR p.state <> 'active' OR p.reachable = 0
                OR NOT ({IS_ON}) OR {IS_OVERFULL} OR EXISTS (
                    SELECT 1 FROM shift_roles r WHERE r.id = h.role_id AND {ROLE_IS_OVERFULL}
                )
            )
            ORDER BY h.shift_id
            """,
            now=seconds(now),
        )

    @override
    async def untold_of_gaps(self, now: datetime, until: datetime) -> tuple[int, ...]:
        return await self._shifts(
            f"""
            SELECT s.id FROM {_OPEN} WHERE s.starts_at > :now AND s.starts_at <= :until AND {_WAITS_BESIDE_ROOM}
                AND NOT EXISTS (SELECT 1 FROM reminders r WHERE r.shift_id = s.id AND {_is_noted(Occasion.FIRST_COME)})
            ORDER BY s.id
            """,
            now=seconds(now),
            until=seconds(until),
        )

    @override
    async def left_over(self, since: datetime, now: datetime, limit: int) -> tuple[ReminderLine, ...]:
        rows = await self._tx.all(
            f"""
            SELECT w.shift_id, w.person_id, s.starts_at FROM {_OPEN} JOIN signups w ON w.shift_id = s.id
            WHERE s.starts_at > :since AND s.starts_at <= :now AND {TO_BE_OFFERED} AND NOT EXISTS (
                SELECT 1 FROM reminders r
                WHERE r.shift_id = s.id AND r.person_id = w.person_id AND {_is_noted(Occasion.LEFT_OVER)}
            )
            ORDER BY s.id, w.ticket LIMIT :limit
            """,
            since=seconds(since),
            now=seconds(now),
            limit=limit,
        )
        return tuple(
            ReminderLine(
                shift_id=row["shift_id"],
                person_id=row["person_id"],
                about=Occasion.LEFT_OVER,
                starts_at=instant(row["starts_at"]),
            )
            for row in rows
        )

    @override
    async def forget_of_others(self, shift_id: int) -> None:
        self._tx.later(
            """
            UPDATE signups SET held_until = NULL
            WHERE shift_id = :shift AND held_until IS NOT NULL AND state <> 'waiting'
            """,
            shift=shift_id,
        )

    @override
    async def next_due(self, now: datetime, late: datetime) -> tuple[datetime | None, datetime | None, datetime | None]:
        awaited = f"""
            SELECT s.starts_at AS at FROM {_OPEN}
            WHERE s.starts_at > :after AND EXISTS (
                SELECT 1 FROM signups w WHERE w.shift_id = s.id AND w.state = 'waiting'
            )
            ORDER BY s.starts_at LIMIT 1
        """
        held = "SELECT MIN(held_until) AS at FROM signups WHERE held_until > :now"
        answers = await self._tx.several(
            query(held, now=seconds(now)),
            query(awaited, after=seconds(now)),
            query(awaited, after=seconds(late)),
        )
        held_until, begins, begins_late = (instant_if(rows[0]["at"]) if rows else None for rows in answers)
        return held_until, begins, begins_late

    async def _shifts(self, sql: str, **values: int) -> tuple[int, ...]:
        return tuple(row["id"] for row in await self._tx.all(sql, **values))


def heard(tx: Transaction, sign_up_id: int, until: datetime, starts_at: datetime) -> None:
    """Somebody has read that a place is held for them until then, of a shift that starts then.

    What has become of it since, or of the shift, stays.
    """
    tx.later(
        """
        UPDATE signups SET held_until = :until
        WHERE id = :sign_up AND held_until < :until AND EXISTS (
            SELECT 1 FROM shifts s WHERE s.id = signups.shift_id AND s.starts_at = :starts
        )
        """,
        sign_up=sign_up_id,
        until=seconds(until),
        starts=seconds(starts_at),
    )
