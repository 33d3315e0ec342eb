"""The organisation's data as sheets that need no schema to be understood: for its reports, and for the authorities.

What a record of service must hold (docs/rules.md: Service records, art. 7) stands in each line of `hours`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from storage.rows.capacities import TAKEN, WAITING
from storage.rows.training import SAID


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table for people: its headings with where their values come from, and the rows."""

    name: str
    columns: Mapping[str, str]
    rows: str

    @property
    def sql(self) -> str:
        """The question that it answers."""
        return f"SELECT {', '.join(f'{value} AS {name}' for name, value in self.columns.items())} {self.rows}"


_TEAMS: Final = Sheet(
    "teams",
    {"team_id": "u.id", "team": "u.name", "above_id": "above.id", "above": "above.name", "founded_at": "u.created_at"},
    "FROM units u LEFT JOIN units above ON above.id = u.parent_id ORDER BY u.path",
)
_VOLUNTEERS: Final = Sheet(
    "volunteers",
    {
        "person_id": "p.id",
        "name": "p.name",
        "phone": "p.phone",
        "team_id": "u.id",
        "team": "u.name",
        "standing": "p.state",
        "language": "p.language",
        "consented_at": "NULLIF(p.consented_at, 0)",
        "registered_at": "p.registered_at",
    },
    "FROM people p JOIN units u ON u.id = p.home_unit_id ORDER BY p.id",
)
_ROLES: Final = Sheet(
    "roles",
    {
        "person_id": "p.id",
        "name": "p.name",
        "role": "r.role",
        "team_id": "u.id",
        "team": "u.name",
        "given_by": "giver.name",
        "given_at": "r.given_at",
    },
    """FROM roles r JOIN people p ON p.id = r.person_id JOIN units u ON u.id = r.unit_id
        LEFT JOIN people giver ON giver.id = r.given_by ORDER BY u.path, p.id""",
)
_ACTIVITIES: Final = Sheet(
    "activities",
    {
        "activity_id": "a.id",
        "title": "a.title",
        "category": "a.category",
        "training": "a.training",
        "description": "a.description",
        "place": "a.place",
        "team_id": "u.id",
        "team": "u.name",
        "leader": "leader.name",
        "state": "a.state",
        "created_at": "a.created_at",
    },
    """FROM activities a JOIN units u ON u.id = a.unit_id JOIN people leader ON leader.id = a.leader_id
        ORDER BY a.id""",
)
_SHIFTS: Final = Sheet(
    "shifts",
    {
        "shift_id": "s.id",
        "activity_id": "a.id",
        "title": "a.title",
        "day": "s.day",
        "starts_at": "s.starts_at",
        "ends_at": "s.ends_at",
        "places": "s.places",
        "confirmed": TAKEN,
        "waiting": WAITING,
        "state": "s.state",
        "roster_at": "s.roster_at",
        "people_served": "s.served_people",
        "handed_out": "s.handed_out",
    },
    "FROM shifts s JOIN activities a ON a.id = s.activity_id ORDER BY s.starts_at, s.id",
)
_SIGN_UPS: Final = Sheet(
    "sign_ups",
    {
        "shift_id": "g.shift_id",
        "person_id": "p.id",
        "name": "p.name",
        "sign_up": "g.state",
        "role": "r.name",
        "since": "g.at",
        "said_coming": "CASE WHEN g.coming > 0 THEN 1 END",
        "said_late": "CASE WHEN g.coming = 2 THEN 1 END",
        "roster_notes": "g.noted",
    },
    """FROM signups g JOIN people p ON p.id = g.person_id LEFT JOIN shift_roles r ON r.id = g.role_id
        ORDER BY g.shift_id, g.ticket""",
)
_HOURS: Final = Sheet(
    "hours",
    {
        "line": "e.id",
        "replaces_line": "e.replaces_id",
        "person_id": "p.id",
        "name": "p.name",
        "day": "e.day",
        "activity": "COALESCE(a.title, c.what, NULLIF(e.title, ''))",
        "content": "a.description",
        "place": "a.place",
        "kind": "e.kind",
        "minutes_that_hold": "e.minutes",
        "minutes_added": "e.change",
        "team_id": "u.id",
        "team": "u.name",
        "responsible": "leader.name",
        "shift_id": "e.shift_id",
        "note": "e.note",
        "recorded_by": "recorder.name",
        "recorded_at": "e.at",
    },
    """FROM entries e JOIN people p ON p.id = e.person_id JOIN units u ON u.id = e.unit_id
        LEFT JOIN activities a ON a.id = e.activity_id LEFT JOIN people leader ON leader.id = a.leader_id
        LEFT JOIN claims c ON c.id = e.claim_id LEFT JOIN people recorder ON recorder.id = e.by_id ORDER BY e.id""",
)
_LOGGED: Final = Sheet(
    "hours_logged",
    {
        "person_id": "p.id",
        "name": "p.name",
        "day": "c.day",
        "minutes": "c.minutes",
        "what": "c.what",
        "team_id": "u.id",
        "team": "u.name",
        "decision": "c.state",
        "logged_at": "c.at",
        "decided_by": "decider.name",
        "decided_at": "c.decided_at",
        "reason": "c.reason",
    },
    """FROM claims c JOIN people p ON p.id = c.person_id JOIN units u ON u.id = c.unit_id
        LEFT JOIN people decider ON decider.id = c.decided_by ORDER BY c.day, c.id""",
)

_STUDY: Final = Sheet(
    "study",
    {
        "line": "l.id",
        "replaces_line": "l.replaces_id",
        "person_id": "p.id",
        "name": "p.name",
        "day": "l.day",
        "training": "a.title",
        "kind": "l.kind",
        "minutes_that_hold": "l.minutes",
        "minutes_added": "l.change",
        "shift_id": "l.shift_id",
        "mark": "r.mark",
        "passed": SAID,
        "recorded_at": "l.at",
    },
    """FROM study_lines l JOIN people p ON p.id = l.person_id JOIN activities a ON a.id = l.activity_id
        LEFT JOIN results r ON r.activity_id = l.activity_id AND r.person_id = l.person_id ORDER BY l.id""",
)

SHEETS: Final = (_TEAMS, _VOLUNTEERS, _ROLES, _ACTIVITIES, _SHIFTS, _SIGN_UPS, _HOURS, _LOGGED, _STUDY)
