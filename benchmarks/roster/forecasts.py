"""How many heads were expected, and how well that was said: a proper score of all that is likely (docs/roster.md)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat

from storage.rows import Rows
from storage.rows.answers import answers_in, answers_of
from storage.rows.turnouts import PAST, past_in
from volunteering.rules.answers import AnswerSums
from volunteering.rules.ground.moment import Moment
from volunteering.rules.reminders import asked_last
from volunteering.rules.turnouts import LEAST_CASES, NotKnownYet, Past, chances_of, range_of


@dataclass(slots=True)
class Forecast:
    """Of one shift: how likely each number of heads is, ours and by the share that came before."""

    ours: Sequence[float]
    base: Sequence[float]
    least: int
    most: int
    came: int = 0  # whoever came
    stayed: int = 0  # of these, who had a place already

    @property
    def expected(self) -> float:
        """How many, on the average."""
        return sum(heads * chance for heads, chance in enumerate(self.ours))

    @property
    def is_within(self) -> bool:
        """Whether as many came as leaders read."""
        return self.least <= self.came <= self.most

    def scores(self, came: int) -> tuple[float, float]:
        """Ours, and the base rate's."""
        return score(self.ours, came), score(self.base, came)


async def forecast(records: Rows, shift_id: int, moment: Moment) -> Forecast | None:
    """What leaders could read now; None: nothing is known yet. Both know the same past."""
    past = past_in(await records.tx.all(PAST, shift=shift_id))
    [rows] = await records.tx.several(answers_of([shift_id], asked_last(moment.policy)))
    answers = AnswerSums.together(answers_in(rows, shift_id).values())
    found = chances_of(answers, past, asked_at_last=True)
    if found is None or isinstance(found, NotKnownYet):
        return None
    first, chances = found
    heads = range_of(found)
    ours = [*repeat(0.0, first), *(chance / sum(chances) for chance in chances)]
    return Forecast(ours, binomial(answers.people, share_before(past)), heads.least, heads.most)


def share_before(past: Past) -> float:
    """The share that came of those with a place, of the shifts nearest to this one of which there are enough cases."""
    sums = [(sum(one.cases for one in near.values()), sum(one.came for one in near.values())) for near in past]
    cases, came = next(one for one in reversed(sums) if one[0] >= LEAST_CASES)
    return came / cases


def binomial(people: int, share: float) -> list[float]:
    """How likely each number of them comes, where each comes with this chance."""
    return [math.comb(people, heads) * share**heads * (1 - share) ** (people - heads) for heads in range(people + 1)]


def score(chances: Sequence[float], came: int) -> float:
    """The ranked probability score: the Brier scores of "so many heads or fewer", of every number, added up."""
    up_to = chain(accumulate(chances), repeat(1.0))
    return sum((next(up_to) - (number >= came)) ** 2 for number in range(max(len(chances), came + 1)))
