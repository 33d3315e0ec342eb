"""What people were asked by the time of a backup that is put back: what they have answered since is gone with it.

So their silence is nobody's answer. A place that was held for somebody is told once more and held from then on; a move
that was to be confirmed takes no place, and the next reminder asks about it. Whoever was asked to help out since, or
said how often they want to be, is known of the database that is replaced (docs/rules.md: Asking for help).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, inspect, text

from storage.engine.values import seconds

Columns = Mapping[str, Any]
"""A row, by column, with what its person and its shift are known by."""

_ASKS: Final = """
    SELECT k.shift_id, s.activity_id, a.created_at, k.person_id, p.registered_at, k.wave, k.at, k.sent_at, k.answer,
        k.answered_at
    FROM asks k JOIN shifts s ON s.id = k.shift_id JOIN activities a ON a.id = s.activity_id
        JOIN people p ON p.id = k.person_id
    ORDER BY k.id
"""
_CHOICES: Final = """
    SELECT c.person_id, p.registered_at, c.pace, c.until, c.at FROM ask_choices c JOIN people p ON p.id = c.person_id
    ORDER BY c.person_id
"""
_IS_KNOWN: Final = "EXISTS (SELECT 1 FROM people p WHERE p.id = :person_id AND p.registered_at = :registered_at)"

_ASKED: Final = f"""
    INSERT INTO asks (shift_id, person_id, wave, at, sent_at, answer, answered_at)
    SELECT s.id, CAST(:person_id AS BIGINT), CAST(:wave AS BIGINT), CAST(:at AS BIGINT), CAST(:sent_at AS BIGINT),
        CAST(:answer AS TEXT), CAST(:answered_at AS BIGINT)
    FROM shifts s JOIN activities a ON a.id = s.activity_id
    WHERE s.id = :shift_id AND a.id = :activity_id AND a.created_at = :created_at AND {_IS_KNOWN}
    ON CONFLICT (shift_id, person_id) DO UPDATE SET at = excluded.at, sent_at = excluded.sent_at,
        answer = excluded.answer, answered_at = excluded.answered_at
"""
_CHOSEN: Final = f"""
    INSERT INTO ask_choices (person_id, pace, until, at)
    SELECT CAST(:person_id AS BIGINT), CAST(:pace AS TEXT), CAST(:until AS BIGINT), CAST(:at AS BIGINT)
    WHERE {_IS_KNOWN}
    ON CONFLICT (person_id) DO UPDATE SET pace = excluded.pace, until = excluded.until, at = excluded.at
    WHERE ask_choices.at < excluded.at
"""

_OFFERED_ONCE_MORE: Final = """
    UPDATE outbox SET state = 'owed', due_at = :now, next_at = :now, attempts = 0, done_at = NULL, message_id = NULL,
        error = '', unheard = NULL, claimed_by = NULL
    WHERE state <> 'owed' AND key IN (
        SELECT 'offered:' || g.shift_id || ':' || g.person_id FROM signups g
        WHERE g.held_until IS NOT NULL AND g.state = 'waiting'
    )
"""
"""Nothing lapses while its message is owed, and the hours count from when it is heard."""

_NOT_YET_TO_BE_CONFIRMED: Final = """
    UPDATE signups SET confirm_until = NULL, urged = NULL WHERE confirm_until IS NOT NULL AND state = 'confirmed'
"""


@dataclass(frozen=True, slots=True)
class AskedThere:
    """What a database knows that is about to be replaced: who was asked to help out, and how often who wants to be."""

    asks: Sequence[Columns] = ()
    choices: Sequence[Columns] = ()


def asked_in(connection: Connection) -> AskedThere:
    """The same of a database, if anybody is asked in it at all."""
    if not inspect(connection).has_table("asks"):
        return AskedThere()
    asks, choices = ([dict(row) for row in connection.execute(text(sql)).mappings()] for sql in (_ASKS, _CHOICES))
    return AskedThere(asks, choices)


def ask_again(connection: Connection, asked: AskedThere, now: datetime) -> None:
    """Let nobody have been silent, nor be asked to help out more often than they were asked already."""
    for sql, lines in ((_ASKED, asked.asks), (_CHOSEN, asked.choices)):
        if lines:
            connection.execute(text(sql), list(lines))
    connection.execute(text(_OFFERED_ONCE_MORE), {"now": seconds(now)})
    connection.execute(text(_NOT_YET_TO_BE_CONFIRMED))
