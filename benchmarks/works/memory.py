"""What it has in memory, and how soon it answers after its start."""

import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import Final

from benchmarks.city import MeasuredCity, forget, post_shifts
from benchmarks.crowd import Asking, PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_most, told
from benchmarks.programs import ready, started, yigong
from benchmarks.works.rushes import MESSAGE, TAP
from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import LeaveShift, TakeShift
from playground.ground.people import Person
from playground.serving.server import Playground
from storage.engine.connecting import connect

_AT_ONCE: Final = 2_000
_MEGABYTES: Final = 150.0


async def measure_memory(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """Everybody in the city browses, looks, signs up and leaves, until there were so many updates."""
    url = city.copy()
    async with connect(url) as database:
        shifts = await post_shifts(database, 100)
    async with Playground(limits=None, started=city.people, kept=3) as playground:
        crowd = PlaygroundCrowd(playground)
        async with ready(yigong(url), playground) as running:
            for asking, answered_by in (
                (crowd.writes(city.people[0], "/activities"), MESSAGE),
                (crowd.taps(city.people[1], TakeShift(shift=shifts[0]).pack()), TAP),
            ):
                await crowd.rush([asking], answered_by)
            before = running.megabytes
            told("memory at the start", before, "MB")
            everybody = cycle(city.people)
            for number in range(plan.tapped // _AT_ONCE):
                people = list(islice(everybody, _AT_ONCE))
                askings = list(_askings(crowd, people, shifts, number))
                await crowd.rush(askings, TAP if askings[0].is_tap else MESSAGE)
            after = running.megabytes
            told(f"memory after {plan.tapped:,} updates", after, "MB")
    forget(url)
    work, both = f"memory with {len(city.people):,} volunteers", f"{after:.0f} and {before:.0f} MB"
    against = "after the first answers"
    findings.lines.append(
        TableLine(f"{work}, after {plan.tapped:,} updates", against, at_most(1.2), [after / before], both)
    )
    findings.lines.append(
        TableLine(f"{work}, after {plan.tapped:,} updates", "–", at_most(_MEGABYTES, "MB"), [after], both)
    )


def _askings(crowd: PlaygroundCrowd, people: Sequence[Person], shifts: Sequence[int], number: int) -> Iterator[Asking]:
    """One kind of thing at a time: a list, a card, a sign-up, a leaving."""
    kinds = (None, ShowShift, TakeShift, LeaveShift)
    kind = kinds[number % len(kinds)]
    for at, person in enumerate(people):
        if kind is None:
            yield crowd.writes(person, "/activities")
        else:
            yield crowd.taps(person, kind(shift=shifts[at % len(shifts)]).pack())


async def measure_start(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """From the start of the process to the answer to an update that was waiting."""
    seconds: list[float] = []
    person = city.people[0]
    for _ in range(plan.runs):
        url = city.copy()
        async with Playground(limits=None, started=[person], kept=5) as playground:
            crowd = PlaygroundCrowd(playground)
            asking = crowd.writes(person, "/activities")
            began = time.monotonic()
            async with started(yigong(url), playground):
                await crowd.rush([asking], MESSAGE)
                seconds.append(time.monotonic() - began)
        forget(url)
        told("start to first answer", seconds[-1], "s")
    findings.lines.append(TableLine("start to first answered update, seeded city", "–", at_most(2.0, "s"), seconds, ""))
