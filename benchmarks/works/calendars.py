"""A thousand people whose calendars ask once a minute, while twenty taps a second are answered."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

import aiohttp

from benchmarks.city import MeasuredCity, forget, give_places, post_shifts
from benchmarks.crowd import PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_most, percentile, ratios, told
from benchmarks.programs import free_port, processor_seconds, ready, yigong
from benchmarks.works.pace import A_SECOND
from benchmarks.works.rushes import TAP, WARM_UP, signing_up_for
from playground.ground.people import Person
from playground.serving.server import Playground
from storage.engine.connecting import connect
from storage.engine.database import Database, Transaction
from storage.engine.retrying import written
from volunteering.rules.calendars import digest_of

PEOPLE: Final = 1_000
A_MINUTE: Final = 60.0
PLACES: Final = 8  # each


@dataclass(frozen=True, slots=True)
class CalendarTimes:
    """What one run came to, in seconds."""

    alone: Sequence[float]  # for taps before
    unchanged: Sequence[float]  # for taps while calendars ask with what they have
    anew: Sequence[float]  # for taps while they ask as if for the first time
    known: Sequence[float]  # for a calendar that is told that nothing is new
    whole: Sequence[float]  # for one that is written


class _Subscribers:
    """The calendars of a thousand people, each asking once a minute."""

    def __init__(self, session: aiohttp.ClientSession, root: str, secrets: Sequence[str]) -> None:
        self._session = session
        self._urls = [f"{root}/calendar/{secret}.ics" for secret in secrets]
        self._tags = [""] * len(secrets)
        self._next = 0

    async def all_once(self) -> None:
        """Each has what there is."""
        for number in range(len(self._urls)):
            await self._ask(number, knows=False)

    async def pace(self, seconds: float, *, know: bool) -> list[float]:
        """Ask at their pace; how long each took."""
        waits = list[float]()
        async with asyncio.TaskGroup() as group:
            for _ in range(int(seconds * PEOPLE / A_MINUTE)):
                group.create_task(self._timed(waits, know=know))
                await asyncio.sleep(A_MINUTE / PEOPLE)
        return waits

    async def _timed(self, waits: list[float], *, know: bool) -> None:
        self._next = (self._next + 1) % len(self._urls)
        began = asyncio.get_running_loop().time()
        await self._ask(self._next, knows=know)
        waits.append(asyncio.get_running_loop().time() - began)

    async def _ask(self, number: int, *, knows: bool) -> None:
        headers = {"If-None-Match": self._tags[number]} if knows else {}
        async with self._session.get(self._urls[number], headers=headers) as answer:
            assert answer.status == (304 if knows else 200), answer.status
            await answer.read()
            self._tags[number] = answer.headers["ETag"]


async def _open(database: Database, people: Sequence[Person]) -> list[str]:
    """An address each; gives the secrets."""
    secrets = [f"{number:040d}".translate(str.maketrans("0189", "abcd")) for number in range(len(people))]

    async def open_all(transaction: Transaction) -> None:
        for person, secret in zip(people, secrets, strict=True):
            transaction.later(
                """
                INSERT INTO calendars (person_id, nonce, digest, at)
                SELECT p.id, '', CAST(:digest AS TEXT), 1 FROM people p WHERE p.telegram_id = :telegram
                """,
                digest=digest_of(secret),
                telegram=person.id,
            )

    await written(database, open_all)
    return secrets


async def _run(city: MeasuredCity, plan: Plan) -> CalendarTimes:
    url = city.copy()
    readers, others = city.people[:PEOPLE], city.people[PEOPLE:]
    async with connect(url) as database:
        shifts = await post_shifts(database, 100)
        for number in range(PLACES):
            await give_places(database, shifts[number * 10 : number * 10 + 10], readers)
        secrets = await _open(database, readers)
    port = free_port()
    program = yigong(url, HTTP_PORT=str(port), PUBLIC_URL=f"http://127.0.0.1:{port}")
    ask, each = signing_up_for(shifts[80:]), int(plan.seconds * A_SECOND)
    async with Playground(limits=None, started=city.people, kept=8) as playground:
        crowd = PlaygroundCrowd(playground)
        taps = [ask(crowd, at, person) for at, person in enumerate(others[: WARM_UP + 3 * each])]
        async with ready(program, playground) as running, aiohttp.ClientSession() as session:
            calendars = _Subscribers(session, f"http://127.0.0.1:{port}", secrets)
            await calendars.all_once()
            await crowd.rush(taps[:WARM_UP], TAP)
            first, used = WARM_UP, [processor_seconds(running.pid)]
            alone = await crowd.pace(taps[first : first + each], A_SECOND)
            first += each
            used.append(processor_seconds(running.pid))
            known, unchanged = await asyncio.gather(
                calendars.pace(plan.seconds, know=True), crowd.pace(taps[first : first + each], A_SECOND)
            )
            first += each
            used.append(processor_seconds(running.pid))
            whole, anew = await asyncio.gather(
                calendars.pace(plan.seconds, know=False), crowd.pace(taps[first : first + each], A_SECOND)
            )
            used.append(processor_seconds(running.pid))
    forget(url)
    for what, (before, after) in zip(("alone", "beside 304", "beside 200"), pairwise(used), strict=True):
        told(f"the bot's processor, {what}", (after - before) / plan.seconds * 100, "%")
    for what, waits in (("taps alone", alone), ("taps beside 304", unchanged), ("taps beside 200", anew)):
        told(f"{what}, p99", percentile(waits, 99) * 1000, "ms")
    told("a calendar unchanged, p99", percentile(known, 99) * 1000, "ms")
    told("a calendar written, p99", percentile(whole, 99) * 1000, "ms")
    return CalendarTimes(alone, unchanged, anew, known, whole)


async def measure(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """Calendars beside taps, and the same taps before them, again and again."""
    runs = [await _run(city, plan) for _ in range(plan.runs)]
    p99 = {
        name: [percentile(getattr(run, name), 99) * 1000 for run in runs]
        for name in ("alone", "unchanged", "anew", "known", "whole")
    }
    taps = f"tap to answer beside the calendars of {PEOPLE:,} people a minute"
    for name, what in (("unchanged", "which mostly have what there is"), ("anew", "each written whole")):
        findings.lines.append(
            TableLine(
                f"{taps}, {what}, at {A_SECOND:g} taps a second, p99",
                "the same taps before it",
                at_most(1.5),
                ratios(p99[name], p99["alone"]),
                f"{median(p99[name]):.1f} and {median(p99['alone']):.1f} ms; a calendar itself "
                f"{median(p99['known' if name == 'unchanged' else 'whole']):.1f} ms",
            )
        )
