"""How it went, of a unit or its parts and of some months (docs/rules.md: Quality); `{parts}` is one of subtrees.py."""

from typing import Final

from storage.rows.shifts import IS_SERVICE
from storage.rows.thanks import RATED_BY_OTHERS

LEFT: Final = f"""
    WITH {{parts}}
    SELECT parts.part, SUM(CASE WHEN g.left_late = 1 THEN 1 ELSE 0 END) AS left_late,
        SUM(CASE WHEN g.left_late IS NULL THEN 1 ELSE 0 END) AS left_unknown
    FROM parts CROSS JOIN shifts s CROSS JOIN signups g
    WHERE s.unit_id = parts.unit_id AND s.month IN ({{months}}){{until}} AND s.starts_at <= :now AND {IS_SERVICE}
        AND g.shift_id = s.id AND g.state = 'left'
    GROUP BY parts.part
"""

# Of ratings that were taken up together all count, or none does.
RATED: Final = f"""
    WITH {{parts}}, whole AS (
        SELECT parts.part, r.shift_id, r.batch, COUNT(*) AS people, SUM(r.shown) AS stars
        FROM parts CROSS JOIN shifts s CROSS JOIN ratings r
        WHERE s.unit_id = parts.unit_id AND s.month IN ({{months}}){{until}}
            AND r.shift_id = s.id AND r.batch IS NOT NULL AND {RATED_BY_OTHERS}
        GROUP BY parts.part, r.shift_id, r.batch HAVING COUNT(*) = MAX(r.batch_size)
    )
    SELECT part, CAST(SUM(people) AS BIGINT) AS rated_by, CAST(SUM(stars) AS BIGINT) AS stars,
        COUNT(DISTINCT shift_id) AS rated_shifts
    FROM whole GROUP BY part
"""
