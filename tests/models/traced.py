"""What the model of the roster did at random, read line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tests.models.checked import ROSTER, traces

PEOPLE: Final = 3
ABOUT_ONE: Final = 5  # words


@dataclass(frozen=True, slots=True)
class Stands:
    """How one of the three stands in the model."""

    state: str
    held: int  # the tick until which a place is held; 0: none is
    confirm: int
    passed: bool
    help: str


@dataclass(frozen=True, slots=True)
class Step:
    """One act, and how everything is after it."""

    act: str
    who: int
    now: int  # ticks
    start: int
    places: int
    told: bool  # the leader knows of what is free
    people: tuple[Stands, ...]
    line: tuple[int, ...]  # whoever waits, first in line first

    @property
    def begun(self) -> bool:
        """Whether the shift has begun."""
        return self.now >= self.start


BEGINNING: Final = Step("", 0, 0, 3, 1, False, (Stands("outside", 0, 0, False, "unasked"),) * PEOPLE, ())
"""As each trace finds it."""


def traced(number: int, *defines: str, first_seed: int = 1) -> list[list[Step]]:
    """So many traces; the same each time."""
    found: list[list[Step]] = []
    seed = first_seed
    while len(found) < number:
        found += _whole_traces(traces(ROSTER, seed, "-DTRACES", "-u1000000", *defines))
        seed += 1
    return found[:number]


def _whole_traces(lines: Sequence[str]) -> Iterator[list[Step]]:
    """Those that come to the start of the shift; the last one is broken off somewhere."""
    steps: list[Step] = []
    for line in lines:
        words = line.split()
        if words == ["anew"]:
            yield steps
            steps = []
        elif len(words) == 6 + PEOPLE * ABOUT_ONE + 1 + PEOPLE:
            steps.append(_step(words))


def _step(words: list[str]) -> Step:
    act, *numbers = words[:6]
    who, now, start, places, told = map(int, numbers)
    rows = [words[6 + ABOUT_ONE * person :][:ABOUT_ONE] for person in range(PEOPLE)]
    waiting, *line = map(int, words[-1 - PEOPLE :])
    people = tuple(
        Stands(state, int(held), int(confirm), passed == "1", help_) for state, held, confirm, passed, help_ in rows
    )
    return Step(act, who, now, start, places, bool(told), people, tuple(line[:waiting]))
