"""One message a day to whoever leads: what needs them tomorrow (docs/rules.md: Reminders)."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.attendance import FORGOTTEN
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import readings, whole_day
from volunteering.rules.notices.leading import LeadersDigest


def is_time(moment: Moment) -> bool:
    """Whether it is late enough today for what needs somebody tomorrow, and not yet night."""
    hour = time(moment.policy.digest_hour)
    is_late = moment.now.astimezone(moment.zone).time() >= hour
    return is_late and (not moment.is_quiet or moment.policy.quiet_hours.has(hour))


async def whom_something_needs(records: Records, moment: Moment) -> tuple[int, ...]:
    """Who leads something tomorrow, or has a roster to confirm or a question to answer, and was not told of that day.

    It only looks: nothing is locked.
    """
    if not is_time(moment):
        return ()
    tomorrow = moment.today + timedelta(days=1)
    about = LeadersDigest(day=tomorrow).about()
    return await records.reminders.needed(whole_day(tomorrow, moment.zone), moment.now - FORGOTTEN, moment.now, about)


async def next_digest(records: Records, moment: Moment) -> datetime | None:
    """The next evening's hour, where something needs somebody then as things stand; else None."""
    hour, zone = time(moment.policy.digest_hour), moment.zone
    ahead = (
        at for days in (0, 1) for at in readings(moment.today + timedelta(days=days), hour, zone) if at > moment.now
    )
    evening = moment.model_copy(update={"now": next(ahead)})
    return evening.now if await whom_something_needs(records, evening) else None


def owe_digests(records: Records, people: Iterable[int], moment: Moment) -> int:
    """Owe each of them what needs them tomorrow, once a day; how many they are."""
    notice = LeadersDigest(day=moment.today + timedelta(days=1))
    return tell(records, people, notice, notice.about(), moment)
