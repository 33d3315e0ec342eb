"""The simulated city: its accounts add up, and the same people do the same whichever policy is tried."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.roster import life, world
from benchmarks.roster.behaviour import Behaviour
from benchmarks.roster.findings import interval, table
from benchmarks.roster.life import RunOutcome, lived
from benchmarks.roster.policies import ALL, FIRST_COME, OURS
from benchmarks.roster.world import ZONE, at_midnight, founded

SEEDS = 2


@pytest.fixture
async def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, RunOutcome]]:
    """A week of one team, lived through by each policy."""
    for module in (world, life):
        monkeypatch.setattr(module, "WEEKS", 1, raising=False)
        monkeypatch.setattr(module, "TEAMS", 1, raising=False)
    await founded(tmp_path / "template.db")
    return [
        {
            policy.name: await lived(policy, seed, tmp_path / "template.db", tmp_path / f"{seed}-{number}.db")
            for number, policy in enumerate(ALL)
        }
        for seed in range(SEEDS)
    ]


async def test_the_accounts_add_up(runs: list[Mapping[str, RunOutcome]]) -> None:
    for run in runs:
        for one in run.values():
            assert one.places == one.filled + one.empty == 2 * world.PLACES
            assert one.filled > 0
            assert one.dropped >= len(one.replaced)
            assert one.messages >= one.filled, "at the least everybody who came is told of their hours"
            assert one.messages == one.owed
            assert one.again <= one.newcomers <= world.NEWCOMERS
        assert len({one.wanted for one in run.values()}) == 1, "the same people want the same shifts"
        assert run[OURS.name].night == 0
    assert {*table(runs).splitlines()[0].split(" | ")[1:-1]} >= {FIRST_COME.name}
    assert f"Over {SEEDS} seeds" in table(runs)


def test_what_somebody_does_is_drawn_by_its_name_alone() -> None:
    one, same, other = Behaviour(1, ZONE), Behaviour(1, ZONE), Behaviour(2, ZONE)
    one.chance("anything", 5)
    assert one.chance("wants", 3, 4) == same.chance("wants", 3, 4) != other.chance("wants", 3, 4)
    then = at_midnight(world.BEGINS)
    assert one.awake(then).astimezone(ZONE).hour == 8
    assert one.awake(then + timedelta(hours=12)) == then + timedelta(hours=12)


@pytest.mark.parametrize(("values", "said"), [([], "–"), ([2.0], "2.0 ± 0.0"), ([1.0, 2.0, 3.0], "2.0 ± 1.1")])
def test_an_interval_is_the_mean_and_how_far_it_varies(values: list[float], said: str) -> None:
    assert interval(values) == said
