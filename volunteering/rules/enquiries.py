"""What somebody asks those who lead, and what is answered (docs/rules.md: Somebody to turn to)."""

from enum import StrEnum
from typing import Final

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.tree import Unit

MOST_OPEN: Final = 5
"""How many enquiries of one person may wait for an answer."""

MOST_IN_A_ROW: Final = 3
"""How often somebody may write in one before it is answered."""


class Matter(StrEnum):
    """What kind of thing an enquiry is about."""

    SHIFT = "shift"
    ACTIVITY = "activity"
    LETTER = "letter"  # of a leader, which it answers
    WAS_THERE = "was_there"  # the roster has a no-show, and they say that they came
    APPEAL = "appeal"  # to forgive a no-show which keeps them from signing up
    NO_SHOWS = "no_shows"  # which keep them from signing up
    ON_HOLD = "on_hold"  # their sign-ups
    CLAIM = "claim"  # hours that they logged
    TEAM = "team"  # anything else


class Topic(Model):
    """What an enquiry is about, and whose it is to answer."""

    matter: Matter
    unit: Unit  # whose leaders may answer
    activity_id: int | None = None
    shift_id: int | None = None
    claim_id: int | None = None
    writer_id: int | None = None  # of the letter that it answers
    quote: str = ""  # the letter's words


class EnquiryState(StrEnum):
    """Whether somebody waits for an answer."""

    OPEN = "open"
    ANSWERED = "answered"


class Enquiry(Model):
    """One person's, with one topic; what was said in it are its lines."""

    id: int
    person_id: int
    topic: Topic
    state: EnquiryState
    at: Instant  # when something was said last
    answered_by: int | None = None


class LineKind(StrEnum):
    """What a line of an enquiry says."""

    WORDS = "words"  # what somebody typed
    WAS_THERE = "was_there"  # I was there: said with a tap
    APPEALED = "appealed"  # please look at a no-show again: said with a tap
    PUT_RIGHT = "put_right"  # the no-show was taken back
    FORGIVEN = "forgiven"  # it stays, and counts no more
