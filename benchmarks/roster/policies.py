"""What is tried: what becomes of a free place, and who is asked where a shift takes more people than it has.

Only that differs. Everything is done by the actions that the bot itself calls.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from benchmarks.roster.behaviour import CALLS, SAYS_NEXT_TIME
from volunteering.actions.asking.helping import ChoosesWhom
from volunteering.rules.asking import Candidate, Need, Rate, whom_to_ask
from volunteering.rules.ground.moment import Moment

FIVE: Final = 5
EVERY: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class TriedPolicy:
    """What becomes of a free place, and who is asked."""

    name: str
    waits: bool = True  # there is a waiting list
    at_once: bool = False  # whoever is next is put in without being asked
    asks: ChoosesWhom | None = None  # whom to ask for help; None: nobody
    once_more: bool = False  # the silent are asked once more, and leaders read in the evening whom to call
    calls: float = CALLS  # how many leaders call them
    next_time: float = SAYS_NEXT_TIME  # of the chance to answer, where somebody said nothing before


def five_every_half_hour(need: Need, candidates: Sequence[Candidate], _: Rate, moment: Moment) -> tuple[int, ...]:
    """The next five, half an hour after the last five, as long as anybody is missing."""
    asked_just_now = any(moment.now - at < EVERY for at in need.unanswered)
    if need.missing <= 0 or asked_just_now:
        return ()
    by_turn = sorted(candidates, key=lambda one: (one.asked_at.timestamp() if one.asked_at else 0, one.person_id))
    return tuple(one.person_id for one in by_turn[:FIVE])


FIRST_COME: Final = TriedPolicy("first come only", waits=False)
IMMEDIATE: Final = TriedPolicy("immediate promotion", at_once=True)
FIVES: Final = TriedPolicy("five every 30 minutes", waits=False, asks=five_every_half_hour)
OURS: Final = TriedPolicy("ours", asks=whom_to_ask, once_more=True)
ALL: Final = (FIRST_COME, IMMEDIATE, FIVES, OURS)

VARIANTS: Final = (
    replace(OURS, name="nobody calls", calls=0.0),
    replace(OURS, name="every leader calls", calls=1.0),
    replace(OURS, name="who is silent once stays silent", next_time=0.0),
    replace(OURS, name="each question is answered as the first", next_time=1.0),
    replace(OURS, name="the silent are not asked once more", once_more=False),
    replace(IMMEDIATE, name="immediate promotion, the silent asked and called", once_more=True),
    replace(FIVES, name="five every 30 minutes, the silent asked and called", once_more=True),
)
"""What carries the result: the same with another assumption, or without a part."""
