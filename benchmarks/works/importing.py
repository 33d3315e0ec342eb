"""28,000 people with their hours brought along by a list, while twenty taps a second are answered."""

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from openpyxl import Workbook

from benchmarks.city import MeasuredCity, forget, post_shifts
from benchmarks.crowd import PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_most, percentile, ratios, told
from benchmarks.programs import ORGANISATION, ROOT, ready, yigong
from benchmarks.works.pace import A_SECOND
from benchmarks.works.rushes import TAP, WARM_UP, signing_up_for
from playground.serving.server import Playground
from storage.engine.connecting import connect

PEOPLE: Final = 28_000
_SHARE_OF_QUICK: Final = 2_800
_LONGEST: Final = 120  # seconds


@dataclass(frozen=True, slots=True)
class BroughtAlong:
    """What one run came to."""

    seconds: float  # from the start of the command to its end
    megabytes: float  # the most it had in memory
    waits: Sequence[float]  # for taps meanwhile
    alone: Sequence[float]  # for taps before it


def list_of(file: Path, people: int) -> None:
    """A list as federations have them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    sheet.append(["姓名", "手机号码", "分会", "所属团队", "累计时长（小时）", "备注"])
    for number in range(people):
        branch = f"分会{number % 9 + 1}"
        sheet.append(
            [f"王{number}", 13_900_000_000 + number * 7, branch, f"{branch}第{number % 80 + 1}队", number % 300, ""]
        )
    book.save(file)


async def _brought(url: str, file: Path) -> tuple[float, float]:
    """Seconds and megabytes of `python -m bot import`. Raises RuntimeError where it fails."""
    loop = asyncio.get_running_loop()
    around = {"PATH": os.environ["PATH"], "DATABASE_URL": url, "ORGANISATION": ORGANISATION}
    began = loop.time()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "import", str(file), cwd=ROOT, env=around, stdout=asyncio.subprocess.DEVNULL
    )
    most = 0.0
    while process.returncode is None:
        most = max(most, _megabytes(process.pid))
        await asyncio.wait([asyncio.ensure_future(process.wait())], timeout=0.2)
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return loop.time() - began, most


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


async def _run(city: MeasuredCity, file: Path, plan: Plan) -> BroughtAlong:
    url = city.copy()
    async with connect(url) as database:
        shifts = await post_shifts(database, 100)
    wanted = city.people[: WARM_UP + int((plan.seconds + _LONGEST) * A_SECOND)]
    ask = signing_up_for(shifts)
    async with Playground(limits=None, started=city.people, kept=5) as playground:
        crowd = PlaygroundCrowd(playground)
        askings = [ask(crowd, number, person) for number, person in enumerate(wanted)]
        async with ready(yigong(url), playground):
            await crowd.rush(askings[:WARM_UP], TAP)
            first = WARM_UP + int(plan.seconds * A_SECOND)
            alone = await crowd.pace(askings[WARM_UP:first], A_SECOND)
            waits: list[float] = []
            importing = asyncio.ensure_future(_brought(url, file))
            while not importing.done() and first < len(askings):
                waits += await crowd.pace(askings[first : first + int(A_SECOND)], A_SECOND)
                first += int(A_SECOND)
            seconds, megabytes = await importing
    forget(url)
    told("an import", seconds, "s")
    told("taps meanwhile, p99", percentile(waits, 99) * 1000, "ms")
    return BroughtAlong(seconds, megabytes, waits, alone)


async def measure(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """The import beside taps, and the same taps before it, again and again."""
    people = PEOPLE if plan.updates >= Plan(plan.folder).updates else _SHARE_OF_QUICK
    file = plan.folder / "list.xlsx"
    await asyncio.to_thread(list_of, file, people)
    runs = [await _run(city, file, plan) for _ in range(plan.runs)]
    meanwhile, alone = (
        [percentile(waits, 99) * 1000 for waits in both]
        for both in ([run.waits for run in runs], [run.alone for run in runs])
    )
    seconds, megabytes = [run.seconds for run in runs], [run.megabytes for run in runs]
    work = f"import of {people:,} rows"
    findings.lines += [
        TableLine(work, "–", at_most(60, "s"), seconds, f"{median(seconds):.0f} s"),
        TableLine(f"{work}, memory", "–", at_most(300, "MB"), megabytes, f"{median(megabytes):.0f} MB"),
        TableLine(
            f"tap to answer meanwhile, at {A_SECOND:g} taps a second, p99",
            "the same taps before it",
            at_most(1.5),
            ratios(meanwhile, alone),
            f"{median(meanwhile):.1f} and {median(alone):.1f} ms",
        ),
    ]
