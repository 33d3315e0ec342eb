"""Of every column there is: whether it goes with its person when they are erased, and whose its row is."""

from collections.abc import Mapping
from typing import Final

GOES: Final[Mapping[str, str]] = {
    "people": "telegram_id name name_folded phone stood_before held_because born at_once",
    "profiles": "person_id gender education occupation background skills languages district available emergency_name "
    "emergency_phone emergency_relation at",
    "blocked_days": "id person_id first_day last_day",
    "guardians": "id person_id digest state asked_at telegram_id name phone text consented_at withdrawn_at wanted_for",
    "import_rows": "import_id ordinal phone facts",
    "imports": "file_id name",
    "memberships": "person_id unit_id joined_at",
    "roles": "person_id unit_id role given_by given_at",
    "census_asks": "census_id person_id at answered_at reminded next_at",
    "appraisal_sheets": "id appraisal_id year person_id unit_id role post state named_id own_results own_ability "
    "own_knowledge own_attitude own_cooperation own_at own_words led_results led_ability led_knowledge led_attitude "
    "led_cooperation led_words led_by handed_at handed read_at comment commented_at beside told",
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
    "asks": "id shift_id person_id wave at sent_at answer answered_at counted",
    "ask_choices": "person_id pace until at",
    "calendars": "id person_id nonce digest at",
    "check_in_boards": "shift_id person_id code arrivals",
    "check_in_guesses": "id person_id shift_id at",
    "check_ins": "shift_id person_id ticket in_at out_at by_id at",
    "quiz_attempts": "id activity_id person_id asked needed ticked at ended_at passed",
    "quiz_answers": "attempt_id place picked is_right at",
    "buddy_lines": "text",
    "honours": "id person_id name day unit_id unit_name note by_id at taken_back_at taken_back_by minutes reminded",
    "star_checks": "id person_id",
    "star_marks": "person_id stars ladder turn at",
    "certificates": "person_id unit name first_day last_day payload signature digest reason",
    "certificate_leaders": "certificate_id person_id",
    "qualifications": "id person_id kind_id level number issued_on expires_on state file_id file_kind at decided_by "
    "decided_at reason reminded renewal_id wanted_for wanted_exam",
    "results": "activity_id person_id mark passed by_hand by_id at qualification_id",
    "exam_entries": "qualification_id",
}
"""The columns in which nothing of a person is left."""

STAYS: Final[Mapping[str, str]] = {
    # Numbers that name nobody, without which the totals of years past would change.
    "people": "id language home_unit_id state consented_at registered_at registered_month reachable merged_into "
    "by_time",
    "signups": "id shift_id person_id state ticket at coming answered_at came came_minutes noted role_id left_late "
    "held_until passed forgiven_by forgiven_at to_confirm confirm_until urged",
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
    # How many were asked and how many said yes, in numbers.
    "ask_sums": "unit_id category asked yes",
    "ask_rounds": "shift_id unit_id wave next_at gap told_at",
    # What a training asks of everybody.
    "quizzes": "activity_id needed attempts pause_hours shows_right",
    "quiz_questions": "id activity_id ordinal facts removed",
    "record_claims": "id record_id person_id state at decided_by decided_at",
    "ratings": "shift_id person_id stars at shown batch batch_size hidden",
    "commendations": "id shift_id person_id by_id at",
    # The organisation's own: what was on, where, and what was written to everybody.
    "imports": "id by_id unit_id state facts total at",
    "gone_units": "unit_id into_id at",
    "qualification_kinds": "id unit_id code name levels months needs_evidence state study_minutes study_months",
    "unit_settings": "unit_id name value",
    # Groups are the teams' own; nobody's name stands on a card.
    "bound_groups": "chat_id unit_id title language at greeted free_at refused_at",
    "group_cards": "activity_id chat_id message_id shown closed_at",
    # What was sat under which number, and what came of it, is counted by level; it names nobody.
    "exam_entries": "id exam_id person_id level_id state ticket seat at admission told reminded_for called_for mark "
    "result result_by result_at",
    "exams": "id unit_id kind_id title starts_at ends_at day place opens_at closes_at state off_because by_id "
    "at digits",
    "exam_levels": "id exam_id level places asks_below last_number",
    "certificates": "id number minutes key_id shows_name state at ended_at ended_as",
    "signing_keys": "id nth public private at",
    "units": "id parent_id path depth name name_folded created_at",
    "activities": "id unit_id leader_id title title_folded description category place details state created_at "
    "off_because risk insurer insured_from insured_until training changed_at",
    "trainings": "activity_id kind_id level passing pass_mark least_sessions stage",
    "shifts": "id activity_id unit_id starts_at ends_at day month places state moved_at roster_at roster_by "
    "off_because served_people handed_out roles posted_at participations no_shows minimum urgency "
    "urgency_before weighed_at series_id recurrence changed_at",
    "series": "id activity_id rule until first_local minutes wanted holidays next_on created_at ended_at",
    "turnouts": "unit_id category answer cases came",  # sums of several people
    "first_shifts": "person_id shift_id again_on",  # as their lines of the ledger have it
    "check_in_doors": "shift_id secret opened_at changes",
    "shift_roles": "id shift_id ordinal name name_folded places min_age induction languages any_of",
    "role_kinds": "role_id kind_id level",
    "changes": "id activity_id shift_id by_id at until before after undone",
    "moves": "id activity_id shift_id by_id at before after undone_at",
    "broadcasts": "id by_id unit_id text total state at",
    "censuses": "id unit_id by_id broadcast_id state at",
    "appraisals": "id unit_id year state weights by_id at closed_at closed_by round told_of reminded_on",
    # Of many, and nothing of fewer than five.
    "census_figures": "unit_id at figures",
    "city": "id timezone begun_at bot stars_day stars_after",
    "trials": "at",
    "webhook_secrets": "digest told_at good_until",
    # Which updates are done; the screens they led to are kept without words that somebody typed.
    "inbox": "update_id shows at told",
}
"""The columns that stay, each line with its reason."""


WHOSE: Final[Mapping[str, str]] = {
    "appraisal_sheets": "person_id",
    "ask_choices": "person_id",
    "asks": "person_id",
    "blocked_days": "person_id",
    "buddies": "newcomer_id buddy_id",
    "buddy_lines": "by_id",
    "calendars": "person_id",
    "census_asks": "person_id",
    "certificate_leaders": "person_id",
    "certificates": "person_id",
    "check_in_boards": "person_id",
    "check_in_guesses": "person_id",
    "check_ins": "person_id",
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
    "honours": "person_id",
    "quiz_attempts": "person_id",
    "star_checks": "person_id",
    "star_marks": "person_id",
    "first_shifts": "person_id",
}
"""The columns that say of whom a row is: what is said to go goes from it."""

WHO_DID: Final[Mapping[str, str]] = {
    "honours": "by_id taken_back_by",
    "activities": "leader_id",
    "appraisal_sheets": "named_id led_by",
    "appraisals": "by_id closed_by",
    "broadcasts": "by_id",
    "censuses": "by_id",
    "changes": "by_id",
    "check_ins": "by_id",
    "claims": "decided_by",
    "commendations": "by_id",
    "enquiries": "answered_by",
    "entries": "by_id",
    "exam_entries": "result_by",
    "exams": "by_id",
    "journal": "by_id",
    "merges": "by_id",
    "moves": "by_id",
    "people": "merged_into",
    "qualifications": "decided_by",
    "record_claims": "decided_by",
    "results": "by_id",
    "roles": "given_by",
    "shifts": "roster_by",
    "signups": "forgiven_by",
    "study_lines": "by_id",
}
"""Those that say who did something for the organisation or for others: it is theirs, and stays with them."""
