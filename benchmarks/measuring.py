"""What a measurement is: how often and how long, and the ratios that came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from typing_extensions import override


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured, and where databases are put meanwhile."""

    folder: Path
    runs: int = 5
    updates: int = 2_000  # of a rush
    seconds: int = 15  # of a steady pace
    tapped: int = 100_000  # before memory is looked at again
    questions: int = 240
    transactions: int = 1_500  # of a bare driver

    @classmethod
    def quick(cls, folder: Path, runs: int) -> "Plan":
        """A tenth of everything: to see that it works, not to be believed."""
        return cls(folder, runs, updates=300, seconds=4, tapped=3_000, questions=48, transactions=200)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a ratio, or an absolute number, has to be."""

    bound: float
    is_least: bool
    unit: str = "×"

    def is_met(self, number: float) -> bool:
        """Whether the number is good enough."""
        return number >= self.bound if self.is_least else number <= self.bound

    def missed_by(self, number: float) -> float:
        """How far it is from it, as a share of what is wanted."""
        return abs(number - self.bound) / self.bound

    @override
    def __str__(self) -> str:
        """As the table says it."""
        return f"{'≥' if self.is_least else '≤'} {self.bound:g} {self.unit}"


def at_least(bound: float) -> Wanted:
    """So many times the other, or more."""
    return Wanted(bound, is_least=True)


def at_most(bound: float, unit: str = "×") -> Wanted:
    """So much, or less."""
    return Wanted(bound, is_least=False, unit=unit)


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of the table: numbers run by run."""

    work: str
    against: str
    wanted: Wanted
    measured: Sequence[float]
    medians: str  # what the ratio was made of
    why: str = ""  # in case it is not reached

    @property
    def middle(self) -> float:
        """The median of the runs."""
        return median(self.measured)

    @property
    def is_reached(self) -> bool:
        """Whether it is what was wanted."""
        return self.wanted.is_met(self.middle)


@dataclass(slots=True)
class Findings:
    """Everything that was measured, in the order of the report."""

    lines: list[TableLine] = field(default_factory=list)
    layers: list[tuple[str, float]] = field(default_factory=list)  # what, microseconds for one sign-up
    limits: list[tuple[str, str]] = field(default_factory=list)  # what, how much
    left_out: list[tuple[str, str]] = field(default_factory=list)  # work, why it could not be measured


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Run by run: what happened close together is compared."""
    return [mine / other for mine, other in zip(ours, theirs, strict=True)]


def percentile(seconds: Sequence[float], share: int) -> float:
    """So many in a hundred were quicker."""
    return quantiles(seconds, n=100, method="inclusive")[share - 1]


def told(what: str, number: float, unit: str) -> None:
    """A line of progress."""
    print(f"  {what}: {number:,.3g} {unit}" if number < 100 else f"  {what}: {number:,.0f} {unit}", flush=True)
