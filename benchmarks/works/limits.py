"""What the bare drivers and a bare transport manage on the same machine: nobody can be faster than that."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import aiohttp
import aiosqlite
import asyncpg
from telegram import Bot

from benchmarks.bare import bare_server
from benchmarks.measuring import Findings, Plan
from bot.calling.transport import AiohttpRequest
from playground.ground.people import Bot as Known
from storage.engine.connecting import connect
from storage.engine.migrating import migrate

_ASK: Final = "SELECT at FROM inbox WHERE update_id = 0"
_WRITE: Final = "INSERT INTO inbox (update_id, at) VALUES (?, 0)"
_AT_ONCE: Final = 64


async def measure(findings: Findings, plan: Plan, postgres_url: str | None) -> None:
    """Measure what the drivers of both databases can do by themselves, then what the transports can."""

    def found(what: str, number: float, unit: str) -> None:
        print(f"  {what}: {number:,.0f} {unit}", flush=True)
        findings.limits.append((what, f"{number:,.0f} {unit}"))

    file = plan.folder / "limits.db"
    url = f"sqlite:///{file}"
    await migrate(url)
    number, unit = plan.transactions, "transactions a second"
    found("sqlite3, one after the other, in no thread", _bare_sqlite(file, number), unit)
    found("aiosqlite, three hops, one after the other", await _bare_aiosqlite(file, number), unit)
    found("Yigong's storage on SQLite, one after the other", await _storage(url, number, 1), unit)
    found(f"Yigong's storage on SQLite, {_AT_ONCE} at once", await _storage(url, number, _AT_ONCE), unit)
    if postgres_url:
        await migrate(postgres_url)
        found("asyncpg, three round trips, one after the other", await _bare_asyncpg(postgres_url, number), unit)
        found("Yigong's storage on PostgreSQL, 8 at once", await _storage(postgres_url, number, 8), unit)
    async with bare_server() as address:
        for at_once in (1, _AT_ONCE):
            who = f"{at_once} at once"
            found(f"aiohttp, {who}", await _bare_aiohttp(address, number, at_once), "calls a second")
            found(f"PTB over our transport, {who}", await _ptb(address, number, at_once), "calls a second")


async def _a_second(work: Callable[[int], Awaitable[object]], times: int, at_once: int) -> float:
    """How many a second, so many of them side by side."""
    numbers = iter(range(1, times + 1))

    async def one_of_them() -> None:
        for number in numbers:
            await work(number)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(one_of_them())
    return times / (time.perf_counter() - began)


def _bare_sqlite(file: Path, times: int) -> float:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        began = time.perf_counter()
        for number in range(times):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_ASK).fetchall()
            connection.execute(_WRITE, [1_000_000 + number])
            connection.execute("COMMIT")
        return times / (time.perf_counter() - began)


async def _bare_aiosqlite(file: Path, times: int) -> float:
    async with aiosqlite.connect(file, isolation_level=None) as connection:
        await connection.execute_fetchall("PRAGMA synchronous = FULL")

        async def transaction(number: int) -> None:
            await connection.execute_fetchall("BEGIN IMMEDIATE")
            await connection.execute_fetchall(_WRITE, [2_000_000 + number])
            await connection.execute_fetchall("COMMIT")

        return await _a_second(transaction, times, 1)


async def _storage(url: str, times: int, at_once: int) -> float:
    first = 3_000_000 * at_once
    async with connect(url) as database:

        async def transaction(number: int) -> None:
            async with database.transaction(person=number) as transaction:
                await transaction.one("SELECT at FROM inbox WHERE update_id = 0")
                transaction.later("INSERT INTO inbox (update_id, at) VALUES (:id, 0)", id=first + number)

        return await _a_second(transaction, times, at_once)


async def _bare_asyncpg(url: str, times: int) -> float:
    connection = await asyncpg.connect(url)
    try:

        async def transaction(number: int) -> None:
            await connection.execute("BEGIN")
            await connection.fetch("INSERT INTO inbox (update_id, at) VALUES ($1, 0) RETURNING at", number)
            await connection.execute("COMMIT")

        return await _a_second(transaction, times, 1)
    finally:
        await connection.close()


async def _bare_aiohttp(address: str, times: int, at_once: int) -> float:
    async with aiohttp.ClientSession() as session:

        async def call(_: int) -> None:
            async with session.post(f"{address}/sendChatAction", json={"chat_id": 1, "action": "typing"}) as answer:
                await answer.read()

        return await _a_second(call, times, at_once)


async def _ptb(address: str, times: int, at_once: int) -> float:
    bot = Bot(Known().token, f"{address}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest(1))
    await bot.request.initialize()
    try:
        return await _a_second(lambda _: bot.send_chat_action(1, "typing"), times, at_once)
    finally:
        await bot.request.shutdown()
