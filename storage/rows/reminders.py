"""Rows of reminders: what is due because time passed, and that it was done once (docs/rules.md: Reminders)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction
from storage.engine.values import instant, instant_if, seconds
from storage.rows.activities import IS_ON
from storage.rows.hours import ON_ROSTER
from storage.rows.in_charge import IS_LED, STANDS_IN
from storage.rows.shifts import NOT_CALLED_OFF, SHIFT, shift_in
from storage.rows.signing_up import SIGN_UP, sign_up_in
from storage.rows.statements import below, rows_listed
from storage.rows.tree import UNIT, unit_in
from storage.rows.volunteers import answering
from volunteering.records.reminders import Reminders
from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.keys import About
from volunteering.rules.reminders import A_SECOND, TO_ANSWER, Expected, Occasion, ReminderLine, Starts, Unanswered

OCCASIONS: Final = {
    Occasion.FIRST_ASKED: 0,
    Occasion.ASKED_AGAIN: -1,
    Occasion.CALL_ABOUT_SHIFT: -2,
    Occasion.CALL_ABOUT_PLACE: -3,
    Occasion.CALL_ABOUT_CANCELLED: -4,
    Occasion.CALL_ABOUT_LEADING: -5,
    Occasion.CALL_ABOUT_BUDDY: -6,
    Occasion.FIRST_COME: -7,
    Occasion.LEFT_OVER: -8,
    Occasion.ONCE_MORE: -9,
}
"""What a line has in place of the minutes before the start: numbers that no reminder has."""

_HAS_PEOPLE = f"EXISTS (SELECT 1 FROM signups g WHERE g.shift_id = s.id AND {ON_ROSTER})"
NO_ROSTER = f"{NOT_CALLED_OFF} AND s.roster_at IS NULL AND {_HAS_PEOPLE}"

_FIRST_ASKED = (
    f"r.shift_id = s.id AND r.minutes_before = {OCCASIONS[Occasion.FIRST_ASKED]} AND r.starts_at = s.starts_at"
)
_NEVER_ASKED = f"NOT EXISTS (SELECT 1 FROM reminders r WHERE {_FIRST_ASKED})"
_NOT_ASKED_AGAIN = f"""
    NOT EXISTS (
        SELECT 1 FROM reminders n
        WHERE n.shift_id = s.id AND n.minutes_before = {OCCASIONS[Occasion.ASKED_AGAIN]} AND n.starts_at = s.starts_at
    )
"""
_ASKED_LONG_AGO = f"EXISTS (SELECT 1 FROM reminders r WHERE {_FIRST_ASKED} AND r.at <= :asked) AND {_NOT_ASKED_AGAIN}"

_LEADER_ANSWERS = f"""
    CASE WHEN {answering("l")} AND EXISTS (
        SELECT 1 FROM roles o JOIN units x ON x.id = o.unit_id
        WHERE o.person_id = l.id AND {below("u", "x")}
    ) THEN 1 ELSE 0 END AS leader_answers
"""


def _said_nothing(when: str) -> str:
    return f"""
        g.state = 'confirmed' AND g.coming IS NULL AND EXISTS (
            SELECT 1 FROM reminders r WHERE r.shift_id = s.id AND r.person_id = g.person_id
                AND r.minutes_before {when} :asked AND r.starts_at = s.starts_at
        )
    """


SAID_NOTHING: Final = _said_nothing(">=")
"""Of a sign-up `g` for a shift `s`: it was to be asked, and nothing is said yet."""

SILENT: Final = f"p.reachable = 1 AND {SAID_NOTHING}"
"""The same of a person `p`, who was asked: nobody is whom no message reaches; whoever is back is asked on their home
screen.
"""

SILENT_AT_LAST: Final = f"""
    p.reachable = 1 AND {_said_nothing("=")} AND EXISTS (
        SELECT 1 FROM reminders r WHERE r.shift_id = s.id AND r.person_id = g.person_id
            AND r.minutes_before >= :asked AND r.starts_at = s.starts_at AND r.at <= :now - {TO_ANSWER // A_SECOND}
    )
"""
"""The same, asked for the last time, and at first not just `:now`."""

UNREACHED_AT_LAST: Final = f"p.reachable = 0 AND {_said_nothing('=')}"
"""They were to be asked for the last time, and no message reaches them."""

_STILL_SILENT: Final = f"""
    shifts s JOIN activities a ON a.id = s.activity_id
        JOIN signups g ON g.shift_id = s.id AND g.state = 'confirmed' AND g.coming IS NULL AND g.to_confirm IS NULL
        JOIN reminders q ON q.shift_id = s.id AND q.person_id = g.person_id AND q.minutes_before = :asked
            AND q.starts_at = s.starts_at AND q.at >= g.at
    WHERE {IS_ON} AND s.starts_at > :after AND s.starts_at <= :until AND NOT EXISTS (
            SELECT 1 FROM reminders r WHERE r.shift_id = s.id AND r.person_id = g.person_id
                AND r.minutes_before = {OCCASIONS[Occasion.ONCE_MORE]} AND r.starts_at = s.starts_at
        )
"""
"""Sign-ups `g` of shifts `s` that begin in a stretch: asked for the last time, silent, and not asked once more."""


_AT_ONCE: Final = 128  # lines in one statement
_NOTE: Final = """
    INSERT INTO reminders (shift_id, person_id, minutes_before, starts_at, at) VALUES {lines}
    ON CONFLICT (shift_id, person_id, minutes_before, starts_at) DO NOTHING
    RETURNING shift_id, person_id, minutes_before, starts_at
"""


class ReminderRows(Reminders):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def unreminded(self, hours_before: int, starts: Sequence[Starts], limit: int) -> tuple[Expected, ...]:
        if not starts:
            return ()
        begins, instants = _begins_in(starts)
        rows = await self._tx.all(
            f"""
            SELECT {SHIFT}, {SIGN_UP}
            FROM shifts s JOIN activities a ON a.id = s.activity_id
                JOIN signups g ON g.shift_id = s.id AND g.state = 'confirmed'
            WHERE {IS_ON} AND s.starts_at > :first AND s.starts_at <= :last AND ({begins})
                AND g.at < s.starts_at - :before AND s.moved_at < s.starts_at - :before
                AND NOT EXISTS (
                    SELECT 1 FROM reminders r WHERE r.shift_id = s.id AND r.person_id = g.person_id
                        AND r.minutes_before = :minutes AND r.starts_at = s.starts_at
                )
            ORDER BY g.person_id, s.starts_at, s.id LIMIT :limit
            """,
            first=seconds(min(span.after for span in starts)),
            last=seconds(max(span.until for span in starts)),
            **instants,
            before=hours_before * 3600,
            minutes=hours_before * 60,
            limit=limit,
        )
        return tuple(Expected(shift=shift_in(row), sign_up=sign_up_in(row)) for row in rows)

    @override
    async def silent(self, starts: Starts, *, asked: int, limit: int) -> tuple[Expected, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {SHIFT}, {SIGN_UP} FROM {_STILL_SILENT} AND q.at <= :known
            ORDER BY g.person_id, s.starts_at, s.id LIMIT :limit
            """,
            asked=asked,
            after=seconds(starts.after),
            until=seconds(starts.until),
            known=seconds(starts.known_by or starts.after),
            limit=limit,
        )
        return tuple(Expected(shift=shift_in(row), sign_up=sign_up_in(row)) for row in rows)

    @override
    async def silent_since(self, starts: Starts, *, asked: int) -> tuple[tuple[datetime, datetime], ...]:
        rows = await self._tx.all(
            f"SELECT MIN(q.at) AS at, s.starts_at FROM {_STILL_SILENT} GROUP BY s.id, s.starts_at",
            asked=asked,
            after=seconds(starts.after),
            until=seconds(starts.until),
        )
        return tuple((instant(row["at"]), instant(row["starts_at"])) for row in rows)

    @override
    async def unanswered(
        self, ended_after: datetime, ended_by: datetime, *, asked_by: datetime | None = None, limit: int
    ) -> tuple[Unanswered, ...]:
        asked = {} if asked_by is None else {"asked": seconds(asked_by)}
        rows = await self._tx.all(
            f"""
            SELECT {SHIFT}, {UNIT}, a.leader_id, {_LEADER_ANSWERS}
            FROM shifts s JOIN activities a ON a.id = s.activity_id
                JOIN units u ON u.id = a.unit_id JOIN people l ON l.id = a.leader_id
            WHERE {NO_ROSTER} AND s.ends_at > :after AND s.ends_at <= :by
                AND {_ASKED_LONG_AGO if asked else _NEVER_ASKED}
            ORDER BY s.ends_at, s.id LIMIT :limit
            """,
            after=seconds(ended_after),
            by=seconds(ended_by),
            limit=limit,
            **asked,
        )
        return tuple(_unanswered_in(row) for row in rows)

    @override
    async def note(self, lines: Sequence[ReminderLine], at: datetime) -> frozenset[ReminderLine]:
        new: set[ReminderLine] = set()
        for first in range(0, len(lines), _AT_ONCE):
            some = {_key(line): line for line in lines[first : first + _AT_ONCE]}
            wanted, values = rows_listed([(*key, seconds(at)) for key in some])
            rows = await self._tx.all(_NOTE.format(lines=wanted), **values)
            new |= {some[row["shift_id"], row["person_id"], row["minutes_before"], row["starts_at"]] for row in rows}
        return frozenset(new)

    @override
    async def next_start(self, after: datetime) -> datetime | None:
        return await self._first(
            f"""
            SELECT s.starts_at AS at FROM shifts s JOIN activities a ON a.id = s.activity_id
            WHERE {IS_ON} AND s.starts_at > :after AND {_HAS_PEOPLE}
            ORDER BY s.starts_at LIMIT 1
            """,
            after,
        )

    @override
    async def next_end(self, after: datetime) -> datetime | None:
        return await self._first(
            f"""
            SELECT s.ends_at AS at FROM shifts s WHERE {NO_ROSTER} AND s.ends_at > :after ORDER BY s.ends_at LIMIT 1
            """,
            after,
        )

    @override
    async def next_asked(self, after: datetime) -> datetime | None:
        return await self._first(
            f"""
            SELECT r.at FROM shifts s JOIN reminders r ON {_FIRST_ASKED}
            WHERE {NO_ROSTER} AND r.at > :after AND {_NOT_ASKED_AGAIN} ORDER BY r.at LIMIT 1
            """,
            after,
        )

    @override
    async def needed(self, period: Period, ended_after: datetime, now: datetime, about: About) -> tuple[int, ...]:
        rows = await self._tx.all(
            f"""
            WITH due AS (
                SELECT a.leader_id, a.unit_id FROM shifts s JOIN activities a ON a.id = s.activity_id
                WHERE {IS_ON} AND s.starts_at >= :first AND s.starts_at < :end
                UNION SELECT a.leader_id, a.unit_id FROM shifts s JOIN activities a ON a.id = s.activity_id
                WHERE {NO_ROSTER} AND s.ends_at > :after AND s.ends_at <= :now
            ), unled AS (
                SELECT DISTINCT u.id, u.path FROM due a JOIN units u ON u.id = a.unit_id WHERE NOT {IS_LED}
            ), needed AS (
                SELECT a.leader_id AS id FROM due a
                UNION SELECT o.person_id FROM unled u JOIN units x ON {STANDS_IN} JOIN roles o ON o.unit_id = x.id
                UNION SELECT k.person_id FROM enquiry_readers k WHERE k.state = 'open'
            )
            SELECT p.id FROM needed n JOIN people p ON p.id = n.id
            WHERE {answering("p")} AND NOT EXISTS (
                SELECT 1 FROM outbox o WHERE o.key = CAST(:about AS TEXT) || ':' || CAST(p.id AS TEXT)
            )
            ORDER BY p.id
            """,
            first=seconds(period.start),
            end=seconds(period.end),
            after=seconds(ended_after),
            now=seconds(now),
            about=about,
        )
        return tuple(row["id"] for row in rows)

    async def _first(self, sql: str, after: datetime) -> datetime | None:
        row = await self._tx.one(sql, after=seconds(after))
        return instant_if(row["at"] if row else None)


def _begins_in(starts: Sequence[Starts]) -> tuple[str, dict[str, int]]:
    """Whether a shift `s` that its people `g` know of begins in one of these stretches, and the values of that."""
    tests: list[str] = []
    values: dict[str, int] = {}
    for number, span in enumerate(starts):
        values |= {f"after{number}": seconds(span.after), f"until{number}": seconds(span.until)}
        test = f"s.starts_at > :after{number} AND s.starts_at <= :until{number}"
        if span.known_by:
            values[f"known{number}"] = seconds(span.known_by)
            test += f" AND g.at < :known{number} AND s.moved_at < :known{number}"
        tests.append(test)
    return " OR ".join(tests), values


def _unanswered_in(row: Row) -> Unanswered:
    return Unanswered(
        shift=shift_in(row),
        unit=unit_in(row),
        leader_id=row["leader_id"],
        leader_answers=row["leader_answers"],
    )


def _key(line: ReminderLine) -> tuple[int, int, int, int]:
    about = OCCASIONS[line.about] if isinstance(line.about, Occasion) else line.about
    return line.shift_id, line.person_id, about, seconds(line.starts_at)
