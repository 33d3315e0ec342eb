"""Messages owed: what happened by itself that somebody has to be told (decision 2).

A notice holds facts, not text; it is written in the reader's language when it is delivered, after asking again
whether it is still true. Its key is what it is about: what is owed once is sent once.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from volunteering.hours import Decision
from volunteering.model import Model
from volunteering.periods import Period
from volunteering.units import Role


class Reminder(Model):
    """Shifts that begin soon; two of one person due together are one message."""

    kind: Literal["reminder"] = "reminder"
    shift_ids: tuple[int, ...]


class Why(StrEnum):
    """How a place came to be the reader's."""

    LEFT = "left"  # somebody left
    MORE_PLACES = "more_places"
    MOVED = "moved"  # the shift is at another time
    FREE = "free"  # it was free before; what kept the reader from it has ended


class Promoted(Model):
    """A place is free and is the reader's."""

    kind: Literal["promoted"] = "promoted"
    shift_id: int
    why: Why = Why.LEFT


class Changed(Model):
    """Title, time or place of a shift the reader is signed up for changed; what it was before."""

    kind: Literal["changed"] = "changed"
    shift_id: int
    title_before: str
    place_before: str
    period_before: Period


class Cancelled(Model):
    """A shift the reader was signed up for is cancelled."""

    kind: Literal["cancelled"] = "cancelled"
    shift_id: int
    also: tuple[int, ...] = ()  # the reader's other shifts, cancelled with it


class LateLeave(Model):
    """To the leader: somebody left within the late hours before the start, and nobody was promoted."""

    kind: Literal["late_leave"] = "late_leave"
    shift_id: int
    person_id: int


class Gap(Model):
    """To the leader: a shift with a waiting list got free places so late that nobody was promoted."""

    kind: Literal["gap"] = "gap"
    shift_id: int


class Unheard(StrEnum):
    """What somebody was not told, since messages do not reach them."""

    PASSED_OVER = "passed_over"  # that a place was free for them: it was not given to them
    PROMOTED = "promoted"
    REMINDER = "reminder"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    LETTER = "letter"
    HANDED_OVER = "handed_over"  # that they lead it now


class OutOfReach(Model):
    """To the leader: these people of a shift have not heard of something, and have to be called."""

    kind: Literal["out_of_reach"] = "out_of_reach"
    shift_id: int
    person_ids: tuple[int, ...]
    unheard: Unheard


class LeaderMissing(Model):
    """To the unit's leaders: somebody who led activities that are ahead does so no more."""

    kind: Literal["leader_missing"] = "leader_missing"
    person_id: int
    activity_ids: tuple[int, ...]


class HandedOver(Model):
    """To the new leader of an activity: it is theirs now."""

    kind: Literal["handed_over"] = "handed_over"
    activity_id: int
    by_id: int


class RosterDue(Model):
    """To the leader: the shift is over; who came?"""

    kind: Literal["roster_due"] = "roster_due"
    shift_id: int
    again: bool = False
    only: int | None = None  # the person who confirmed the rest, and whose own line somebody else has to confirm


class HoursRecorded(Model):
    """To the volunteer: the roster is confirmed or corrected; these minutes hold, or a no-show does."""

    kind: Literal["hours_recorded"] = "hours_recorded"
    shift_id: int
    entry_id: int


class ClaimMade(Model):
    """To the unit's leaders: hours logged outside shifts wait for approval."""

    kind: Literal["claim_made"] = "claim_made"
    claim_id: int


class ClaimDecided(Model):
    """To the volunteer: a leader decided on logged hours, or put an earlier decision right."""

    kind: Literal["claim_decided"] = "claim_decided"
    claim_id: int
    decision: Decision
    corrects: bool = False


class Letter(Model):
    """Words of a leader to the people signed up for an activity, or of an admin to a unit's people."""

    kind: Literal["letter"] = "letter"
    from_id: int
    activity_id: int | None = None
    unit_id: int | None = None
    text: str


class RoleChanged(Model):
    """The reader was given a role in a unit, or lost it (None)."""

    kind: Literal["role_changed"] = "role_changed"
    unit_id: int
    role: Role | None


class StandingChanged(Model):
    """The reader was suspended, restored, or had no-shows taken back."""

    kind: Literal["standing_changed"] = "standing_changed"
    change: Literal["suspended", "restored", "no_shows_undone"]


class BroadcastProgress(Model):
    """To the admin who wrote to a unit's people: how far it is; one message that keeps itself up to date."""

    kind: Literal["broadcast_progress"] = "broadcast_progress"
    broadcast_id: int


Notice = Annotated[
    Reminder
    | Promoted
    | Changed
    | Cancelled
    | LateLeave
    | Gap
    | OutOfReach
    | LeaderMissing
    | HandedOver
    | RosterDue
    | HoursRecorded
    | ClaimMade
    | ClaimDecided
    | Letter
    | RoleChanged
    | StandingChanged
    | BroadcastProgress,
    Field(discriminator="kind"),
]


class Owed(Model):
    """A notice, to whom, and what it is about."""

    key: str
    person_id: int
    notice: Notice
    bulk: bool = False  # bulk waits for everything else
    broadcast_id: int | None = None
