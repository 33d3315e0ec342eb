"""Sign-ups by two replicas on PostgreSQL, behind a balancer, and by one."""

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.city import post_shifts
from benchmarks.crowd import PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_least, ratios, told
from benchmarks.postgres import new_database
from benchmarks.programs import ORGANISATION, free_port, part_time, processor_seconds, ready, yigong
from benchmarks.works.rushes import TAP, WARM_UP, signing_up_for
from bot.ground.clock import SystemClock
from playground.ground.people import Person
from playground.serving.server import Playground
from storage.engine.connecting import connect
from storage.engine.database import Database, Transaction
from storage.engine.migrating import migrate
from storage.engine.retrying import written
from storage.rows import Rows
from tests.support.balancer import Balancer
from volunteering.rules.ground.periods import Month
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language

_PART: Final = 0.2
_WHY_NOT: Final = (
    "One replica, PostgreSQL, the stand-in and the balancer fill the machine's cores already; the limits below say "
    "what they hold at the most. A second replica needs cores of its own."
)
_SECRET: Final = "a-secret-of-the-benchmark"


@dataclass(frozen=True, slots=True)
class Run:
    """A rush of sign-ups: how many a second, and the microseconds of a processor that each took of everybody."""

    rate: float
    replicas: float
    postgres: float
    others: float  # the stand-in for Telegram, and the balancer

    @property
    def whole(self) -> float:
        """What it took of everybody together."""
        return self.replicas + self.postgres + self.others


async def measure(findings: Findings, plan: Plan, postgres_url: str) -> None:
    """One and two in turn, again and again, each on a database of its own; at full time, and at part time."""
    runs: dict[tuple[int, float], list[Run]] = defaultdict(list)
    for _ in range(plan.runs):
        for share, replicas in product((1.0, _PART), (1, 2)):
            runs[replicas, share].append(await _run(plan, postgres_url, replicas, share))
    for share, work, against in (
        (1.0, "sign-up, two replicas on PostgreSQL", "one replica"),
        (_PART, "the same, each at work for a fifth of the time", "one, for a fifth of the time"),
    ):
        one, two = ([run.rate for run in runs[replicas, share]] for replicas in (1, 2))
        both = f"{median(two):,.0f} and {median(one):,.0f} updates a second"
        findings.lines.append(TableLine(work, against, at_least(1.5), ratios(two, one), both, _WHY_NOT))
    findings.limits.extend(_what_two_cores_hold(runs[1, 1.0]))


def _what_two_cores_hold(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Why a second replica has nothing to work with where everybody shares two cores."""
    parts = {
        "the replica": median(run.replicas for run in runs),
        "PostgreSQL": median(run.postgres for run in runs),
        "stand-in and balancer": median(run.others for run in runs),
    }
    told = ", ".join(f"{who} {length:,.0f}" for who, length in parts.items())
    yield "processor time of a sign-up on PostgreSQL", f"{told} µs"
    most = os.cpu_count() or 1
    yield f"{most} cores with all of these on them, at the most", f"{most * 1e6 / sum(parts.values()):,.0f} a second"


async def _run(plan: Plan, postgres_url: str, replicas: int, share: float) -> Run:
    url = await new_database(postgres_url)
    await migrate(url)
    people = [Person(10_000 + number, f"Volunteer {number}") for number in range(plan.updates + WARM_UP)]
    async with connect(url) as database:
        await _register(database, people)
        shifts = await post_shifts(database, 100)
    async with Playground(limits=None, started=people, kept=5) as playground, Balancer() as balancer:
        crowd = PlaygroundCrowd(playground)
        ask = signing_up_for(shifts)
        askings = [ask(crowd, number, person) for number, person in enumerate(people)]
        async with AsyncExitStack() as stack:
            pids: list[int] = []
            for number in range(replicas):
                port = free_port()
                program = yigong(
                    url, WEBHOOK_URL=f"{balancer.url}/telegram", WEBHOOK_SECRET=_SECRET, HTTP_PORT=str(port)
                )
                running = await stack.enter_async_context(ready(program, playground, "setwebhook"))
                pids.append(running.pid)
                balancer.replicas[str(number)] = f"http://127.0.0.1:{port}"
            await crowd.rush(askings[:WARM_UP], TAP)
            if share < 1:
                for pid in pids:
                    await stack.enter_async_context(part_time(pid, share))
            before = _used(pids)
            took = await crowd.rush(askings[WARM_UP:], TAP)
            used = [(after - first) * 1e6 / plan.updates for first, after in zip(before, _used(pids), strict=True)]
    told(f"sign-up on PostgreSQL, {replicas} at work for {share:.0%} of the time", plan.updates / took, "a second")
    return Run(plan.updates / took, *used)


def _used(replicas: Sequence[int]) -> tuple[float, float, float]:
    """Processor seconds so far: of the replicas, of PostgreSQL's processes, and of this one."""
    servers = [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _is_postgres(folder)]
    return sum(map(processor_seconds, replicas)), sum(map(processor_seconds, servers)), time.process_time()


def _is_postgres(process: Path) -> bool:
    with suppress(OSError):
        return (process / "comm").read_text().startswith("postgres")
    return False


async def _register(database: Database, people: Sequence[Person]) -> None:
    now = SystemClock().now()

    async def register(transaction: Transaction) -> None:
        records = Rows(transaction)
        top = await records.units.top_named(ORGANISATION, now)
        for person in people:
            number = await records.people.add(
                telegram_id=person.id,
                name=person.first_name,
                phone=None,
                language=Language.SIMPLIFIED,
                unit=top,
                at=now,
                month=Month.of(now.date()),
            )
        await records.people.set_role(number, top.id, Role.LEADER, by_id=None, at=now)

    await written(database, register)
