"""What is right in a unit, and handing it over to another: every table that says which unit something is of."""

from typing import Final

OF_A_UNIT: Final = (
    "activities",
    "shifts",
    "claims",
    "entries",
    "broadcasts",
    "censuses",
    "appraisals",
    "appraisal_sheets",
    "journal",
    "enquiries",
    "imports",
    "qualification_kinds",
    "honours",
    "exams",
    "ask_rounds",
)
"""The tables whose rows go over as they are."""

WITH_CARE: Final = (
    "ask_sums", "census_figures", "gone_units", "memberships", "people", "roles", "turnouts", "unit_settings", "units",
)  # fmt: skip
"""Those in which somebody may stand for both, or that hold the tree itself."""

WITHOUT_A_KEY: Final = ("bound_groups",)
"""Those that name a unit and don't keep it: `ITS_GROUP`."""

HOLDINGS: Final = """
    SELECT
        (SELECT COUNT(*) FROM people p WHERE p.home_unit_id = :unit AND p.state IN ('active', 'suspended', 'expected'))
            AS people,
        (SELECT COUNT(*) FROM people p WHERE p.home_unit_id = :unit AND p.state IN ('left', 'erased', 'merged'))
            AS former,
        (SELECT COUNT(*) FROM memberships m WHERE m.unit_id = :unit) AS members,
        (SELECT COUNT(*) FROM roles r WHERE r.unit_id = :unit) AS posts,
        (SELECT COUNT(*) FROM units b WHERE b.parent_id = :unit) AS below,
        (SELECT COUNT(*) FROM activities a WHERE a.unit_id = :unit AND EXISTS (
            SELECT 1 FROM shifts s WHERE s.activity_id = a.id AND s.state = 'open' AND s.ends_at > :now
        )) AS ahead,
        (SELECT COUNT(*) FROM activities a WHERE a.unit_id = :unit) AS activities,
        (SELECT COUNT(*) FROM claims c WHERE c.unit_id = :unit) AS claims
"""
"""What is right in `:unit`, in one row; `activities` are all of them."""

PEOPLE: Final = """
    SELECT p.id FROM people p WHERE p.state IN ('active', 'suspended') AND (
        p.home_unit_id = :unit
        OR p.id IN (SELECT m.person_id FROM memberships m WHERE m.unit_id = :unit)
        OR p.id IN (SELECT r.person_id FROM roles r WHERE r.unit_id = :unit)
    ) ORDER BY p.id
"""
"""Who is told of what becomes of `:unit`."""

CLASH: Final = """
    SELECT mine.name FROM units mine JOIN units other ON other.name_folded = mine.name_folded
    WHERE mine.parent_id = :unit AND other.parent_id = :into AND other.id <> :unit ORDER BY mine.name LIMIT 1
"""
"""A name that units below both have, in whichever script."""

ITS_CENSUS: Final = "DELETE FROM census_figures WHERE unit_id = :unit"
"""What was drawn up of `:unit`. The figures of others stand until the night: nobody has them drawn up anew when they
like, by moving a team back and forth (decision 50).
"""

ITS_SETTINGS: Final = "DELETE FROM unit_settings WHERE unit_id = :unit"
"""What `:unit` had decided: its people go by what the other one has."""

ITS_ASKS: Final = (
    """
    INSERT INTO ask_sums (unit_id, category, asked, yes)
    SELECT CAST(:into AS BIGINT), m.category, m.asked, m.yes FROM ask_sums m WHERE m.unit_id = :unit
    ON CONFLICT (unit_id, category) DO UPDATE SET asked = ask_sums.asked + excluded.asked,
        yes = ask_sums.yes + excluded.yes
    """,
)
"""What came of asking for help in `:unit` is known of `:into`."""

ITS_GROUP: Final = """
    UPDATE bound_groups SET unit_id = CASE
        WHEN EXISTS (SELECT 1 FROM bound_groups o WHERE o.unit_id = CAST(:into AS BIGINT)) THEN NULL
        ELSE CAST(:into AS BIGINT) END
    WHERE unit_id = :unit
"""
"""The group of `:unit` is the one's that it goes into, unless that has its own: then it is nobody's."""

ITS_ROUNDS: Final = "DELETE FROM ask_rounds WHERE unit_id = :unit"
"""Whoever is asked in `:unit`, which is gone: asking begins anew, in the activity's own."""

ITS_SUMS: Final = "DELETE FROM ask_sums WHERE unit_id = :unit"

GOES: Final = "DELETE FROM units WHERE id = :unit"

BELONGING: Final = (
    # Whoever is at home in one of the two hasn't the other as a further team; a further team is one once.
    """
    DELETE FROM memberships WHERE unit_id = :into
    AND person_id IN (SELECT p.id FROM people p WHERE p.home_unit_id = :unit)
    """,
    """
    DELETE FROM memberships WHERE unit_id = :unit AND (
        person_id IN (SELECT p.id FROM people p WHERE p.home_unit_id = :into)
        OR person_id IN (SELECT m.person_id FROM memberships m WHERE m.unit_id = :into)
    )
    """,
    "UPDATE memberships SET unit_id = :into WHERE unit_id = :unit",
    "UPDATE people SET home_unit_id = :into WHERE home_unit_id = :unit",
    # Of two roles the greater.
    """
    UPDATE roles SET role = 'admin' WHERE unit_id = :into AND role = 'leader'
    AND person_id IN (SELECT r.person_id FROM roles r WHERE r.unit_id = :unit AND r.role = 'admin')
    """,
    """
    DELETE FROM roles WHERE unit_id = :unit
    AND person_id IN (SELECT r.person_id FROM roles r WHERE r.unit_id = :into)
    """,
    "UPDATE roles SET unit_id = :into WHERE unit_id = :unit",
)
"""Whoever belongs to `:unit` belongs to `:into`."""

HANDED_OVER: Final = (
    *(f"UPDATE {table} SET unit_id = :into WHERE unit_id = :unit" for table in OF_A_UNIT),
    """
    INSERT INTO turnouts (unit_id, category, answer, cases, came)
    SELECT CAST(:into AS BIGINT), t.category, t.answer, t.cases, t.came FROM turnouts t WHERE t.unit_id = :unit
    ON CONFLICT (unit_id, category, answer) DO UPDATE
        SET cases = turnouts.cases + excluded.cases, came = turnouts.came + excluded.came
    """,
    "DELETE FROM turnouts WHERE unit_id = :unit",
)
"""What was done and is to be done there is the other one's."""

BELOW: Final = (
    # Its name is free for one below it, which may be called the same and comes up beside it.
    "UPDATE units SET name = path WHERE id = :unit",
    """
    UPDATE units SET path = CAST(:new AS TEXT) || substr(path, CAST(:rest AS INTEGER)), depth = depth + :deeper
    WHERE path > :old AND path < :beyond
    """,
    "UPDATE units SET parent_id = :into WHERE parent_id = :unit",
)
"""What hangs under `:unit`, whose path is `:old`, hangs under `:into`, whose path is `:new`."""

REMEMBERED: Final = (
    "UPDATE gone_units SET into_id = :into WHERE into_id = :unit",
    "INSERT INTO gone_units (unit_id, into_id, at) VALUES (:unit, :into, :at)",
)
"""Where the links of `:unit` lead, and of those that became a part of it before; nowhere, where `:into` is NULL."""
