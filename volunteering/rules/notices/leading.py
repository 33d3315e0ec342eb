"""Messages about activities that are changed, cancelled or led by somebody else."""

from datetime import date, datetime
from typing import Literal, Self

from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.keys import About, listed, second


class Changed(Model):
    """Title, time or venue of a shift the reader is signed up for changed; what it was before."""

    kind: Literal["changed"] = "changed"
    shift_id: int
    title_before: str
    place_before: str
    period_before: Period

    @classmethod
    def of(cls, activity: Activity, shift: Shift) -> Self:
        """A change from what they say now."""
        return cls(
            shift_id=shift.id, title_before=activity.title, place_before=activity.venue, period_before=shift.period
        )

    def about(self, since: datetime | None = None) -> About:
        """Of the shift: changes are told together until they are told.

        Of one that was taken back, and had been there `since`, by that instant: to who knew nothing else.
        """
        return About(f"changed:{self.shift_id}@{second(since)}" if since else f"changed:{self.shift_id}")


class RiskStated(Model):
    """The bodily risk of an activity that the reader has to do with, or its insurance, is stated anew."""

    kind: Literal["risk_stated"] = "risk_stated"
    activity_id: int
    mark_before: str  # of what was stated before (`Risk.checksum`); empty: nothing
    notice_before: str  # its text: where that is the same, nothing is asked

    @classmethod
    def of(cls, activity: Activity) -> Self:
        """A change from what it says now."""
        risk = activity.risk
        return cls(
            activity_id=activity.id,
            mark_before=risk.checksum if risk else "",
            notice_before=risk.notice if risk else "",
        )

    def about(self, since: datetime | None = None) -> About:
        """Of the activity: changes are told together until they are told; of one taken back, by its instant."""
        return About(f"risk:{self.activity_id}@{second(since)}" if since else f"risk:{self.activity_id}")


class Cancelled(Model):
    """A shift the reader was signed up for is cancelled."""

    kind: Literal["cancelled"] = "cancelled"
    shift_id: int
    also: tuple[int, ...] = ()  # the reader's other shifts, cancelled with it

    def about(self) -> About:
        """Of the first of these shifts."""
        return About(f"cancelled:{self.shift_id}")


class OtherRole(Model):
    """What the reader does in a shift is another role now, or is called otherwise; what it was before."""

    kind: Literal["other_role"] = "other_role"
    shift_id: int
    before: str = ""  # empty where the shift had no roles

    def about(self) -> About:
        """Of the shift: changes are told together until they are told."""
        return About(f"other_role:{self.shift_id}")


class LeaderMissing(Model):
    """To the unit's leaders: somebody who led activities that are ahead does so no more."""

    kind: Literal["leader_missing"] = "leader_missing"
    person_id: int
    activity_ids: tuple[int, ...]

    def about(self) -> About:
        """Of who led, and what."""
        return About(f"leader_missing:{self.person_id}:{listed(self.activity_ids)}")


class LeadersDigest(Model):
    """To whoever leads: what needs them on a local date, in the evening before."""

    kind: Literal["leaders_digest"] = "leaders_digest"
    day: date

    def about(self) -> About:
        """Of the day: once each."""
        return About(f"digest:{self.day}")


class HandedOver(Model):
    """To the new leader of an activity: it is theirs now."""

    kind: Literal["handed_over"] = "handed_over"
    activity_id: int
    by_id: int

    def about(self) -> About:
        """Of the activity that was handed over."""
        return About(f"handed_over:{self.activity_id}")
