"""What is whose: of every column that says so, what becomes of it when two records become one.

A table with somebody in it that is named here nowhere fails a test: its rows would be left behind.
"""

from collections.abc import Mapping
from typing import Final

GOES_OVER: Final[Mapping[str, str]] = {
    # What people did and what was done to them; who did it is one person, too.
    "activities": "leader_id",
    "appraisal_sheets": "named_id led_by",
    "appraisals": "by_id closed_by",
    "blocked_days": "person_id",
    "broadcasts": "by_id",
    "buddies": "newcomer_id buddy_id",  # but for `_ENDS_WITH_MERGING` of doubles.py
    "buddy_lines": "by_id",
    "calendars": "person_id",  # read at both addresses, as phones have them
    "censuses": "by_id",
    "certificates": "person_id",
    "changes": "by_id",
    "check_in_guesses": "person_id",
    "check_ins": "by_id",
    "moves": "by_id",
    "claims": "person_id decided_by",
    "commendations": "by_id",
    "enquiries": "person_id writer_id answered_by",
    "enquiry_lines": "by_id",
    "entries": "person_id by_id",
    "exam_entries": "result_by",
    "exams": "by_id",
    "guardians": "person_id",
    "honours": "person_id by_id taken_back_by",
    "imports": "by_id",
    "journal": "person_id by_id",
    "outbox": "person_id",
    "people": "merged_into",  # of whoever had become a part of the one who goes
    "quiz_attempts": "person_id",
    "qualifications": "person_id decided_by",
    "record_claims": "decided_by",
    "risk_consents": "person_id",
    "roles": "given_by",
    "results": "by_id",
    "shifts": "roster_by",
    "signups": "forgiven_by",
    "study_lines": "person_id by_id",
}
"""The columns in which the one who stays stands for the one who goes, as often as that one did."""

STANDS_ONCE: Final[Mapping[str, str]] = {
    "appraisal_sheets": "year",
    "ask_choices": "",
    "asks": "shift_id",
    "census_asks": "census_id",
    "check_in_boards": "shift_id",
    "check_ins": "shift_id",
    "certificate_leaders": "certificate_id",
    "commendations": "shift_id by_id",
    "enquiry_readers": "enquiry_id",
    "exam_entries": "exam_id",
    "memberships": "unit_id",
    "profiles": "",
    "ratings": "shift_id",
    "reminders": "shift_id minutes_before starts_at",
    "results": "activity_id",
    "roles": "unit_id",
    "signups": "shift_id",
    "without_buddies": "",
}
"""The tables in which a person, as `person_id`, stands once for what these columns say; for none, with one row.

Where both do, the row of the one who stays holds. Of two roles, two sign-ups and two results it is the better one;
and of a table with one row a person, what that row lacks is filled in.
"""

STAYS_BEHIND: Final[Mapping[str, str]] = {
    "star_checks": "person_id",  # whoever is kept is noted, too
    "first_shifts": "person_id",  # and so is kept anew what the ledger says of both
    "star_marks": "person_id",  # what this one was told
    "keep_asks": "person_id",  # whoever is merged is not forgotten for having done nothing
    "merges": "kept_id gone_id by_id",
    "record_claims": "record_id person_id",  # what was claimed was this very record
}
"""The columns that go on naming the one who goes."""

OF_THEMSELVES: Final = ("phone", "born", "at_once")
"""The columns of `people` that are filled in where the one who stays lacks them."""
