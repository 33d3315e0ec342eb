"""Reminders: who is owed one, and when (docs/rules.md: Reminders).

Two facts decide: since when the person could know (they signed up, or the shift was moved), and the shift's start.
Whoever learned of it inside the window isn't reminded of what they did a minute ago.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from volunteering.rules.activities import Shift, State
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.policy import Policy
from volunteering.rules.signing_up import SignUp, SignUpState
from volunteering.rules.tree import Unit


def due_at(shift: Shift, hours_before: int) -> datetime:
    """The instant at which the reminder of that kind is due."""
    return shift.period.start - timedelta(hours=hours_before)


def first_due(shift: Shift, now: datetime, policy: Policy) -> datetime | None:
    """When somebody who signs up now is reminded first; None where it is too late for any reminder."""
    return min((due for hours in policy.reminders_hours if (due := due_at(shift, hours)) > now), default=None)


def is_owed(shift: Shift, sign_up: SignUp, hours_before: int, now: datetime) -> bool:
    """Whether this person is to be reminded now: due, not begun, confirmed, and known of since before it was due."""
    due = due_at(shift, hours_before)
    return (
        shift.state is State.OPEN
        and sign_up.state is SignUpState.CONFIRMED
        and max(sign_up.at, shift.since) < due <= now < shift.period.start
    )


class Expected(Model):
    """Somebody with a place in a shift that begins soon."""

    shift: Shift
    sign_up: SignUp


class Unanswered(Model):
    """A shift that is over, whose roster nobody confirmed."""

    shift: Shift
    unit: Unit
    leader_id: int
    leader_answers: bool  # active, reachable, and still a leader of the unit


class Occasion(StrEnum):
    """What a line notes that is no reminder."""

    FIRST_ASKED = "first_asked"  # the person, for the roster
    ASKED_AGAIN = "asked_again"
    CALL_ABOUT_SHIFT = "call_about_shift"  # a leader was told that messages do not reach the person
    CALL_ABOUT_PLACE = "call_about_place"
    CALL_ABOUT_CANCELLED = "call_about_cancelled"
    CALL_ABOUT_LEADING = "call_about_leading"
    CALL_ABOUT_BUDDY = "call_about_buddy"


class ReminderLine(Model):
    """That a person was reminded of a shift, asked for its roster or had to be called, for the start it then had."""

    shift_id: int
    person_id: int
    about: int | Occasion  # a reminder so many minutes before the start, or something else
    starts_at: Instant
