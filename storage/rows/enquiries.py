"""Rows of enquiries, of what is said in them, and of whom they are asked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from pydantic import ValidationError
from typing_extensions import override

from storage.engine.database import Query, Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import instant, seconds
from storage.rows.statements import add_row, below
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.volunteers import HERE, answering
from volunteering.records.enquiries import Enquiries
from volunteering.rules.enquiries import Enquiry, EnquiryState, LineKind, Topic
from volunteering.rules.notices.letters import Letter
from volunteering.rules.tree import Rights

ENQUIRY: Final = (
    "e.id AS enquiry_id, e.person_id, e.matter, e.activity_id, e.shift_id, e.claim_id, e.writer_id, e.quote, "
    "e.state AS enquiry_state, e.at, e.answered_by, " + UNIT
)
"""The columns of an enquiry `e` and its unit `u`, for `enquiry_in`."""

_READ: Final = f"SELECT {ENQUIRY} FROM enquiries e JOIN units u ON u.id = e.unit_id WHERE "

# Whoever asked and has gone waits for nothing.
_WITHOUT_READERS: Final = f"""
    SELECT e.id FROM enquiries e JOIN people p ON p.id = e.person_id JOIN units u ON u.id = e.unit_id
    WHERE e.state = 'open' AND {HERE} AND NOT EXISTS (
        SELECT 1 FROM enquiry_readers k JOIN people l ON l.id = k.person_id JOIN roles r ON r.person_id = l.id
            JOIN units x ON x.id = r.unit_id
        WHERE k.enquiry_id = e.id AND {answering("l")} AND {below("u", "x")}
    )
    ORDER BY e.id
"""

_PUT_RIGHT: Final = "person_id = :person AND shift_id = :shift AND matter IN ('was_there', 'appeal') AND state = 'open'"


def enquiry_in(row: Row) -> Enquiry:
    """The enquiry of a row that has the columns `ENQUIRY`."""
    return Enquiry(
        id=row["enquiry_id"],
        person_id=row["person_id"],
        topic=Topic(
            matter=row["matter"],
            unit=unit_in(row),
            activity_id=row["activity_id"],
            shift_id=row["shift_id"],
            claim_id=row["claim_id"],
            writer_id=row["writer_id"],
            quote=row["quote"],
        ),
        state=row["enquiry_state"],
        at=instant(row["at"]),
        answered_by=row["answered_by"],
    )


def open_for(person_id: int, rights: Rights) -> Query:
    """Counts what is asked of somebody, where they still lead, and waits for an answer: a row with `enquiries`."""
    led, values = within(rights.led, "u")
    return query(
        f"""
        SELECT COUNT(*) AS enquiries FROM enquiry_readers k JOIN enquiries e ON e.id = k.enquiry_id
            JOIN units u ON u.id = e.unit_id
        WHERE k.person_id = :person AND k.state = 'open' AND ({led})
        """,
        person=person_id,
        **values,
    )


class EnquiryRows(Enquiries):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def get(self, enquiry_id: int) -> Enquiry | None:
        lock = query("UPDATE enquiries SET state = state WHERE id = :enquiry", enquiry=enquiry_id)
        [*_, rows] = await self._tx.several(
            *locking(self._tx, lock), query(f"{_READ} e.id = :enquiry", enquiry=enquiry_id)
        )
        return enquiry_in(rows[0]) if rows else None

    @override
    async def open_about(self, person_id: int, topic: Topic) -> Enquiry | None:
        row = await self._tx.one(
            f"""
            {_READ} e.person_id = :person AND e.state = 'open' AND e.matter = :matter AND e.quote = :quote
                AND COALESCE(e.activity_id, 0) = :activity AND COALESCE(e.shift_id, 0) = :shift
                AND COALESCE(e.claim_id, 0) = :claim
            """,
            person=person_id,
            matter=topic.matter,
            quote=topic.quote,
            activity=topic.activity_id or 0,
            shift=topic.shift_id or 0,
            claim=topic.claim_id or 0,
        )
        return enquiry_in(row) if row else None

    @override
    async def count_open(self, person_id: int) -> int:
        row = await self._tx.one(
            "SELECT COUNT(*) AS enquiries FROM enquiries WHERE person_id = :person AND state = 'open'", person=person_id
        )
        return row["enquiries"] if row else 0

    @override
    async def begin(self, person_id: int, topic: Topic, at: datetime) -> int:
        return await add_row(
            self._tx,
            "enquiries",
            person_id=person_id,
            unit_id=topic.unit.id,
            matter=topic.matter,
            activity_id=topic.activity_id,
            shift_id=topic.shift_id,
            claim_id=topic.claim_id,
            writer_id=topic.writer_id,
            quote=topic.quote,
            state=EnquiryState.OPEN,
            at=seconds(at),
        )

    @override
    async def say(self, enquiry_id: int, by_id: int, kind: LineKind, text: str, at: datetime) -> int:
        return await add_row(
            self._tx, "enquiry_lines", enquiry_id=enquiry_id, by_id=by_id, kind=kind, text=text, at=seconds(at)
        )

    @override
    async def unanswered(self, enquiry_id: int) -> int:
        row = await self._tx.one(
            """
            SELECT COUNT(*) AS lines FROM enquiry_lines l JOIN enquiries e ON e.id = l.enquiry_id
            WHERE l.enquiry_id = :enquiry AND l.id > (
                SELECT COALESCE(MAX(o.id), 0) FROM enquiry_lines o
                WHERE o.enquiry_id = :enquiry AND o.by_id <> e.person_id
            )
            """,
            enquiry=enquiry_id,
        )
        return row["lines"] if row else 0

    @override
    async def last_line(self, enquiry_id: int) -> int:
        row = await self._tx.one(
            "SELECT COALESCE(MAX(id), 0) AS line FROM enquiry_lines WHERE enquiry_id = :enquiry", enquiry=enquiry_id
        )
        return row["line"] if row else 0

    @override
    async def readers(self, enquiry_id: int) -> tuple[int, ...]:
        rows = await self._tx.all(
            "SELECT person_id FROM enquiry_readers WHERE enquiry_id = :enquiry ORDER BY person_id", enquiry=enquiry_id
        )
        return tuple(row["person_id"] for row in rows)

    @override
    def ask(self, enquiry_id: int, people: Iterable[int], at: datetime) -> None:
        for person_id in people:
            self._tx.later(
                """
                INSERT INTO enquiry_readers (enquiry_id, person_id, state) VALUES (:enquiry, :person, 'open')
                ON CONFLICT (enquiry_id, person_id) DO NOTHING
                """,
                enquiry=enquiry_id,
                person=person_id,
            )
        self._set_state(enquiry_id, EnquiryState.OPEN, at, answered_by=None)

    @override
    def settle(self, enquiry_id: int, by_id: int, at: datetime) -> None:
        self._set_state(enquiry_id, EnquiryState.ANSWERED, at, answered_by=by_id)

    def _set_state(self, enquiry_id: int, state: EnquiryState, at: datetime, *, answered_by: int | None) -> None:
        self._tx.later(
            "UPDATE enquiries SET state = :state, at = :at, answered_by = :by WHERE id = :enquiry",
            enquiry=enquiry_id,
            state=state,
            at=seconds(at),
            by=answered_by,
        )
        self._tx.later(
            "UPDATE enquiry_readers SET state = :state WHERE enquiry_id = :enquiry", enquiry=enquiry_id, state=state
        )

    @override
    def put_right(
        self, shift_id: int, person_id: int, by_id: int, at: datetime, *, kind: LineKind = LineKind.PUT_RIGHT
    ) -> None:
        self._tx.later(
            f"""
            INSERT INTO enquiry_lines (enquiry_id, by_id, kind, text, at)
            SELECT id, CAST(:by AS BIGINT), CAST(:kind AS TEXT), '', CAST(:at AS BIGINT)
            FROM enquiries WHERE {_PUT_RIGHT}
            """,
            kind=kind,
            person=person_id,
            shift=shift_id,
            by=by_id,
            at=seconds(at),
        )
        self._tx.later(
            f"""
            UPDATE enquiry_readers SET state = 'answered'
            WHERE enquiry_id IN (SELECT id FROM enquiries WHERE {_PUT_RIGHT})
            """,
            person=person_id,
            shift=shift_id,
        )
        self._tx.later(
            f"UPDATE enquiries SET state = 'answered', at = :at, answered_by = :by WHERE {_PUT_RIGHT}",
            person=person_id,
            shift=shift_id,
            by=by_id,
            at=seconds(at),
        )

    @override
    async def letter_to(self, person_id: int, message_id: int) -> Letter | None:
        row = await self._tx.one(
            """
            SELECT o.facts, b.text FROM outbox o LEFT JOIN broadcasts b ON b.id = o.broadcast_id
            WHERE o.id = :message AND o.person_id = :person AND o.kind = 'letter'
            """,
            message=message_id,
            person=person_id,
        )
        if row is None:
            return None
        try:
            letter = Letter.model_validate_json(row["facts"])
        except ValidationError:  # another version's, or of somebody who was forgotten
            return None
        return letter if row["text"] is None else letter.model_copy(update={"text": row["text"]})

    @override
    async def open_of(self, activity_id: int) -> tuple[Enquiry, ...]:
        rows = await self._tx.all(
            f"{_READ} e.activity_id = :activity AND e.state = 'open' ORDER BY e.id", activity=activity_id
        )
        return tuple(enquiry_in(row) for row in rows)

    @override
    async def without_readers(self) -> tuple[int, ...]:
        return tuple(row["id"] for row in await self._tx.all(_WITHOUT_READERS))
