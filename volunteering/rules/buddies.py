"""Buddies: somebody experienced looks out for a newcomer in the same shift (docs/rules.md: Buddies; decision 58)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.changes import SETTLES
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.guardians import OF_AGE
from volunteering.rules.profiles import Born
from volunteering.rules.volunteers import Standing

TOLD_AHEAD: Final = timedelta(hours=48)
"""How long before the start the two are told of each other, or when both are there later."""

FIRST_SHIFTS: Final = 2
"""For how many shifts somebody is a newcomer."""

EXPERIENCED: Final = 5
"""Shifts after which somebody may be a buddy: whoever came that often has seen a shift go well and one go wrong."""

BROUGHT: Final = 15 * 60
"""Minutes of before Yigong that say the same: five shifts of three hours."""

MOST_NEWCOMERS: Final = 2
"""Of one buddy in one shift: with more nobody is looked out for."""

MOST_WORDS: Final = 10
"""How often one of a pair may write to the other."""

WITH_MINORS: Final = "minors"
"""The code of the kind of qualification that the buddy of somebody under age holds."""


class Ending(StrEnum):
    """Why the two are no pair any more."""

    OFF = "off"  # the shift was cancelled
    MOVED = "moved"  # it is at another time, for which they are told anew
    NEWCOMER_LEFT = "newcomer_left"
    NEWCOMER_DECLINED = "newcomer_declined"  # they would rather go without
    BUDDY_LEFT = "buddy_left"
    BUDDY_DECLINED = "buddy_declined"  # not this time
    UNSUITED = "unsuited"  # the newcomer said since that they are under age
    MERGED = "merged"  # they are one person, or had two buddies as two


OF_NEWCOMER: Final = frozenset({Ending.NEWCOMER_LEFT, Ending.NEWCOMER_DECLINED})
OF_BUDDY: Final = frozenset({Ending.BUDDY_LEFT, Ending.BUDDY_DECLINED, Ending.UNSUITED})


class BuddyPair(Model):
    """A newcomer and their buddy in a shift, for the start that it had when they were told."""

    id: int
    shift_id: int
    newcomer_id: int
    buddy_id: int
    starts_at: Instant
    ended: Ending | None = None
    ended_at: Instant | None = None
    end_told: bool = False  # whoever is to know of the end does

    @property
    def is_one(self) -> bool:
        """Whether they are a pair."""
        return self.ended is None

    def other(self, person_id: int) -> int | None:
        """The one of the two who isn't this person; None where neither is."""
        others = {self.newcomer_id: self.buddy_id, self.buddy_id: self.newcomer_id}
        return others.get(person_id)


class BuddyLine(Model):
    """What one of a pair wrote to the other."""

    id: int
    pair: BuddyPair
    by_id: int
    text: str  # empty once its writer was forgotten
    at: Instant


def is_new(came: int, brought: int) -> bool:
    """Whether somebody is a newcomer who came to so many shifts and brought so many minutes: one word everywhere."""
    return came < FIRST_SHIFTS and not brought


class Companion(Model):
    """Somebody with a place in a shift, or of a pair in it, as far as that matters here."""

    person_id: int
    is_in: bool = True  # has a place
    since: Instant  # since when they have it, or not any more
    standing: Standing = Standing.ACTIVE
    reachable: bool = True
    born: Born | None = None
    came: int = 0  # shifts that they came to
    places_before: int = 0  # in shifts before this one whose roster nobody has confirmed yet
    brought: int = 0  # minutes of before Yigong
    keeps_out: bool = False  # wants no buddy, and to be none
    with_minors: bool = False  # is qualified to work with them, on the day of the shift
    met: frozenset[int] = frozenset()  # who was their buddy before

    @property
    def is_newcomer(self) -> bool:
        """Whether this is one of their first shifts."""
        return is_new(self.came + self.places_before, self.brought)

    @property
    def is_experienced(self) -> bool:
        """Whether they know how a shift goes."""
        return self.came >= EXPERIENCED or self.brought >= BROUGHT


class BuddySheet(Model):
    """A shift, who is in it, and the pairs that there are or were."""

    activity: Activity
    shift: Shift
    wanted: bool  # by its unit
    people: tuple[Companion, ...]  # in order of arrival
    pairs: tuple[BuddyPair, ...] = ()

    @property
    def open(self) -> tuple[BuddyPair, ...]:
        """The pairs that there are."""
        return tuple(pair for pair in self.pairs if pair.is_one)

    def of(self, person_id: int) -> Companion | None:
        """How somebody stands in it."""
        return next((one for one in self.people if one.person_id == person_id), None)


class Chosen(Model):
    """Who is to be whose buddy, and in whose place."""

    newcomer_id: int
    buddy_id: int
    instead_of: int | None = None


class Pairing(Model):
    """What is to be done about a shift."""

    ends: tuple[tuple[BuddyPair, Ending], ...] = ()
    untold: tuple[BuddyPair, ...] = ()  # that ended by a tap, of which nobody was told yet
    new: tuple[Chosen, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether everything is as it should be."""
        return not (self.ends or self.untold or self.new)


def is_under_age(born: Born | None, shift: Shift, moment: Moment) -> bool:
    """Whether somebody is under age on the day of a shift."""
    return born is not None and born.age_on(shift.day(moment.zone)) < OF_AGE


def is_time_to_tell(shift: Shift, moment: Moment) -> bool:
    """Whether people may be told now: by day, or where the shift begins before the next day does."""
    if moment.is_by_day:
        return True
    next_morning = moment.morning_of(moment.today + timedelta(days=not moment.is_early))
    return shift.period.start <= next_morning


def plan(sheet: BuddySheet, moment: Moment) -> Pairing:
    """Which pairs of a shift end, and who gets whom for a buddy."""
    shift = sheet.shift
    if shift.has_begun(moment.now) or not _is_settled(shift.since, moment) or not is_time_to_tell(shift, moment):
        return Pairing()
    ends = tuple((pair, why) for pair in sheet.open if (why := why_ended(pair, sheet, moment)))
    over = {pair.id for pair, _ in ends}
    goes_on = [pair for pair in sheet.pairs if pair.id not in over and (pair.is_one or _may_be_one_again(pair, moment))]
    untold = tuple(pair for pair in sheet.pairs if _is_untold(pair, moment))
    ended = [*(pair for pair, _ in ends), *untold]
    new = tuple(_choose(sheet, goes_on, ended, moment)) if _is_due(sheet, moment) else ()
    return Pairing(ends=ends, untold=untold, new=new)


def _is_due(sheet: BuddySheet, moment: Moment) -> bool:
    near = sheet.shift.period.start - TOLD_AHEAD <= moment.now
    return sheet.wanted and near and is_on(sheet.activity, sheet.shift)


def _is_settled(since: datetime, moment: Moment) -> bool:
    """What was done within half a minute may be taken back still."""
    return since + SETTLES <= moment.now


def _is_untold(pair: BuddyPair, moment: Moment) -> bool:
    return pair.ended_at is not None and not pair.end_told and _is_settled(pair.ended_at, moment)


def _may_be_one_again(pair: BuddyPair, moment: Moment) -> bool:
    """Whether it ended by a tap that can be taken back still: until then neither of the two is anybody else's."""
    return pair.ended_at is not None and not pair.end_told and not _is_settled(pair.ended_at, moment)


def why_ended(pair: BuddyPair, sheet: BuddySheet, moment: Moment) -> Ending | None:
    """Why two are no pair any more, as things stand; None where they are."""
    if not is_on(sheet.activity, sheet.shift):
        return Ending.OFF
    newcomer, buddy = sheet.of(pair.newcomer_id), sheet.of(pair.buddy_id)
    if newcomer is None or _has_left(newcomer, moment):
        return Ending.NEWCOMER_LEFT
    if newcomer.keeps_out:
        return Ending.NEWCOMER_DECLINED
    if buddy is None or buddy.standing is not Standing.ACTIVE or _has_left(buddy, moment):
        return Ending.BUDDY_LEFT
    if buddy.keeps_out:
        return Ending.BUDDY_DECLINED
    if not _suits(buddy, newcomer, sheet.shift, moment):
        return Ending.UNSUITED
    return Ending.MOVED if pair.starts_at != sheet.shift.period.start else None


def _has_left(one: Companion, moment: Moment) -> bool:
    return not one.is_in and _is_settled(one.since, moment)


def _suits(buddy: Companion, newcomer: Companion, shift: Shift, moment: Moment) -> bool:
    """Nobody under age is with a grown-up whom nobody has found fit for it, and nobody under age is a buddy."""
    if is_under_age(buddy.born, shift, moment):
        return False
    return buddy.with_minors or not is_under_age(newcomer.born, shift, moment)


def _choose(
    sheet: BuddySheet, goes_on: Iterable[BuddyPair], ended: list[BuddyPair], moment: Moment
) -> Iterator[Chosen]:
    """A buddy for each newcomer who has none: whom they know, else who has fewest, else who came most often."""
    pairs = tuple(goes_on)
    has_one, busy = {pair.newcomer_id for pair in pairs}, Counter(pair.buddy_id for pair in pairs)
    declined = {pair.buddy_id for pair in sheet.pairs if pair.ended is Ending.BUDDY_DECLINED}
    buddies = [one for one in sheet.people if may_be_buddy(one) and one.person_id not in declined]
    for newcomer in newcomers_in(sheet):
        if newcomer.person_id in has_one or not _is_settled(newcomer.since, moment):
            continue
        fit = [
            one
            for one in buddies
            if busy[one.person_id] < MOST_NEWCOMERS
            and one.person_id != newcomer.person_id
            and _is_settled(one.since, moment)
            and _suits(one, newcomer, sheet.shift, moment)
        ]
        if not fit:
            continue
        known = newcomer.met
        best = min(fit, key=lambda one: (one.person_id not in known, busy[one.person_id], -one.came, one.person_id))
        busy[best.person_id] += 1
        before = next((pair.buddy_id for pair in ended if pair.newcomer_id == newcomer.person_id), None)
        yield Chosen(
            newcomer_id=newcomer.person_id,
            buddy_id=best.person_id,
            instead_of=None if before == best.person_id else before,
        )


def may_be_buddy(one: Companion) -> bool:
    """Whether somebody with a place may be asked to look out for a newcomer."""
    answers = one.standing is Standing.ACTIVE and one.reachable
    return one.is_in and answers and one.is_experienced and not one.keeps_out


def newcomers_in(sheet: BuddySheet) -> tuple[Companion, ...]:
    """Those of a shift who are to have a buddy, in order of arrival."""
    return tuple(
        one
        for one in sheet.people
        if one.is_in and one.is_newcomer and one.reachable and one.standing.is_here and not one.keeps_out
    )
