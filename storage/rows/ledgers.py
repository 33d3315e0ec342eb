"""What is asked alike of both ledgers, that of hours and that of study (decision 55)."""

from datetime import date
from typing import Literal

from storage.engine.database import Transaction, query
from storage.engine.readonly import locking
from storage.rows.volunteers import lock_person


async def minutes_on(tx: Transaction, ledger: Literal["entries", "study_lines"], person_id: int, day: date) -> int:
    """Minutes of a local date in either ledger; whoever else asks for this person waits until the commit."""
    summed = query(
        f"""
        SELECT CAST(COALESCE(SUM(l.change), 0) AS BIGINT) AS minutes FROM {ledger} l
        WHERE l.person_id = :person AND l.day = :day
        """,
        person=person_id,
        day=day.isoformat(),
    )
    [*_, [row]] = await tx.several(*locking(tx, lock_person(person_id)), summed)
    minutes: int = row["minutes"]
    return minutes
