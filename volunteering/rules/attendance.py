"""The roster: who came to a shift, and for how long (docs/rules.md: Attendance and hours)."""

from datetime import timedelta
from enum import StrEnum

from volunteering.rules.activities import Shift
from volunteering.rules.ground.model import Model
from volunteering.rules.hours import MINUTES_A_DAY, Counted, Kind

MOST_LONGER = 4 * 60
"""By how many minutes somebody may have stayed longer than the shift; beyond that it is a slip of the finger."""

FORGOTTEN = timedelta(days=30)
"""A roster of a shift that ended so long ago is not asked for any more; it can still be confirmed."""


class Noted(StrEnum):
    """What the leader says beside a tick."""

    EXCUSED = "excused"  # of somebody not ticked: they could not come
    SENT_HOME = "sent_home"  # of somebody ticked: before the end


class RosterLine(Model):
    """One person who had a place or walked in: the tick so far, and what holds once the roster was confirmed."""

    person_id: int
    name: str
    came: bool | None = None  # None: not ticked
    minutes: int | None = None  # adjusted; None is the shift's own length
    noted: Noted | None = None  # None: nothing but the tick
    counted: Counted | None = None
    walked_in: bool = False  # came without a place
    agreed: bool = True  # to the risk as it is stated now, where there is one
    role: str = ""  # what the person does in a shift with roles; nobody said of who walked in

    def says(self, shift: Shift) -> tuple[Kind, int]:
        """What the line will be in the ledger when the roster is confirmed.

        Not ticked is a no-show, unless the no-show was taken back: confirming the others again doesn't bring it back.
        Nor is it one of somebody who had no place.
        """
        if not self.came:
            return self._says_of_absence(), 0
        kind = Kind.SENT_HOME if self.noted is Noted.SENT_HOME else Kind.ATTENDED
        return kind, shift.period.minutes if self.minutes is None else self.minutes

    def _says_of_absence(self) -> Kind:
        if self.walked_in:
            return Kind.VOID
        if self.noted is Noted.EXCUSED:
            return Kind.EXCUSED
        return Kind.VOID if self.counted is not None and self.counted.kind is Kind.VOID else Kind.NO_SHOW

    def holds(self, shift: Shift) -> bool:
        """Whether the ledger says already what the line says."""
        kind, minutes = self.says(shift)
        if self.counted is None:
            return kind is Kind.VOID
        return (self.counted.kind, self.counted.minutes) == (kind, minutes)


def most_minutes(shift: Shift) -> int:
    """The most minutes that one person can have given in this shift."""
    return min(shift.period.minutes + MOST_LONGER, MINUTES_A_DAY)
