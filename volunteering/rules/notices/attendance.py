"""Messages about rosters: to be confirmed, and what they say."""

from datetime import datetime
from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About, second


class RosterDue(Model):
    """To the leader: the shift is over; who came?"""

    kind: Literal["roster_due"] = "roster_due"
    shift_id: int
    again: bool = False
    only: int | None = None  # the person who confirmed the rest, and whose own line somebody else has to confirm

    def about(self, start: datetime) -> About:
        """Of the shift, for the time it has; or of the one line left over."""
        if self.only is not None:
            return About(f"roster_own:{self.shift_id}:{self.only}")
        kind = "roster_again" if self.again else "roster"
        return About(f"{kind}:{self.shift_id}@{second(start)}")


class HoursRecorded(Model):
    """To the volunteer: the roster is confirmed or corrected; these minutes hold, or a no-show does."""

    kind: Literal["hours_recorded"] = "hours_recorded"
    shift_id: int
    entry_id: int

    def about(self) -> About:
        """Of the line in the ledger."""
        return About(f"hours:{self.entry_id}")


class NoShowForgiven(Model):
    """To the volunteer: a no-show counts no more, or again, as somebody who leads there decided."""

    kind: Literal["no_show_forgiven"] = "no_show_forgiven"
    shift_id: int
    is_forgiven: bool = True

    def about(self) -> About:
        """Of the shift: of several changes the latest is told."""
        return About(f"forgiven:{self.shift_id}")
