"""Reminders: who is owed one, when, and what they ask (docs/rules.md: Reminders; decision 69).

Two facts decide: since when the person could know (they signed up, or the shift was moved), and the shift's start.
Whoever learned of it inside the window isn't reminded of what they did a minute ago. What would be due at night waits
for the morning, or where that is too late, goes the evening before; a shift of today may be spoken of at any hour.
"""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from volunteering.rules.activities import Shift, State
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import EVENING, MORNING, Moment
from volunteering.rules.ground.periods import local_day, start_of_day
from volunteering.rules.ground.policy import Policy, Quiet
from volunteering.rules.moves import loses_place
from volunteering.rules.signing_up import SignUp, SignUpState
from volunteering.rules.tree import Unit

BEFORE_NIGHT: Final = timedelta(hours=1)
"""So long before the night what it would bring too late is said."""

IN_TIME: Final = timedelta(hours=1)
"""So long before the start the morning has to be, for what was due at night to wait for it."""

TO_ANSWER: Final = timedelta(hours=1)
"""So long ago somebody was asked first, for a leader to call them: a question of a moment ago is no silence."""

A_SECOND: Final = timedelta(seconds=1)


def asking_hours(policy: Policy) -> tuple[int, ...]:
    """The reminders that ask whether one comes, the longest first: all but the last, unless it is the only one."""
    return policy.reminders_hours[:-1] or policy.reminders_hours


def asked_last(policy: Policy) -> int | None:
    """How many minutes before the start people are asked for the last time; whoever is silent then is a risk."""
    hours = asking_hours(policy)
    return hours[-1] * 60 if hours else None


def asks_by_now(shift: Shift, moment: Moment, *, at_last: bool = False) -> bool:
    """Whether it is so close to the start that people are asked, or were; `at_last`: for the last time."""
    hours = asking_hours(moment.policy)
    return any(due_at(shift.period.start, one) <= moment.now for one in (hours[-1:] if at_last else hours))


def due_at(start: datetime, hours_before: int) -> datetime:
    """The instant at which the reminder of that kind is due, whatever the hour of the day."""
    return start - timedelta(hours=hours_before)


def is_due_within_the_hour(shift: Shift, hours_before: int, moment: Moment) -> bool:
    """Whether the reminder of that kind is due in less than an hour: one that goes now stands for it, too."""
    return due_at(shift.period.start, hours_before) < moment.now + IN_TIME


def goes_at(start: datetime, hours_before: int, moment: Moment) -> datetime:
    """The first instant at which it may be told: when it is due, in the morning after, or the evening before."""
    return _goes_at(start, due_at(start, hours_before), moment.zone, moment.policy.quiet_hours)


@lru_cache(maxsize=1024)  # of what begins together it is asked once, and not for each of its people
def _goes_at(start: datetime, due: datetime, zone: ZoneInfo, quiet: Quiet) -> datetime:
    then = Moment(now=due, zone=zone, policy=Policy(quiet_hours=quiet))
    if not then.is_quiet or then.today == local_day(start, zone):
        return due
    return then.heard_at if then.heard_at + IN_TIME <= start else _night_of(due, then) - BEFORE_NIGHT


def first_due(shift: Shift, moment: Moment) -> datetime | None:
    """When somebody who signs up now is reminded first; None where it is too late for any reminder."""
    start = shift.period.start
    every = ((goes_at(start, hours, moment), due_at(start, hours)) for hours in moment.policy.reminders_hours)
    return min((goes for goes, due in every if moment.now < min(goes, due)), default=None)


def is_owed(shift: Shift, sign_up: SignUp, hours_before: int, moment: Moment) -> bool:
    """Whether this person is to be reminded now: due, not begun, confirmed, and known of since before it was due.

    At night of what begins today alone, and only where it is due today, or the morning is too late.
    """
    start, is_quiet = shift.period.start, moment.is_quiet
    due, goes = due_at(start, hours_before), goes_at(start, hours_before, moment)
    return (
        shift.state is State.OPEN
        and sign_up.state is SignUpState.CONFIRMED
        and max(sign_up.at, shift.since) < (due if is_quiet else min(due, goes))
        and goes <= moment.now < start
        and (not is_quiet or _may_wake(due, start, moment))
        and not loses_place(shift, sign_up, moment.now)
    )


def _may_wake(due: datetime, start: datetime, moment: Moment) -> bool:
    days = {local_day(start, moment.zone), moment.today}
    return len(days) == 1 and (start < moment.heard_at + IN_TIME or local_day(due, moment.zone) in days)


class Starts(Model):
    """Shifts that begin after an instant, up to another; known of, where that is said, since before a third."""

    after: Instant
    until: Instant
    known_by: Instant | None = None


def starts_owed(hours_before: int, moment: Moment) -> tuple[Starts, ...]:
    """When shifts begin whose reminder of that kind goes now: `is_owed`, for whoever looks for many."""
    ahead = timedelta(hours=hours_before)
    latest = moment.now + ahead
    spans: tuple[Starts, ...]
    if moment.is_quiet:
        today, tomorrow = _midnight(moment, days=0), _midnight(moment, days=1)
        spans = (
            Starts(after=moment.now, until=min(latest, moment.heard_at + IN_TIME - A_SECOND, tomorrow - A_SECOND)),
            Starts(after=max(moment.now, today + ahead - A_SECOND), until=min(latest, tomorrow - A_SECOND)),
        )
    else:
        spans = (Starts(after=moment.now, until=latest), *_before_the_night(ahead, moment))
    return tuple(span for span in spans if span.after < span.until)


def _before_the_night(ahead: timedelta, moment: Moment) -> tuple[Starts, ...]:
    """What the night that begins within the hour would bring too late."""
    soon = _at(moment.now + BEFORE_NIGHT, moment)
    if not soon.is_quiet:
        return ()
    night, midnight = _night_of(soon.now, moment), _midnight(moment, days=1)
    first, last = max(night + ahead, midnight), min(soon.heard_at + IN_TIME, midnight + ahead) - A_SECOND
    return (Starts(after=first - A_SECOND, until=last, known_by=night - BEFORE_NIGHT),)


def _at(instant: datetime, moment: Moment) -> Moment:
    return moment.model_copy(update={"now": instant})


def _midnight(moment: Moment, *, days: int) -> datetime:
    """The first instant of the local date so many days from now."""
    return start_of_day(moment.today + timedelta(days=days), moment.zone)


def _night_of(instant: datetime, moment: Moment) -> datetime:
    """When the quiet hours began that an instant is in."""
    there = _at(instant, moment)
    first = time(moment.policy.quiet_hours.first)
    days = (there.today - timedelta(days=1), there.today)
    begins = (datetime.combine(day, first, tzinfo=moment.zone).astimezone(UTC) for day in days)
    return max(at for at in begins if at <= instant)


class Expected(Model):
    """Somebody with a place in a shift that begins soon."""

    shift: Shift
    sign_up: SignUp


def was_known_when_due(one: Expected, hours_before: int) -> bool:
    """Whether that reminder was for this person at all: who came later, or has heard of the move since, has none."""
    return max(one.sign_up.at, one.shift.since) < due_at(one.shift.period.start, hours_before)


def silent_of(moment: Moment) -> Starts | None:
    """When shifts begin whose silent people are asked once more now, who were asked `once_more_hours` ago.

    By day: of today's shifts, and in the evening (`evening_of`) of tomorrow's, but not within the late hours, in which
    it would be too late for somebody else. None where nobody is asked now.
    """
    policy = moment.policy
    if not policy.once_more_hours or not moment.is_by_day or moment.is_quiet:
        return None
    after = moment.now + timedelta(hours=policy.late_hours)
    is_evening = moment.now.astimezone(moment.zone).time() >= evening_of(policy)
    until = _midnight(moment, days=2 if is_evening else 1) - A_SECOND
    return Starts(after=after, until=until, known_by=asked_long_ago(moment)) if after < until else None


def evening_of(policy: Policy) -> time:
    """From when on the silent are asked about tomorrow: as leaders are told of it, or earlier where that is too late.

    So that it is never too late for all of them, an hour before nobody is told in the evening any more.
    """
    last, quiet = EVENING.hour - 1, policy.quiet_hours
    hour = min(policy.digest_hour, last)
    return time(min(last, max(MORNING.hour, quiet.first - 1)) if quiet.has(time(hour)) else hour)


def asked_long_ago(moment: Moment) -> datetime:
    """Who was asked by then has had the time to answer."""
    return moment.now - timedelta(hours=moment.policy.once_more_hours)


def asked_once_more_at(asked_at: datetime, start: datetime, moment: Moment) -> datetime | None:
    """The first instant from now on at which somebody who stays silent is asked once more; None: not any more."""
    at = max(moment.now, asked_at + timedelta(hours=moment.policy.once_more_hours))
    days = {local_day(at, moment.zone) + timedelta(days=ahead) for ahead in range(3)}
    hours = {MORNING, evening_of(moment.policy), time(moment.policy.quiet_hours.until)}
    begins = (datetime.combine(day, hour, tzinfo=moment.zone).astimezone(UTC) for day in days for hour in hours)
    for instant in sorted({at, *(one for one in begins if one > at)}):
        span = silent_of(_at(instant, moment))
        if span is not None and span.after < start <= span.until:
            return instant
    return None


class Unanswered(Model):
    """A shift that is over, whose roster nobody confirmed."""

    shift: Shift
    unit: Unit
    leader_id: int
    leader_answers: bool  # active, reachable, and still a leader of the unit


class Occasion(StrEnum):
    """What a line notes that is no reminder."""

    FIRST_ASKED = "first_asked"  # the person, for the roster
    ASKED_AGAIN = "asked_again"
    CALL_ABOUT_SHIFT = "call_about_shift"  # a leader was told that messages do not reach the person
    CALL_ABOUT_PLACE = "call_about_place"
    CALL_ABOUT_CANCELLED = "call_about_cancelled"
    CALL_ABOUT_LEADING = "call_about_leading"
    CALL_ABOUT_BUDDY = "call_about_buddy"
    FIRST_COME = "first_come"  # whoever waits was told, within the late hours, that a place is free
    ONCE_MORE = "once_more"  # the silent person was asked once more
    LEFT_OVER = "left_over"  # the person was told that the shift began without a place for them


class ReminderLine(Model):
    """That a person was reminded of a shift, asked for its roster or had to be called, for the start it then had."""

    shift_id: int
    person_id: int
    about: int | Occasion  # a reminder so many minutes before the start, or something else
    starts_at: Instant
