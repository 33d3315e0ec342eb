"""What is kept of when somebody came to shifts and went, for themselves."""

from typing import Final

CHECK_INS: Final = """
    SELECT a.title AS activity, s.starts_at, c.in_at AS came_at, c.out_at AS went_at, leader.name AS ticked_by,
        c.at AS said_at
    FROM check_ins c JOIN shifts s ON s.id = c.shift_id JOIN activities a ON a.id = s.activity_id
        LEFT JOIN people leader ON leader.id = c.by_id
    WHERE c.person_id = :person ORDER BY s.starts_at, s.id
"""

WRONG_CODES: Final = "SELECT w.at AS sent_at FROM check_in_guesses w WHERE w.person_id = :person ORDER BY w.at, w.id"

CODES_SHOWN: Final = """
    SELECT a.title AS activity, s.starts_at, b.code AS times_code_shown, b.arrivals AS times_arrivals_shown
    FROM check_in_boards b JOIN shifts s ON s.id = b.shift_id JOIN activities a ON a.id = s.activity_id
    WHERE b.person_id = :person ORDER BY s.starts_at, s.id
"""
