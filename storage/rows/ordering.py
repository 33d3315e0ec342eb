"""Rows of how urgent each shift is: two columns of its own, so that who began with the order before keeps it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, Value
from storage.engine.values import instant, seconds
from storage.rows.activities import IS_ON
from storage.rows.capacities import HELD, TAKEN
from storage.rows.statements import listed
from volunteering.records.ordering import Ordering, ToWeigh
from volunteering.rules.capacity import Capacity, limit_of
from volunteering.rules.ordering import FRESH, HOLDS, LATELY, WEIGHED_IN, ShiftNeed
from volunteering.rules.roles import minimum_of

URGENCY: Final = f"""
    COALESCE(CASE WHEN s.weighed_at <= :as_of THEN s.urgency ELSE s.urgency_before END, {FRESH})
"""
"""Of a shift `s`: how urgent it was at `:as_of`, which is no longer ago than an order holds."""

_MAY_CHANGE: Final = "(s.weighed_at IS NULL OR s.weighed_at NOT BETWEEN :latest AND :soon)"
"""Of a shift `s`: as of whatever instant somebody reads the order, it has changed once since at the most."""


class OrderingRows(Ordering):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def to_weigh(self, now: datetime) -> Sequence[ToWeigh]:
        rows = await self._tx.all(
            f"""
            SELECT s.id, s.places, s.minimum, s.starts_at, s.urgency, {TAKEN} AS taken, {HELD} AS held, (
                SELECT COUNT(*) FROM signups g WHERE g.shift_id = s.id AND g.state = 'confirmed' AND g.at > :lately
            ) AS taken_lately
            FROM shifts s JOIN activities a ON a.id = s.activity_id
            WHERE {IS_ON} AND s.starts_at > :now AND {_MAY_CHANGE} ORDER BY s.id
            """,
            now=seconds(now),
            lately=seconds(now - LATELY),
            **_when(now),
        )
        return [
            ToWeigh(shift_id=row["id"], need=_need_in(row, limit_of(row["places"]), now), urgency=row["urgency"])
            for row in rows
        ]

    @override
    def weigh(self, shift_ids: Collection[int], urgency: int, now: datetime) -> None:
        shifts, numbers = listed("shift", shift_ids)
        self._tx.later(
            f"""
            UPDATE shifts AS s SET urgency_before = s.urgency, urgency = :urgency, weighed_at = :soon
            WHERE s.id IN ({shifts}) AND {_MAY_CHANGE}
            """,
            urgency=urgency,
            **_when(now),
            **numbers,
        )


def _when(now: datetime) -> dict[str, Value]:
    soon = now + WEIGHED_IN
    return {"soon": seconds(soon), "latest": seconds(soon - HOLDS) + 1}


def _need_in(row: Row, limit: int | None, now: datetime) -> ShiftNeed:
    room = Capacity(limit=limit, taken=row["taken"], held=row["held"])
    return ShiftNeed(
        left=room.left,
        short=room.to_be_found(minimum_of(row["minimum"], limit)),
        hours_ahead=(instant(row["starts_at"]) - now) // timedelta(hours=1),
        taken_lately=row["taken_lately"],
    )
