"""Changes of what people were told: they settle for half a minute, and until then they can be taken back.

docs/rules.md: Activities and shifts.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from pydantic import ConfigDict

from volunteering.rules.activities import Activity
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.risk import Risk
from volunteering.rules.signing_up import SignUp

AT_ONCE: Final = timedelta(0)
SETTLES: Final = timedelta(seconds=30)
"""How long a change waits before it is told, so that it can be taken back, and the next one is told with it."""


class Stated(Model):
    """What people go by: title, venue and risk of an activity."""

    model_config = ConfigDict(extra="ignore")  # a replica of the version before says more of it

    title: str
    venue: str
    risk: Risk | None = None
    people: tuple[int, ...] = ()  # who knew it, and is to be told of another
    placed: tuple[int, ...] = ()  # sign-ups that were places then


class RecentChange(Model):
    """What an activity said before and after."""

    id: int
    activity_id: int
    at: Instant
    until: Instant  # nobody is told before
    before: Stated
    after: Stated
    undone: bool = False

    def has_settled(self, now: Instant) -> bool:
        """Whether it is too late to take it back."""
        return self.until <= now

    def still_stands(self, activity: Activity) -> bool:
        """Whether everything is as this change made it: nothing of it was changed once more."""
        after = self.after
        return (activity.title, activity.venue, activity.risk) == (after.title, after.venue, after.risk)


def stated(activity: Activity, places: Iterable[SignUp] = ()) -> Stated:
    """What people go by now, and who of them has a place."""
    placed = tuple(sign_up.id for sign_up in places)
    return Stated(title=activity.title, venue=activity.venue, risk=activity.risk, placed=placed)
