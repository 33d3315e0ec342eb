"""Rows of groups that teams are bound to, and of the cards there.

What a card shows is kept as a digest: whether it is owed an edit is asked of what it would show now, and of nothing
that a sign-up would have to write. When something may be said next in a group is a row, too, for every replica.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Reader, Row, Transaction
from storage.engine.values import seconds
from storage.rows.statements import containing
from storage.rows.tree import UNIT, unit_in, within
from volunteering.records.groups import Groups
from volunteering.rules.groups import TRIED_AGAIN, BoundGroup
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language

_GROUP: Final = f"""
    SELECT g.chat_id, g.title, g.language, g.refused_at, {UNIT} FROM bound_groups g JOIN units u ON u.id = g.unit_id
"""

IS_FREE: Final = "(g.free_at <= :now OR g.free_at > :beyond)"
"""Of a group `g`: something may be said there. What lies so far ahead is from before a clock was put back."""

_OWED_ANEW: Final = """
    UPDATE group_cards SET shown = '' WHERE chat_id = :chat AND closed_at IS NULL
"""
"""Every card of a group that may change still is owed an edit: in another language, or its last."""

_BEYOND: Final = 2 * TRIED_AGAIN


def group_in(row: Row) -> BoundGroup:
    """The group of a row that has its columns and `UNIT`."""
    return BoundGroup(
        chat_id=row["chat_id"],
        unit=unit_in(row),
        title=row["title"],
        language=Language(row["language"]),
        is_refusing=row["refused_at"] is not None,
    )


class GroupRows(Groups):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def get(self, chat_id: int) -> BoundGroup | None:
        row = await self._tx.one(f"{_GROUP} WHERE g.chat_id = :chat", chat=chat_id)
        return group_in(row) if row else None

    @override
    async def of_units(self, units: Sequence[Unit]) -> tuple[BoundGroup, ...]:
        if not units:
            return ()
        inside, values = within(units, "u")
        return tuple(group_in(row) for row in await self._tx.all(f"{_GROUP} WHERE {inside} ORDER BY u.path", **values))

    @override
    async def teams_called(self, units: Sequence[Unit], name: str) -> tuple[Unit, ...]:
        inside, values = within(units, "u")
        rows = await self._tx.all(
            f"""
            SELECT {UNIT} FROM units u WHERE ({inside}) AND u.name_folded LIKE :name ESCAPE '!'
            ORDER BY u.depth, u.path LIMIT 12
            """,
            name=containing(name),
            **values,
        )
        return tuple(unit_in(row) for row in rows)

    @override
    async def bind(self, chat_id: int, unit: Unit, title: str, language: Language, at: datetime) -> None:
        had = await self._tx.one(
            "SELECT chat_id FROM bound_groups WHERE unit_id = :unit AND chat_id <> :chat", unit=unit.id, chat=chat_id
        )
        if had is not None:
            await self.unbind(had["chat_id"])
        await self._tx.execute(
            """
            INSERT INTO bound_groups (chat_id, unit_id, title, language, at, greeted, free_at)
            VALUES (:chat, :unit, :title, :language, :now, 0, 0)
            ON CONFLICT (chat_id) DO UPDATE SET unit_id = excluded.unit_id, title = excluded.title,
                language = excluded.language, greeted = 0, refused_at = NULL,
                at = CASE WHEN bound_groups.unit_id = excluded.unit_id THEN bound_groups.at ELSE excluded.at END
            """,
            chat=chat_id,
            unit=unit.id,
            title=title,
            language=language,
            now=seconds(at),
        )
        await self._tx.execute(_OWED_ANEW, chat=chat_id)

    @override
    async def unbind(self, chat_id: int) -> None:
        await self._tx.execute("UPDATE bound_groups SET unit_id = NULL WHERE chat_id = :chat", chat=chat_id)
        await self._tx.execute(_OWED_ANEW, chat=chat_id)


# What becomes of groups at the messenger


async def has_moved(tx: Transaction, chat_id: int, to: int) -> bool:
    """A group has another number from now on, with none of its messages: its cards are owed there. Whether it is ours.

    Told twice, or after somebody bound the new one anew, nothing is doubled.
    """
    if await tx.one("SELECT chat_id FROM bound_groups WHERE chat_id = :chat", chat=chat_id) is None:
        return False
    if await tx.one("SELECT chat_id FROM bound_groups WHERE chat_id = :to", to=to) is not None:
        await tx.execute("DELETE FROM group_cards WHERE chat_id = :chat", chat=chat_id)
        await tx.execute("DELETE FROM bound_groups WHERE chat_id = :chat", chat=chat_id)
        return True
    await tx.execute(
        "UPDATE bound_groups SET chat_id = :to, refused_at = NULL WHERE chat_id = :chat", chat=chat_id, to=to
    )
    await tx.execute(
        "UPDATE group_cards SET chat_id = :to, message_id = NULL, shown = '' WHERE chat_id = :chat",
        chat=chat_id,
        to=to,
    )
    return True


async def lets_speak(tx: Transaction, chat_id: int, now: datetime, *, is_here: bool) -> bool:
    """We were let in, or out: what is owed there is tried at once, or waits. Whether the group is bound."""
    row = await tx.one(
        """
        UPDATE bound_groups SET refused_at = CAST(:refused AS BIGINT),
            free_at = CASE WHEN :here = 1 AND refused_at IS NOT NULL THEN 0 ELSE free_at END
        WHERE chat_id = :chat AND unit_id IS NOT NULL RETURNING chat_id
        """,
        chat=chat_id,
        refused=None if is_here else seconds(now),
        here=int(is_here),
    )
    return row is not None


# For whoever says what is owed there


async def claim(tx: Transaction, chat_id: int, now: datetime, until: datetime) -> bool:
    """Take the turn to say one thing in a group, so that nobody says another until then. False: others have it."""
    row = await tx.one(
        f"""
        UPDATE bound_groups AS g SET free_at = :until WHERE chat_id = :chat AND {IS_FREE} RETURNING chat_id
        """,
        chat=chat_id,
        until=seconds(until),
        now=seconds(now),
        beyond=seconds(now + _BEYOND),
    )
    return row is not None


async def waits(tx: Transaction, chat_id: int, until: datetime, *, refused_at: datetime | None = None) -> None:
    """Say nothing there until then; `refused_at` where the group lets nothing be said."""
    await tx.execute(
        """
        UPDATE bound_groups SET free_at = :until, refused_at = COALESCE(refused_at, CAST(:refused AS BIGINT))
        WHERE chat_id = :chat
        """,
        chat=chat_id,
        until=seconds(until),
        refused=None if refused_at is None else seconds(refused_at),
    )


async def greeted(tx: Transaction, chat_id: int) -> None:
    """The group was told that it is bound."""
    await tx.execute("UPDATE bound_groups SET greeted = 1, refused_at = NULL WHERE chat_id = :chat", chat=chat_id)


async def is_shown(
    tx: Transaction, chat_id: int, activity_id: int, message_id: int | None, shown: str, *, closed_at: datetime | None
) -> None:
    """What the card of an activity shows in a group by now, in which message; `closed_at` where it changes no more."""
    await tx.execute(
        """
        INSERT INTO group_cards (activity_id, chat_id, message_id, shown, closed_at)
        VALUES (:activity, :chat, :message, :shown, :closed)
        ON CONFLICT (activity_id, chat_id) DO UPDATE SET message_id = excluded.message_id, shown = excluded.shown,
            closed_at = excluded.closed_at
        """,
        activity=activity_id,
        chat=chat_id,
        message=message_id,
        shown=shown,
        closed=None if closed_at is None else seconds(closed_at),
    )
    await tx.execute("UPDATE bound_groups SET refused_at = NULL WHERE chat_id = :chat", chat=chat_id)


async def has_ended(tx: Transaction, chat_id: int, activity_id: int, at: datetime) -> None:
    """A card that the group lost as it moved has nothing to say there any more: it isn't looked at again."""
    await tx.execute(
        "UPDATE group_cards SET closed_at = :at WHERE chat_id = :chat AND activity_id = :activity",
        chat=chat_id,
        activity=activity_id,
        at=seconds(at),
    )


async def free_groups(reader: Reader, now: datetime) -> frozenset[int]:
    """Where something may be said now."""
    rows = await reader.all(
        f"SELECT g.chat_id FROM bound_groups g WHERE {IS_FREE}", now=seconds(now), beyond=seconds(now + _BEYOND)
    )
    return frozenset(row["chat_id"] for row in rows)


async def forget_unbound(tx: Transaction) -> None:
    """Groups that are bound to nothing, once no card there is owed a last word."""
    await tx.execute(
        """
        DELETE FROM bound_groups WHERE unit_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM group_cards c WHERE c.chat_id = bound_groups.chat_id AND c.closed_at IS NULL
        )
        """
    )
