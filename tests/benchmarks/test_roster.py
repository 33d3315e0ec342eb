"""The simulated city: its accounts add up, and the same people do the same whichever policy is tried."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.roster.behaviour import Behaviour
from benchmarks.roster.findings import ratio, table
from benchmarks.roster.forecasts import binomial, score
from benchmarks.roster.life import lived
from benchmarks.roster.outcome import RunOutcome
from benchmarks.roster.policies import ALL, FIRST_COME, OURS, VARIANTS
from benchmarks.roster.township import ZONE, Township, townships
from benchmarks.roster.world import founded

SEEDS = 2


@pytest.fixture(scope="module")
def towns() -> list[Township]:
    """Two townships of the seeded city, with two shifts each."""
    return [replace(one, shifts=one.shifts[:2]) for one in townships(SEEDS)]


@pytest.fixture
async def runs(tmp_path: Path, towns: list[Township]) -> list[Mapping[str, RunOutcome]]:
    """What two of their shifts come to, by each policy; every leader calls, so that each act is done."""
    await founded(tmp_path / "template.db")
    return [
        {
            policy.name: await lived(
                replace(policy, calls=1.0), seed, town, tmp_path / "template.db", tmp_path / f"{seed}-{number}.db"
            )
            for number, policy in enumerate(ALL)
        }
        for seed, town in enumerate(towns)
    ]


async def test_the_accounts_add_up(runs: list[Mapping[str, RunOutcome]], towns: list[Township]) -> None:
    for run, town in zip(runs, towns, strict=True):
        for one in run.values():
            assert one.places == one.filled + one.empty == sum(shift.places for shift in town.shifts)
            assert one.filled > 0
            assert one.dropped >= len(one.replaced)
            assert one.messages >= one.filled, "at the least everybody who came is told of their hours"
            assert one.messages == one.owed
            assert one.looking <= one.messages
            assert one.again <= one.newcomers
        assert len({one.wanted for one in run.values()}) == 1, "the same people want the same shifts"
        assert run[OURS.name].night == 0
    every = [{**run, **{one.name: run[OURS.name] for one in VARIANTS}} for run in runs]
    assert {*table(runs).splitlines()[0].split(" | ")[1:-1]} >= {FIRST_COME.name}
    assert f"Over {SEEDS} seeds" in table(runs)
    assert VARIANTS[-1].name in table(every)
    assert VARIANTS[-1].name not in table(runs)


def test_a_township_is_the_seeded_citys(towns: list[Township]) -> None:
    for town in towns:
        assert 6 <= town.units <= 7
        assert 100 < len(town.people) < 350
        at_home = {person.number for person in town.people}
        for shift in town.shifts:
            assert len({*shift.wants}) == len(shift.wants) > 0
            assert at_home.issuperset(shift.wants)
            assert shift.start - shift.posted > timedelta(days=7)


def test_what_somebody_does_is_drawn_by_its_name_alone() -> None:
    one, same, other = Behaviour(1, ZONE), Behaviour(1, ZONE), Behaviour(2, ZONE)
    one.chance("anything", 5)
    assert one.chance("waits", 3, 4) == same.chance("waits", 3, 4) != other.chance("waits", 3, 4)
    then = datetime(2026, 3, 1, 16, tzinfo=UTC)  # midnight
    assert one.awake(then).astimezone(ZONE).hour == 8
    assert one.awake(then + timedelta(hours=12)) == then + timedelta(hours=12)


@pytest.mark.parametrize(
    ("pairs", "said"), [([], "–"), ([(1.0, 0.0)], "–"), ([(2.0, 4.0)], "0.5 ± 0.0"), ([(1, 1), (3, 1)], "2.0 ± 2.0")]
)
def test_a_figure_is_one_sum_by_another_and_how_far_it_varies(pairs: list[tuple[float, float]], said: str) -> None:
    assert ratio(pairs) == said


def test_a_forecast_is_best_where_it_says_what_came() -> None:
    assert score([0.0, 0.0, 1.0], 2) == 0
    assert score([1.0, 0.0, 0.0], 2) == 2
    assert score([0.0, 1.0, 0.0], 2) == 1, "nearly right is half as wrong"
    assert score([0.0, 1.0], 3) == score([0.0, 1.0, 0.0, 0.0], 3) == 2, "more came than had a place then"
    assert binomial(2, 0.5) == [0.25, 0.5, 0.25]
    honest = sum(chance * score(binomial(4, 0.7), heads) for heads, chance in enumerate(binomial(4, 0.7)))
    for other in (0.6, 0.8):
        assert honest < sum(chance * score(binomial(4, other), heads) for heads, chance in enumerate(binomial(4, 0.7)))
