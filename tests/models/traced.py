"""What the model of the roster did at random, read line by line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Final

from tests.models.checked import ROSTER, traces

PEOPLE: Final = 3
ABOUT_ONE: Final = 5  # words

IN_VAIN: Final = frozenset({"joins", "leaves", "takes", "skips", "confirms", "agrees", "declines", "crashes"})
"""What may be done and change nothing."""


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

    def is_vain(self, before: "Step") -> bool:
        """Whether it is tapped too late, twice or by somebody else, or its replica is killed: nothing comes of it."""
        same = self.now == before.now and self.told == before.told and self.places == before.places
        return self.act in IN_VAIN and same and self.people == before.people and self.line == before.line


@dataclass(slots=True)
class Fork:
    """Where traces are that have come the same way: what changed nothing here, and what was done next."""

    step: Step
    tried: list[Step] = field(default_factory=list)
    onward: dict[Step, "Fork"] = field(default_factory=dict)


BEGINNING: Final = Step("", 0, 0, 3, 1, False, (Stands("outside", 0, 0, False, "unasked"),) * PEOPLE, ())
"""As each trace finds it."""


@cache
def traced(number: int, first_seed: int = 1) -> Sequence[Sequence[Step]]:
    """So many traces; the same each time."""
    found: list[list[Step]] = []
    seed = first_seed
    while len(found) < number:
        found += _whole_traces(traces(ROSTER, seed, "-DTRACES", "-u1000000"))
        seed += 1
    return found[:number]


def _whole_traces(lines: Sequence[str]) -> Iterator[list[Step]]:
    """Those that come to the start of the shift; the last one is broken off somewhere."""
    steps: list[Step] = []
    for line in lines:
        if line.strip() == "anew":
            yield steps
            steps = []
        elif step := _step(line):
            steps.append(step)


@cache
def _step(line: str) -> Step | None:
    """What a line says; None of one that spin says itself."""
    words = line.split()
    if len(words) != 6 + PEOPLE * ABOUT_ONE + 1 + PEOPLE:
        return None
    act, *numbers = words[:6]
    who, now, start, places, told = map(int, numbers)
    rows = [words[6 + ABOUT_ONE * person :][:ABOUT_ONE] for person in range(PEOPLE)]
    waiting, *in_line = map(int, words[-1 - PEOPLE :])
    people = tuple(
        Stands(state, int(held), int(confirm), passed == "1", help_) for state, held, confirm, passed, help_ in rows
    )
    return Step(act, who, now, start, places, bool(told), people, tuple(in_line[:waiting]))


def groves(traces: Sequence[Sequence[Step]], size: int) -> Iterator[Fork]:
    """All of them as trees of so many each, those together that have most in common: it is there once.

    What is done in vain is there once for each way in which everything can be then; nobody is killed in them.
    """
    in_order, tried = sorted(traces, key=_way), set[Step]()
    for first in range(0, len(in_order), size):
        yield _grown(in_order[first : first + size], tried)


def _grown(traces: Iterable[Sequence[Step]], tried: set[Step]) -> Fork:
    root = Fork(BEGINNING)
    for trace in traces:
        here = root
        for step in trace:
            if not step.is_vain(here.step):
                here = here.onward.setdefault(step, Fork(step))
            elif step.act != "crashes" and step not in tried:
                tried.add(step)
                here.tried.append(step)
    return root


def _way(trace: Sequence[Step]) -> list[tuple[str, int]]:
    """What is done in it, without what is done in vain."""
    steps = pairwise((BEGINNING, *trace))
    return [(step.act, step.who) for before, step in steps if not step.is_vain(before)]
