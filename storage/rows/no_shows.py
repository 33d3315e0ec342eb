"""No-shows as the rosters have them, but for what was forgiven: found by an index that has nothing else."""

from datetime import date

from storage.engine.database import Row
from storage.engine.values import day_of
from volunteering.rules.no_shows import MissedShift

MISSED = """
    SELECT e.shift_id, MIN(e.day) AS day, (
        SELECT f.forgiven_by FROM signups f WHERE f.shift_id = e.shift_id AND f.person_id = :person
    ) AS forgiven_by
    FROM entries e WHERE e.person_id = :person AND e.no_shows <> 0
    GROUP BY e.shift_id HAVING SUM(e.no_shows) > 0 ORDER BY MIN(e.day), e.shift_id
"""
"""The no-shows of `:person`, for `missed_in`.

A line that puts another right takes away what that one added, and stands beside it in the index.
"""


FORGIVE = """
    UPDATE signups SET forgiven_by = CAST(:by AS BIGINT),
        forgiven_at = CASE WHEN CAST(:by AS BIGINT) IS NULL THEN NULL ELSE CAST(:at AS BIGINT) END
    WHERE shift_id = :shift AND person_id = :person
"""
"""By somebody; by nobody, it counts again."""


def missed_in(row: Row) -> MissedShift:
    """The no-show of a row of `MISSED`."""
    return MissedShift(shift_id=row["shift_id"], day=day_of(row["day"]), forgiven_by=row["forgiven_by"])


def days_missed(person: str) -> str:
    """SQL for the local dates of the no-shows of a person that nobody forgave, for `days_in`; NULL: there are none."""
    return f"""
        (SELECT string_agg(missed.day, ' ') FROM (
            SELECT MIN(e.day) AS day FROM entries e
            WHERE e.person_id = {person} AND e.no_shows <> 0
                AND NOT EXISTS (
                    SELECT 1 FROM signups f
                    WHERE f.shift_id = e.shift_id AND f.person_id = e.person_id AND f.forgiven_by IS NOT NULL
                )
            GROUP BY e.shift_id HAVING SUM(e.no_shows) > 0
        ) missed)
    """


def days_in(written: str | None) -> tuple[date, ...]:
    """The dates of a column `days_missed`, in no order."""
    return tuple(map(day_of, written.split())) if written else ()
