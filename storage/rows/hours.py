"""Rows of hours: the ledger, the roster's ticks, and what is logged outside shifts."""

from datetime import date, datetime

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import day_of, flag, instant, month_of, seconds
from storage.rows.ledgers import minutes_on
from storage.rows.no_shows import FORGIVE, MISSED, missed_in
from storage.rows.outdating import Outdates, Outdating
from storage.rows.rosters import BY_ROLE, FROM_LINES, OF_LINE, roster_line_in
from storage.rows.shift_sums import ShiftSums
from storage.rows.star_checks import note_written
from storage.rows.statements import add_row
from storage.rows.tree import within
from volunteering.records.hours import Hours
from volunteering.rules.attendance import Noted, RosterLine
from volunteering.rules.hours import Claim, Counted, Decision, Entry, Rostered
from volunteering.rules.no_shows import MissedShift
from volunteering.rules.reports import Served
from volunteering.rules.tree import Unit

HOLDS = """
    SELECT e.id, e.person_id, e.shift_id, e.kind, e.minutes FROM entries e
    WHERE NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id)
"""
"""The ends of the chains of lines, for `counted_in`: what no other line replaces is what holds."""

HOLDS_IN_STUDY = """
    SELECT l.id, l.person_id, l.shift_id, l.kind, l.minutes FROM study_lines l
    WHERE NOT EXISTS (SELECT 1 FROM study_lines later WHERE later.replaces_id = l.id)
"""
"""The same of the study ledger."""

HOLDS_IN_SHIFT = f"{HOLDS} AND e.shift_id = :shift UNION ALL {HOLDS_IN_STUDY} AND l.shift_id = :shift"
"""What holds for the people of a shift, in the one ledger that it is in."""

ON_ROSTER = "g.state IN ('confirmed', 'walked_in')"
"""Of a sign-up `g`: whether the roster of its shift has a line for it."""

CLAIM = "c.id, c.person_id, c.unit_id, c.day, c.minutes, c.what, c.state, c.at, c.decided_by, c.reason"
"""The columns of a claim `c`, for `claim_in`."""


def counted_in(row: Row) -> Counted:
    """What the line of the ledger in a row makes hold."""
    return Counted(entry_id=row["id"], kind=row["kind"], minutes=row["minutes"])


def record_written(entry: Entry) -> str | None:
    """What a service record says of a line, for its column."""
    return entry.record.model_dump_json(exclude_defaults=True) if entry.record else None


def claim_in(row: Row) -> Claim:
    """The claim of a row."""
    return Claim(
        id=row["id"],
        person_id=row["person_id"],
        unit_id=row["unit_id"],
        day=day_of(row["day"]),
        minutes=row["minutes"],
        what=row["what"],
        state=row["state"],
        at=instant(row["at"]),
        decided_by=row["decided_by"],
        reason=row["reason"],
    )


def minutes_of_day(person: str, day: str) -> str:
    """SQL for all the minutes of somebody's local date, served or logged and not rejected."""
    # What was approved is in the ledger, so that only what is pending comes on top.
    return f"""
        CAST(
            (SELECT COALESCE(SUM(e.change), 0) FROM entries e WHERE e.person_id = {person} AND e.day = {day})
            + (SELECT COALESCE(SUM(o.minutes), 0) FROM claims o
                WHERE o.person_id = {person} AND o.day = {day} AND o.state = 'pending')
        AS BIGINT)
    """


def rostered_minutes(person: str, day: str) -> str:
    """SQL for the minutes of somebody's local date that rosters count."""
    return f"""
        CAST((SELECT COALESCE(SUM(e.change), 0) FROM entries e
            WHERE e.person_id = {person} AND e.day = {day} AND e.shift_id IS NOT NULL)
        AS BIGINT)
    """


ROSTERED = f"""
    WITH holds AS ({HOLDS} AND e.person_id = :person AND e.day = :day AND e.kind IN ('attended', 'sent_home'))
    SELECT a.title, holds.minutes FROM holds JOIN shifts s ON s.id = holds.shift_id
        JOIN activities a ON a.id = s.activity_id
    ORDER BY s.starts_at, s.id
"""
"""What rosters count for `:person` on the local date `:day`, for `rostered_in`."""


def rostered_in(row: Row) -> Rostered:
    """What one roster counts."""
    return Rostered(title=row["title"], minutes=row["minutes"])


class HourRows(Outdates, Hours):
    __slots__ = ("_sums", "_tx", "frees", "outdating")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.outdating, self._sums = Outdating(tx), ShiftSums(tx)
        self.frees = False  # whether a no-show counts no more

    @override
    async def roster(self, shift_id: int) -> tuple[RosterLine, ...]:
        [people, counted] = await self._tx.several(
            query(
                f"""
                SELECT {OF_LINE} FROM {FROM_LINES}
                WHERE g.shift_id = :shift AND {ON_ROSTER} ORDER BY {BY_ROLE}, g.ticket
                """,
                shift=shift_id,
            ),
            query(HOLDS_IN_SHIFT, shift=shift_id),
        )
        holds = {row["person_id"]: counted_in(row) for row in counted}
        return tuple(roster_line_in(row, holds) for row in people)

    @override
    async def append(self, entry: Entry) -> int:
        self.frees |= entry.no_shows < 0
        note_written(self._tx, entry.person_id)
        self.outdating.note(entry)
        self._sums.note(entry)
        return await add_row(
            self._tx,
            "entries",
            person_id=entry.person_id,
            unit_id=entry.unit_id,
            activity_id=entry.activity_id,
            shift_id=entry.shift_id,
            claim_id=entry.claim_id,
            kind=entry.kind,
            day=entry.day.isoformat(),
            month=month_of(entry.day),
            minutes=entry.minutes,
            change=entry.change,
            participations=entry.participations,
            no_shows=entry.no_shows,
            replaces_id=entry.replaces_id,
            title=entry.title,
            record=record_written(entry),
            note=entry.note,
            by_id=entry.by_id,
            at=seconds(entry.at),
        )

    @override
    async def no_shows(self, person_id: int) -> tuple[tuple[int, Counted], ...]:
        rows = await self._tx.all(
            HOLDS + "AND e.person_id = :person AND e.kind = 'no_show' ORDER BY e.day, e.id", person=person_id
        )
        return tuple((row["shift_id"], counted_in(row)) for row in rows)

    @override
    async def missed(self, person_id: int) -> tuple[MissedShift, ...]:
        return tuple(map(missed_in, await self._tx.all(MISSED, person=person_id)))

    @override
    def forgive(self, shift_id: int, person_id: int, by_id: int | None, at: datetime) -> None:
        self.frees |= by_id is not None
        self._tx.later(FORGIVE, shift=shift_id, person=person_id, by=by_id, at=seconds(at))

    @override
    async def tick(
        self,
        shift_id: int,
        person_id: int,
        *,
        came: bool | None,
        minutes: int | None = None,
        noted: Noted | None = None,
    ) -> None:
        self._tx.later(
            f"""
            UPDATE signups AS g SET came = :came, came_minutes = :minutes, noted = :noted
            WHERE g.shift_id = :shift AND g.person_id = :person AND {ON_ROSTER}
            """,
            shift=shift_id,
            person=person_id,
            came=flag(came),
            minutes=minutes,
            noted=noted,
        )

    @override
    async def tick_all(self, shift_id: int, *, without: int) -> None:
        self._tx.later(
            """
            UPDATE signups SET came = 1
            WHERE shift_id = :shift AND person_id <> :without AND state = 'confirmed' AND noted IS NULL
            """,
            shift=shift_id,
            without=without,
        )

    @override
    async def close_roster(self, shift_id: int, by_id: int, at: datetime) -> None:
        self._tx.later(
            "UPDATE shifts SET roster_at = :at, roster_by = :by WHERE id = :shift",
            shift=shift_id,
            by=by_id,
            at=seconds(at),
        )

    @override
    async def count_served(self, shift_id: int, served: Served) -> None:
        self._tx.later(
            "UPDATE shifts SET served_people = :people, handed_out = :things WHERE id = :shift",
            shift=shift_id,
            people=served.people,
            things=served.things,
        )

    @override
    async def minutes_on(self, person_id: int, day: date) -> int:
        [[row]] = await self._tx.several(
            query(f"SELECT {minutes_of_day(':person', ':day')} AS minutes", person=person_id, day=day.isoformat())
        )
        minutes: int = row["minutes"]
        return minutes

    @override
    async def rostered_on(self, person_id: int, day: date) -> tuple[Rostered, ...]:
        return tuple(map(rostered_in, await self._tx.all(ROSTERED, person=person_id, day=day.isoformat())))

    @override
    async def served_on(self, person_id: int, day: date) -> int:
        return await minutes_on(self._tx, "entries", person_id, day)

    @override
    async def add_claim(self, *, person_id: int, unit_id: int, day: date, minutes: int, what: str, at: datetime) -> int:
        return await add_row(
            self._tx,
            "claims",
            person_id=person_id,
            unit_id=unit_id,
            day=day.isoformat(),
            month=month_of(day),
            minutes=minutes,
            what=what,
            state=Decision.PENDING,
            at=seconds(at),
        )

    @override
    async def claim(self, claim_id: int) -> Claim | None:
        lock = query("UPDATE claims SET minutes = minutes WHERE id = :claim", claim=claim_id)
        [*_, rows] = await self._tx.several(
            *locking(self._tx, lock), query(f"SELECT {CLAIM} FROM claims c WHERE c.id = :claim", claim=claim_id)
        )
        return claim_in(rows[0]) if rows else None

    @override
    def withdraw(self, claim_id: int) -> None:
        self._tx.later(
            "UPDATE claims SET state = :withdrawn WHERE id = :claim", claim=claim_id, withdrawn=Decision.WITHDRAWN
        )

    @override
    async def counted_of_claim(self, claim_id: int) -> Counted | None:
        row = await self._tx.one(HOLDS + "AND e.claim_id = :claim", claim=claim_id)
        return counted_in(row) if row else None

    @override
    async def pending_in(self, unit: Unit) -> tuple[Claim, ...]:
        inside, values = within((unit,), "u")
        rows = await self._tx.all(
            f"""
            SELECT {CLAIM} FROM units u JOIN claims c ON c.state = 'pending' AND c.unit_id = u.id
            WHERE {inside} ORDER BY c.at, c.id
            """,
            **values,
        )
        return tuple(claim_in(row) for row in rows)

    @override
    async def decide(self, claim_id: int, decision: Decision, *, by_id: int, at: datetime, reason: str = "") -> None:
        self._tx.later(
            """
            UPDATE claims SET state = :decision, decided_by = :by, decided_at = :at, reason = :reason WHERE id = :claim
            """,
            claim=claim_id,
            decision=decision,
            by=by_id,
            at=seconds(at),
            reason=reason,
        )
