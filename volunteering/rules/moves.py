"""Who still comes to a shift that is at another time or place: asked, by when, and what becomes of who says nothing.

docs/rules.md: Changes need consent.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, Self

from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ages import NotAtThatHour, TooLongADay, reasons_of_age, too_long_a_day
from volunteering.rules.changes import SETTLES
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.signing_up import Facts, Overlaps, SignUp

UNDONE_WITHIN: Final = timedelta(hours=1)
"""How long a move can be undone, whoever was told of it."""

_A_DAY: Final = timedelta(days=1)

Hindrance = Overlaps | NotAtThatHour | TooLongADay
"""What a move can bring upon somebody who had a place before it."""


class WhoIsAsked(Model):
    """So many people are asked to confirm a move, and so many of them have a place elsewhere then."""

    people: int
    elsewhere: int = 0


class Stood(Model):
    """How somebody with a place stood when it moved: what they had said, and what they had still to confirm."""

    sign_up: int
    person: int
    coming: int | None = None
    answered_at: Instant | None = None
    to_confirm: Instant | None = None
    confirm_until: Instant | None = None
    urged: int | None = None


class TimeAndVenue(Model):
    """What an activity, or a shift of it, said of time and place; and before a move, who was in it."""

    title: str
    venue: str
    period: Period | None = None  # of the shift that was moved
    since: Instant | None = None  # since when it had that time
    people: tuple[int, ...] = ()  # who is told
    stood: tuple[Stood, ...] = ()  # everybody with a place

    @classmethod
    def of(cls, activity: Activity, shift: Shift | None = None) -> Self:
        """What they say now."""
        period, since = (shift.period, shift.since) if shift else (None, None)
        return cls(title=activity.title, venue=activity.venue, period=period, since=since)


class Move(Model):
    """A shift set to another time, or an activity to another place with all its shifts that are ahead."""

    id: int
    activity_id: int
    shift_id: int | None
    at: Instant
    before: TimeAndVenue
    after: TimeAndVenue
    undone_at: Instant | None = None

    def is_settled(self, now: datetime) -> bool:
        """Whether people may have been told."""
        return self.at + SETTLES <= now

    def is_final(self, now: datetime) -> bool:
        """Whether it is too late to undo it."""
        return self.at + UNDONE_WITHIN <= now

    def still_stands(self, activity: Activity, shift: Shift | None) -> bool:
        """Whether everything is as this move made it: nothing of it was changed once more."""
        if shift is not None:
            return shift.period == self.after.period
        renamed = self.before.title != self.after.title
        return activity.venue == self.after.venue and (not renamed or activity.title == self.after.title)

    def stood(self, sign_up: SignUp) -> Stood | None:
        """How somebody stood before it who has had the place since then; None of whoever got it later."""
        if sign_up.at > self.at:
            return None
        return next((one for one in self.before.stood if one.sign_up == sign_up.id), None)


def hindrances(facts: Facts, moment: Moment) -> tuple[Hindrance, ...]:
    """What keeps somebody from coming to a shift that they have a place in, as it is now: the person is to choose."""
    period = facts.shift.period
    found: list[Hindrance] = [Overlaps(clash=facts.clash)] if facts.clash else []
    if facts.youth is not None:
        of_age = reasons_of_age(facts.born, facts.youth, period, moment)
        found += [reason for reason in of_age if isinstance(reason, NotAtThatHour)]
        if too_long := too_long_a_day(facts.born, facts.youth, period, moment):
            found.append(too_long)
    return tuple(found)


class ConfirmQuestion(Model):
    """What somebody is asked about a move: whether they still come to a shift, or to several that moved with it."""

    shifts: tuple[Facts, ...]  # by start
    by: tuple[Instant, ...]  # until when, of each
    reasons: tuple[Hindrance, ...]  # what keeps them from the first

    @property
    def first(self) -> Facts:
        """How they stand in the first of them."""
        return self.shifts[0]

    @property
    def ends(self) -> datetime:
        """When the first of them is to be answered."""
        return min(self.by)

    @property
    def loses_place(self) -> bool:
        """Whether the place of the one that is to be answered first is offered on then."""
        at = self.by.index(self.ends)
        return self.ends < self.shifts[at].shift.period.start


def question_about(shifts: Sequence[Facts], moment: Moment) -> ConfirmQuestion | None:
    """What somebody is asked about these shifts, by start, which were moved together; None where nothing is open."""
    still = [one for one in shifts if one.is_on and not one.shift.has_begun(moment.now) and _asks(one.mine)]
    if not still:
        return None
    by = tuple((one.mine and one.mine.confirm_until) or confirm_until(one.shift.period.start, moment) for one in still)
    return ConfirmQuestion(shifts=tuple(still), by=by, reasons=hindrances(still[0], moment))


def _asks(mine: SignUp | None) -> bool:
    return mine is not None and mine.to_confirm is not None


def confirm_until(start: datetime, moment: Moment) -> datetime:
    """Until when somebody who is asked now confirms: (24 h) before the start, but at least (6 h) from now.

    What would end in the night ends with it. Where that is the start or later, it is the start, and nobody loses a
    place by it.
    """
    policy = moment.policy
    least = moment.now + timedelta(hours=policy.confirm_least_hours)
    ends = max(start - timedelta(hours=policy.confirm_hours), least)
    return min(moment.model_copy(update={"now": ends}).heard_at, start)


def asked_anew(stood: Stood, start: datetime, moment: Moment) -> Stood:
    """The same, of somebody who may have read otherwise meanwhile: they have as long as if they were asked now."""
    if stood.confirm_until is None:
        return stood
    by = max(stood.confirm_until, confirm_until(start, moment))
    return stood.model_copy(update={"confirm_until": by})


def loses_place(shift: Shift, sign_up: SignUp, now: datetime) -> bool:
    """Whether somebody was asked, and the time to answer is over, before the shift has begun."""
    by = sign_up.confirm_until
    return by is not None and by <= now and not shift.has_begun(now)


def urged_at(shift: Shift, sign_up: SignUp, moment: Moment) -> datetime | None:
    """When somebody who has not confirmed is reminded of it, once: a day ahead, or half-way where it is less.

    None where a reminder of the shift comes before it is too late, and asks.
    """
    since, by = sign_up.to_confirm, sign_up.confirm_until
    if since is None or by is None:
        return None
    if any(since < shift.period.start - timedelta(hours=hours) < by for hours in moment.policy.reminders_hours):
        return None
    at = by - min(_A_DAY, (by - since) / 2)
    return min(moment.model_copy(update={"now": at}).heard_at, by)


def told_at(starts: Iterable[datetime], moment: Moment) -> datetime:
    """From when on people hear of a change of shifts that start then: at night only of today's, and of what begins
    before the night is over.
    """
    heard = moment.heard_at
    at_once = any(local_day(start, moment.zone) == moment.today or start <= heard for start in starts)
    return moment.now if at_once else heard
