"""Rows of the addresses at which people's calendars are read."""

from datetime import datetime

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import instant, seconds
from storage.rows.volunteers import lock_person
from volunteering.records.calendars import Calendars
from volunteering.rules.calendars import Calendar


class CalendarRows(Calendars):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def of(self, person_id: int) -> tuple[Calendar, ...]:
        asked = query("SELECT * FROM calendars WHERE person_id = :person ORDER BY id DESC", person=person_id)
        [*_, rows] = await self._tx.several(*locking(self._tx, lock_person(person_id)), asked)
        return tuple(map(_calendar_in, rows))

    @override
    def open(self, person_id: int, nonce: str, digest: str, at: datetime) -> None:
        self._tx.later(
            "INSERT INTO calendars (person_id, nonce, digest, at) VALUES (:person, :nonce, :digest, :at)",
            person=person_id,
            nonce=nonce,
            digest=digest,
            at=seconds(at),
        )

    @override
    def close(self, person_id: int) -> None:
        self._tx.later("DELETE FROM calendars WHERE person_id = :person", person=person_id)


def _calendar_in(row: Row) -> Calendar:
    return Calendar(id=row["id"], nonce=row["nonce"], digest=row["digest"], at=instant(row["at"]))
