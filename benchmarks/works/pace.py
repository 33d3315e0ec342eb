"""Twenty taps a second, as on a busy evening: how long each waits for its answer."""

from collections.abc import Sequence
from statistics import median
from typing import Final

from benchmarks.city import MeasuredCity, forget, post_shifts
from benchmarks.crowd import PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_most, percentile, ratios, told
from benchmarks.programs import PTB, ready, yigong
from benchmarks.works.rushes import ECHOES, TAP, WARM_UP, Rush, signing_up_for
from playground.ground.people import Person
from playground.serving.server import Playground
from storage.engine.connecting import connect

A_SECOND: Final = 20.0


async def _waits(rush: Rush, people: Sequence[Person], plan: Plan) -> list[float]:
    wanted = people[: WARM_UP + int(plan.seconds * A_SECOND)]
    async with Playground(limits=None, started=wanted, kept=5) as playground:
        crowd = PlaygroundCrowd(playground)
        askings = [rush.ask(crowd, number, person) for number, person in enumerate(wanted)]
        async with ready(rush.program, playground):
            await crowd.rush(askings[:WARM_UP], rush.answered_by)
            waits = await crowd.pace(askings[WARM_UP:], A_SECOND)
    told(f"{rush.program.name} at {A_SECOND:g} a second, p99", percentile(waits, 99) * 1000, "ms")
    return waits


async def measure(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """Both in turn, again and again."""
    ours: list[list[float]] = []
    theirs: list[list[float]] = []
    for _ in range(plan.runs):
        theirs.append(await _waits(ECHOES[0], city.people, plan))
        url = city.copy()
        async with connect(url) as database:
            shifts = await post_shifts(database, 100)
        ours.append(await _waits(Rush("Yigong", yigong(url), signing_up_for(shifts), TAP), city.people, plan))
        forget(url)
    for share in (50, 99):
        mine, other = ([percentile(waits, share) * 1000 for waits in all_waits] for all_waits in (ours, theirs))
        findings.lines.append(
            TableLine(
                f"tap to answer at {A_SECOND:g} taps a second, p{share}",
                f"{PTB.name} at the same pace",
                at_most(3.0),
                ratios(mine, other),
                f"{median(mine):.1f} and {median(other):.1f} ms",
            )
        )
