"""Rows of guardians: the links that were given to volunteers under age, and who consented by them."""

from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.values import instant_if, seconds
from volunteering.records.guardians import Guardians
from volunteering.rules.guardians import Guardian, Guardianship

_READ: Final = """
    SELECT g.id, g.person_id, p.name AS ward_name, g.state, g.telegram_id, g.name, g.phone, g.text, g.consented_at,
        g.withdrawn_at, g.wanted_for
    FROM guardians g JOIN people p ON p.id = g.person_id
"""

FORGETS_GUARDIAN: Final = (
    "UPDATE guardians SET state = 'withdrawn', telegram_id = NULL, name = '', phone = '', text = ''"
)
"""Of a guardian who goes: the consent goes along."""


def _guardianship_in(row: Row) -> Guardianship:
    return Guardianship(
        id=row["id"],
        ward_id=row["person_id"],
        ward_name=row["ward_name"],
        state=row["state"],
        telegram_id=row["telegram_id"],
        guardian=Guardian(name=row["name"], phone=row["phone"]) if row["name"] else None,
        text=row["text"],
        wanted_for=row["wanted_for"],
        since=instant_if(row["consented_at"] if row["withdrawn_at"] is None else row["withdrawn_at"]),
    )


class GuardianRows(Guardians):
    __slots__ = ("_tx", "frees")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.frees = False  # whether somebody may have a place now for whom nobody answered

    @override
    async def ask(self, ward_id: int, digest: str, at: datetime, most: int, *, wanted_for: int | None = None) -> None:
        self._tx.later(
            """
            INSERT INTO guardians (person_id, digest, state, asked_at, wanted_for)
            VALUES (:person, :digest, 'asked', :at, :wanted_for)
            """,
            person=ward_id,
            digest=digest,
            at=seconds(at),
            wanted_for=wanted_for,
        )
        self._tx.later(
            """
            DELETE FROM guardians WHERE person_id = :person AND state = 'asked' AND id NOT IN (
                SELECT g.id FROM guardians g WHERE g.person_id = :person AND g.state = 'asked'
                ORDER BY g.id DESC LIMIT :most
            )
            """,
            person=ward_id,
            most=most,
        )

    @override
    async def by_digest(self, digest: str) -> Guardianship | None:
        row = await self._tx.one(f"{_READ} WHERE g.digest = :digest", digest=digest)
        return _guardianship_in(row) if row else None

    @override
    async def get(self, number: int) -> Guardianship | None:
        row = await self._tx.one(f"{_READ} WHERE g.id = :number", number=number)
        return _guardianship_in(row) if row else None

    @override
    async def of_ward(self, ward_id: int) -> Guardianship | None:
        row = await self._tx.one(
            f"""
            {_READ} WHERE g.person_id = :person
            ORDER BY CASE g.state WHEN 'consented' THEN 0 WHEN 'asked' THEN 1 ELSE 2 END, g.id DESC LIMIT 1
            """,
            person=ward_id,
        )
        return _guardianship_in(row) if row else None

    @override
    async def of_guardian(self, telegram_id: int) -> tuple[Guardianship, ...]:
        rows = await self._tx.all(f"{_READ} WHERE g.telegram_id = :telegram ORDER BY g.id", telegram=telegram_id)
        return tuple(_guardianship_in(row) for row in rows)

    @override
    async def consent(self, number: int, telegram_id: int, guardian: Guardian, text: str, at: datetime) -> bool:
        [rows] = await self._tx.several(
            query(
                """
                UPDATE guardians SET state = 'consented', telegram_id = :telegram, name = :name, phone = :phone,
                    text = :text, consented_at = :at
                WHERE id = :number AND state = 'asked' RETURNING person_id
                """,
                number=number,
                telegram=telegram_id,
                name=guardian.name,
                phone=guardian.phone,
                text=text,
                at=seconds(at),
            )
        )
        for row in rows:
            self.frees = True
            self._tx.later(
                "DELETE FROM guardians WHERE person_id = :person AND state = 'asked'", person=row["person_id"]
            )
        return bool(rows)

    @override
    async def withdraw(self, number: int, telegram_id: int, at: datetime) -> bool:
        [rows] = await self._tx.several(
            query(
                """
                UPDATE guardians SET state = 'withdrawn', withdrawn_at = :at
                WHERE id = :number AND telegram_id = :telegram AND state = 'consented' RETURNING id
                """,
                number=number,
                telegram=telegram_id,
                at=seconds(at),
            )
        )
        return bool(rows)

    @override
    async def forget(self, telegram_id: int) -> None:
        self._tx.later(f"{FORGETS_GUARDIAN} WHERE telegram_id = :telegram", telegram=telegram_id)
        self._tx.later("DELETE FROM drafts WHERE telegram_id = :telegram AND form = 'guardian'", telegram=telegram_id)
