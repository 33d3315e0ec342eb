"""What the journal has a word for."""

from enum import StrEnum


class Did(StrEnum):
    """What somebody did, or what came of it. A kind that was once written is never called otherwise."""

    REGISTERED = "registered"
    CAME_BACK = "came_back"
    WENT = "went"
    ERASED = "erased"
    PROFILE_CHANGED = "profile_changed"
    GUARDIAN_CONSENTED = "guardian_consented"
    GUARDIAN_WITHDREW = "guardian_withdrew"
    UNIT_JOINED = "unit_joined"
    UNIT_LEFT = "unit_left"

    SIGNED_UP = "signed_up"
    WAITS = "waits"
    CHANGED_ROLE = "changed_role"
    LEFT = "left"
    AGREED = "agreed"
    PROMOTED = "promoted"

    POSTED = "posted"
    EDITED = "edited"
    CANCELLED = "cancelled"
    LETTER = "letter"
    SHIFT_ADDED = "shift_added"
    RISK_STATED = "risk_stated"
    MOVED = "moved"
    CHANGE_UNDONE = "change_undone"
    PLACES_CHANGED = "places_changed"
    NEEDS_CHANGED = "needs_changed"
    SHIFT_CANCELLED = "shift_cancelled"

    ROSTER_CONFIRMED = "roster_confirmed"
    SERVED_COUNTED = "served_counted"
    WALK_IN_ADDED = "walk_in_added"
    NO_SHOW_UNDONE = "no_show_undone"
    NO_SHOWS_UNDONE = "no_shows_undone"
    NO_SHOW_FORGIVEN = "no_show_forgiven"
    NO_SHOW_COUNTS_AGAIN = "no_show_counts_again"

    ENQUIRED = "enquired"
    ENQUIRY_ANSWERED = "enquiry_answered"

    QUALIFICATION_SENT = "qualification_sent"
    QUALIFICATION_VERIFIED = "qualification_verified"
    QUALIFICATION_REJECTED = "qualification_rejected"
    QUALIFICATION_GIVEN = "qualification_given"
    QUALIFICATION_TAKEN_AWAY = "qualification_taken_away"
    KIND_ADDED = "qualification_kind_added"
    KIND_CHANGED = "qualification_kind_changed"
    KIND_REMOVED = "qualification_kind_removed"
    KIND_KEPT = "qualification_kind_kept"

    TRAINING_CHANGED = "training_changed"
    RESULT_SETTLED = "result_settled"

    EXAM_ANNOUNCED = "exam_announced"
    EXAM_CHANGED = "exam_changed"
    EXAM_CANCELLED = "exam_cancelled"
    EXAM_REGISTERED = "exam_registered"
    EXAM_WITHDRAWN = "exam_withdrawn"
    EXAM_NUMBERED = "exam_numbered"
    EXAM_GRADED = "exam_graded"
    QUIZ_CHANGED = "quiz_changed"

    HOURS_LOGGED = "hours_logged"
    HOURS_WITHDRAWN = "hours_withdrawn"
    HOURS_APPROVED = "hours_approved"
    HOURS_REJECTED = "hours_rejected"

    COMMENDED = "commended"
    COMMENDATION_TAKEN_BACK = "commendation_taken_back"
    WORDS_HIDDEN = "words_hidden"
    WORDS_SHOWN = "words_shown"

    SUSPENDED = "suspended"
    RESTORED = "restored"
    ROLE_SET = "role_set"

    RECORDS_MERGED = "records_merged"
    MERGE_UNDONE = "merge_undone"
    RECORD_CLAIMED = "record_claimed"
    CLAIM_DECIDED = "record_claim_decided"
    KEPT = "kept"

    UNIT_ADDED = "unit_added"
    UNIT_RENAMED = "unit_renamed"
    UNIT_MOVED = "unit_moved"
    UNIT_REMOVED = "unit_removed"
    UNIT_MERGED = "unit_merged"
    SETTING_CHANGED = "setting_changed"

    HONOUR_GIVEN = "honour_given"
    HONOUR_TAKEN_BACK = "honour_taken_back"

    IMPORTED = "imported"
    RECORD_FOUND = "record_found"

    UNIT_LETTER = "broadcast"
    UNIT_LETTER_STOPPED = "broadcast_stopped"

    APPRAISAL_OPENED = "appraisal_opened"
    APPRAISAL_CLOSED = "appraisal_closed"
    APPRAISAL_REOPENED = "appraisal_reopened"
    APPRAISAL_ADDED = "appraisal_added"
    APPRAISAL_PUT_BACK = "appraisal_put_back"
    APPRAISAL_POST_NAMED = "appraisal_post_named"
    APPRAISAL_TAKEN_OUT = "appraisal_taken_out"
    APPRAISAL_LEADER_NAMED = "appraisal_leader_named"
    APPRAISAL_HANDED = "appraisal_handed"
    APPRAISAL_TAKEN_BACK = "appraisal_taken_back"
    APPRAISAL_TAKEN_OVER = "appraisal_taken_over"

    CENSUS_STARTED = "census_started"
    CENSUS_STOPPED = "census_stopped"

    CERTIFICATE_ISSUED = "certificate_issued"
    CERTIFICATE_WITHDRAWN = "certificate_withdrawn"
