"""A desk where those stand in line who ask for a file, over a real database, and whoever comes to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from bot.receiving.desk import MOST, FileDesk
from bot.receiving.intake import End
from bot.telegram.reading import RawUpdate, read
from handlers.buttons.certificates import GetCertificate
from handlers.tapping.arriving import Arrival
from handlers.tapping.replies import Reply
from storage.engine.database import Database
from storage.process import answers
from storage.process.answers import OwedAnswer
from tests.support.chat import USERNAME, Chat

GET = GetCertificate().pack()


def tap(number: int, person: int, data: str = GET) -> RawUpdate:
    whose = {"id": person, "is_bot": False, "first_name": "Mei", "language_code": "en"}
    message = {"message_id": 7, "date": 1, "chat": {"id": person, "type": "private"}, "text": "…"}
    query = {"id": str(number), "from": whose, "chat_instance": "1", "message": message, "data": data}
    return {"update_id": number, "callback_query": query}


class Hall:
    """A desk over a database, and whoever comes to it."""

    def __init__(self, database: Database, chat: Chat, *, shared: bool = False) -> None:
        self.database = database
        self.chat = chat
        self.late: list[Reply] = []
        reads = partial(read, bot_username=USERNAME)
        self.desk = FileDesk(database, chat.clock, reads, self.late.append, self.comes_soon, shared=shared)
        self.told_to_wait: list[str | None] = []
        self.directly: list[int] = []
        self.served: list[int] = []
        self.opens = asyncio.Event()  # to serve whoever stands in line
        self.lets = asyncio.Event()  # a file is written
        self.faults: list[Exception] = []
        self.poison: list[Exception] = []
        self.acting = self.most_acting = 0

    async def comes_soon(self, arrival: Arrival) -> None:
        self.told_to_wait.append(arrival.query_id)

    async def comes(self, raw: RawUpdate, does: Callable[[], Awaitable[None]] | None = None) -> None:
        async def directly() -> None:
            self.directly.append(raw["update_id"])
            await self.lets.wait()
            if self.faults:
                raise self.faults.pop(0)

        await self.desk.take(raw, does or directly)

    async def serve(self, raw: RawUpdate, acted: Callable[[], None]) -> None:
        await self.opens.wait()
        self.acting += 1
        self.most_acting = max(self.most_acting, self.acting)
        await asyncio.sleep(0)
        self.served.append(raw["update_id"])
        self.acting -= 1
        acted()
        await self.lets.wait()  # its file takes long

    async def does(self, raw: RawUpdate, acted: Callable[[], None]) -> None:
        """As the running bot does it."""
        await self.opens.wait()
        if self.poison:
            await self.desk.park(raw, self.poison.pop(0), self.parks)
            return
        saying = await self.desk.marked(await self.chat.way.act(read(raw, USERNAME)))
        acted()
        assert isinstance(saying, Reply)
        assert saying.is_recorded
        assert saying.owed_at is not None
        await saying.go_on(self.chat.messenger)
        async with self.database.transaction() as transaction:
            answers.told(transaction, [saying.update_id])
        self.served.append(raw["update_id"])

    async def parks(self, raw: RawUpdate, _: Exception) -> End:
        self.directly.append(-raw["update_id"])
        return End("parked")

    async def owed(self) -> list[OwedAnswer]:
        async with self.database.reading() as reader:
            later = self.chat.clock.now() + timedelta(days=1)
            return await answers.owed(reader, MOST, before=later, beyond=later)

    @asynccontextmanager
    async def open(self, serve: Any = None) -> AsyncIterator[None]:
        """Within, whoever comes stands in line; at its end they are served."""
        async with asyncio.TaskGroup() as group:
            running = group.create_task(self.desk.run(serve or self.serve))
            await asyncio.sleep(0)
            yield
            self.opens.set()
            self.lets.set()
            async with asyncio.timeout(30):
                while any(self.desk.has(number) for number in range(1, 200)):  # noqa: ASYNC110 - nobody is told
                    await asyncio.sleep(0.01)
            running.cancel()

    async def has_noted(self, raw: RawUpdate) -> None:
        """It finds somebody before it, so that it is noted; that one has nothing to do with it."""
        first = asyncio.ensure_future(self.comes(tap(199, 999)))
        while not self.directly:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0)
        await self.comes(raw)
        await first
        async with self.database.transaction() as transaction:
            answers.told(transaction, [199])
