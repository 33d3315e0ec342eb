"""Rows of changes that settle: how it was before, until people are told (docs/rules.md: Activities and shifts)."""

from datetime import datetime

from typing_extensions import override

from storage.engine.database import Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import instant, seconds
from volunteering.records.changes import Changes
from volunteering.rules.changes import RecentChange, Stated
from volunteering.rules.notices.leading import Changed

UNSETTLED = "c.until > :now AND c.undone = 0"
"""Of a change `c`: whether it can be taken back."""

# Of the times that a replica of the version before has set nothing is known here.
_CHANGE = "SELECT * FROM changes c WHERE c.id = :change AND c.shift_id IS NULL"

# Locked here, else what somebody else says of them now would go, too.
_LOCKS = (
    "UPDATE changes SET undone = undone WHERE id = :change",
    """
    UPDATE activities SET state = state
    WHERE id = (SELECT c.activity_id FROM changes c WHERE c.id = :change AND c.shift_id IS NULL)
    """,
)


class ChangeRows(Changes):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    def remember(
        self,
        *,
        activity_id: int,
        before: Stated,
        after: Stated,
        by_id: int,
        at: datetime,
        until: datetime,
    ) -> None:
        self._tx.later(
            """
            INSERT INTO changes (activity_id, by_id, at, until, before, after)
            VALUES (:activity, :by, :at, :until, :before, :after)
            """,
            activity=activity_id,
            by=by_id,
            at=seconds(at),
            until=seconds(until),
            before=before.model_dump_json(exclude_none=True),
            after=after.model_dump_json(exclude_none=True),
        )

    @override
    async def get(self, change_id: int) -> RecentChange | None:
        locks = [query(lock, change=change_id) for lock in _LOCKS]
        [*_, rows] = await self._tx.several(*locking(self._tx, *locks), query(_CHANGE, change=change_id))
        if not rows:
            return None
        [row] = rows
        return RecentChange(
            id=row["id"],
            activity_id=row["activity_id"],
            at=instant(row["at"]),
            until=instant(row["until"]),
            before=Stated.model_validate_json(row["before"]),
            after=Stated.model_validate_json(row["after"]),
            undone=bool(row["undone"]),
        )

    @override
    def undo(self, change_id: int) -> None:
        self._tx.later("UPDATE changes SET undone = 1 WHERE id = :change", change=change_id)


def owe_if_changed_since(tx: Transaction, number: int, told: Changed, at: datetime, due: datetime) -> None:
    """Owe a message about a change once more, which was just sent and said what is `told`, where that isn't so now."""
    tx.later(
        """
        UPDATE outbox SET state = 'owed', facts = :facts, attempts = 0, created_at = :at, due_at = :due, next_at = :due,
            done_at = NULL, message_id = NULL, claimed_by = NULL
        WHERE id = :id AND EXISTS (
            SELECT 1 FROM shifts s JOIN activities a ON a.id = s.activity_id
            WHERE s.id = :shift AND s.state = 'open' AND a.state = 'open' AND (
                a.title <> :title OR a.place <> :place OR s.starts_at <> :starts OR s.ends_at <> :ends
            )
        )
        """,
        id=number,
        facts=told.model_dump_json(),
        at=seconds(at),
        due=seconds(due),
        shift=told.shift_id,
        title=told.title_before,
        place=told.place_before,
        starts=seconds(told.period_before.start),
        ends=seconds(told.period_before.end),
    )


def prune(tx: Transaction, before: datetime) -> None:
    """Forget what settled before that."""
    tx.later("DELETE FROM changes WHERE until < :before", before=seconds(before))
