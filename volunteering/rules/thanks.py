"""Ratings of a shift by those who came, and what leaders may learn of them; commendations (docs/rules.md: Thanks)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from volunteering.rules.ground.model import Instant, Model

RATED_WITHIN: Final = timedelta(days=14)
"""Since the roster says that somebody came: so long they may rate the shift, change it and take it back."""

FEWEST: Final = 3
"""No figure that stands for fewer people is shown, nor one that has changed by fewer."""

TOLD_AFTER: Final = timedelta(minutes=10)
"""How long a commendation can be taken back: then its person is told."""

WORST: Final = 1
BEST: Final = 5

Rated = Annotated[int, Field(ge=WORST, le=BEST)]
"""The stars that somebody gives a shift."""

# Halves: what all three who rate may have given is shown as *1.5 or less*, *4.5 or more*.
_LOWEST, _HIGHEST = 2 * WORST + 1, 2 * BEST - 1


class Rating(Model):
    """What one person gives a shift, and as what leaders see it."""

    person_id: int
    stars: Rated
    at: Instant | None = None  # when these stars were given
    words: str = ""
    came: bool = True  # as the roster has it now; False, too, of whoever leads there by now
    shown: int | None = None  # the stars with which it was taken up into what leaders see; None: not yet
    said: str = ""  # the words, likewise
    batch: int | None = None  # with which others it was
    batch_size: int = 0
    hidden: bool = False  # an admin has hidden the words

    @property
    def is_fresh(self) -> bool:
        """Whether it is not what leaders see of it."""
        return self.shown != self.stars


class Average(Model):
    """Of stars, in halves: 1.5 stands for that or less, 4.5 for that or more."""

    halves: int

    @property
    def stars(self) -> float:
        """As a number of stars."""
        return self.halves / 2

    @property
    def is_least(self) -> bool:
        """Whether it may be less."""
        return self.halves == _LOWEST

    @property
    def is_most(self) -> bool:
        """Whether it may be more."""
        return self.halves == _HIGHEST


def average_of(stars: int, people: int) -> Average | None:
    """Of so many stars by so many people; None of fewer than `FEWEST`."""
    if people < FEWEST:
        return None
    halves = (4 * stars + people) // (2 * people)  # the nearest, and of two the greater
    return Average(halves=min(_HIGHEST, max(_LOWEST, halves)))


class Seen(Model):
    """What leaders see of a shift's ratings: of how many people, in all how many stars, and words in no order."""

    people: int = 0
    stars: int = 0
    words: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()  # by an admin

    @property
    def average(self) -> Average | None:
        """None where it would be one of too few."""
        return average_of(self.stars, self.people)


def _whole_batches(ratings: Sequence[Rating]) -> dict[int, list[Rating]]:
    """Those that were taken up together, as far as all of them count still: the others are seen no more."""
    batches: defaultdict[int, list[Rating]] = defaultdict(list)
    for rating in ratings:
        if rating.batch is not None and rating.came:
            batches[rating.batch].append(rating)
    return {number: some for number, some in batches.items() if len(some) == some[0].batch_size}


def seen_of(ratings: Sequence[Rating]) -> Seen:
    """What leaders see of a shift: whole batches, with the stars they were taken up with.

    Words that were changed or taken back since are not among it. They stand in alphabetical order, which says nothing
    of who wrote them, or when.
    """
    seen = [rating for batch in _whole_batches(ratings).values() for rating in batch]
    said = [rating for rating in seen if rating.said and rating.said == rating.words]
    return Seen(
        people=len(seen),
        stars=sum(rating.shown or 0 for rating in seen),
        words=tuple(sorted(rating.said for rating in said if not rating.hidden)),
        hidden=tuple(sorted(rating.said for rating in said if rating.hidden)),
    )


def of_yesterday(ratings: Sequence[Rating], midnight: datetime) -> tuple[Rating, ...]:
    """The ratings with the stars of that midnight, as far as leaders may see them: what was given since waits.

    So it is the same whenever in the day what is new is taken up, as by a process that was not there at night.
    """
    return tuple(
        one if one.at is None or one.at < midnight else one.model_copy(update={"stars": one.shown})
        for one in ratings
        if one.at is None or one.at < midnight or one.shown is not None
    )


def to_take_up(ratings: Sequence[Rating]) -> tuple[Rating, ...]:
    """Those of a shift that are now to become a batch of what leaders see; nobody's while fewer than `FEWEST` are new.

    With the new ones go those whose batch is none any more: somebody in it was corrected, took theirs back, or is one
    of the new ones with other stars. Each batch has at least three people's stars that no earlier one had, and they
    are seen together or not at all: so no sum of figures, whenever they were read, stands for fewer than three.
    """
    fresh = [rating for rating in ratings if rating.came and rating.is_fresh]
    if len(fresh) < FEWEST:
        return ()
    left = {rating.batch for rating in fresh}
    keeps = _whole_batches(ratings).keys() - left
    return tuple(rating for rating in ratings if rating.came and rating.batch not in keeps)


def words_to_read(ratings: Sequence[Rating], taken: Sequence[Rating]) -> tuple[Rating, ...]:
    """Of those whose batch stays, whoever has said something else since: it is read when others' stars are taken up.

    So words, too, never appear by themselves, or of two: whoever looks the morning after knows three who may have said
    them.
    """
    new = {rating.person_id for rating in taken}
    others = (rating for rating in ratings if rating.came and rating.batch is not None and rating.person_id not in new)
    return tuple(rating for rating in others if rating.words != rating.said) if taken else ()


def may_rate_until(came_at: datetime) -> datetime:
    """Until when somebody may rate a shift, of whom the roster says since then that they came."""
    return came_at + RATED_WITHIN


class Commendation(Model):
    """A leader's word of thanks to one person for one shift."""

    id: int
    shift_id: int
    person_id: int
    by_id: int
    words: str = ""
    at: Instant

    def can_be_taken_back(self, now: datetime) -> bool:
        """Whether its person is not told yet."""
        return now < self.at + TOLD_AFTER
