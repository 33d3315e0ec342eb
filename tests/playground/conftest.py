"""A playground of one's own, and a bot that calls it over real HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from playground.ground.people import Person
from playground.serving.server import Playground

NOON = datetime(2026, 12, 4, 4, 0, tzinfo=UTC)
MEI = Person(1001, "Mei", "en", "Asia/Shanghai", "+8613800000001")
LI = Person(1002, "李老师", "zh-hans", "Asia/Shanghai", "+8613800000002")


@dataclass(frozen=True)
class Caller:
    """A bot without a mind: calls what the test tells it to."""

    session: aiohttp.ClientSession
    root: str

    async def __call__(self, method: str, **params: Any) -> Any:
        """The result of a call that has to succeed."""
        answer = await self.answer(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def answer(self, method: str, **params: Any) -> Any:
        """The whole answer, good or bad."""
        async with self.session.post(f"{self.root}/{method}", json=params) as response:
            answer = await response.json()
            assert answer["ok"] or answer["error_code"] == response.status
            return answer

    async def refusal(self, method: str, **params: Any) -> str:
        """The description of a call that has to be refused."""
        answer = await self.answer(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def take(self) -> list[Any]:
        """Take all updates that wait, and confirm them."""
        updates: list[Any] = await self("getUpdates", timeout=5)
        if updates:
            # An offset that was not asked for before, so that the stand-in does not slow this poller down.
            await self("getUpdates", offset=updates[-1]["update_id"] + 1, limit=1, timeout=0)
        return updates


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """Mei and Li have their phones; the clock stands at noon in Shanghai."""
    async with Playground(people=[MEI, LI], frozen=True, now=NOON) as playground:
        yield playground


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the playground's HTTP."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def bot(playground: Playground, session: aiohttp.ClientSession) -> Caller:
    """A bot that may write to Mei, but not to Li, who has never written to it."""
    playground.telegram.add(MEI, started=True)
    return Caller(session, f"{playground.url}/bot{playground.token}")
