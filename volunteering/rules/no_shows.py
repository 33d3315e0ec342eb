"""No-shows that keep somebody from signing up: those of the last months, but for what was forgiven.

docs/rules.md: No-shows fade.
"""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Month, start_of_day


class MissedShift(Model):
    """A no-show that the roster has of somebody, and who forgave it, where somebody did."""

    shift_id: int
    day: date  # local, of the shift
    forgiven_by: int | None = None

    @property
    def is_forgiven(self) -> bool:
        """Whether it counts no more because somebody who may said so."""
        return self.forgiven_by is not None


class NoShows(Model):
    """The person did not come to these shifts, the earliest first."""

    days: tuple[date, ...]  # local
    next_fades: date | None  # the first local date on which the earliest counts no more; None: none ever fades
    allowed_on: date | None  # the first local date on which few enough count

    def allowed_at(self, zone: ZoneInfo) -> datetime | None:
        """The first instant at which nothing is against it any more."""
        return start_of_day(self.allowed_on, zone) if self.allowed_on else None


def fades_on(day: date, moment: Moment) -> date | None:
    """The first local date on which a no-show of that day counts no more; None: it never fades.

    The same day of the month, so many months on, or the last of a shorter month.
    """
    months = moment.policy.no_show_months
    if not months:
        return None
    last = Month.of(day).plus(months).last_day()
    return last.replace(day=min(day.day, last.day))


def that_count(days: Iterable[date], moment: Moment) -> tuple[date, ...]:
    """Those of the no-shows of these local dates that count at that moment, the earliest first."""
    ends = ((day, fades_on(day, moment)) for day in sorted(days))
    return tuple(day for day, end in ends if end is None or moment.today < end)


def reason_of_no_shows(days: Iterable[date], moment: Moment) -> NoShows | None:
    """Why nobody with no-shows of these local dates signs up; None where few enough of them count."""
    counted = that_count(days, moment)
    over = len(counted) - moment.policy.no_shows
    if over < 0:
        return None
    return NoShows(days=counted, next_fades=fades_on(counted[0], moment), allowed_on=fades_on(counted[over], moment))
