"""What the journal and the messages of a person are about, in words: in their own copy of what is kept."""

from collections.abc import Mapping
from typing import Final

from volunteering.rules.journal import Did
from words.words import Words, plain, sentence

DEEDS: Final[Mapping[str, str]] = {
    Did.REGISTERED: sentence("registered"),
    Did.RECORD_FOUND: sentence("found the record from before"),
    Did.IMPORTED: sentence("a list imported"),
    Did.CAME_BACK: sentence("came back"),
    Did.WENT: sentence("left for now"),
    Did.ERASED: sentence("erased"),
    Did.PROFILE_CHANGED: sentence("profile changed"),
    Did.GUARDIAN_CONSENTED: sentence("guardian consented"),
    Did.GUARDIAN_WITHDREW: sentence("guardian's consent withdrawn"),
    Did.UNIT_JOINED: sentence("team joined"),
    Did.UNIT_LEFT: sentence("team left"),
    Did.SIGNED_UP: sentence("signed up"),
    Did.WAITS: sentence("put on the waiting list"),
    Did.LEFT: sentence("place or number given back"),
    Did.PROMOTED: sentence("given a place from the waiting list"),
    Did.POSTED: sentence("activity posted"),
    Did.EDITED: sentence("activity edited"),
    Did.CHANGE_UNDONE: sentence("change undone"),
    Did.CANCELLED: sentence("activity cancelled"),
    Did.LETTER: sentence("people of an activity written to"),
    Did.SHIFT_ADDED: sentence("shift added"),
    Did.MOVED: sentence("time changed"),
    Did.PLACES_CHANGED: sentence("number of places changed"),
    Did.SHIFT_CANCELLED: sentence("shift cancelled"),
    Did.ROSTER_CONFIRMED: sentence("roster confirmed"),
    Did.SERVED_COUNTED: sentence("people served counted"),
    Did.WALK_IN_ADDED: sentence("put on a roster without a place"),
    Did.NO_SHOW_UNDONE: sentence("no-show undone"),
    Did.NO_SHOWS_UNDONE: sentence("no-shows undone"),
    Did.ENQUIRED: sentence("leader asked"),
    Did.ENQUIRY_ANSWERED: sentence("question answered"),
    Did.QUALIFICATION_SENT: sentence("qualification sent"),
    Did.QUALIFICATION_VERIFIED: sentence("qualification verified"),
    Did.QUALIFICATION_REJECTED: sentence("qualification rejected"),
    Did.QUALIFICATION_GIVEN: sentence("qualification given"),
    Did.QUALIFICATION_TAKEN_AWAY: sentence("qualification taken away"),
    Did.KIND_ADDED: sentence("kind of qualification added"),
    Did.KIND_CHANGED: sentence("kind of qualification changed"),
    Did.KIND_REMOVED: sentence("kind of qualification taken away"),
    Did.KIND_KEPT: sentence("kind of qualification put back"),
    Did.HOURS_LOGGED: sentence("hours logged"),
    Did.HOURS_WITHDRAWN: sentence("hours withdrawn"),
    Did.HOURS_APPROVED: sentence("hours approved"),
    Did.HOURS_REJECTED: sentence("hours rejected"),
    Did.SUSPENDED: sentence("sign-ups put on hold"),
    Did.RESTORED: sentence("sign-ups opened again"),
    Did.ROLE_SET: sentence("role given or ended"),
    Did.RECORDS_MERGED: sentence("two records put together"),
    Did.MERGE_UNDONE: sentence("two records taken apart"),
    Did.RECORD_CLAIMED: sentence("another record claimed"),
    Did.CLAIM_DECIDED: sentence("a claimed record decided on"),
    Did.KEPT: sentence("record to be kept"),
    Did.UNIT_ADDED: sentence("team added"),
    Did.UNIT_RENAMED: sentence("team renamed"),
    Did.UNIT_MOVED: sentence("team moved"),
    Did.UNIT_REMOVED: sentence("team taken away"),
    Did.UNIT_MERGED: sentence("team merged into another"),
    Did.UNIT_LETTER: sentence("people of a team written to"),
    Did.UNIT_LETTER_STOPPED: sentence("letter to a team stopped"),
    Did.CENSUS_STARTED: sentence("census started"),
    Did.CENSUS_STOPPED: sentence("census stopped"),
}

NEWS: Final[Mapping[str, str]] = {
    "reminder": sentence("a reminder"),
    "promoted": sentence("a place from the waiting list"),
    "changed": sentence("a change of an activity"),
    "cancelled": sentence("a cancellation"),
    "late_leave": sentence("somebody left shortly before the start"),
    "gap": sentence("a place that came free shortly before the start"),
    "out_of_reach": sentence("somebody whom messages do not reach"),
    "leader_missing": sentence("an activity without a leader"),
    "handed_over": sentence("an activity handed over"),
    "roster_due": sentence("a roster to confirm"),
    "hours_recorded": sentence("hours of a shift"),
    "claim_made": sentence("hours to decide"),
    "claim_decided": sentence("a decision on hours"),
    "letter": sentence("a letter"),
    "qualification_sent": sentence("a qualification to verify"),
    "qualification_decided": sentence("a decision on a qualification"),
    "qualification_ends": sentence("the end of a qualification"),
    "qualification_ended": sentence("a qualification that somebody has no more"),
    "census_ask": sentence("what a census asks"),
    "role_changed": sentence("a role given or ended"),
    "standing_changed": sentence("sign-ups on hold, or open again"),
    "records_merged": sentence("two records put together or taken apart"),
    "merged_away": sentence("the account that goes on"),
    "record_claimed": sentence("a record that somebody claims"),
    "record_decided": sentence("a decision on a claimed record"),
    "keep_asked": sentence("whether the record is to be kept"),
    "not_them": sentence("a merged record that is somebody else's"),
    "consent_given": sentence("a guardian's consent"),
    "consent_withdrawn": sentence("a guardian's consent withdrawn"),
    "place_without_consent": sentence("a place without a guardian's consent"),
    "unit_merged": sentence("a team merged into another"),
    "broadcast_progress": sentence("how far a letter has got"),
    "updates_parked": sentence("something that was put aside"),
    "enquiry_made": sentence("a question to answer"),
    "enquiry_answered": sentence("an answer to a question"),
}


def deed(words: Words, what: str) -> str:
    """What somebody did, as the journal has it."""
    return plain(words.say(DEEDS[what]))


def news(words: Words, about: str) -> str:
    """What a message was about."""
    return plain(words.say(NEWS[about]))
