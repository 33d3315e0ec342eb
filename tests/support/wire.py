"""A wire between a replica and PostgreSQL, which tests cut, hold up and slow down."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import Enum
from types import TracebackType
from typing import Final, Self
from urllib.parse import parse_qs, urlsplit

from playground.ground.signals import Signal

_AT_ONCE: Final = 16_384  # bytes
_LINGER: Final = 0.05  # seconds between two pieces on a wire that is slow


class Direction(Enum):
    """Where bytes are going."""

    THERE = "to the server"
    BACK = "to the replica"


class Wire:
    """`async with Wire(url_of_the_database) as wire:`, and the replica gets `wire.url`.

    What is held up arrives when the wire is mended, as with TCP; the end of a connection is held up like its bytes.
    """

    def __init__(self, database_url: str, *, user: str = "postgres") -> None:
        self.url = ""
        self._user = user
        self._ends: set[asyncio.StreamWriter] = set()
        self._held: dict[Direction, str] = {}  # and whose bytes
        self._mended = Signal()
        self._delay = 0.0
        self._piece = _AT_ONCE
        self.leads_to(database_url)

    def leads_to(self, database_url: str) -> None:
        """Whoever connects from now on is connected to that database; whoever is connected stays so."""
        self._address = urlsplit(database_url)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"postgresql://{self._user}:@127.0.0.1:{port}{self._address.path}?sslmode=disable"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.mend()
        self._server.close()
        self.cut()
        await self._server.wait_closed()

    def cut(self) -> None:
        """End every connection, on both sides, without waiting for what is on its way."""
        for end in self._ends:
            end.transport.abort()

    def hold_up(self, *ways: Direction, of: str = "") -> None:
        """Nothing arrives any more this way, and nobody is told; of one application's, or of everybody's."""
        self._held |= dict.fromkeys(ways, of)

    def slow_down(self, *, delay: float = 0.0, piece: int = _AT_ONCE) -> None:
        """Everything arrives so many seconds later, or in pieces of so many bytes, some twenty a second."""
        self._delay, self._piece = delay, piece

    def mend(self) -> None:
        """All is as it was; what was held up arrives."""
        self.slow_down()
        self._held.clear()
        self._mended.send()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            async with self._end(writer):
                far_reader, far_writer = await self._far_end()
                async with self._end(far_writer):
                    # The first thing that is said names the application.
                    hello = await reader.read(_AT_ONCE)
                    far_writer.write(hello)
                    async with asyncio.TaskGroup() as group:
                        group.create_task(self._carry(reader, far_writer, Direction.THERE, hello))
                        group.create_task(self._carry(far_reader, writer, Direction.BACK, hello))

    async def _far_end(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        port = self._address.port or 5432
        for folder in parse_qs(self._address.query).get("host", ()):
            return await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{port}")
        return await asyncio.open_connection(self._address.hostname, port)

    async def _carry(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, way: Direction, hello: bytes
    ) -> None:
        with suppress(OSError):
            while piece := await source.read(self._piece):
                await self._passes(way, hello)
                target.write(piece)
                await target.drain()
        await self._passes(way, hello)
        target.close()

    async def _passes(self, way: Direction, hello: bytes) -> None:
        if self._delay:
            await asyncio.sleep(self._delay)
        elif self._piece < _AT_ONCE:
            await asyncio.sleep(_LINGER)
        while way in self._held and self._held[way].encode() in hello:
            await self._mended.wait()

    @asynccontextmanager
    async def _end(self, writer: asyncio.StreamWriter) -> AsyncIterator[None]:
        self._ends.add(writer)
        try:
            yield
        finally:
            self._ends.discard(writer)
            writer.transport.abort()
