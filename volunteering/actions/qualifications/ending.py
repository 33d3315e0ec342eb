"""What time brings to qualifications: their end is told ahead (docs/rules.md: Qualifications)."""

from datetime import date, datetime, time, timedelta
from typing import Final

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import start_of_day
from volunteering.rules.notices.qualifications import QualificationEnds
from volunteering.rules.qualifications import REMINDED_AHEAD, Qualification

BATCH: Final = 200
"""How many one transaction takes, so that no tap waits long behind a sweep."""

MORNING: Final = time(9)
"""When people are told, in the organisation's zone: nobody is woken for it."""


async def tell_of_ends(records: Records, moment: Moment) -> bool:
    """Owe a batch of the reminders due now. Whether there may be more: run it again, in another transaction.

    Where the bot was down, the shorter reminder takes the place of the longer one; what has ended is ahead no more.
    """
    is_full = False
    for days_ahead in sorted(REMINDED_AHEAD):
        ending = await records.qualifications.expiring(_told_by_now(moment, days_ahead), days_ahead, BATCH)
        for one in ending:
            if await records.qualifications.note_reminded(one.id, days_ahead):
                _remind(records, one, days_ahead, moment)
        is_full |= len(ending) == BATCH
    return is_full


def _told_by_now(moment: Moment, days_ahead: int) -> date:
    """The last local date whose end is told of by now, so many days before."""
    is_early = moment.now.astimezone(moment.zone).time() < MORNING
    return moment.today + timedelta(days=days_ahead - is_early)


def _remind(records: Records, one: Qualification, days_ahead: int, moment: Moment) -> None:
    if one.expires_on and one.expires_on >= moment.today:
        notice = QualificationEnds(qualification_id=one.id, days_ahead=days_ahead)
        tell(records, [one.person_id], notice, notice.about(), moment)


async def next_end_told(records: Records, moment: Moment) -> datetime | None:
    """The first instant after now at which somebody is to be reminded of an end, as things stand."""
    found = [
        start_of_day(ends - timedelta(days=days_ahead), moment.zone) + timedelta(hours=MORNING.hour)
        for days_ahead in REMINDED_AHEAD
        if (ends := await records.qualifications.next_end(_told_by_now(moment, days_ahead), days_ahead))
    ]
    return min(found, default=None)
