"""A password is changed while Yigong serves: whoever is connected stays so, and new sessions find their way in."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import asyncpg
import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.faults import DiskFull, LockedOut, Unavailable
from storage.engine.way_in import WayIn
from storage.process.duty import DutyLock
from tests.support.databases import Databases

ROLE = "rotated"
FORMER, NEW = (f"p@ss:{secrets.token_hex(8)}" for _ in range(2))


@dataclass
class Administered:
    """PostgreSQL, as its administrator has it, and the address of a database as its file has it now."""

    session: "asyncpg.Connection[asyncpg.Record]"
    url: str
    in_file: str = FORMER

    async def takes(self, password: str) -> None:
        await self.session.execute(f"ALTER ROLE {ROLE} PASSWORD '{password}'")

    def address(self) -> str:
        """With the role's name and password."""
        parts = urlsplit(self.url)
        servers = parts.netloc.rpartition("@")[2]
        return parts._replace(netloc=f"{ROLE}:{quote(self.in_file, safe='')}@{servers}").geturl()


@pytest.fixture
async def server(databases: Databases) -> AsyncIterator[Administered]:
    with databases.fresh("postgresql") as url:
        session = await asyncpg.connect(url)
        file = await session.fetchval("SHOW hba_file")
        before = await session.fetchval("SELECT pg_read_file($1)", file)
        rules = f"local all {ROLE} scram-sha-256\nhost all {ROLE} all scram-sha-256\n"
        asked = "COPY (SELECT unnest(string_to_array('{}', E'\\n'))) TO '{}'"
        try:
            await session.execute(f"CREATE ROLE {ROLE} LOGIN SUPERUSER PASSWORD '{FORMER}'")
            await session.execute(asked.format(rules + before.replace("'", "''"), file))
            await session.execute("SELECT pg_reload_conf()")
            yield Administered(session, url)
        finally:
            await session.execute(asked.format(before.replace("'", "''"), file))
            await session.execute("SELECT pg_reload_conf()")
            await session.execute(f"DROP ROLE IF EXISTS {ROLE}")
            await session.close()


async def works(database: Database) -> bool:
    """Somebody's act can be written, over a session that may have to be opened first."""
    async with database.transaction() as tx:
        tx.later("INSERT INTO trials (at) VALUES (0)")
        tx.later("DELETE FROM trials")
    return True


async def at_once(database: Database, acts: int) -> bool:
    """So many acts, each in the middle of itself while the others are: as many sessions are needed."""
    together = asyncio.Barrier(acts)

    async def act() -> None:
        async with database.transaction() as tx:
            await tx.one("SELECT 1 AS one")
            await together.wait()

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        for _ in range(acts):
            group.create_task(act())
    return True


@pytest.mark.parametrize("first", ["file", "server"])
async def test_whichever_knows_the_new_password_first_nobody_waits(server: Administered, first: str) -> None:
    async with connect(server.url, address=server.address) as database:
        assert await works(database)
        if first == "file":
            server.in_file = NEW
            assert await at_once(database, 3), "the server knows the former one still"
            await server.takes(NEW)
        else:
            await server.takes(NEW)
            assert await works(database), "who is connected stays so"
            server.in_file = NEW
        assert await at_once(database, 6), "new sessions go by the new one"


async def test_the_duty_is_kept_and_taken_by_the_new_password(server: Administered) -> None:
    way_in = WayIn(server.url, server.address)
    former, later = DutyLock(way_in), DutyLock(way_in)
    try:
        assert await former.beat()
        server.in_file = NEW
        await server.takes(NEW)
        assert await former.beat(), "its session lives on"
        await former.close()
        assert await later.beat()
    finally:
        await later.close()


async def test_who_is_locked_out_is_told_so_and_not_that_the_server_is_away(server: Administered) -> None:
    await server.takes(NEW)
    with pytest.raises(LockedOut, match=r"password authentication failed .* put the password that its server") as fault:
        await connect(server.url, address=server.address).open()
    assert not any(word in str(fault.value) for word in (FORMER, quote(FORMER, safe=""), NEW))


@pytest.mark.parametrize(
    ("code", "kind"), [("53100", DiskFull), ("28P01", LockedOut), ("28000", LockedOut), ("57P03", Unavailable)]
)
async def test_a_server_says_at_the_door_what_is_the_matter(code: str, kind: type[Unavailable]) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said = f"SFATAL\0VFATAL\0C{code}\0Mno\0\0".encode()
        length = int.from_bytes(await reader.read(4))
        await reader.readexactly(length - 4)
        writer.write(b"E" + (len(said) + 4).to_bytes(4) + said)
        await writer.drain()
        writer.close()

    async with AsyncExitStack() as stack:
        door = await stack.enter_async_context(await asyncio.start_server(refuse, "127.0.0.1", 0))
        port = door.sockets[0].getsockname()[1]
        with pytest.raises(Unavailable) as fault:
            await connect(f"postgresql://me@127.0.0.1:{port}/x?sslmode=disable").open()
    assert type(fault.value) is kind
