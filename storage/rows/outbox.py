"""Rows of the outbox: messages owed, until they are sent or no longer true (decision 2).

`OutboxRows` is what actions see; the functions are for those who deliver. What is no longer true stays as a row,
dropped, so that its number is never another's while somebody is sending it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter, ValidationError
from typing_extensions import override

from storage.engine.database import Reader, Row, Transaction, query
from storage.engine.values import instant, instant_if, seconds
from storage.rows.volunteers import HERE, REACHED
from volunteering.records.outbox import Outbox
from volunteering.rules.notices.doubles import MergedAway
from volunteering.rules.notices.keys import Key
from volunteering.rules.notices.owed import Notice, Owed
from volunteering.rules.volunteers import Language, Standing

NOT_UNDERSTOOD: Final = "not understood"
"""Why a message failed that another version of Yigong wrote."""

_NOTICE: TypeAdapter[Notice] = TypeAdapter(Notice)

_OWE = """
    INSERT INTO outbox (key, person_id, kind, facts, bulk, broadcast_id, state, due_at, next_at, created_at)
    VALUES (:key, :person, :kind, :facts, :bulk, :broadcast, 'owed', :due, :due, :at)
    ON CONFLICT (key)
"""

OWE_NEW: Final = f"{_OWE} DO NOTHING"
"""Of a key that is nobody's yet."""

_ANEW = """
    DO UPDATE SET person_id = excluded.person_id, kind = excluded.kind, facts = excluded.facts, bulk = excluded.bulk,
        broadcast_id = excluded.broadcast_id, state = 'owed', due_at = excluded.due_at, next_at = excluded.next_at,
        attempts = 0, created_at = excluded.created_at, done_at = NULL, message_id = NULL, error = '', unheard = NULL,
        claimed_by = NULL
    WHERE outbox.state <> 'owed'
"""

_ANEW_UNLESS_SENT = f"{_ANEW} AND outbox.state <> 'sent'"

_ANEW_OR_LATER = """
    DO UPDATE SET due_at = excluded.due_at, next_at = excluded.next_at, state = 'owed',
        facts = CASE WHEN outbox.state = 'owed' THEN outbox.facts ELSE excluded.facts END,
        created_at = CASE WHEN outbox.state = 'owed' THEN outbox.created_at ELSE excluded.created_at END,
        claimed_by = CASE WHEN outbox.state = 'owed' THEN outbox.claimed_by END,
        attempts = 0, done_at = NULL, message_id = NULL, error = '', unheard = NULL
"""

_FAREWELL = "p.state = 'merged' AND p.reachable = 1 AND o.kind = 'merged_away'"
"""What is said to an account that goes on no more."""

TO_BE_SENT = f"o.state = 'owed' AND ({REACHED} OR {_FAREWELL})"
"""Of a message `o` and its reader `p`, at the last moment."""

_STILL_OWED = f"SELECT o.id FROM outbox o JOIN people p ON p.id = o.person_id WHERE o.id = :id AND {TO_BE_SENT}"


class OutboxRows(Outbox):
    __slots__ = ("_tx", "owes")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.owes = False  # whether anything was written that is to be delivered

    @override
    async def is_owed(self, key: Key) -> bool:
        row = await self._tx.one("SELECT 1 AS one FROM outbox WHERE key = :key AND state = 'owed'", key=key)
        return row is not None

    @override
    def owe(self, owed: Owed, at: datetime, *, due: datetime | None = None) -> None:
        self._write(OWE_NEW, owed, at, due)

    @override
    def owe_unless_sent(self, owed: Owed, at: datetime) -> None:
        self._write(f"{_OWE} {_ANEW_UNLESS_SENT}", owed, at, None)

    @override
    def owe_again(self, owed: Owed, at: datetime, *, due: datetime | None = None) -> None:
        self._write(f"{_OWE} {_ANEW}" if due is None else f"{_OWE} {_ANEW_OR_LATER}", owed, at, due)

    @override
    async def unheard(self, now: datetime, limit: int) -> tuple[Owed, ...]:
        rows = await self._tx.all(
            f"""
            SELECT o.key, o.person_id, o.facts FROM outbox o
            WHERE o.unheard = 1 AND NOT EXISTS (
                SELECT 1 FROM outbox w JOIN people p ON p.id = w.person_id
                WHERE w.state = 'owed' AND w.bulk = 0 AND w.next_at <= :now AND p.reachable = 0 AND {HERE}
            )
            ORDER BY o.id LIMIT :limit
            """,
            now=seconds(now),
            limit=limit,
        )
        understood = [(row, notice) for row in rows if (notice := _notice_in(row))]
        if len(understood) < len(rows):  # what another version wrote is nothing that this one could pass on
            self.passed_on([row["key"] for row in rows if _notice_in(row) is None])
        return tuple(Owed(key=row["key"], person_id=row["person_id"], notice=notice) for row, notice in understood)

    @override
    def passed_on(self, keys: Collection[str]) -> None:
        for key in keys:
            self._tx.later("UPDATE outbox SET unheard = NULL WHERE key = :key", key=key)

    def _write(self, sql: str, owed: Owed, at: datetime, due: datetime | None) -> None:
        self.owes = True
        self._tx.later(
            sql,
            key=owed.key,
            person=owed.person_id,
            kind=owed.notice.kind,
            facts=owed.notice.model_dump_json(),
            bulk=owed.bulk,
            broadcast=owed.letter_id,
            due=seconds(due or at),
            at=seconds(at),
        )


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A message owed, with what is known of its reader."""

    id: int
    key: str
    person_id: int
    telegram_id: int | None
    language: Language
    reachable: bool
    standing: Standing
    notice: Notice | None  # None: written by another version of Yigong, and not understood by this one
    letter_id: int | None  # to a unit
    attempts: int
    created_at: datetime
    message_id: int | None  # of the message that keeps itself up to date, once it was sent

    @property
    def has_reader(self) -> bool:
        """Whether its reader is here, or is told just this: that another account of theirs is."""
        return self.standing.is_here or (self.standing is Standing.MERGED and isinstance(self.notice, MergedAway))


async def due(reader: Reader, now: datetime, limit: int, *, bulk: bool) -> list[OwedRow]:
    """What is owed now, longest due first; bulk and the rest apart."""
    rows = await reader.all(
        """
        SELECT o.id, o.key, o.person_id, o.facts, o.broadcast_id, o.attempts, o.created_at, o.message_id,
            p.telegram_id, p.language, p.reachable, p.state AS standing
        FROM outbox o JOIN people p ON p.id = o.person_id
        WHERE o.state = 'owed' AND o.bulk = :bulk AND o.next_at <= :now ORDER BY o.next_at, o.id LIMIT :limit
        """,
        bulk=bulk,
        now=seconds(now),
        limit=limit,
    )
    return [_owed_in(row) for row in rows]


async def still_owed(reader: Reader, numbers: Sequence[int]) -> frozenset[int]:
    """Those messages that are to be sent, asked at the last moment: owed, and their readers here and reachable."""
    answers = await reader.several(*(query(_STILL_OWED, id=number) for number in numbers))
    return frozenset(number for number, rows in zip(numbers, answers, strict=True) if rows)


@dataclass(frozen=True, slots=True)
class Owing:
    """How much of one urgency is owed."""

    messages: int = 0  # due already or later
    due_since: datetime | None = None  # when the longest-due of them was due first; it may be still to come


async def owing(reader: Reader, *, bulk: bool) -> Owing:
    """How much is owed, and since when; bulk and the rest apart."""
    # A replica of the version before, which runs beside this one for a moment, writes no due_at.
    row = await reader.one(
        """
        SELECT COUNT(*) AS messages, MIN(COALESCE(due_at, next_at)) AS due_at FROM outbox
        WHERE state = 'owed' AND bulk = :bulk
        """,
        bulk=bulk,
    )
    return Owing(int(row["messages"]), instant_if(row["due_at"])) if row else Owing()


def done(tx: Transaction, number: int, message_id: int, at: datetime) -> None:
    """It was sent, as this message."""
    tx.later(
        "UPDATE outbox SET state = 'sent', message_id = :message, done_at = :at, error = '' WHERE id = :id",
        id=number,
        message=message_id,
        at=seconds(at),
    )


def dropped(tx: Transaction, number: int, at: datetime) -> None:
    """It was no longer true, or nobody is there to read it."""
    tx.later("UPDATE outbox SET state = 'dropped', done_at = :at WHERE id = :id", id=number, at=seconds(at))


def failed(tx: Transaction, number: int, error: str, at: datetime) -> None:
    """Telegram will never take it."""
    tx.later(
        "UPDATE outbox SET state = 'failed', attempts = attempts + 1, error = :error, done_at = :at WHERE id = :id",
        id=number,
        error=error,
        at=seconds(at),
    )


def owe_again(tx: Transaction, since: datetime, at: datetime) -> None:
    """What was owed since then and another version did not understand: this one may. It is late since then."""
    tx.later(
        """
        UPDATE outbox SET state = 'owed', next_at = :at, done_at = NULL, claimed_by = NULL
        WHERE state = 'failed' AND error = :error AND created_at >= :since
        """,
        error=NOT_UNDERSTOOD,
        since=seconds(since),
        at=seconds(at),
    )


def again(tx: Transaction, number: int, at: datetime, error: str) -> None:
    """It could not be sent now; try again at that instant. It is due since when it was due first all the same."""
    tx.later(
        """
        UPDATE outbox SET attempts = attempts + 1, error = :error, next_at = :at, claimed_by = NULL
        WHERE id = :id AND state = 'owed'
        """,
        id=number,
        error=error,
        at=seconds(at),
    )


def kept(tx: Transaction, number: int, message_id: int | None, at: datetime) -> None:
    """It stays owed, and due at that instant: sent as a message that is brought up to date then, or not sent yet."""
    tx.later(
        """
        UPDATE outbox SET message_id = :message, due_at = :at, next_at = :at, error = '', claimed_by = NULL
        WHERE id = :id
        """,
        id=number,
        message=message_id,
        at=seconds(at),
    )


def release(tx: Transaction, number: int, claimed_by: int) -> None:
    """Whoever claimed it isn't sending it."""
    tx.later(
        "UPDATE outbox SET claimed_by = NULL WHERE id = :id AND claimed_by = :by AND state = 'owed'",
        id=number,
        by=claimed_by,
    )


def unheard(tx: Transaction, number: int) -> None:
    """It did not reach its reader: somebody else has to hear of it."""
    tx.later("UPDATE outbox SET unheard = 1 WHERE id = :id AND bulk = 0", id=number)


def prune(tx: Transaction, before: datetime) -> None:
    """Forget what was settled and is older than that. A key so old may be owed anew."""
    tx.later("DELETE FROM outbox WHERE state <> 'owed' AND created_at < :before", before=seconds(before))


def _notice_in(row: Row) -> Notice | None:
    try:
        return _NOTICE.validate_json(row["facts"])
    except ValidationError:
        return None


def _owed_in(row: Row) -> OwedRow:
    return OwedRow(
        id=row["id"],
        key=row["key"],
        person_id=row["person_id"],
        telegram_id=row["telegram_id"],
        language=Language(row["language"]),
        reachable=bool(row["reachable"]),
        standing=Standing(row["standing"]),
        notice=_notice_in(row),
        letter_id=row["broadcast_id"],
        attempts=row["attempts"],
        created_at=instant(row["created_at"]),
        message_id=row["message_id"],
    )
