"""Everything in the database, and whether what changed in it was somebody's own to change."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from storage.engine.database import Database

KEYS = {
    "people": ("id",),
    "units": ("id",),
    "memberships": ("person_id", "unit_id"),
    "roles": ("person_id", "unit_id"),
    "activities": ("id",),
    "shifts": ("id",),
    "series": ("id",),
    "shift_roles": ("id",),
    "role_kinds": ("role_id", "kind_id"),
    "signups": ("id",),
    "check_in_doors": ("shift_id",),
    "check_in_boards": ("shift_id", "person_id"),
    "check_ins": ("shift_id", "person_id"),
    "check_in_guesses": ("id",),
    "moves": ("id",),
    "asks": ("id",),
    "ask_rounds": ("shift_id",),
    "ask_choices": ("person_id",),
    "certificates": ("id",),
    "calendars": ("id",),
    "claims": ("id",),
    "entries": ("id",),
    "broadcasts": ("id",),
    "appraisals": ("id",),
    "appraisal_sheets": ("id",),
    "censuses": ("id",),
    "census_asks": ("census_id", "person_id"),
    "enquiries": ("id",),
    "enquiry_lines": ("id",),
    "changes": ("id",),
    "gone_units": ("unit_id",),
    "reminders": ("shift_id", "person_id", "minutes_before", "starts_at"),
    "profiles": ("person_id",),
    "blocked_days": ("id",),
    "guardians": ("id",),
    "qualification_kinds": ("id",),
    "unit_settings": ("unit_id", "name"),
    "qualifications": ("id",),
    "exams": ("id",),
    "exam_levels": ("id",),
    "exam_entries": ("id",),
    "trainings": ("activity_id",),
    "study_lines": ("id",),
    "results": ("activity_id", "person_id"),
    "risk_consents": ("id",),
    "merges": ("id",),
    "record_claims": ("id",),
    "keep_asks": ("person_id",),
    "buddies": ("id",),
    "buddy_lines": ("id",),
    "without_buddies": ("person_id",),
    "honours": ("id",),
    "bound_groups": ("chat_id",),
    "group_cards": ("activity_id", "chat_id"),
    "quizzes": ("activity_id",),
    "quiz_questions": ("id",),
    "quiz_attempts": ("id",),
    "quiz_answers": ("attempt_id", "place"),
    "star_marks": ("person_id",),  # nobody's to change by tapping
    "imports": ("id",),
    "import_rows": ("import_id", "ordinal"),
    "ratings": ("shift_id", "person_id"),
    "commendations": ("id",),
    "drafts": ("telegram_id",),
    "outbox": ("id",),
}
"""Every table but `NOT_HELD`."""

NOT_HELD = {
    "inbox", "parked", "journal",  # they only say what happened
    "star_checks",  # whose ledger was written
    "ask_sums",  # how many said yes, kept beside what they were asked, which is looked into
    "turnouts",  # how many came, kept beside the ledger, which is looked into
    "first_shifts",  # what the ledger says, which is looked into
    "signing_keys", "certificate_leaders",  # made with a certificate, which is looked into
    "enquiry_readers",  # of whom something is asked; what is asked is looked into
    "census_figures",  # of all units at once, drawn up for whoever looks first
    "city", "trials", "webhook_secrets",
}  # fmt: skip
"""What is nobody's to change, or everybody's."""

PERSONAL = {
    "people": "id",
    "memberships": "person_id",
    "signups": "person_id",
    "check_in_boards": "person_id",
    "check_ins": "person_id",
    "check_in_guesses": "person_id",
    "asks": "person_id",
    "ask_choices": "person_id",
    "moves": "by_id",
    "certificates": "person_id",
    "calendars": "person_id",
    "claims": "person_id",
    "appraisal_sheets": "person_id",
    "census_asks": "person_id",
    "enquiries": "person_id",
    "enquiry_lines": "by_id",
    "profiles": "person_id",
    "blocked_days": "person_id",
    "guardians": "person_id",
    "qualifications": "person_id",
    "exam_entries": "person_id",
    "risk_consents": "person_id",
    "record_claims": "person_id",
    "keep_asks": "person_id",
    "changes": "by_id",
    "ratings": "person_id",
    "commendations": "by_id",
    "buddy_lines": "by_id",
    "without_buddies": "person_id",
    "quiz_attempts": "person_id",
}
OF_A_UNIT = {
    "appraisals": "unit_id", "appraisal_sheets": "unit_id",
    "activities": "unit_id", "shifts": "unit_id", "claims": "unit_id", "entries": "unit_id", "roles": "unit_id",
    "units": "id", "broadcasts": "unit_id", "censuses": "unit_id", "enquiries": "unit_id",
    "qualification_kinds": "unit_id", "imports": "unit_id", "honours": "unit_id",
    "unit_settings": "unit_id", "exams": "unit_id", "bound_groups": "unit_id",
}  # fmt: skip
TOLD_BY_LEADERS = {
    "letter", "changed", "cancelled", "hours_recorded", "standing_changed", "claim_decided",
    "training_settled", "study_recorded", "sessions_added",
}  # fmt: skip

Line = dict[str, Any]
Books = dict[str, dict[tuple[Any, ...], Line]]


async def books(database: Database) -> Books:
    """All lines of all tables, by their keys."""
    found: Books = {}
    async with database.reading() as reader:
        for table, key in KEYS.items():
            lines = [dict(row) for row in await reader.all(f"SELECT * FROM {table}")]
            found[table] = {tuple(line[name] for name in key): line for line in lines}
    return found


@dataclass(frozen=True)
class Whoever:
    """What somebody may change: their own lines, and those of the units they have a role in."""

    telegram_id: int
    person_id: int | None
    units: Collection[int]
    people: Collection[int]  # who is none of their business

    def trespasses(self, before: Books, after: Books) -> Iterator[str]:
        """Whatever changed that was not theirs."""
        for table in KEYS:
            for key in before[table].keys() | after[table].keys():
                old, new = before[table].get(key), after[table].get(key)
                if old != new and not all(self._owns(table, line) for line in (old, new) if line is not None):
                    yield f"{table}: {old} became {new}"

    def _owns(self, table: str, line: Line) -> bool:
        if table == "drafts":
            return bool(line["telegram_id"] == self.telegram_id)
        if table == "outbox":
            return line["kind"] not in TOLD_BY_LEADERS or line["person_id"] not in self.people
        is_mine = table in PERSONAL and self.person_id is not None and line[PERSONAL[table]] == self.person_id
        in_my_unit = table in OF_A_UNIT and line[OF_A_UNIT[table]] in self.units
        return is_mine or in_my_unit
