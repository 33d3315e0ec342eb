"""Somebody known twice: two records of one person, and what becomes of them (docs/rules.md: Somebody known twice)."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.hours import Counted, Kind
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person, Standing

UNDONE_WITHIN: Final = timedelta(days=1)
"""How long a merge can be undone; after that it is forgotten what came from whom."""


class ClaimState(StrEnum):
    """Where it stands that somebody says a record is theirs."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


class RecordClaim(Model):
    """Somebody says that the record of another number is theirs."""

    id: int
    record_id: int
    person_id: int
    state: ClaimState
    at: Instant


class CountedTwice(Model):
    """A shift for which both are in the ledger: what held for each, and what holds for the kept one since."""

    shift_id: int
    kept: Counted
    gone: Counted
    now: Counted
    study: bool = False  # in the study ledger, that is


class Merge(Model):
    """Whose record became whose, as long as it can be undone."""

    id: int
    kept_id: int
    gone_id: int
    at: Instant
    counted_twice: tuple[CountedTwice, ...] = ()

    def can_be_undone(self, now: Instant) -> bool:
        """Whether it isn't a day old."""
        return now - self.at < UNDONE_WITHIN


_RANKS: Final = {SignUpState.CONFIRMED: 2, SignUpState.WALKED_IN: 2, SignUpState.WAITING: 1, SignUpState.LEFT: 0}


def is_better(one: SignUpState, other: SignUpState) -> bool:
    """Whether of two sign-ups for one shift the first is to stay: a place before a number, a number before none."""
    return _RANKS[one] > _RANKS[other]


def is_longer(one: Counted, other: Counted) -> bool:
    """Whether of what two records count for one shift the first is to hold: time given before none, then the longer.

    Whoever was there under one name did not miss it under the other.
    """
    return _worth(one) > _worth(other)


def _worth(counted: Counted) -> tuple[int, int]:
    return {Kind.VOID: 0, Kind.NO_SHOW: 1, Kind.EXCUSED: 2}.get(counted.kind, 3), counted.minutes


def which_stays(first: Person, second: Person) -> tuple[Person, Person]:
    """Who is kept of two, where nobody says otherwise, and who goes over.

    Whoever has come to the bot: they chose their name and team, and import keeps both, too. Of two who have come, and
    of two who have not, it is the first one.
    """
    stays_second = first.telegram_id is None and second.telegram_id is not None and second.standing is not Standing.LEFT
    return (second, first) if stays_second else (first, second)


def standing_of(kept: Standing, gone: Standing) -> Standing:
    """How somebody stands who was known twice: a suspension of either holds; whoever is here in one, is here."""
    both = {kept, gone}
    return next((one for one in (Standing.SUSPENDED, Standing.ACTIVE) if one in both), kept)
