"""In which order people find what is coming up, so that they spread: first where they are needed most and fit best
(docs/rules.md: The order of what is coming up; decision 73).

How urgent a shift is, is the same for everybody, and is weighed as time passes; how well it fits, each reader's screen
asks. The order is by both, multiplied; among equals by time.
"""

from datetime import timedelta
from enum import IntEnum
from typing import Final

from volunteering.rules.ground.model import Model

HOLDS: Final = timedelta(hours=1)
"""How long the order that somebody began with stays theirs. No shift is weighed twice within it."""

WEIGHED_IN: Final = timedelta(seconds=5)
"""How long after it was found a new urgency holds: who begins meanwhile can still read the one before."""

LATELY: Final = timedelta(hours=24)
"""Of whoever took a place in this time, others are sent elsewhere."""

MOST_WANTED: Final = 10
"""So many free places, or missing people, and more weigh alike: else one large event would stand above everything."""

FRESH: Final = 40
"""How urgent a shift is that has not been weighed yet: as one of next week with many free places."""

_SOON: Final = ((24, 8), (72, 6), (7 * 24, 4), (14 * 24, 3), (30 * 24, 2))
"""Up to so many hours ahead, a free place counts so often; later, once."""

_HALVED_BY: Final = 8
"""People who just took a place, and make a shift half as urgent: twice as many a third, and so on."""


class Nearness(IntEnum):
    """How far from somebody's teams a shift is in the tree: they look for what is near first."""

    MY_TEAMS = 0
    AROUND = 1  # of the unit that the home team hangs under, and of whatever is below that
    DISTRICT = 2  # of the same unit right below the top
    ELSEWHERE = 3

    @property
    def weight(self) -> int:
        """How much a shift counts there: twice as much with every step nearer."""
        return 1 << (Nearness.ELSEWHERE - self)


class Suit(IntEnum):
    """How well a shift suits somebody by what its roles ask for; by so much it counts."""

    NONE = 0  # each role asks for a qualification or a language they lack; or they are in it anyway
    ANYBODY = 2
    ASKED_FOR = 3  # a role asks for what they have


class ShiftNeed(Model):
    """What a shift still needs."""

    left: int | None  # of places; None: everybody is welcome
    short: int = 0  # people to be found of those it takes
    hours_ahead: int  # whole hours to the start
    taken_lately: int  # by whom it was just found


def urgency(need: ShiftNeed) -> int:
    """How urgent it is that somebody finds a shift, from 0 for one that is full."""
    wanted = (1 if need.left is None else min(need.left, MOST_WANTED)) + min(need.short, MOST_WANTED)
    soon = next((weight for hours, weight in _SOON if need.hours_ahead <= hours), 1)
    return wanted * soon * _HALVED_BY // (_HALVED_BY + need.taken_lately)
