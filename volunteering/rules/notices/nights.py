"""Which messages wait for the morning, however they came to be late (docs/rules.md: Reminders).

Whoever owes one says when it is due. What could not be sent then, since Telegram or this process was away, is looked at
once more as it goes out.
"""

from collections.abc import Iterable
from datetime import datetime, time

from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.notices.asking import HelpMissing
from volunteering.rules.notices.attendance import NoShowForgiven, RosterDue
from volunteering.rules.notices.leading import Cancelled, Changed, LeadersDigest, OtherRole
from volunteering.rules.notices.owed import Notice
from volunteering.rules.notices.signing_up import (
    FirstCome,
    Gap,
    LateLeave,
    LateRole,
    LeftOver,
    MovedBack,
    NotConfirmed,
    NotedNotComing,
    OfferLapsed,
    OnceMore,
    OutOfReach,
    PlaceLapsed,
    PlaceOffered,
    PleaseConfirm,
    Promoted,
    Reminder,
    Unheard,
)
from volunteering.rules.reminders import IN_TIME


def shifts_of(notice: Notice) -> tuple[int, ...] | None:
    """The shifts that a message is about which can wait for the morning; None of one that waits for nothing."""
    match notice:
        case OutOfReach(unheard=unheard) if unheard is not Unheard.PASSED_OVER:
            # What did not reach them has waited; it may have been about a shift of today that was moved away.
            return None
        case Reminder(shift_ids=shifts) | OnceMore(shift_ids=shifts):
            return shifts
        case Cancelled(shift_id=first, also=others):
            return (first, *others)
        case (
            Changed() | OtherRole() | MovedBack() | PleaseConfirm() | PlaceLapsed() | Promoted() | PlaceOffered()
            | OfferLapsed() | FirstCome() | LeftOver() | HelpMissing() | NotConfirmed() | Gap() | LateLeave()
            | LateRole() | OutOfReach() | RosterDue() | NotedNotComing()
        ):  # fmt: skip
            return (notice.shift_id,)
        case LeadersDigest() | NoShowForgiven():
            return ()
    return None


def told_from(notice: Notice, shifts: Iterable[Period], moment: Moment) -> datetime:
    """From when on a message about these shifts may be told which can wait for the morning.

    At any hour of a shift of today, or one that begins before it would be in time.
    """
    if not moment.is_quiet:
        return moment.now
    if isinstance(notice, LeadersDigest) and moment.policy.quiet_hours.has(time(moment.policy.digest_hour)):
        return moment.now  # the organisation wants it so
    before = (notice.period_before,) if isinstance(notice, Changed) else ()
    heard = moment.heard_at
    may_wake = any(
        moment.today in {local_day(one.start, moment.zone), local_day(one.end, moment.zone)}
        or moment.now <= one.start < heard + IN_TIME
        for one in (*shifts, *before)
    )
    return moment.now if may_wake else heard
