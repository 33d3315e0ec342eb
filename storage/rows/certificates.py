"""Rows of certificates: what the ledger says for one, what was signed, and what ends it when the ledger changes.

Whoever writes lines says so to an `Outdating`; what they make untrue is replaced in the same transaction, once all of
them are written, and its holder told.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import day_if, day_of, flag, instant, instant_if, seconds
from storage.rows import signatures
from storage.rows.signing_keys import newest_key
from storage.rows.statements import add_row
from volunteering.records.certificates import Certificates
from volunteering.rules.certificates import (
    MOST_CONTENT,
    Certificate,
    CertificateState,
    CertifiedDays,
    EndedBy,
    Says,
    ServedLine,
    SignedText,
    new_number,
    signed_facts,
)
from volunteering.rules.ground.texts import one_line
from volunteering.rules.hours import BEFORE_YIGONG, RecordSays

CERTIFICATE: Final = (
    "f.id, f.number, f.person_id, f.unit, f.name, f.first_day, f.last_day, f.minutes, f.state, f.shows_name, f.at, "
    "f.ended_at, f.ended_as, f.reason"
)
"""The columns of a certificate `f` and of how it stands, for `certificate_in`.

What was signed is not among them: of twenty years it is half a megabyte, and only whoever makes the paper needs it.
"""

_READ: Final = f"""
    SELECT {CERTIFICATE}, f.payload, f.signature,
        (SELECT k.public FROM signing_keys k WHERE k.id = f.key_id) AS public_key
    FROM certificates f WHERE
"""

SERVED: Final = """
    SELECT e.day, e.minutes, u.name AS unit, e.record, COALESCE(NULLIF(e.title, ''), a.title, c.what) AS activity,
        a.category, a.description AS content, a.place, by.id AS leader_id, by.name AS responsible,
        recorder.name AS recorded_by
    FROM entries e JOIN units u ON u.id = e.unit_id
        LEFT JOIN activities a ON a.id = e.activity_id LEFT JOIN claims c ON c.id = e.claim_id
        LEFT JOIN people by ON by.id = COALESCE(a.leader_id, c.decided_by)
        LEFT JOIN people recorder ON recorder.id = e.by_id
    WHERE e.person_id = :person AND e.day >= :first AND e.day <= :last AND e.minutes > 0
        AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id)
    ORDER BY e.day, e.id
"""
"""What holds of `:person` in these days, by whom recorded, and who was responsible: of logged hours, who approved."""

# A line of the ledger keeps its person's row from going: whoever writes one waits for this lock, and it for them.
# The word is PostgreSQL's own; on SQLite nobody writes beside us.
_NO_LINE_MEANWHILE: Final = "SELECT id FROM people WHERE id = :person FOR UPDATE"

_FIRST_DAY: Final = BEFORE_YIGONG.isoformat()


def certificate_in(row: Row) -> Certificate:
    """The certificate of a row that has the columns `CERTIFICATE`, without what was signed."""
    last = day_if(row["last_day"])
    return Certificate(
        id=row["id"],
        number=row["number"],
        person_id=row["person_id"],
        unit=row["unit"],
        name=row["name"],
        days=CertifiedDays(first=day_if(row["first_day"]), last=last) if last else None,
        minutes=row["minutes"],
        state=row["state"],
        shows_name=bool(row["shows_name"]),
        issued_at=instant(row["at"]),
        ended_at=instant_if(row["ended_at"]),
        ended_by=EndedBy(row["ended_as"]) if row["ended_as"] else None,
        reason=row["reason"],
    )


def _whole(row: Row) -> Certificate:
    """The certificate of a row of `_READ`, with what was signed where that is kept."""
    one = certificate_in(row)
    if not row["payload"]:
        return one
    signed = SignedText(payload=row["payload"], signature=row["signature"], public_key=row["public_key"])
    return one.model_copy(update={"signed": signed})


class CertificateRows(Certificates):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def served(self, person_id: int, days: CertifiedDays) -> tuple[ServedLine, ...]:
        asked = query(
            SERVED,
            person=person_id,
            first=days.first.isoformat() if days.first else _FIRST_DAY,
            last=days.last.isoformat(),
        )
        [*_, rows] = await self._tx.several(*locking(self._tx, query(_NO_LINE_MEANWHILE, person=person_id)), asked)
        return tuple(served_line_in(row) for row in rows)

    @override
    async def valid_like(self, person_id: int, says: Says) -> Certificate | None:
        row = await self._tx.one(
            f"{_READ} f.person_id = :person AND f.digest = :digest AND f.state = 'valid'",
            person=person_id,
            digest=_digest(says),
        )
        return _whole(row) if row else None

    @override
    async def issued_since(self, person_id: int, since: datetime) -> Sequence[datetime]:
        rows = await self._tx.all(
            "SELECT f.at FROM certificates f WHERE f.person_id = :person AND f.at > :since ORDER BY f.at, f.id",
            person=person_id,
            since=seconds(since),
        )
        return [instant(row["at"]) for row in rows]

    @override
    async def issue(self, person_id: int, says: Says, at: datetime) -> Certificate:
        key = await newest_key(self._tx, at)
        number = new_number()
        payload = signatures.canonical(signed_facts(number, says, key.name))
        certificate_id = await add_row(
            self._tx,
            "certificates",
            number=number,
            person_id=person_id,
            unit=says.unit,
            name=says.name,
            first_day=says.days.first.isoformat() if says.days.first else None,
            last_day=says.days.last.isoformat(),
            minutes=says.minutes,
            payload=payload.decode(),
            signature=key.sign(payload),
            key_id=key.id,
            digest=_digest(says),
            shows_name=0,
            state=CertificateState.VALID,
            at=seconds(at),
        )
        for leader_id in sorted(says.leaders - {person_id}):
            self._tx.later(
                "INSERT INTO certificate_leaders (certificate_id, person_id) VALUES (:certificate, :person)",
                certificate=certificate_id,
                person=leader_id,
            )
        row = await self._tx.one(f"{_READ} f.id = :certificate", certificate=certificate_id)
        assert row is not None  # noqa: S101 - it was written a moment ago
        return _whole(row)

    @override
    async def get(self, certificate_id: int) -> Certificate | None:
        lock = query("UPDATE certificates SET minutes = minutes WHERE id = :certificate", certificate=certificate_id)
        read = query(f"{_READ} f.id = :certificate", certificate=certificate_id)
        [*_, rows] = await self._tx.several(*locking(self._tx, lock), read)
        return _whole(rows[0]) if rows else None

    @override
    def end(
        self, certificate_id: int, state: CertificateState, at: datetime, by: EndedBy | None = None, reason: str = ""
    ) -> None:
        end(self._tx, certificate_id, state, at, by, reason)

    @override
    def show_name(self, certificate_id: int, *, shows: bool) -> None:
        self._tx.later(
            "UPDATE certificates SET shows_name = :shows WHERE id = :certificate AND person_id IS NOT NULL",
            certificate=certificate_id,
            shows=flag(shows),
        )


def _digest(says: Says) -> str:
    """The same for all that say the same: tapped twice, or asked for on another day of days that are over."""
    facts = {name: fact for name, fact in says.facts.items() if name != "issued" or not says.is_over}
    return sha256(signatures.canonical(facts)).hexdigest()


def served_line_in(row: Row) -> ServedLine:
    """The line of a row of `SERVED`."""
    day = day_of(row["day"])
    record = RecordSays.model_validate_json(row["record"]) if row["record"] else None
    return ServedLine(
        day=None if day == BEFORE_YIGONG else day,
        minutes=row["minutes"],
        activity=row["activity"] or "",
        unit=row["unit"],
        place=(record.place if record else row["place"]) or "",
        content=one_line((record.content if record else row["content"]) or "")[:MOST_CONTENT],
        responsible=(record.responsible if record else row["responsible"]) or "",
        category=(record.category if record else row["category"]) or "",
        leader_id=row["leader_id"] if row["responsible"] and not record else None,
    )


def end(
    tx: Transaction, certificate_id: int, state: CertificateState, at: datetime, by: EndedBy | None, reason: str
) -> None:
    """Let one be valid no more, where it is; with the commit."""
    tx.later(
        """
        UPDATE certificates SET state = :state, ended_at = :at, ended_as = :by, reason = :reason
        WHERE id = :certificate AND state = 'valid'
        """,
        certificate=certificate_id,
        state=state,
        at=seconds(at),
        by=by or "",
        reason=reason,
    )
