"""How many people a shift may expect, from past shifts of the same kind (docs/rules.md: Reminders; decision 69).

A kind is a unit's activities of one category. What is kept of it are sums by answer, and of shifts with `LEAST_PEOPLE`
people or more: nobody's own record is in it, and of a smaller shift nothing is said. What a kind has too few cases for
is known from the units around it, from the category, and from all there is. Whole numbers only: the same sums say the
same range on every machine.
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


Sums = Mapping[ReminderAnswer, TurnedOut]
"""What shifts came to, by answer."""

Past = Sequence[Sums]
"""The sums of all shifts, of those of the category, of these in the units around, and last of the kind itself: of each
with those that come after it.
"""

PRIOR: Final = TurnedOut(cases=10, came=8)
"""What is taken for known before there are any: assumed. From the twentieth case on it is a third at the most."""

WEIGHT: Final = 40
"""As how many cases what is known above weighs: a kind's own count for more once there are more of them."""


class Heads(Model):
    """From so many people to so many, in four of five shifts like this."""

    least: int
    most: int


class NotKnownYet(Model):
    """There were too few shifts of the kind so far."""


def expected_heads(answers: AnswerSums, past: Past, *, asked_at_last: bool) -> Heads | NotKnownYet | None:
    """How many of those with a place will come.

    None of a shift with so few people that it would be about one of them.
    """
    found = chances_of(answers, past, asked_at_last=asked_at_last)
    return found if found is None or isinstance(found, NotKnownYet) else range_of(found)


def chances_of(answers: AnswerSums, past: Past, *, asked_at_last: bool) -> Chances | NotKnownYet | None:
    """How likely each number of heads is.

    Until people are asked for the last time, whoever is silent may still answer, and is taken to be like everybody.
    So is whoever was not asked.
    """
    if answers.people < LEAST_PEOPLE:
        return None
    every = tuple(_all_of(sums) for sums in past)
    if not every or every[0].cases < LEAST_CASES:
        return NotKnownYet()
    first = TurnedOut(cases=every[0].cases + PRIOR.cases, came=every[0].came + PRIOR.came)
    silent, others = (answers.silent, answers.unasked) if asked_at_last else (0, answers.silent + answers.unasked)
    groups = (
        (answers.coming, _by_answer(past, ReminderAnswer.COMING)),
        (answers.late, _by_answer(past, ReminderAnswer.LATE)),
        (silent, _by_answer(past, ReminderAnswer.SILENT)),
        (others, every),
    )
    return reduce(_together, (_chances(people, known, first) for people, known in groups))


def _all_of(sums: Sums) -> TurnedOut:
    return TurnedOut(cases=sum(one.cases for one in sums.values()), came=sum(one.came for one in sums.values()))


def _by_answer(past: Past, answer: ReminderAnswer) -> Sequence[TurnedOut]:
    return tuple(sums.get(answer, TurnedOut()) for sums in past)


def _chances(people: int, known: Sequence[TurnedOut], first: TurnedOut) -> Chances:
    """How likely it is that so many of them come: beta-binomial, from the likeliest number to both sides.

    What is known weighs, from the whole to the kind itself, against what is known above it.
    """
    *above, own = known
    share, whole = first.came, first.cases
    for one in above:
        share, whole = one.came * whole + WEIGHT * share, (one.cases + WEIGHT) * whole
    came = own.came * whole + WEIGHT * share
    missed = (own.cases - own.came) * whole + WEIGHT * (whole - share)

    def one_more(number: int) -> tuple[int, int]:
        """By how much it is likelier that one more than that number comes, as a fraction."""
        more = (people - number) * (number * whole + came)
        return more, (number + 1) * ((people - number - 1) * whole + missed)

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
