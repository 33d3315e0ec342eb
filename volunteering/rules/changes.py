"""Changes of what people were told: they settle for half a minute, and until then they can be taken back.

docs/rules.md: Activities and shifts.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from volunteering.rules.activities import Activity, Shift
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.periods import Period
from volunteering.rules.risk import Risk
from volunteering.rules.signing_up import SignUp

AT_ONCE: Final = timedelta(0)
SETTLES: Final = timedelta(seconds=30)
"""How long a change waits before it is told, so that it can be taken back, and the next one is told with it."""


class Stated(Model):
    """What people go by: title, venue and risk of an activity, and of a shift its time."""

    title: str
    venue: str
    risk: Risk | None = None
    period: Period | None = None  # of the shift that was moved
    since: Instant | None = None  # since when it had that time
    people: tuple[int, ...] = ()  # who knew it, and is to be told of another
    placed: tuple[int, ...] = ()  # sign-ups that were places then
    coming: tuple[int, ...] = ()  # of these, whose people had said that they come
    late: tuple[int, ...] | None = None  # of these, who come late; an older replica knows of none


class RecentChange(Model):
    """What an activity, or a shift of it, said before and after."""

    id: int
    activity_id: int
    shift_id: int | None
    at: Instant
    until: Instant  # nobody is told before
    before: Stated
    after: Stated
    undone: bool = False

    def has_settled(self, now: Instant) -> bool:
        """Whether it is too late to take it back."""
        return self.until <= now

    def still_stands(self, activity: Activity, shift: Shift | None) -> bool:
        """Whether everything is as this change made it: nothing of it was changed once more."""
        if shift is not None:
            return shift.period == self.after.period
        after = self.after
        return (activity.title, activity.venue, activity.risk) == (after.title, after.venue, after.risk)


def stated(activity: Activity, shift: Shift | None = None, places: Iterable[SignUp] = ()) -> Stated:
    """What people go by now, and who of them has a place."""
    placed = tuple(places)
    late = tuple(sign_up.id for sign_up in placed if sign_up.answer is ReminderAnswer.LATE)
    return Stated(
        title=activity.title,
        venue=activity.venue,
        risk=activity.risk,
        period=shift.period if shift else None,
        since=shift.since if shift else None,
        placed=tuple(sign_up.id for sign_up in placed),
        coming=tuple(sign_up.id for sign_up in placed if sign_up.coming),
        late=late or None,
    )
