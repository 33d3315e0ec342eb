"""What the runs came to: by policy, and one against another with the same seeds, with 95 % intervals.

Townships differ in how much is on: every figure is one sum by another, over all seeds, and its interval says how far
that would vary with other seeds (the delta method for ratios).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, stdev
from typing import Final

from benchmarks.roster.forecasts import Forecast
from benchmarks.roster.outcome import RunOutcome
from benchmarks.roster.policies import ALL, FIVES, IMMEDIATE, OURS, VARIANTS

Runs = Sequence[Mapping[str, RunOutcome]]
Part = Callable[[RunOutcome], float]

_NORMAL: Final = 1.96

_FIGURES: Final[Mapping[str, tuple[float, Part, Part]]] = {
    "places that somebody came to, %": (100, lambda one: one.filled, lambda one: one.places),
    "places that came free, of 100": (100, lambda one: one.dropped, lambda one: one.places),
    "of these, taken again, %": (100, lambda one: len(one.replaced), lambda one: one.dropped),
    "hours until they were": (1, lambda one: sum(one.replaced), lambda one: len(one.replaced)),
    "messages for each place that somebody came to": (1, lambda one: one.messages, lambda one: one.filled),
    "of these, that look for somebody": (1, lambda one: one.looking, lambda one: one.filled),
    "messages at night, of 100": (100, lambda one: one.night, lambda one: one.messages),
    "newcomers who came again, %": (100, lambda one: one.again, lambda one: one.newcomers),
}


def table(runs: Runs) -> str:
    """All of it, as the page has it."""
    lines = [["", *(policy.name for policy in ALL)], ["---"] * (len(ALL) + 1)]
    for name, (times, part, whole) in _FIGURES.items():
        cells = (ratio([(part(run[policy.name]), whole(run[policy.name])) for run in runs], times) for policy in ALL)
        lines.append([name, *cells])
    said = _table(lines) + "\n" + _compared(runs)
    return said + ("\n" + _variants(runs) if runs and VARIANTS[0].name in runs[0] else "")


def _table(lines: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _compared(runs: Runs) -> str:
    more = ratio([(run[FIVES.name].empty - run[OURS.name].empty, run[OURS.name].places) for run in runs], 100)
    heads = [one for run in runs for one in run[OURS.name].forecasts]
    expected, came = (fmean(one.expected for one in heads), fmean(one.came for one in heads)) if heads else (0.0, 0.0)
    within = 100 * fmean(one.is_within for one in heads) if heads else 0.0
    return (
        f"Over {len(runs)} seeds, by pairs of the same seed:\n\n"
        f"- empty places, fewer than by immediate promotion: {_fewer_empty(runs, OURS.name, IMMEDIATE.name)} % "
        "(wanted: 50 %)\n"
        "- messages for each place that somebody came to, fewer than by five every 30 minutes (wanted: 30 % at equal "
        f"fill; of 100 places {more} more were filled): of those that look for somebody "
        f"{_fewer(runs, OURS.name, FIVES.name, lambda one: one.looking)} %, of all "
        f"{_fewer(runs, OURS.name, FIVES.name, lambda one: one.messages)} %\n"
        "- the ranked Brier score of how many heads are expected, smaller than by the share that came before: "
        f"{_forecast(runs, lambda one: one.came)} % (wanted: 15 %); where only those are counted who had a place then, "
        f"{_forecast(runs, lambda one: one.stayed)} %; over {len(heads)} shifts {expected:.1f} were expected and "
        f"{came:.1f} came, {within:.0f} % within the range (wanted: 80 %)\n"
    )


def _variants(runs: Runs) -> str:
    head = ["with another assumption, or without a part", "empty places, %", "fewer empty than immediate promotion, %"]
    lines = [[*head, "fewer that look for somebody than five every 30 minutes, %"], ["---"] * 4]
    for policy in (OURS, *VARIANTS):
        empty = ratio([(run[policy.name].empty, run[policy.name].places) for run in runs], 100)
        fewer = _fewer_empty(runs, policy.name, IMMEDIATE.name)
        looking = _fewer(runs, policy.name, FIVES.name, lambda one: one.looking)
        lines.append([policy.name, empty, fewer, looking])
    return _table(lines)


def _fewer_empty(runs: Runs, one: str, other: str) -> str:
    return ratio([(run[other].empty - run[one].empty, run[other].empty) for run in runs], 100)


def _fewer(runs: Runs, one: str, other: str, part: Part) -> str:
    """By how many of a hundred the messages for a filled place are fewer."""
    ours, theirs = ([(part(run[name]), float(run[name].filled)) for run in runs] for name in (one, other))
    times = _by(ours) / max(_by(theirs), 1e-9)
    varies = [
        mine - times * his for mine, his in zip(_residuals(ours, theirs), _residuals(theirs, theirs), strict=True)
    ]
    return _said(100 * (1 - times), [100 * value for value in varies])


def _residuals(pairs: Sequence[tuple[float, float]], theirs: Sequence[tuple[float, float]]) -> list[float]:
    """How far each seed is from the whole, in parts of the others' messages for a place."""
    of, whole = _by(pairs), fmean(b for _, b in pairs) * max(_by(theirs), 1e-9)
    return [(a - of * b) / whole for a, b in pairs]


def _forecast(runs: Runs, heads: Callable[[Forecast], int]) -> str:
    scores = [[one.scores(heads(one)) for one in run[OURS.name].forecasts] for run in runs]
    sums = [(sum(base - ours for ours, base in found), sum(base for _, base in found)) for found in scores]
    return ratio(sums, 100)


def ratio(pairs: Sequence[tuple[float, float]], times: float = 1) -> str:
    """The sum of the first by that of the second, and within what it lies with 95 % confidence."""
    if not any(whole for _, whole in pairs):
        return "–"
    of, mean = _by(pairs), fmean(whole for _, whole in pairs)
    return _said(times * of, [times * (part - of * whole) / mean for part, whole in pairs])


def _by(pairs: Sequence[tuple[float, float]]) -> float:
    return sum(part for part, _ in pairs) / max(sum(whole for _, whole in pairs), 1e-9)


def _said(value: float, varies: Sequence[float]) -> str:
    half = _NORMAL * stdev(varies) / math.sqrt(len(varies)) if len(varies) > 1 else 0.0
    return f"{value:.1f} ± {half:.1f}"
