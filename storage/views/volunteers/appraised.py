"""What was said of somebody in the yearly appraisals, for themselves."""

from typing import Final

APPRAISALS: Final = """
    SELECT s.year, u.name AS team, s.role, s.post, a.state AS appraisal, s.state AS standing,
        s.own_results, s.own_ability, s.own_knowledge, s.own_attitude, s.own_cooperation, s.own_at, s.own_words,
        CASE WHEN s.handed_at IS NOT NULL THEN s.led_results END AS leaders_results,
        CASE WHEN s.handed_at IS NOT NULL THEN s.led_ability END AS leaders_ability,
        CASE WHEN s.handed_at IS NOT NULL THEN s.led_knowledge END AS leaders_knowledge,
        CASE WHEN s.handed_at IS NOT NULL THEN s.led_attitude END AS leaders_attitude,
        CASE WHEN s.handed_at IS NOT NULL THEN s.led_cooperation END AS leaders_cooperation,
        CASE WHEN s.handed_at IS NOT NULL THEN s.led_words END AS leaders_words,
        CASE WHEN s.handed_at IS NOT NULL THEN leader.name END AS leader,
        s.handed_at, s.read_at, s.comment, s.commented_at,
        CASE WHEN s.handed_at IS NOT NULL THEN NULLIF(s.beside, '') END AS figures
    FROM appraisal_sheets s JOIN appraisals a ON a.id = s.appraisal_id JOIN units u ON u.id = s.unit_id
        LEFT JOIN people leader ON leader.id = s.led_by
    WHERE s.person_id = :person ORDER BY s.year, s.id
"""
"""What the leader above said is theirs to read once it is handed over."""
