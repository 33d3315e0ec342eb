"""Buddies of the synthetic city: two branches want them, and newcomers mostly have one (docs/rules.md: Buddies)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from typing import Final

from bot.seeding.city import BRANCH, Host
from storage.keeping.seeding_thanks import BuddyPairLine, UnitSettingLine
from volunteering.rules.buddies import EXPERIENCED, FIRST_SHIFTS, MOST_NEWCOMERS, TOLD_AHEAD, Ending
from volunteering.rules.unit_settings import ON, UnitSetting

BRANCHES: Final = 2

_PAIRED: Final = 0.6  # of those who might have one
_DECLINED: Final = 0.06


class InventedBuddies:
    """Told of each shift in the order in which they were held; draws from a source of its own."""

    def __init__(self) -> None:
        self._random = Random("who looks out for whom")  # noqa: S311  invented figures
        self._numbers = count(1)
        self._came: Counter[int] = Counter()  # shifts, by person

    @staticmethod
    def settings(hosts: Sequence[Host]) -> Iterator[UnitSettingLine]:
        """What the first of the branches have decided."""
        yield from (UnitSettingLine(host.unit.id, UnitSetting.BUDDIES, ON) for host in hosts[:BRANCHES])

    def about(
        self, shift_id: int, host: Host, wanted: Sequence[Host], crew: Sequence[int], came: Sequence[int], start: int
    ) -> Iterator[BuddyPairLine]:
        """The pairs of a shift; `crew` had a place in it."""
        if _is_within(host, wanted[:BRANCHES]):
            yield from self._pairs(shift_id, crew, start)
        self._came.update(came)

    def _pairs(self, shift_id: int, crew: Sequence[int], start: int) -> Iterator[BuddyPairLine]:
        random, led = self._random, Counter[int]()
        experienced = [person for person in crew if self._came[person] >= EXPERIENCED]
        for person in crew:
            free = [one for one in experienced if led[one] < MOST_NEWCOMERS]
            if self._came[person] >= FIRST_SHIFTS or not free or random.random() >= _PAIRED:
                continue
            buddy = random.choice(free)
            led[buddy] += 1
            told = start - int(TOLD_AHEAD.total_seconds())
            declined = random.random() < _DECLINED
            yield BuddyPairLine(
                next(self._numbers), shift_id, person, buddy, start, told, Ending.BUDDY_DECLINED if declined else None,
                told + 3600 if declined else None, int(declined),
            )  # fmt: skip


def _is_within(host: Host, branches: Sequence[Host]) -> bool:
    at: Host | None = host
    while at and at.level > BRANCH:
        at = at.above
    return at in branches
