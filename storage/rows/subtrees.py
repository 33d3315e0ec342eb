"""A unit as a whole, or split into those one level down: which units belong to which part.

Each is a CTE `parts (part, unit_id)`. A query that counts something joins it with CROSS JOIN and a condition: SQLite
keeps that order, and so finds what belongs to each unit by an index, however many years there are.
"""

from typing import Final

from storage.rows.statements import below

_BELOW: Final = below("u", "top")

WHOLE: Final = f"""
parts (part, unit_id) AS (SELECT top.id, u.id FROM units top JOIN units u ON {_BELOW} WHERE top.id = :unit)
"""
"""The unit `:unit` with everything below it, as one part."""

EACH: Final = f"""
parts (part, unit_id) AS (
    SELECT top.id, u.id FROM units top JOIN units u ON {_BELOW} WHERE top.id IN ({{units}})
    UNION ALL SELECT u.id, u.id FROM units u WHERE u.id = :alone
)
"""
"""Each of the units named, with everything below it; and the unit `:alone` without; for `format`."""

SPLIT: Final = f"""
parts (part, unit_id) AS (
    SELECT top.id, u.id FROM units top JOIN units u ON {_BELOW} WHERE top.parent_id = :unit
    UNION ALL SELECT u.id, u.id FROM units u WHERE u.id = :unit
)
"""
"""Each unit right below `:unit` with everything below it; and what is `:unit`'s own, as one more part."""

OWN: Final = "parts (part, unit_id) AS (SELECT u.id, u.id FROM units u WHERE u.id = :unit)"
"""The unit `:unit` without what is below it."""
