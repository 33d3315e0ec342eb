"""Lines of rosters: who was in a shift, in which role, and what its leader ticked."""

from collections.abc import Mapping
from typing import Final

from storage.engine.database import Row
from storage.engine.values import flag_of
from storage.rows.risks import agreed
from volunteering.rules.attendance import Noted, RosterLine
from volunteering.rules.hours import Counted
from volunteering.rules.signing_up import SignUpState

OF_LINE: Final = f"""
    g.person_id, g.state, p.name, g.came, g.came_minutes, g.noted, r.name AS role,
    {agreed("g.person_id", "a")} AS agreed
"""
"""The columns of somebody's sign-up `g`, for `roster_line_in`."""

FROM_LINES: Final = """
    signups g JOIN people p ON p.id = g.person_id JOIN shifts s ON s.id = g.shift_id
        JOIN activities a ON a.id = s.activity_id LEFT JOIN shift_roles r ON r.id = g.role_id
"""
"""Sign-ups `g` with their people, and their role `r` in a shift that has any."""

BY_ROLE: Final = "COALESCE(r.ordinal, 99)"
"""The people of a roster, as its leader wrote the roles; last those who walked in."""


def roster_line_in(row: Row, holds: Mapping[int, Counted]) -> RosterLine:
    """The line of somebody in a shift; `holds` is what holds for its people, by number."""
    return RosterLine(
        person_id=row["person_id"],
        name=row["name"],
        came=flag_of(row["came"]),
        minutes=row["came_minutes"],
        noted=Noted(row["noted"]) if row["noted"] else None,
        counted=holds.get(row["person_id"]),
        walked_in=row["state"] == SignUpState.WALKED_IN,
        agreed=row["agreed"],
        role=row["role"] or "",
    )
