"""The month's totals as the admin asks for them, in a city with one year behind it and in one with ten."""

from itertools import cycle, islice
from statistics import median
from typing import Final

from benchmarks.city import LAST_YEAR, MeasuredCity, forget
from benchmarks.crowd import PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_most, percentile, ratios, told
from benchmarks.programs import ready, yigong
from playground.serving.server import Playground

_WARM_UP: Final = 24  # the months, twice


async def _slowest(city: MeasuredCity, plan: Plan, years: str) -> float:
    """Milliseconds from `/stats 2025-…` to its answer, p99."""
    url, admin = city.copy(), city.people[0]
    async with Playground(limits=None, started=[admin], kept=5) as playground:
        crowd = PlaygroundCrowd(playground)
        months = cycle(f"/stats {LAST_YEAR}-{month:02}" for month in range(1, 13))
        askings = [crowd.writes(admin, text) for text in islice(months, _WARM_UP + plan.questions)]
        async with ready(yigong(url, ADMIN_IDS=str(admin.id)), playground):
            await crowd.in_turn(askings[:_WARM_UP])
            waits = await crowd.in_turn(askings[_WARM_UP:])
    forget(url)
    slowest = percentile(waits, 99) * 1000
    told(f"a month's totals in a city of {years}, p99", slowest, "ms")
    return slowest


async def measure(findings: Findings, city: MeasuredCity, decade: MeasuredCity, plan: Plan) -> None:
    """Both in turn, again and again."""
    one: list[float] = []
    ten: list[float] = []
    for _ in range(plan.runs):
        one.append(await _slowest(city, plan, "one year"))
        ten.append(await _slowest(decade, plan, "ten years"))
    work = "month's totals over ten years, p99"
    both = f"{median(ten):.1f} and {median(one):.1f} ms"
    findings.lines.append(TableLine(work, "the same for one year", at_most(1.3), ratios(ten, one), both))
    findings.lines.append(TableLine(work, "–", at_most(50, "ms"), ten, both))
