"""What time brings over the seeded city's week: how long each sweep takes, and how long taps wait meanwhile."""

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from itertools import product
from statistics import median
from typing import Final

from benchmarks.city import MeasuredCity, fill, forget, post_shifts
from benchmarks.crowd import PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_most, percentile, ratios, told
from benchmarks.postgres import look_over, new_database
from benchmarks.programs import ready, yigong
from benchmarks.works.rushes import signing_up_for
from benchmarks.works.week import LAPSED, LINES, MOVES, SHORT, VERY_SHORT, WRITTEN, BusiestWeek
from bot.ground.clock import SystemClock
from playground.serving.server import Playground
from scheduling import digests, helping, moves, offering, stars, sweeps, weighing
from scheduling.catching_up import catch_up
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.migrating import migrate
from volunteering.rules.ground.moment import Moment

_MOST: Final = 200  # milliseconds
_A_SECOND: Final = 20  # taps
_SWEEPS: Final[Mapping[str, Callable[[Database, Moment], Awaitable[None]]]] = {
    "reminders": sweeps.remind,
    "rosters": sweeps.ask_for_rosters,
    "digests": digests.send_digests,
    LINES: sweeps.move_up,
    LAPSED: offering.see_to_offers,
    MOVES: moves.see_to_moves,
    SHORT: helping.ask_for_help,
    VERY_SHORT: helping.ask_for_help,
    "the order of the list": weighing.weigh,
    "everybody's stars": stars.look_on_at_stars,
    WRITTEN: catch_up,
}


async def measure(findings: Findings, city: MeasuredCity, plan: Plan, postgres_url: str) -> None:
    """Each sweep on both databases: the first one after a start, with everything due, and the one after it."""
    week = BusiestWeek.ahead_of(SystemClock().now())
    template = await new_database(postgres_url)
    await migrate(template)
    await fill(template)
    await look_over(template)
    for where in ("SQLite", "PostgreSQL"):
        took = defaultdict[str, list[tuple[float, float, float]]](list)
        for _, name in product(range(plan.runs), _SWEEPS):
            async with _copy(where, city, postgres_url, template) as url:
                took[name].append(await _swept(url, week, name))
        for name, runs in took.items():
            first, again, locked = ([run[which] for run in runs] for which in range(3))
            told(f"{name}, {where}", median(first), "ms")
            both = f"{median(first):.0f} ms, {median(locked):.0f} at a stretch; {median(again):.0f} with nothing new"
            work = f"sweep over the week, {where}: {name}"
            findings.lines.append(TableLine(work, "–", at_most(_MOST, "ms"), first, both))
    await _measure_taps(findings, city, plan, week)


@asynccontextmanager
async def _copy(where: str, city: MeasuredCity, postgres_url: str, template: str) -> AsyncIterator[str]:
    if where == "SQLite":
        url = city.copy()
        yield url
        forget(url)
    else:
        yield await new_database(postgres_url, template=template)


async def _swept(url: str, week: BusiestWeek, name: str) -> tuple[float, float, float]:
    """Milliseconds of the first sweep of a process that has just started, of the next one, and of what they write in
    one transaction at the most, which is how long a tap may have to wait for them.
    """
    async with connect(url) as database:
        await week.move_here(database)
        await week.make_due(database, name)
    took: list[float] = []
    written = [0.0]
    async with connect(url) as database:
        database.observer = lambda lasted, kind: written.append(lasted * 1000) if kind == "transaction" else None
        for _ in range(2):
            began = time.perf_counter()
            await _SWEEPS[name](database, week.moment)
            took.append((time.perf_counter() - began) * 1000)
    return took[0], took[1], max(written)


async def _measure_taps(findings: Findings, city: MeasuredCity, plan: Plan, week: BusiestWeek) -> None:
    """Taps at a pace, from the moment on at which a program starts that has a week of everything to do, and of none."""
    slowest = defaultdict[str, list[float]](list)
    for _ in range(plan.runs):
        for due in ("nothing", "everything"):
            slowest[due].append(await _slowest_tap(city, plan, week if due == "everything" else None))
            told(f"tap to answer with {due} due, p99", slowest[due][-1], "ms")
    both = f"{median(slowest['everything']):.1f} and {median(slowest['nothing']):.1f} ms"
    findings.lines.append(
        TableLine(
            f"tap to answer while all of the week is due, at {_A_SECOND} taps a second, p99",
            "the same taps with nothing due",
            at_most(1.5),
            ratios(slowest["everything"], slowest["nothing"]),
            both,
        )
    )


async def _slowest_tap(city: MeasuredCity, plan: Plan, week: BusiestWeek | None) -> float:
    url = city.copy()
    async with connect(url) as database:
        if week is not None:
            await week.move_here(database)
            for what in (LAPSED, MOVES, SHORT):
                await week.make_due(database, what)
        shifts = await post_shifts(database, 100)
    ask = signing_up_for(shifts)
    async with Playground(limits=None, started=city.people, kept=5) as playground:
        crowd = PlaygroundCrowd(playground)
        people = city.people[: plan.seconds * _A_SECOND]
        askings = [ask(crowd, number, person) for number, person in enumerate(people)]
        async with ready(yigong(url, QUIET_HOURS="0-0"), playground):
            waits = await crowd.pace(askings, _A_SECOND)
    forget(url)
    return percentile(waits, 99) * 1000
