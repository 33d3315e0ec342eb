"""How many people a shift may expect, from past shifts of the same kind (docs/rules.md: Reminders; decision 69).

A kind is a unit's activities of one category. What is kept of it are sums by answer, and of shifts with `LEAST_PEOPLE`
people or more: nobody's own record is in it, and of a smaller shift nothing is said. Whole numbers only: the same sums
say the same range on every machine.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import lt
from typing import Final

from volunteering.rules.answers import AnswerSums, ReminderAnswer
from volunteering.rules.ground.model import Model

LEAST_PEOPLE: Final = 5
"""With a place in a shift, for it to be counted, and for something to be said of it."""

LEAST_CASES: Final = 20
"""Of people who came or did not, before anything is said of a kind of shift."""

OUTSIDE: Final = 10
"""So many of a hundred outcomes are below the range at the most, and so many above: within it are 80."""

_FINE: Final = 1 << 30

Chances = tuple[int, Sequence[int]]
"""From a number of people on how likely each is, up to a common factor; what is not there is next to impossible."""


class TurnedOut(Model):
    """Of so many who had a place, so many came."""

    cases: int = 0
    came: int = 0


PRIOR: Final = TurnedOut(cases=10, came=8)
"""What is taken for known of every kind of shift: assumed. From the twentieth case on it is a third at the most."""

WEIGHT: Final = 10
"""Before they are known, those of one answer are taken to be like all others, as if that were so many cases."""


class Heads(Model):
    """From so many people to so many, in four of five shifts like this."""

    least: int
    most: int


class NotKnownYet(Model):
    """There were too few shifts of the kind so far."""


def expected_heads(
    answers: AnswerSums, past: Mapping[ReminderAnswer, TurnedOut], *, asked_at_last: bool
) -> Heads | NotKnownYet | None:
    """How many of those with a place will come.

    None of a shift with so few people that it would be about one of them.
    """
    found = chances_of(answers, past, asked_at_last=asked_at_last)
    return found if found is None or isinstance(found, NotKnownYet) else range_of(found)


def chances_of(
    answers: AnswerSums, past: Mapping[ReminderAnswer, TurnedOut], *, asked_at_last: bool
) -> Chances | NotKnownYet | None:
    """How likely each number of heads is.

    Until people are asked for the last time, whoever is silent may still answer, and is taken to be like everybody.
    Whoever was not asked has said as little, and is counted with them, as in what is learnt.
    """
    if answers.people < LEAST_PEOPLE:
        return None
    cases = sum(one.cases for one in past.values())
    came = sum(one.came for one in past.values())
    if cases < LEAST_CASES:
        return NotKnownYet()
    pooled = TurnedOut(cases=cases + PRIOR.cases, came=came + PRIOR.came)
    silent = past.get(ReminderAnswer.SILENT, TurnedOut()) if asked_at_last else TurnedOut(cases=cases, came=came)
    groups = (
        (answers.coming, past.get(ReminderAnswer.COMING, TurnedOut())),
        (answers.late, past.get(ReminderAnswer.LATE, TurnedOut())),
        (answers.silent + answers.unasked, silent),
    )
    return reduce(_together, (_chances(people, known, pooled) for people, known in groups))


def _chances(people: int, known: TurnedOut, pooled: TurnedOut) -> Chances:
    """How likely it is that so many of them come: beta-binomial, from the likeliest number to both sides."""
    came = known.came * pooled.cases + WEIGHT * pooled.came
    missed = (known.cases - known.came) * pooled.cases + WEIGHT * (pooled.cases - pooled.came)

    def one_more(number: int) -> tuple[int, int]:
        """By how much it is likelier that one more than that number comes, as a fraction."""
        more = (people - number) * (number * pooled.cases + came)
        return more, (number + 1) * ((people - number - 1) * pooled.cases + missed)

    likeliest = next((number for number in range(people) if lt(*one_more(number))), people)
    chances = deque([_FINE])
    for number in range(likeliest, people):
        more, fewer = one_more(number)
        chances.append(chances[-1] * more // fewer)
        if not chances[-1]:
            break
    least = likeliest
    while least and chances[0]:
        least -= 1
        more, fewer = one_more(least)
        chances.appendleft(chances[0] * fewer // more)
    return least, list(chances)


def _together(one: Chances, other: Chances) -> Chances:
    """How likely each sum of two numbers is."""
    sums = [0] * (len(one[1]) + len(other[1]) - 1)
    for first, chance in enumerate(one[1]):
        for second, others in enumerate(other[1]):
            sums[first + second] += chance * others
    shift = max(0, max(sums).bit_length() - _FINE.bit_length())
    return one[0] + other[0], [chance >> shift for chance in sums]


def range_of(chances: Chances) -> Heads:
    """From which number to which, in four of five."""
    first, each = chances
    whole, up_to = sum(each), list(accumulate(each))
    least = next(number for number, sum_ in enumerate(up_to) if sum_ * 100 > OUTSIDE * whole)
    most = next(number for number, sum_ in enumerate(up_to) if (whole - sum_) * 100 <= OUTSIDE * whole)
    return Heads(least=first + least, most=first + max(least, most))
