"""How many heads were expected, and how well that was said: a proper score of all that is likely (docs/roster.md)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from storage.rows import Rows
from storage.rows.turnouts import PAST, past_in
from volunteering.rules.answers import AnswerSums
from volunteering.rules.turnouts import NotKnownYet, chances_of, range_of


@dataclass(slots=True)
class Forecast:
    """Of one shift, of those who have a place: how likely each number of heads is, ours and by the share before."""

    ours: Sequence[float]
    base: Sequence[float]
    least: int
    most: int
    came: int = 0

    @property
    def expected(self) -> float:
        """How many, on the average."""
        return sum(heads * chance for heads, chance in enumerate(self.ours))

    @property
    def is_within(self) -> bool:
        """Whether as many came as leaders read."""
        return self.least <= self.came <= self.most

    @property
    def scores(self) -> tuple[float, float]:
        """Ours, and the base rate's."""
        return score(self.ours, self.came), score(self.base, self.came)


async def forecast(records: Rows, shift_id: int) -> Forecast | None:
    """What leaders could read now; None: nothing is known yet. Both know the same past."""
    past = past_in(await records.tx.all(PAST, shift=shift_id))
    answers = AnswerSums.of(one.answer for one in await records.sign_ups.confirmed(shift_id))
    found = chances_of(answers, past, asked_at_last=True)
    if found is None or isinstance(found, NotKnownYet):
        return None
    first, chances = found
    ours = [0.0] * first + [chance / sum(chances) for chance in chances]
    share = sum(one.came for one in past.values()) / sum(one.cases for one in past.values())
    heads = range_of(found)
    even = ours + [0.0] * (answers.people + 1 - len(ours))
    return Forecast(even, binomial(answers.people, share), heads.least, heads.most)


def binomial(people: int, share: float) -> list[float]:
    """How likely each number of them comes, where each comes with this chance."""
    return [math.comb(people, heads) * share**heads * (1 - share) ** (people - heads) for heads in range(people + 1)]


def score(chances: Sequence[float], came: int) -> float:
    """The ranked probability score: the Brier scores of "so many heads or fewer", of every number, added up."""
    return sum((up_to - (number >= came)) ** 2 for number, up_to in enumerate(accumulate(chances)))
