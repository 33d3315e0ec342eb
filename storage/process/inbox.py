"""Rows of the inbox: updates whose effect is committed, and what the way of a tap begins with (decision 1).

An update is recorded in the transaction of its effect: a repeat does nothing twice, and shows where the first one led.
Its answer is owed from then on (`storage/process/answers.py`).
"""

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Reader, Transaction, query
from storage.engine.faults import Conflict
from storage.engine.values import seconds
from storage.process.drafts import DRAFT, Draft, draft_in
from storage.rows.tree import UNIT
from storage.rows.volunteers import PERSON, person_in, rights_in
from volunteering.rules.tree import Rights
from volunteering.rules.volunteers import Person

# One row in any case: whoever taps need not be registered, and may be filling in a form all the same.
_WHO = f"""
    SELECT {PERSON}, {DRAFT}, (SELECT i.shows FROM inbox i WHERE i.update_id = :update) AS shows
    FROM (SELECT CAST(:telegram AS BIGINT) AS telegram_id) who
        LEFT JOIN people p ON p.telegram_id = who.telegram_id
        LEFT JOIN units u ON u.id = p.home_unit_id
        LEFT JOIN drafts d ON d.telegram_id = who.telegram_id AND d.expires_at > :now
"""

_POSTS = f"""
    SELECT r.role, {UNIT}
    FROM people p JOIN roles r ON r.person_id = p.id JOIN units u ON u.id = r.unit_id
    WHERE p.telegram_id = :telegram ORDER BY u.path
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Who tapped, what they may do, and the form they are in."""

    first: bool  # False: this update was dealt with before
    shows: str  # the packed button of the screen it led to then
    person: Person | None  # None: not registered
    rights: Rights
    draft: Draft | None


async def recognise(reader: Reader, *, telegram_id: int, update_id: int | None, now: datetime) -> Known:
    """Everything the way of a tap begins with, in one hop; with `update_id` also whether it was done before."""
    [[who], posts] = await reader.several(
        query(_WHO, telegram=telegram_id, update=update_id, now=seconds(now)),
        query(_POSTS, telegram=telegram_id),
    )
    return Known(
        first=who["shows"] is None,
        shows=who["shows"] or "",
        person=None if who["person_id"] is None else person_in(who),
        rights=rights_in(posts),
        draft=None if who["draft_id"] is None else draft_in(who),
    )


def record(
    tx: Transaction, update_id: int, *, telegram_id: int | None, message_id: int | None, shows: str, now: datetime
) -> None:
    """Remember that the update is done, which screen it led to, as its packed button, and to whom that is owed, if so.

    Another replica may have been quicker with the same: the commit raises `Duplicate`, and nothing was done twice.
    """
    tx.later(
        """
        INSERT INTO inbox (update_id, telegram_id, message_id, shows, told, at)
        VALUES (:update, :telegram, :message, :shows, :told, :now)
        """,
        update=update_id,
        telegram=telegram_id,
        message=message_id,
        shows=shows,
        told=int(telegram_id is None),
        now=seconds(now),
    )


async def done(tx: Transaction, update_id: int, *, noted: str, shows: str) -> None:
    """What was `noted` to be done has been, and led there. Raises Conflict where somebody else was quicker."""
    row = await tx.one(
        "UPDATE inbox SET shows = :shows WHERE update_id = :update AND shows = :noted RETURNING update_id",
        update=update_id,
        noted=noted,
        shows=shows,
    )
    if row is None:
        raise Conflict("it is done")


def forget_noted(tx: Transaction, update_id: int, noted: str) -> None:
    """Let it be as if it had never been `noted`, unless it was done."""
    tx.later(
        "DELETE FROM inbox WHERE update_id = :update AND shows = :noted AND told = 0", update=update_id, noted=noted
    )


def vouch(tx: Transaction, update_id: int) -> None:
    """Write anew that it is done, changing nothing: the commit then promises what the first one may have failed to.

    Where a standby doesn't answer, the server may have the first one and the standby not, until the next one is there.
    """
    tx.later("UPDATE inbox SET at = at WHERE update_id = :update", update=update_id)


def prune(tx: Transaction, before: datetime) -> None:
    """Forget updates from before that; Telegram repeats none that is older than a day, and what is parked may be."""
    tx.later(
        """
        DELETE FROM inbox WHERE at < :before AND NOT EXISTS (SELECT 1 FROM parked p WHERE p.update_id = inbox.update_id)
        """,
        before=seconds(before),
    )
