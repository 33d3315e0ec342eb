"""What the runs came to: by policy, and one against another with the same seeds, with 95 % intervals."""

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, stdev
from typing import Final

from benchmarks.roster.life import RunOutcome
from benchmarks.roster.policies import ALL, FIVES, IMMEDIATE, OURS, TriedPolicy

Runs = Sequence[Mapping[str, RunOutcome]]
Figure = Callable[[RunOutcome], float]

_NORMAL: Final = 1.96


def _empty(one: RunOutcome) -> float:
    return 100 * one.empty / max(1, one.places)


def _per_place(one: RunOutcome) -> float:
    return one.messages / max(1, one.filled)


_FIGURES: Final[Mapping[str, Figure]] = {
    "places that somebody came to, %": lambda one: 100 - _empty(one),
    "places that came free, of 100": lambda one: 100 * one.dropped / max(1, one.places),
    "of these, taken again, %": lambda one: 100 * len(one.replaced) / max(1, one.dropped),
    "hours until they were": lambda one: sum(one.replaced) / max(1, len(one.replaced)),
    "messages for each place that somebody came to": _per_place,
    "messages at night": lambda one: one.night,
    "newcomers who came again, %": lambda one: 100 * one.again / max(1, one.newcomers),
}


def table(runs: Runs) -> str:
    """All of it, as the page has it."""
    head = ["", *(policy.name for policy in ALL)]
    lines = [head, ["---"] * len(head)]
    for name, figure in _FIGURES.items():
        lines.append([name, *(interval([figure(run[policy.name]) for run in runs]) for policy in ALL)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\n{_compared(runs)}\n"


def _compared(runs: Runs) -> str:
    empty = _less(runs, _empty, OURS, IMMEDIATE)
    messages = _less(runs, _per_place, OURS, FIVES)
    filled = interval([_empty(run[FIVES.name]) - _empty(run[OURS.name]) for run in runs])
    return (
        f"Over {len(runs)} seeds, by pairs of the same seed:\n\n"
        f"- empty places, fewer than by immediate promotion: {empty} % (wanted: 50 %)\n"
        f"- messages for each place that somebody came to, fewer than by five every 30 minutes: {messages} % "
        f"(wanted: 30 % at equal fill; of 100 places {filled} more were filled)\n"
        f"- squared error of how many are expected, smaller than by the share that came before: {_forecast(runs)} % "
        "(wanted: 15 %)"
    )


def _less(runs: Runs, figure: Figure, one: TriedPolicy, other: TriedPolicy) -> str:
    """By how many of a hundred it is less: of the sums, and how far that would vary, seed by seed."""
    theirs = fmean(figure(run[other.name]) for run in runs)
    return interval([100 * (figure(run[other.name]) - figure(run[one.name])) / max(theirs, 1e-9) for run in runs])


def _forecast(runs: Runs) -> str:
    """Squared errors in heads, 12 hours before; both forecasts know the same past."""
    pairs = [
        (fmean((ours - came) ** 2 for ours, _, came in found), fmean((share - came) ** 2 for _, share, came in found))
        for run in runs
        if (found := run[OURS.name].forecasts)
    ]
    theirs = fmean(base for _, base in pairs) if pairs else 1.0
    return interval([100 * (base - ours) / max(theirs, 1e-9) for ours, base in pairs])


def interval(values: Sequence[float]) -> str:
    """Their mean, and within what it lies with 95 % confidence."""
    if not values:
        return "–"
    half = _NORMAL * stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return f"{fmean(values):.1f} ± {half:.1f}"
