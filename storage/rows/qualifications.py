"""Rows of qualifications: what people have, or say that they have, and until when."""

from datetime import date, datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Query, Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import day_if, day_of, instant, seconds
from storage.rows.activities import IS_ON
from storage.rows.kinds import KIND, kind_in
from storage.rows.shifts import NOT_CALLED_OFF
from storage.rows.statements import add_row
from storage.rows.tree import within
from storage.rows.volunteers import HERE
from volunteering.records.qualifications import Qualifications
from volunteering.rules.qualifications import (
    INDUCTION,
    Evidence,
    EvidenceKind,
    KindState,
    PassedFor,
    Qualification,
    QualificationKind,
    QualificationState,
)
from volunteering.rules.tree import Rights

QUALIFICATION: Final = (
    "q.id AS qualification_id, q.person_id, q.level, q.number, q.issued_on, q.expires_on, q.state, q.file_id, "
    "q.file_kind, q.at, q.decided_by, q.reason, q.wanted_for, q.wanted_exam, " + KIND
)
"""The columns of a qualification `q`, its kind `k` and the unit `u` that keeps it, for `qualification_in`."""

JOINED: Final = "JOIN qualification_kinds k ON k.id = q.kind_id JOIN units u ON u.id = k.unit_id"
"""What belongs to a qualification `q`."""

IS_UP: Final = "q.state IN ('pending', 'verified', 'rejected')"
"""Of a qualification `q`: `Qualification.is_up`, in SQL. A test holds the two together."""

_READ: Final = f"SELECT {QUALIFICATION} FROM qualifications q {JOINED} WHERE"


_PASSED_FOR: Final = f"""
    SELECT t.level, COALESCE((
        SELECT MAX(s.day) FROM shifts s WHERE s.activity_id = r.activity_id AND s.day <= :today AND {NOT_CALLED_OFF}
    ), :today) AS day, r.activity_id, NULL AS entry_id
    FROM results r JOIN trainings t ON t.activity_id = r.activity_id
    WHERE r.person_id = :person AND r.passed = 1 AND r.qualification_id IS NULL AND t.kind_id = :kind
    UNION ALL
    SELECT l.level, x.day, NULL, g.id
    FROM exam_entries g JOIN exams x ON x.id = g.exam_id JOIN exam_levels l ON l.id = g.level_id
    WHERE g.person_id = :person AND g.result = 'passed' AND g.qualification_id IS NULL AND x.kind_id = :kind
    ORDER BY 2, 1
"""


def pending_for(person_id: int, rights: Rights) -> Query:
    """Counts what waits where somebody leads, but for their own, as `qualifications`."""
    led, values = within(rights.led, "h")
    return query(
        f"""
        SELECT COUNT(*) AS qualifications
        FROM qualifications q JOIN people p ON p.id = q.person_id JOIN units h ON h.id = p.home_unit_id
        WHERE q.state = 'pending' AND q.person_id <> :person AND ({led})
        """,
        person=person_id,
        **values,
    )


def qualification_in(row: Row) -> Qualification:
    """The qualification of a row that has the columns `QUALIFICATION`."""
    return Qualification(
        id=row["qualification_id"],
        person_id=row["person_id"],
        kind=kind_in(row),
        level=row["level"],
        number=row["number"],
        issued_on=day_of(row["issued_on"]),
        expires_on=day_if(row["expires_on"]),
        state=row["state"],
        evidence=Evidence(file_id=row["file_id"], kind=EvidenceKind(row["file_kind"])) if row["file_id"] else None,
        at=instant(row["at"]),
        decided_by=row["decided_by"],
        reason=row["reason"],
        wanted_for=row["wanted_for"],
        wanted_exam=row["wanted_exam"],
    )


class QualificationRows(Qualifications):
    __slots__ = ("_tx", "frees")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.frees = False  # whether somebody has now what they lacked

    @override
    async def get(self, qualification_id: int) -> Qualification | None:
        lock = query(
            "UPDATE qualifications SET state = state WHERE id = :qualification", qualification=qualification_id
        )
        read = query(f"{_READ} q.id = :qualification", qualification=qualification_id)
        [*_, rows] = await self._tx.several(*locking(self._tx, lock), read)
        return qualification_in(rows[0]) if rows else None

    @override
    async def of(self, person_id: int, kind_id: int) -> tuple[Qualification, ...]:
        rows = await self._tx.all(
            f"{_READ} q.person_id = :person AND q.kind_id = :kind AND {IS_UP} ORDER BY q.id",
            person=person_id,
            kind=kind_id,
        )
        return tuple(qualification_in(row) for row in rows)

    @override
    async def pending_of(self, person_id: int) -> int:
        row = await self._tx.one(
            "SELECT COUNT(*) AS pending FROM qualifications WHERE person_id = :person AND state = 'pending'",
            person=person_id,
        )
        return row["pending"] if row else 0

    @override
    async def add(
        self,
        person_id: int,
        kind: QualificationKind,
        *,
        level: int,
        number: str,
        issued_on: date,
        evidence: Evidence | None,
        at: datetime,
        wanted_for: int | None = None,
        wanted_exam: int | None = None,
    ) -> int:
        return await add_row(
            self._tx,
            "qualifications",
            person_id=person_id,
            kind_id=kind.id,
            level=level,
            number=number,
            issued_on=issued_on.isoformat(),
            state=QualificationState.PENDING,
            file_id=evidence.file_id if evidence else "",
            file_kind=evidence.kind if evidence else "",
            at=seconds(at),
            wanted_for=wanted_for,
            wanted_exam=wanted_exam,
        )

    @override
    def decide(
        self,
        qualification_id: int,
        state: QualificationState,
        *,
        by_id: int | None,
        at: datetime,
        reason: str = "",
        expires_on: date | None = None,
        reminded: int | None = None,
    ) -> None:
        self.frees |= state is QualificationState.VERIFIED
        self._tx.later(
            """
            UPDATE qualifications SET state = :state, decided_by = :by, decided_at = :at, reason = :reason,
                expires_on = :expires, reminded = :reminded
            WHERE id = :qualification
            """,
            qualification=qualification_id,
            state=state,
            by=by_id,
            at=seconds(at),
            reason=reason,
            expires=expires_on.isoformat() if expires_on else None,
            reminded=reminded,
        )

    @override
    def put_away(self, qualification_id: int, state: QualificationState, *, by: int | None = None) -> None:
        self._tx.later(
            """
            UPDATE qualifications SET state = :state, file_id = '', file_kind = '', renewal_id = :by
            WHERE id = :qualification
            """,
            qualification=qualification_id,
            state=state,
            by=by,
        )

    @override
    async def put_back(self, qualification_id: int) -> None:
        # Of two that were replaced at once each was held beside the other, and is again.
        back = """
            UPDATE qualifications SET state = 'verified', renewal_id = NULL
            WHERE renewal_id = :qualification AND state = 'replaced'
        """
        self.frees |= await self._tx.execute(back, qualification=qualification_id) > 0

    @override
    async def hand_down(self, qualification_id: int) -> None:
        await self._tx.execute(
            """
            UPDATE qualifications
            SET renewal_id = (SELECT q.renewal_id FROM qualifications q WHERE q.id = :qualification)
            WHERE renewal_id = :qualification AND state = 'replaced'
            """,
            qualification=qualification_id,
        )

    @override
    async def passed_for(self, person_id: int, kind_id: int, today: date) -> tuple[PassedFor, ...]:
        rows = await self._tx.all(_PASSED_FOR, person=person_id, kind=kind_id, today=today.isoformat())
        return tuple(
            PassedFor(
                level=row["level"], day=day_of(row["day"]), activity_id=row["activity_id"], entry_id=row["entry_id"]
            )
            for row in rows
        )

    @override
    def came_of(self, passed: PassedFor, qualification_id: int) -> None:
        self._tx.later(
            "UPDATE results SET qualification_id = :given WHERE activity_id = :activity AND person_id = ("
            "SELECT q.person_id FROM qualifications q WHERE q.id = :given)",
            given=qualification_id,
            activity=passed.activity_id,
        )
        self._tx.later(
            "UPDATE exam_entries SET qualification_id = :given WHERE id = :entry",
            given=qualification_id,
            entry=passed.entry_id,
        )

    @override
    async def expiring(self, by: date, days_ahead: int, limit: int) -> tuple[Qualification, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {QUALIFICATION} FROM qualifications q {JOINED} JOIN people p ON p.id = q.person_id
            WHERE q.state = 'verified' AND q.expires_on <= :by AND (q.reminded IS NULL OR q.reminded > :days) AND {HERE}
            ORDER BY q.expires_on, q.id LIMIT :limit
            """,
            by=by.isoformat(),
            days=days_ahead,
            limit=limit,
        )
        return tuple(qualification_in(row) for row in rows)

    @override
    async def note_reminded(self, qualification_id: int, days_ahead: int) -> bool:
        noted = await self._tx.execute(
            """
            UPDATE qualifications SET reminded = :days
            WHERE id = :qualification AND state = 'verified' AND (reminded IS NULL OR reminded > :days)
            """,
            qualification=qualification_id,
            days=days_ahead,
        )
        return noted == 1

    @override
    async def asked_for_in(self, person_id: int, kind: QualificationKind, now: datetime) -> tuple[int, ...]:
        if kind.state is KindState.REMOVED:  # asked for no more
            return ()
        rows = await self._tx.all(
            f"""
            SELECT DISTINCT s.id, s.starts_at
            FROM signups g JOIN shifts s ON s.id = g.shift_id JOIN activities a ON a.id = s.activity_id
                JOIN shift_roles r ON r.shift_id = s.id AND (r.id = g.role_id OR g.role_id IS NULL)
            WHERE g.person_id = :person AND g.state = 'confirmed' AND {IS_ON} AND s.starts_at > :now AND (
                EXISTS (SELECT 1 FROM role_kinds n WHERE n.role_id = r.id AND n.kind_id = :kind)
                OR (r.induction = 1 AND :induction = 1)
            )
            ORDER BY s.starts_at, s.id
            """,
            person=person_id,
            now=seconds(now),
            kind=kind.id,
            induction=int(kind.code == INDUCTION),
        )
        return tuple(row["id"] for row in rows)

    @override
    async def next_end(self, after: date, days_ahead: int) -> date | None:
        row = await self._tx.one(
            f"""
            SELECT q.expires_on FROM qualifications q JOIN people p ON p.id = q.person_id
            WHERE q.state = 'verified' AND q.expires_on > :after AND (q.reminded IS NULL OR q.reminded > :days)
                AND {HERE}
            ORDER BY q.expires_on LIMIT 1
            """,
            after=after.isoformat(),
            days=days_ahead,
        )
        return day_of(row["expires_on"]) if row else None
