"""What is whose, and giving it to another person: of every column that says so, what becomes of it at merging.

A table with somebody in it that is named here nowhere fails a test: its rows would be left behind.
"""

from collections.abc import Mapping
from typing import Final

GOES_OVER: Final[Mapping[str, str]] = {
    # What people did and what was done to them; who did it is one person, too.
    "activities": "leader_id",
    "blocked_days": "person_id",
    "broadcasts": "by_id",
    "censuses": "by_id",
    "changes": "by_id",
    "claims": "person_id decided_by",
    "enquiries": "person_id writer_id answered_by",
    "enquiry_lines": "by_id",
    "entries": "person_id by_id",
    "guardians": "person_id",
    "imports": "by_id",
    "journal": "person_id by_id",
    "outbox": "person_id",
    "qualifications": "person_id decided_by",
    "record_claims": "decided_by",
    "risk_consents": "person_id",
    "roles": "given_by",
    "shifts": "roster_by",
}
"""The columns in which the one who stays stands for the one who goes, as often as that one did."""

STANDS_ONCE: Final[Mapping[str, str]] = {
    "census_asks": "census_id",
    "enquiry_readers": "enquiry_id",
    "memberships": "unit_id",
    "profiles": "",
    "reminders": "shift_id minutes_before starts_at",
    "roles": "unit_id",
    "signups": "shift_id",
}
"""The tables in which a person, as `person_id`, stands once for what these columns say.

Where both do, the row of the one who stays holds; what is better in the other one is decided table by table.
"""

STAYS_BEHIND: Final[Mapping[str, str]] = {
    "keep_asks": "person_id",  # whoever is merged is not forgotten for having done nothing
    "merges": "kept_id gone_id by_id",
    "people": "merged_into",
    "record_claims": "record_id person_id",  # what was claimed was this very record
}
"""The columns that go on naming the one who goes."""
