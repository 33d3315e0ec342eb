"""Forgetting a person: what goes, what stays, and of every column which (docs/rules.md: People and units; decision 22).

What somebody wrote or gave of themselves goes. What was done stays, as a former volunteer's: numbers, days, places.
What others wrote stays theirs for as long as it is kept anyway.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from storage.engine.database import Reader, Row, Transaction, query
from storage.engine.values import seconds
from storage.rows.certified import FORGETS_CERTIFICATES
from storage.rows.guardians import FORGETS_GUARDIAN
from volunteering.rules.importing.progress import UNDECIDED

UNDECIDED_STATES: Final = ", ".join(f"'{state}'" for state in sorted(UNDECIDED))
"""Of lists that were sent and of which nothing is there."""

STATEMENTS: Final = (
    "DELETE FROM drafts WHERE telegram_id = (SELECT telegram_id FROM people WHERE id = :person)",
    "DELETE FROM parked WHERE telegram_id = (SELECT telegram_id FROM people WHERE id = :person)",
    """
    UPDATE inbox SET told = 1, telegram_id = NULL, message_id = NULL
    WHERE told = 0 AND telegram_id = (SELECT telegram_id FROM people WHERE id = :person)
    """,
    "DELETE FROM import_rows WHERE phone = (SELECT phone FROM people WHERE id = :person)",
    # A list that they sent goes with them; of one that was decided on, what it was called.
    f"DELETE FROM imports WHERE by_id = :person AND state IN ({UNDECIDED_STATES})",
    "UPDATE imports SET file_id = '', name = '' WHERE by_id = :person",
    "DELETE FROM memberships WHERE person_id = :person",
    "DELETE FROM roles WHERE person_id = :person",
    "DELETE FROM census_asks WHERE person_id = :person",
    "DELETE FROM profiles WHERE person_id = :person",
    "DELETE FROM blocked_days WHERE person_id = :person",
    "DELETE FROM guardians WHERE person_id = :person",
    f"{FORGETS_GUARDIAN} WHERE telegram_id = (SELECT telegram_id FROM people WHERE id = :person)",
    "UPDATE claims SET what = '', reason = '' WHERE person_id = :person",
    "UPDATE entries SET note = '', record = NULL WHERE person_id = :person",
    # What they were answered says of them what they asked.
    """
    UPDATE enquiry_lines SET text = ''
    WHERE by_id = :person OR enquiry_id IN (SELECT id FROM enquiries WHERE person_id = :person)
    """,
    """
    UPDATE enquiry_readers SET state = 'answered'
    WHERE enquiry_id IN (SELECT id FROM enquiries WHERE person_id = :person)
    """,
    "UPDATE enquiries SET state = 'answered' WHERE person_id = :person",
    "UPDATE enquiries SET quote = '' WHERE person_id = :person OR writer_id = :person",
    "DELETE FROM enquiry_readers WHERE person_id = :person",
    "DELETE FROM results WHERE person_id = :person",
    """
    UPDATE results SET qualification_id = NULL
    WHERE qualification_id IN (SELECT id FROM qualifications WHERE person_id = :person)
    """,
    "DELETE FROM qualifications WHERE person_id = :person",
    # The stars of a shift stay, as nobody's; the words are theirs.
    "UPDATE ratings SET words = '', said = '' WHERE person_id = :person",
    "UPDATE commendations SET words = '' WHERE person_id = :person",
    "UPDATE exam_entries SET qualification_id = NULL WHERE person_id = :person",
    "DELETE FROM star_marks WHERE person_id = :person",
    "DELETE FROM star_checks WHERE person_id = :person",
    *FORGETS_CERTIFICATES,
    "UPDATE journal SET facts = '{}' WHERE person_id = :person",
    "DELETE FROM merges WHERE kept_id = :person OR gone_id = :person",
    "DELETE FROM keep_asks WHERE person_id = :person",
    "DELETE FROM without_buddies WHERE person_id = :person",
    "UPDATE buddy_lines SET text = '' WHERE by_id = :person",
    """
    UPDATE record_claims SET state = 'refused' WHERE state = 'open' AND (person_id = :person OR record_id = :person)
    """,
    "UPDATE outbox SET state = 'dropped' WHERE state = 'owed' AND person_id = :person",
    "UPDATE outbox SET facts = '{}', error = '', unheard = NULL WHERE person_id = :person",
    """
    UPDATE people SET state = 'erased', reachable = 0, telegram_id = NULL, phone = NULL, name = '', name_folded = '',
        stood_before = NULL, held_because = '', born = NULL
    WHERE id = :person
    """,
)
"""What forgets `:person`, in this order; done twice it does nothing twice."""

_SHORTEST_NAME: Final = 2  # letters; of a shorter one it can't be said whom it names

GOES: Final[Mapping[str, str]] = {
    "people": "telegram_id name name_folded phone stood_before held_because born",
    "profiles": "person_id gender education occupation background skills languages district available emergency_name "
    "emergency_phone emergency_relation at",
    "blocked_days": "id person_id first_day last_day",
    "guardians": "id person_id digest state asked_at telegram_id name phone text consented_at withdrawn_at wanted_for",
    "import_rows": "import_id ordinal phone facts",
    "imports": "file_id name",
    "memberships": "person_id unit_id joined_at",
    "roles": "person_id unit_id role given_by given_at",
    "census_asks": "census_id person_id at answered_at reminded next_at",
    "claims": "what reason",
    "entries": "note record",
    "journal": "facts",
    "outbox": "facts error unheard",
    "drafts": "id telegram_id form about answers step message_id expires_at left_at",
    "parked": "update_id telegram_id kind error payload question at replay_at told",
    "inbox": "telegram_id message_id",
    "enquiries": "quote",
    "enquiry_lines": "text",
    "enquiry_readers": "enquiry_id person_id state",
    "ratings": "words said",
    "commendations": "words",
    "merges": "id kept_id gone_id by_id at moved",
    "keep_asks": "person_id asked_at warned_at",
    "without_buddies": "person_id at",
    "buddy_lines": "text",
    "star_checks": "id person_id",
    "star_marks": "person_id stars ladder turn at",
    "certificates": "person_id unit name first_day last_day payload signature digest reason",
    "certificate_leaders": "certificate_id person_id",
    "qualifications": "id person_id kind_id level number issued_on expires_on state file_id file_kind at decided_by "
    "decided_at reason reminded renewal_id wanted_for",
    "results": "activity_id person_id mark passed by_hand by_id at qualification_id",
    "exam_entries": "qualification_id",
}
"""The columns in which nothing of a person is left."""

STAYS: Final[Mapping[str, str]] = {
    # Numbers that name nobody, without which the totals of years past would change.
    "people": "id language home_unit_id state consented_at registered_at registered_month reachable merged_into",
    "signups": "id shift_id person_id state ticket at coming came came_minutes noted role_id left_late",
    # What an organisation can show when somebody was hurt, in its own words: that a volunteer agreed to them, and when.
    "risk_consents": "id person_id activity_id risk insurer insured_from insured_until at",
    "reminders": "shift_id person_id minutes_before starts_at at",
    "claims": "id person_id unit_id day month minutes state at decided_by decided_at",
    "entries": "id person_id unit_id activity_id shift_id claim_id kind day month minutes change participations "
    "no_shows replaces_id by_id at title",
    "study_lines": "id person_id activity_id shift_id kind day month minutes change sessions absences replaces_id "
    "by_id at",
    "journal": "id at by_id kind person_id unit_id activity_id shift_id",
    "outbox": "id key person_id kind bulk broadcast_id state due_at next_at attempts created_at done_at message_id "
    "claimed_by claimed_at",
    "enquiries": "id person_id unit_id matter activity_id shift_id claim_id writer_id state at answered_by",
    "enquiry_lines": "id enquiry_id by_id kind at",
    # Who looked out for whom, without a name: what comes of it is counted.
    "buddies": "id shift_id newcomer_id buddy_id starts_at at ended ended_at end_told",
    "buddy_lines": "id pair_id by_id at",
    "record_claims": "id record_id person_id state at decided_by decided_at",
    "ratings": "shift_id person_id stars at shown batch batch_size hidden",
    "commendations": "id shift_id person_id by_id at",
    # The organisation's own: what was on, where, and what was written to everybody.
    "imports": "id by_id unit_id state facts total at",
    "gone_units": "unit_id into_id at",
    "qualification_kinds": "id unit_id code name levels months needs_evidence state study_minutes study_months",
    "unit_settings": "unit_id name value",
    # What was sat under which number, and what came of it, is counted by level; it names nobody.
    "exam_entries": "id exam_id person_id level_id state ticket seat at admission told reminded_for mark result "
    "result_by result_at",
    "exams": "id unit_id kind_id title starts_at ends_at day place opens_at closes_at state off_because by_id "
    "at digits",
    "exam_levels": "id exam_id level places asks_below",
    "certificates": "id number minutes key_id shows_name state at ended_at ended_as",
    "signing_keys": "id nth public private at",
    "units": "id parent_id path depth name name_folded created_at",
    "activities": "id unit_id leader_id title title_folded description category place details state created_at "
    "off_because risk insurer insured_from insured_until training",
    "trainings": "activity_id kind_id level passing pass_mark least_sessions",
    "shifts": "id activity_id unit_id starts_at ends_at day month places state moved_at roster_at roster_by "
    "off_because served_people handed_out roles",
    "shift_roles": "id shift_id ordinal name name_folded places min_age induction languages any_of",
    "role_kinds": "role_id kind_id level",
    "changes": "id activity_id shift_id by_id at until before after undone",
    "broadcasts": "id by_id unit_id text total state at",
    "censuses": "id unit_id by_id broadcast_id state at",
    # Of many, and nothing of fewer than five.
    "census_figures": "unit_id at figures",
    "city": "id timezone begun_at bot",
    "trials": "at",
    "webhook_secrets": "digest told_at good_until",
    # Which updates are done; the screens they led to are kept without words that somebody typed.
    "inbox": "update_id shows at told",
}
"""The columns that stay, each line with its reason."""


WHOSE: Final[Mapping[str, str]] = {
    "blocked_days": "person_id",
    "buddies": "newcomer_id buddy_id",
    "buddy_lines": "by_id",
    "census_asks": "person_id",
    "certificate_leaders": "person_id",
    "certificates": "person_id",
    "claims": "person_id",
    "enquiries": "person_id writer_id",
    "enquiry_lines": "by_id",
    "enquiry_readers": "person_id",
    "entries": "person_id",
    "exam_entries": "person_id",
    "guardians": "person_id",
    "imports": "by_id",
    "journal": "person_id",
    "keep_asks": "person_id",
    "memberships": "person_id",
    "merges": "kept_id gone_id",
    "outbox": "person_id",
    "profiles": "person_id",
    "commendations": "person_id",
    "qualifications": "person_id",
    "ratings": "person_id",
    "record_claims": "person_id record_id",
    "results": "person_id",
    "reminders": "person_id",
    "risk_consents": "person_id",
    "roles": "person_id",
    "signups": "person_id",
    "study_lines": "person_id",
    "without_buddies": "person_id",
    "star_checks": "person_id",
    "star_marks": "person_id",
}
"""The columns that say of whom a row is: what is said to go goes from it."""

WHO_DID: Final[Mapping[str, str]] = {
    "activities": "leader_id",
    "broadcasts": "by_id",
    "censuses": "by_id",
    "changes": "by_id",
    "claims": "decided_by",
    "commendations": "by_id",
    "enquiries": "answered_by",
    "entries": "by_id",
    "exam_entries": "result_by",
    "exams": "by_id",
    "journal": "by_id",
    "merges": "by_id",
    "people": "merged_into",
    "qualifications": "decided_by",
    "record_claims": "decided_by",
    "results": "by_id",
    "roles": "given_by",
    "shifts": "roster_by",
    "study_lines": "by_id",
}
"""Those that say who did something for the organisation or for others: it is theirs, and stays with them."""

NAMES: Final = "SELECT telegram_id, name, phone FROM people WHERE id = :person"
_ALL_NAMES: Final = "SELECT id, telegram_id, name, phone FROM people WHERE id = :person OR merged_into = :person"
"""Whoever had become a part of them is them, too."""

PARKED: Final = "SELECT update_id, payload FROM parked"
FORGET_PARKED: Final = "DELETE FROM parked WHERE update_id = :update"


_LATELY: Final = """
    SELECT p.id FROM people p JOIN journal j ON j.person_id IN (p.id, p.merged_into)
    WHERE p.state = 'erased' AND j.kind = 'erased' AND j.at >= :since ORDER BY p.id
"""


async def erase(tx: Transaction, person_id: int) -> None:
    """Forget a person: what names them goes, their hours stay (docs/rules.md: People and units)."""
    named, parked = await tx.several(query(_ALL_NAMES, person=person_id), query(PARKED))
    for number in parked_about(named, parked):
        tx.later(FORGET_PARKED, update=number)
    for whose in (*(one["id"] for one in named if one["id"] != person_id), person_id):
        for statement in STATEMENTS:
            tx.later(statement, person=whose)


async def erase_again(tx: Transaction, since: datetime) -> None:
    """Forget once more whoever was erased since then: what somebody else was writing of them at that moment goes, too.

    A leader who gives a qualification and an import that brings one wait for nobody who has themselves erased.
    """
    for row in await tx.all(_LATELY, since=seconds(since)):
        for statement in STATEMENTS:
            tx.later(statement, person=row["id"])


def parked_about(named: Iterable[Row], parked: Iterable[Row]) -> list[int]:
    """Updates of others that name the person: put aside for whoever repairs Yigong, no reason to keep a name."""
    marks = {mark for one in named for mark in _marks(one["telegram_id"], one["name"], one["phone"])}
    return [row["update_id"] for row in parked if any(mark in row["payload"] for mark in marks)]


def _marks(telegram_id: int | None, name: str, phone: str | None) -> set[str]:
    """What a text names a person by, as it is and as JSON has it."""
    marks = {str(telegram_id or ""), name if len(name) >= _SHORTEST_NAME else "", (phone or "").removeprefix("+")}
    return {written for mark in marks if mark for written in (mark, json.dumps(mark)[1:-1])}


class Erased(NamedTuple):
    """Somebody who was forgotten, known by what stays: their row, and when it was made."""

    person_id: int
    registered_at: int  # seconds since 1970; with it a number of another city's, or of a time before, is nobody's here


ERASED: Final = "SELECT id, registered_at FROM people WHERE state = 'erased'"


async def erased(reader: Reader) -> frozenset[Erased]:
    """Everybody who was forgotten."""
    return frozenset(Erased(row["id"], row["registered_at"]) for row in await reader.all(ERASED))
