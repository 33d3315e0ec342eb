"""The admins of the top unit whom the settings name (`ADMIN_IDS`)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from storage.engine.database import Row, Transaction
from storage.engine.values import seconds
from storage.rows.statements import listed
from volunteering.rules.volunteers import Appointed


async def appoint(tx: Transaction, telegram_ids: Collection[int], at: datetime) -> Appointed:
    """What `People.appoint` does. A role that nobody gave has no `given_by`."""
    accounts, named = listed("telegram", telegram_ids)
    taken = await tx.all(
        f"""
        DELETE FROM roles
        WHERE role = 'admin' AND given_by IS NULL AND unit_id = (SELECT id FROM units WHERE parent_id IS NULL)
            AND person_id NOT IN (SELECT id FROM people WHERE telegram_id IN ({accounts}))
        RETURNING person_id
        """,
        **named,
    )
    if not named:
        return Appointed(taken=_people(taken))
    given = await tx.all(
        f"""
        INSERT INTO roles (person_id, unit_id, role, given_by, given_at)
        SELECT p.id, u.id, 'admin', NULL, CAST(:at AS BIGINT)
        FROM people p JOIN units u ON u.parent_id IS NULL
        WHERE p.telegram_id IN ({accounts})
        ON CONFLICT (person_id, unit_id) DO UPDATE
        SET role = excluded.role, given_by = NULL, given_at = excluded.given_at WHERE roles.role <> 'admin'
        RETURNING person_id
        """,
        at=seconds(at),
        **named,
    )
    return Appointed(given=_people(given), taken=_people(taken))


def _people(rows: Sequence[Row]) -> tuple[int, ...]:
    return tuple(row["person_id"] for row in rows)
