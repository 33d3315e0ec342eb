"""Two hundred who want their certificate at once, while twenty taps a second are answered."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.city import MeasuredCity, forget, post_shifts, who_served
from benchmarks.crowd import PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_most, percentile, ratios, told
from benchmarks.programs import ProgramRunning, ready, yigong
from benchmarks.works.pace import A_SECOND
from benchmarks.works.rushes import TAP, WARM_UP, signing_up_for
from handlers.buttons.certificates import GetCertificate
from playground.ground.people import Person
from playground.serving.server import Playground
from storage.engine.connecting import connect
from words.composer import IDLE

AT_ONCE: Final = 200
_IN_TURN: Final = 20
_FILE: Final = "senddocument"
_PICTURE: Final = "sendphoto"
_LIMIT: Final = 300.0  # seconds


@dataclass(frozen=True, slots=True)
class Certified:
    """What one run came to."""

    alone: Sequence[float]  # seconds, for taps before
    beside: Sequence[float]  # for taps while as many sign up at once
    waits: Sequence[float]  # for taps meanwhile
    files: Sequence[float]  # from a tap to its PDF, one after the other
    all_there: float  # seconds, from the first tap of all to the last file
    before: float  # megabytes, of the bot and what it has begun
    most: float
    after: float


def _megabytes(running: ProgramRunning) -> float:
    """What it has in memory, with what it has begun."""
    begun = [pid for task in Path(f"/proc/{running.pid}/task").iterdir() for pid in _begun_by(task)]
    return running.megabytes + sum(ProgramRunning(running.program, pid).megabytes for pid in begun)


def _begun_by(task: Path) -> list[int]:
    try:
        return [int(pid) for pid in (task / "children").read_text().split()]
    except OSError:
        return []  # a thread that has ended since


async def _run(city: MeasuredCity, plan: Plan) -> Certified:
    url = city.copy()
    async with connect(url) as database:
        shifts = await post_shifts(database, 100)
    served = set(await who_served(city.file))
    certified = [person for person in city.people if person.id in served][: AT_ONCE + _IN_TURN + 1]
    others = [person for person in city.people if person not in certified]
    ask = signing_up_for(shifts)
    async with Playground(limits=None, started=city.people, kept=8) as playground:
        crowd = PlaygroundCrowd(playground)
        taps = [ask(crowd, at, person) for at, person in enumerate(others[: WARM_UP + int(_LIMIT * A_SECOND)])]
        async with ready(yigong(url), playground) as running:
            await crowd.rush(taps[:WARM_UP], TAP)
            first = WARM_UP + int(plan.seconds * A_SECOND)
            alone = await crowd.pace(taps[WARM_UP:first], A_SECOND)
            rush = asyncio.ensure_future(crowd.rush(taps[-AT_ONCE:], TAP))
            beside = await crowd.pace(taps[first : first + len(alone)], A_SECOND)
            await rush
            first += len(alone)
            before = _megabytes(running)
            files = [await _file(playground, crowd, [person]) for person in certified[AT_ONCE:]]
            asking = asyncio.ensure_future(_file(playground, crowd, certified[:AT_ONCE]))
            waits, most = list[float](), before
            while not asking.done():
                waits += await crowd.pace(taps[first : first + int(A_SECOND)], A_SECOND)
                first += int(A_SECOND)
                most = max(most, _megabytes(running))
            all_there = await asking
            await asyncio.sleep(IDLE + 5)
            after = _megabytes(running)
    forget(url)
    told("taps meanwhile, p99", percentile(waits, 99) * 1000, "ms")
    told("tap to file", median(files), "s")
    told(f"{AT_ONCE} at once", all_there, "s")
    told("memory at the most", most, "MB")
    return Certified(alone, beside, waits, files[1:], all_there, before, most, after)


async def _file(playground: Playground, crowd: PlaygroundCrowd, people: Sequence[Person]) -> float:
    """Seconds from the taps of these until each has the PDF; the pictures come meanwhile, or after."""
    calls, loop = playground.telegram.calls, asyncio.get_running_loop()
    files, pictures = calls.by_method[_FILE] + len(people), calls.by_method[_PICTURE] + len(people)
    askings = [crowd.taps(person, GetCertificate().pack()) for person in people]
    began = loop.time()
    for asking in askings:
        asking.act()
    await calls.changed.until(lambda: calls.by_method[_FILE] >= files, _LIMIT)
    took = loop.time() - began
    await calls.changed.until(lambda: calls.by_method[_PICTURE] >= pictures, _LIMIT)
    return took


async def measure(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """Certificates beside taps, and the same taps before them, again and again."""
    runs = [await _run(city, plan) for _ in range(plan.runs)]
    meanwhile, alone, beside = (
        [percentile(waits, 99) * 1000 for waits in some]
        for some in ([run.waits for run in runs], [run.alone for run in runs], [run.beside for run in runs])
    )
    files = [percentile(run.files, 95) for run in runs]
    before, most, after = ([getattr(run, name) for run in runs] for name in ("before", "most", "after"))
    at_once = f"{AT_ONCE} certificates at once"
    taps = f"tap to answer during {at_once}, at {A_SECOND:g} taps a second, p99"
    findings.lines += [
        TableLine(
            "tap to certificate, p95",
            "–",
            at_most(1.0, "s"),
            files,
            f"{median(files):.2f} s; {median(run.all_there for run in runs):.0f} s for all of {AT_ONCE}",
        ),
        TableLine(
            taps,
            "the same taps before it",
            at_most(1.5),
            ratios(meanwhile, alone),
            f"{median(meanwhile):.1f} and {median(alone):.1f} ms",
            "Whoever taps in the moment of the two hundred waits until those are noted (decision 65).",
        ),
        TableLine(
            taps,
            f"the same taps beside {AT_ONCE} sign-ups at once",
            at_most(1.5),
            ratios(meanwhile, beside),
            f"{median(meanwhile):.1f} and {median(beside):.1f} ms",
        ),
        TableLine(
            f"memory after {at_once}",
            "before it",
            at_most(1.1),
            ratios(after, before),
            f"{median(after):.0f} and {median(before):.0f} MB; {median(most):.0f} meanwhile",
        ),
    ]
