"""Rows of shifts that were moved, and of who has still to confirm that they come (docs/rules.md: Changes need consent).

What is to be confirmed stands in the sign-up: since which move, by when once they were asked, and whether they were
reminded of it. Of a place that was given back it stays, and says for which move.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Reader, Row, Transaction
from storage.engine.values import instant, instant_if, seconds
from storage.rows.activities import IS_ON
from storage.rows.shifts import SHIFT, shift_in
from storage.rows.signing_up import SIGN_UP, sign_up_in
from storage.rows.statements import add_row
from volunteering.records.moves import Moves
from volunteering.rules.moves import ConfirmQuestion, Move, Stood, TimeAndVenue
from volunteering.rules.reminders import Expected
from volunteering.rules.signing_up import SignUp

TO_CONFIRM: Final = "g.to_confirm IS NOT NULL AND g.state = 'confirmed' AND g.at <= g.to_confirm"
"""Of a sign-up `g`: `SignUp.to_confirm`, in SQL. A test holds the two together."""

UNDOABLE: Final = "m.undone_at IS NULL AND m.at > :hour_ago"
"""Of a move `m`."""

# CROSS JOIN makes SQLite begin with the few who have something to confirm; left to itself it goes by the shifts ahead.
_TO_CONFIRM_NOW = f"""
    FROM signups g CROSS JOIN shifts s JOIN activities a ON a.id = s.activity_id
    WHERE s.id = g.shift_id AND {TO_CONFIRM} AND {IS_ON}
"""


SILENT = 8
"""How many of those who have not confirmed are named."""

_SILENT = f"""
    SELECT p.name FROM signups g JOIN people p ON p.id = g.person_id
    WHERE g.shift_id = :shift AND {TO_CONFIRM} ORDER BY g.ticket LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class RecentMove:
    """A move that can be undone, and since when."""

    number: int
    at: datetime


def newest_move(whose: str) -> str:
    """The columns of the newest of these moves `m` that can be undone, `:hour_ago`; for `move_in`."""
    return f"""
        (SELECT MAX(m.id) FROM moves m WHERE {whose} AND {UNDOABLE}) AS move,
        (SELECT MAX(m.at) FROM moves m WHERE {whose} AND {UNDOABLE}) AS move_made
    """


def move_in(row: Row) -> RecentMove | None:
    """The move of a row that has the columns of `newest_move`."""
    return RecentMove(row["move"], instant(row["move_made"])) if row["move"] else None


class MoveRows(Moves):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def remember(
        self,
        *,
        activity_id: int,
        shift_id: int | None,
        before: TimeAndVenue,
        after: TimeAndVenue,
        by_id: int,
        at: datetime,
    ) -> int:
        return await add_row(
            self._tx,
            "moves",
            activity_id=activity_id,
            shift_id=shift_id,
            by_id=by_id,
            at=seconds(at),
            before=before.model_dump_json(exclude_defaults=True),
            after=after.model_dump_json(exclude_defaults=True),
        )

    @override
    async def get(self, move_id: int) -> Move | None:
        row = await self._tx.one("SELECT * FROM moves m WHERE m.id = :move", move=move_id)
        return _move_in(row) if row else None

    @override
    async def undone(self, activity_id: int) -> tuple[Move, ...]:
        rows = await self._tx.all(
            "SELECT * FROM moves m WHERE m.activity_id = :activity AND m.undone_at IS NOT NULL ORDER BY m.id",
            activity=activity_id,
        )
        return tuple(map(_move_in, rows))

    @override
    def undo(self, move_id: int, at: datetime) -> None:
        self._tx.later("UPDATE moves SET undone_at = :at WHERE id = :move", move=move_id, at=seconds(at))

    @override
    def ask(self, shift_id: int, at: datetime, *, without: int) -> None:
        self._tx.later(
            """
            UPDATE signups SET coming = NULL, answered_at = NULL,
                to_confirm = CASE WHEN person_id = :without THEN NULL ELSE CAST(:at AS BIGINT) END,
                confirm_until = NULL, urged = NULL
            WHERE shift_id = :shift AND state = 'confirmed'
            """,
            shift=shift_id,
            at=seconds(at),
            without=without,
        )

    @override
    def ask_one(self, sign_up_id: int, at: datetime) -> None:
        self._tx.later(
            """
            UPDATE signups SET coming = NULL, answered_at = NULL, to_confirm = :at, confirm_until = NULL, urged = NULL
            WHERE id = :sign_up
            """,
            sign_up=sign_up_id,
            at=seconds(at),
        )

    @override
    async def standing(self, shift_id: int) -> tuple[Stood, ...]:
        rows = await self._tx.all(
            """
            SELECT g.id, g.person_id, g.coming, g.answered_at, g.to_confirm, g.confirm_until, g.urged FROM signups g
            WHERE g.shift_id = :shift AND g.state = 'confirmed' ORDER BY g.id
            """,
            shift=shift_id,
        )
        return tuple(
            Stood(
                sign_up=row["id"],
                person=row["person_id"],
                coming=row["coming"],
                answered_at=instant_if(row["answered_at"]),
                to_confirm=instant_if(row["to_confirm"]),
                confirm_until=instant_if(row["confirm_until"]),
                urged=row["urged"],
            )
            for row in rows
        )

    @override
    def restore(self, stood: Stood) -> None:
        self._tx.later(
            """
            UPDATE signups SET coming = :coming, answered_at = :answered_at, to_confirm = :to_confirm,
                confirm_until = :confirm_until, urged = :urged
            WHERE id = :sign_up
            """,
            sign_up=stood.sign_up,
            coming=stood.coming,
            answered_at=_seconds_if(stood.answered_at),
            to_confirm=_seconds_if(stood.to_confirm),
            confirm_until=_seconds_if(stood.confirm_until),
            urged=stood.urged,
        )

    @override
    def confirm(self, sign_ups: Iterable[SignUp], at: datetime) -> None:
        for sign_up in sign_ups:
            self._tx.later(
                """
                UPDATE signups SET coming = 1, answered_at = :at, to_confirm = NULL, confirm_until = NULL, urged = NULL
                WHERE id = :sign_up
                """,
                sign_up=sign_up.id,
                at=seconds(at),
            )

    @override
    async def asked_with(self, sign_up: SignUp) -> tuple[SignUp, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {SIGN_UP}, g.shift_id FROM shifts this JOIN shifts s ON s.activity_id = this.activity_id
                JOIN signups g ON g.shift_id = s.id AND g.person_id = :person
            WHERE this.id = :shift AND s.state = 'open' AND {TO_CONFIRM} AND g.to_confirm = :at
            ORDER BY s.starts_at, s.id
            """,
            person=sign_up.person_id,
            shift=sign_up.shift_id,
            at=_seconds_if(sign_up.to_confirm),
        )
        return tuple(map(sign_up_in, rows))

    @override
    async def overdue(self, now: datetime) -> tuple[int, ...]:
        rows = await self._tx.all(
            f"""
            SELECT DISTINCT s.id {_TO_CONFIRM_NOW} AND g.confirm_until <= :now AND s.starts_at > :now ORDER BY s.id
            """,
            now=seconds(now),
        )
        return tuple(row["id"] for row in rows)

    @override
    async def to_urge(self, now: datetime) -> tuple[Expected, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {SHIFT}, {SIGN_UP} {_TO_CONFIRM_NOW} AND g.confirm_until > :now AND g.urged IS NULL
            ORDER BY g.person_id, s.starts_at, s.id
            """,
            now=seconds(now),
        )
        return tuple(Expected(shift=shift_in(row), sign_up=sign_up_in(row)) for row in rows)

    @override
    def urge(self, sign_ups: Iterable[SignUp]) -> None:
        for sign_up in sign_ups:
            self._tx.later("UPDATE signups SET urged = 1 WHERE id = :sign_up", sign_up=sign_up.id)

    @override
    async def gone_for(self, shift_id: int, move: Move) -> tuple[SignUp, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {SIGN_UP}, g.shift_id FROM signups g
            WHERE g.shift_id = :shift AND g.state = 'left' AND g.to_confirm = :at AND g.at >= :at ORDER BY g.ticket
            """,
            shift=shift_id,
            at=seconds(move.at),
        )
        return tuple(map(sign_up_in, rows))

    @override
    async def next_due(self, after: datetime) -> datetime | None:
        row = await self._tx.one(
            f"""
            SELECT MIN(g.confirm_until) AS at {_TO_CONFIRM_NOW} AND g.confirm_until > :after
            """,
            after=seconds(after),
        )
        return instant_if(row["at"] if row else None)


def note_asked(tx: Transaction, *questions: ConfirmQuestion | None) -> None:
    """Somebody was asked, and has until then; whoever was asked before has as long as they were told."""
    shifts = ((facts, by) for one in questions if one for facts, by in zip(one.shifts, one.by, strict=True))
    for facts, by in shifts:
        if facts.mine is not None:
            tx.later(
                """
                UPDATE signups SET confirm_until = :by
                WHERE id = :sign_up AND to_confirm = :at AND confirm_until IS NULL
                """,
                sign_up=facts.mine.id,
                at=_seconds_if(facts.mine.to_confirm),
                by=seconds(by),
            )


async def who_has_not_confirmed(reader: Reader, shift_id: int) -> tuple[str, ...]:
    """The names of the first who have still to confirm a shift, in order of arrival."""
    return tuple(row["name"] for row in await reader.all(_SILENT, shift=shift_id, limit=SILENT))


def prune(tx: Transaction, before: datetime) -> None:
    """Forget what was moved before that: nobody undoes it any more."""
    tx.later("DELETE FROM moves WHERE at < :before", before=seconds(before))


def _seconds_if(moment: datetime | None) -> int | None:
    return None if moment is None else seconds(moment)


def _move_in(row: Row) -> Move:
    return Move(
        id=row["id"],
        activity_id=row["activity_id"],
        shift_id=row["shift_id"],
        at=instant(row["at"]),
        before=TimeAndVenue.model_validate_json(row["before"]),
        after=TimeAndVenue.model_validate_json(row["after"]),
        undone_at=instant_if(row["undone_at"]),
    )
