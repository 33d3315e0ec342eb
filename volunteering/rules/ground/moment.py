"""The moment of an act, as the organisation sees it: what every action is told last."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.ground.policy import Policy

MORNING: Final = time(9)
"""From when on people are told what has no hour of its own, in the organisation's zone: nobody is woken for it."""

EVENING: Final = time(21)
"""From when on nobody is told in the evening what can wait for the morning."""


class Moment(Model):
    """An instant, with the zone that its days and months are in and the numbers that hold then."""

    now: AwareDatetime
    zone: ZoneInfo
    policy: Policy

    @property
    def today(self) -> date:
        """The local date in its zone."""
        return local_day(self.now, self.zone)

    def morning_of(self, day: date) -> datetime:
        """The instant (UTC) from which on it is morning on a local date, also where the clocks change on it."""
        return datetime.combine(day, MORNING, tzinfo=self.zone).astimezone(UTC)

    @property
    def is_early(self) -> bool:
        """Whether it is too early in the day for what has no hour of its own."""
        return self.now.astimezone(self.zone).time() < MORNING

    @property
    def is_by_day(self) -> bool:
        """Whether people may be told what can wait: neither too early in the day, nor in the evening."""
        return MORNING <= self.now.astimezone(self.zone).time() < EVENING

    @property
    def is_quiet(self) -> bool:
        """Whether it is night, and nobody is told what can wait."""
        return self.policy.quiet_hours.has(self.now.astimezone(self.zone).time())

    @property
    def heard_at(self) -> datetime:
        """The first instant, this one or a later one, at which people may be told: outside the quiet hours.

        What is told now, and at night when that is over.
        """
        if not self.is_quiet:
            return self.now
        until = time(self.policy.quiet_hours.until)
        ends = (
            datetime.combine(self.today + timedelta(days=days), until, tzinfo=self.zone).astimezone(UTC)
            for days in (0, 1)
        )
        return min(end for end in ends if end > self.now)

    @property
    def quiet_from(self) -> datetime:
        """The next instant after this one at which the quiet hours begin."""
        first = time(self.policy.quiet_hours.first)
        begins = (
            datetime.combine(self.today + timedelta(days=days), first, tzinfo=self.zone).astimezone(UTC)
            for days in (0, 1)
        )
        return min(at for at in begins if at > self.now)

    def _at(self, instant: datetime) -> "Moment":
        return self.model_copy(update={"now": instant})

    def hours_by_day(self, since: datetime, until: datetime) -> float:
        """How many hours there are between two instants in which people read what they are told: not at night."""
        quiet, a_day, slept = self.policy.quiet_hours, timedelta(days=1), timedelta()
        day, last = local_day(since, self.zone) - a_day, local_day(until, self.zone)
        while quiet.first != quiet.until and day <= last:
            ends_on = day if quiet.first < quiet.until else day + a_day
            begins = datetime.combine(day, time(quiet.first), tzinfo=self.zone).astimezone(UTC)
            ends = datetime.combine(ends_on, time(quiet.until), tzinfo=self.zone).astimezone(UTC)
            slept += max(timedelta(), min(ends, until) - max(begins, since))
            day += a_day
        return max(0.0, (until - since - slept) / timedelta(hours=1))

    def by_day_after(self, since: datetime, hours: float) -> datetime:
        """The instant by which there have been so many hours since then in which people read what they are told."""
        quiet, left, at = self.policy.quiet_hours, timedelta(hours=hours), since
        while quiet.first != quiet.until:
            begins = self._at(at).heard_at
            ends = self._at(begins).quiet_from
            if left <= ends - begins:
                return begins + left
            left, at = left - (ends - begins), ends
        return at + left

    def told_by_now(self, days_ahead: int) -> date:
        """The last local date of which people are told by now, where they are told so many days before, by day."""
        return self.today + timedelta(days=days_ahead - self.is_early)

    @property
    def month(self) -> Month:
        """The month that the local date is in."""
        return Month.of(self.today)
