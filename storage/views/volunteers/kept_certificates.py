"""What is kept of somebody's certificates, and of those in which they are named, for themselves."""

from typing import Final

# The signed text is on the paper itself, and comes with it.
CERTIFICATES: Final = """
    SELECT f.number, f.unit AS team, f.name, f.first_day, f.last_day, f.minutes, f.state, f.shows_name,
        f.at AS issued_at, f.ended_at, f.ended_as, f.reason, f.payload AS signed
    FROM certificates f WHERE f.person_id = :person ORDER BY f.id
"""

NAMED_IN: Final = """
    SELECT f.at AS issued_at, f.state FROM certificate_leaders n JOIN certificates f ON f.id = n.certificate_id
    WHERE n.person_id = :person ORDER BY f.id
"""
