"""At how many sessions of a training somebody was, as the study ledger has it (decision 55)."""

from typing import Final

from storage.rows.volunteers import KNOWN

PRESENT: Final = """
    CAST(COALESCE((
        SELECT SUM(l.sessions) FROM shifts s JOIN study_lines l ON l.shift_id = s.id AND l.person_id = {person}
        WHERE s.activity_id = {activity}
    ), 0) AS BIGINT)
"""
"""At how many of a training's sessions somebody was, as the study ledger has it."""

AT_ENOUGH: Final = f"""
    SELECT l.person_id FROM trainings t CROSS JOIN shifts s CROSS JOIN study_lines l CROSS JOIN people p
    WHERE t.activity_id = :activity AND s.activity_id = t.activity_id AND l.shift_id = s.id AND p.id = l.person_id
        AND {KNOWN}
    GROUP BY l.person_id, t.least_sessions HAVING SUM(l.sessions) >= t.least_sessions
"""
"""Who was at as many sessions of the training `:activity` as it asks for."""
