"""The numbers: `python -m benchmarks`, or `make bench`. Prints the table of ratios and writes docs/benchmarks.md."""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import uvloop

from benchmarks.city import MeasuredCity, seeded
from benchmarks.measuring import Findings, Plan
from benchmarks.postgres import postgres
from benchmarks.programs import ROOT
from benchmarks.report import page, summary
from benchmarks.works import (
    calendars,
    certificates,
    importing,
    layers,
    learning,
    limits,
    lists,
    memory,
    pace,
    replicas,
    rushes,
    sweeps,
    totals,
)

PAGE: Final = ROOT / "docs" / "benchmarks.md"
KINDS: Final = (
    "start",
    "rushes",
    "pace",
    "totals",
    "lists",
    "learning",
    "sweeps",
    "importing",
    "certificates",
    "calendars",
    "replicas",
    "layers",
    "limits",
    "memory",
)
_ON_ONE_CITY: Final = {
    "rushes": rushes.measure,
    "pace": pace.measure,
    "lists": lists.measure,
    "learning": learning.measure,
    "importing": importing.measure,
    "certificates": certificates.measure,
    "calendars": calendars.measure,
    "layers": layers.measure,
}
_ON_POSTGRES: Final = {"sweeps", "replicas", "limits"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each, in turn (5)")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: to see that it works")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=KINDS, help="these kinds of work; writes no page")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="yigong-benchmark-") as folder, ExitStack() as stack:
        plan = Plan.quick(Path(folder), options.runs) if options.quick else Plan(Path(folder), options.runs)
        findings = Findings()
        server = stack.enter_context(postgres()) if _ON_POSTGRES & set(options.only) else None
        uvloop.run(_measure(findings, plan, frozenset(options.only), server))
    print(f"\n{summary(findings)}")
    if not options.quick and set(options.only) == set(KINDS):
        PAGE.write_text(page(findings, plan))
        print(f"\nwritten to {PAGE.relative_to(ROOT)}")
    return 0


async def _measure(findings: Findings, plan: Plan, kinds: frozenset[str], postgres_url: str | None) -> None:
    began = time.monotonic()
    print("seeding a city", flush=True)
    city = await seeded(plan.folder / "city.db")
    for kind in KINDS:
        if kind in kinds:
            print(f"{kind} ({(time.monotonic() - began) / 60:.0f} minutes so far)", flush=True)
            await _work(kind, findings, plan, city, postgres_url)


async def _work(kind: str, findings: Findings, plan: Plan, city: MeasuredCity, postgres_url: str | None) -> None:
    match kind:
        case "start":
            await memory.measure_start(findings, city, plan)
        case "rushes" | "pace" | "lists" | "learning" | "importing" | "certificates" | "calendars" | "layers":
            await _ON_ONE_CITY[kind](findings, city, plan)
        case "totals":
            await totals.measure(findings, city, await seeded(plan.folder / "decade.db", years=10), plan)
        case "sweeps" if postgres_url:
            await sweeps.measure(findings, city, plan, postgres_url)
        case "replicas" if postgres_url:
            await replicas.measure(findings, plan, postgres_url)
        case "limits":
            await limits.measure(findings, plan, postgres_url)
        case "memory":
            await memory.measure_memory(findings, city, plan)


if __name__ == "__main__":
    sys.exit(main())
