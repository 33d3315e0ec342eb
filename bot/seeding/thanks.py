"""What people of the synthetic city say of its shifts, and whom its leaders commend."""

from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from typing import Final

from storage.keeping.seeding_thanks import CommendationLine, RatingLine
from volunteering.rules.thanks import FEWEST

_RATED: Final = 0.06  # of the shifts that enough people came to
_MOST: Final = 6  # who rate one
_STARS: Final = {1: 1, 2: 2, 3: 9, 4: 36, 5: 52}
_WITH_WORDS: Final = 0.2
_COMMENDED: Final = 0.02  # of the shifts
_HOUR: Final = 3600

_SAID: Final = (
    "组织得很好，下次还来",
    "人手够，分工清楚",
    "集合地点不太好找",
    "希望早点通知时间",
    "大家都很热情",
    "工具不太够用",
    "时间可以再短一点",
    "學到很多，謝謝大家",
)
_THANKED_FOR: Final = ("每次都到，也很准时", "待人亲切", "哪里需要就去哪里帮忙", "关键时候站了出来")


class InventedThanks:
    """Draws from a source of its own, so that everything else is the same without it."""

    def __init__(self) -> None:
        self._random = Random("what people say of shifts")  # noqa: S311  invented figures
        self._numbers = count(1)

    def about(
        self, shift_id: int, leader: int | None, came: Sequence[int], roster_at: int
    ) -> Iterator[RatingLine | CommendationLine]:
        """What comes of one shift, after its roster was confirmed."""
        random = self._random
        if len(came) >= FEWEST and random.random() < _RATED:
            raters = random.sample(came, min(len(came), random.randint(FEWEST, _MOST)))
            yield from (self._rating(shift_id, person, roster_at, len(raters)) for person in raters)
        if leader and came and random.random() < _COMMENDED:
            at, words = roster_at + random.randrange(24 * _HOUR), random.choice(_THANKED_FOR)
            yield CommendationLine(next(self._numbers), shift_id, random.choice(came), leader, words, at)

    def _rating(self, shift_id: int, person: int, roster_at: int, together: int) -> RatingLine:
        """One of a batch that leaders see."""
        [stars] = self._random.choices(tuple(_STARS), tuple(_STARS.values()))
        words = self._random.choice(_SAID) if self._random.random() < _WITH_WORDS else ""
        at = roster_at + self._random.randrange(24 * _HOUR)
        return RatingLine(shift_id, person, stars, words, at, shown=stars, said=words, batch=1, batch_size=together)
