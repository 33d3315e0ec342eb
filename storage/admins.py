"""The admins of the top unit whom the settings name (`ADMIN_IDS`)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from storage.database import Row, Transaction
from storage.values import seconds


class Appointed(NamedTuple):
    """Whose role became another one, by number."""

    given: tuple[int, ...] = ()
    taken: tuple[int, ...] = ()


async def appoint_admins(tx: Transaction, telegram_ids: Collection[int], now: datetime) -> Appointed:
    """Make these people, as far as they are registered, admins of the top unit, and nobody else by the settings.

    A role that nobody gave (`given_by` is empty) is the settings'; what an admin gave stays as it is.
    """
    names = [f"telegram_{number}" for number in range(len(telegram_ids))]
    named = dict(zip(names, telegram_ids, strict=True))
    listed = ", ".join(f":{name}" for name in names) or "NULL"
    taken = await tx.all(
        f"""
        DELETE FROM roles
        WHERE role = 'admin' AND given_by IS NULL AND unit_id = (SELECT id FROM units WHERE parent_id IS NULL)
            AND person_id NOT IN (SELECT id FROM people WHERE telegram_id IN ({listed}))
        RETURNING person_id
        """,
        **named,
    )
    if not named:
        return Appointed(taken=_people(taken))
    given = await tx.all(
        f"""
        INSERT INTO roles (person_id, unit_id, role, given_by, given_at)
        SELECT p.id, u.id, 'admin', NULL, CAST(:now AS BIGINT)
        FROM people p JOIN units u ON u.parent_id IS NULL
        WHERE p.telegram_id IN ({listed})
        ON CONFLICT (person_id, unit_id) DO UPDATE
        SET role = excluded.role, given_by = NULL, given_at = excluded.given_at WHERE roles.role <> 'admin'
        RETURNING person_id
        """,
        now=seconds(now),
        **named,
    )
    return Appointed(_people(given), _people(taken))


def _people(rows: Sequence[Row]) -> tuple[int, ...]:
    return tuple(row["person_id"] for row in rows)
