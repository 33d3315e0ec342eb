"""Offers: whom a place that comes free is offered to, and until when it is held (docs/rules.md: Offers).

It judges by what signing up asks (`volunteering.rules.signing_up`): an offer is taken as any place is.
"""

from datetime import datetime, timedelta
from typing import Final

from volunteering.rules.activities import Shift
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import Facts, reasons_against

SHARED_BY: Final = 3
"""Of the hours by day that are left until the late hours, the first who is asked has a third at the most."""

LEAST_HELD: Final = 2
"""And so many of them at the least: hours by day in which most have read it."""


def late_from(shift: Shift, moment: Moment) -> datetime:
    """When the late hours of a shift begin: from then on a place that is free is for whoever asks first."""
    return shift.period.start - timedelta(hours=moment.policy.late_hours)


def goes_in_turn(shift: Shift, moment: Moment) -> bool:
    """Whether a place that comes free goes down the line by itself: not within the late hours before the start."""
    return moment.now < late_from(shift, moment)


def held_until(shift: Shift, moment: Moment) -> datetime | None:
    """Until when a place that comes free now is held for the next in line; None where nobody would hear of it in time.

    The hours count from when they hear of it, and what is held is never held into the late hours. The nearer these
    are, the shorter it is held, so that there is time to ask somebody else.
    """
    heard, late = moment.heard_at, late_from(shift, moment)
    share = max(LEAST_HELD, moment.hours_by_day(heard, late) / SHARED_BY)
    until = min(heard + timedelta(hours=moment.policy.offer_hours), moment.by_day_after(heard, share), late)
    return until if until > heard else None


def held_once_heard(until: datetime, shift: Shift, moment: Moment) -> datetime:
    """Until when a place is held whose reader hears of it now: however long that took, the hours count from here."""
    return max(until, held_until(shift, moment) or until)


def may_be_next(facts: Facts, moment: Moment) -> bool:
    """Whether a free place goes to this person, who waits: nothing is against it, they hear of it, they agreed."""
    return facts.reachable and facts.agreed and not reasons_against(facts, moment)


def may_take_over(facts: Facts, moment: Moment) -> bool:
    """Whether this person, who waits, could have the last place once it is given back; not where one is free."""
    given_back = facts.capacity.given_back()
    return facts.capacity.is_full and may_be_next(facts.model_copy(update={"capacity": given_back}), moment)
