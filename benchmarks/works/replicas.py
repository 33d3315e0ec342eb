"""Sign-ups by two replicas on PostgreSQL, behind a balancer, and by one."""

import socket
from collections.abc import Sequence
from contextlib import AsyncExitStack
from itertools import count
from statistics import median
from typing import Final

import asyncpg

from benchmarks.city import post_shifts
from benchmarks.crowd import Crowd
from benchmarks.measuring import Findings, Line, Plan, at_least, ratios, told
from benchmarks.programs import ORGANISATION, ready, yigong
from benchmarks.works.rushes import TAP, WARM_UP, signing_up_for
from bot.clock import SystemClock
from playground.people import Person
from playground.server import Playground
from storage.database import Database, connect
from storage.migrating import migrate
from storage.records import Rows
from tests.support.balancer import Balancer
from volunteering.people import Language
from volunteering.periods import Month
from volunteering.units import Role

_SECRET: Final = "a-secret-of-the-benchmark"
_names = count(1)


async def measure(findings: Findings, plan: Plan, postgres_url: str) -> None:
    """One and two in turn, again and again, each on a database of its own."""
    one: list[float] = []
    two: list[float] = []
    for _ in range(plan.runs):
        one.append(await _rate(plan, postgres_url, 1))
        two.append(await _rate(plan, postgres_url, 2))
    both = f"{median(two):,.0f} and {median(one):,.0f} updates a second"
    line = Line("sign-up, two replicas on PostgreSQL", "one replica", at_least(1.5), ratios(two, one), both)
    findings.lines.append(line)


async def _rate(plan: Plan, postgres_url: str, replicas: int) -> float:
    url = await _new_database(postgres_url)
    people = [Person(10_000 + number, f"Volunteer {number}") for number in range(plan.updates + WARM_UP)]
    async with connect(url) as database:
        await _register(database, people)
        shifts = await post_shifts(database, 100)
    async with Playground(limits=None, started=people, kept=5) as playground, Balancer() as balancer:
        crowd = Crowd(playground)
        ask = signing_up_for(shifts)
        askings = [ask(crowd, number, person) for number, person in enumerate(people)]
        async with AsyncExitStack() as stack:
            for number in range(replicas):
                port = _free_port()
                program = yigong(
                    url, WEBHOOK_URL=f"{balancer.url}/telegram", WEBHOOK_SECRET=_SECRET, HTTP_PORT=str(port)
                )
                await stack.enter_async_context(ready(program, playground, "setwebhook"))
                balancer.replicas[str(number)] = f"http://127.0.0.1:{port}"
            await crowd.rush(askings[:WARM_UP], TAP)
            took = await crowd.rush(askings[WARM_UP:], TAP)
    told(f"sign-up on PostgreSQL, {replicas} at work", plan.updates / took, "updates a second")
    return plan.updates / took


async def _new_database(postgres_url: str) -> str:
    name = f"replicas_{next(_names)}"
    connection = await asyncpg.connect(postgres_url)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    address, _, query = postgres_url.partition("?")
    url = f"{address.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    await migrate(url)
    return url


async def _register(database: Database, people: Sequence[Person]) -> None:
    now = SystemClock().now()
    async with database.transaction() as transaction:
        records = Rows(transaction)
        top = await records.units.found(ORGANISATION, now)
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


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
