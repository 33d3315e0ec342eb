"""Somebody's sign-ups as their calendar shows them: by the secret of its address, or one of them for a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.values import instant, instant_if, seconds
from storage.rows.activities import IS_ON
from storage.rows.capacities import NUMBER_IN_LINE
from storage.rows.moves import TO_CONFIRM
from storage.rows.shifts import SHIFT, shift_in
from storage.rows.signing_up import MY_ROLE
from volunteering.rules.calendars import CANCELLED_FOR, KEPT, Event
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Language, Standing

_EVENT: Final = f"""
    SELECT g.id AS sign_up_id, g.state, g.at, g.held_until, {NUMBER_IN_LINE} AS number, {MY_ROLE},
        CASE WHEN {TO_CONFIRM} THEN 1 ELSE 0 END AS to_confirm, CASE WHEN {IS_ON} THEN 1 ELSE 0 END AS is_open,
        {SHIFT}, s.changed_at AS shift_changed_at, a.title, a.place, a.description, a.details, a.created_at,
        a.changed_at, a.off_because, l.name AS leader_name, l.state AS leader_state
"""
_ITS_OWN: Final = "JOIN activities a ON a.id = s.activity_id JOIN people l ON l.id = a.leader_id"

_IS_SHOWN: Final = f"""
    (
        {IS_ON} AND (g.state = 'confirmed' AND s.ends_at > :kept OR g.state = 'waiting' AND s.ends_at > :now)
        OR s.ends_at > :now AND (
            g.state = 'left' AND g.at > :lately AND g.at >= c.at
            OR NOT ({IS_ON}) AND g.state IN ('confirmed', 'waiting') AND (
                s.moved_at > :lately AND s.moved_at >= c.at OR s.changed_at > :lately AND s.changed_at >= c.at
            )
        )
    )
"""
"""Of a sign-up `g` for a shift `s`, in a calendar `c`: of what was cancelled before that was there it never knew."""

# CROSS JOIN makes SQLite begin with the person's few sign-ups.
_FEED: Final = f"""
    {_EVENT}, CASE WHEN s.starts_at <= :now THEN 1 ELSE 0 END AS has_begun
    FROM calendars c JOIN signups g ON g.person_id = c.person_id CROSS JOIN shifts s {_ITS_OWN}
    WHERE c.digest = :digest AND s.id = g.shift_id AND {_IS_SHOWN} ORDER BY s.starts_at, s.id
"""

_READER: Final = """
    SELECT p.language FROM calendars c JOIN people p ON p.id = c.person_id WHERE c.digest = :digest
"""

_ONE: Final = f"""
    {_EVENT} FROM signups g JOIN shifts s ON s.id = g.shift_id {_ITS_OWN}
    WHERE g.shift_id = :shift AND g.person_id = :person AND g.state IN ('confirmed', 'waiting', 'left')
"""


@dataclass(frozen=True, slots=True)
class Feed:
    """What is read at an address, in its person's language. The rows are turned into events where that is asked."""

    language: Language
    rows: Sequence[Row]

    @property
    def said(self) -> tuple[object, ...]:
        """All that what is written of it goes by: the same as long as nothing of it is another."""
        return (self.language.value, *(tuple(dict(row).values()) for row in self.rows))

    @property
    def events(self) -> list[Event]:
        """All of them, the earliest first."""
        return [_event_in(row) for row in self.rows]


async def feed(reader: Reader, digest: str, now: datetime) -> Feed | None:
    """Somebody's calendar, by the digest of the secret in its address, in one hop. None: nobody's."""
    whose, rows = await reader.several(
        query(_READER, digest=digest),
        query(
            _FEED,
            digest=digest,
            now=seconds(now),
            kept=seconds(now - KEPT),
            lately=seconds(now - CANCELLED_FOR),
        ),
    )
    return Feed(Language(whose[0]["language"]), rows) if whose else None


async def event(reader: Reader, shift_id: int, person_id: int) -> Event | None:
    """A sign-up of somebody's, also where they have left; None where there never was one."""
    row = await reader.one(_ONE, shift=shift_id, person=person_id)
    return _event_in(row) if row else None


def _event_in(row: Row) -> Event:
    shift, state, posted_at = shift_in(row), SignUpState(row["state"]), instant(row["created_at"])
    return Event(
        sign_up_id=row["sign_up_id"],
        activity_id=shift.activity_id,
        shift=shift,
        title=row["title"],
        venue=row["place"],
        description=row["description"],
        has_details=bool(row["details"]),
        leader=row["leader_name"] if Standing(row["leader_state"]).is_here else "",
        role=row["role"] or "",
        state=state,
        is_open=bool(row["is_open"]),
        because=shift.off_because or row["off_because"],
        number=row["number"],
        held_until=instant_if(row["held_until"]) if state is SignUpState.WAITING else None,
        to_confirm=bool(row["to_confirm"]),
        posted_at=posted_at,
        signed_up_at=instant(row["at"]),
        changed_at=max(shift.since, instant(row["shift_changed_at"] or 0)),
        edited_at=max(posted_at, instant(row["changed_at"] or 0)),
    )
