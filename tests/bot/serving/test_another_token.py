"""A token is revoked while people tap: what they do waits with Telegram, and goes on by the next token, each once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.__main__ import TOKEN_REFUSED
from bot.ground.errors import TokenRefused
from bot.ground.settings import Settings
from bot.receiving.webhook import SECRET_HEADER
from bot.serving.another_token import ASK_EVERY, LOOK_EVERY, AnotherToken
from playground.phones.phone import Phone
from playground.serving.server import Playground
from storage.engine.connecting import connect
from storage.keeping.examining import is_served
from tests.bot.site.test_site import SECRET, said
from tests.support.ports import free_port
from tests.support.shared_bots import SharedBots
from tests.support.timeless import timeless
from tests.support.town import MONDAY_MORNING, ROOT, QuickTown

WITHIN = 30.0  # seconds
REFUSED = "Telegram refuses the bot's token: put the one that @BotFather gives now"
ANOTHERS = "1234:another-bot-s"


@dataclass
class Rotated:
    """A town whose token stands in a file, and whoever keeps it running."""

    town: QuickTown
    file: Path
    address: str
    session: aiohttp.ClientSession
    log: Path

    def puts(self, token: str) -> None:
        """In one move, as the page says."""
        new = self.file.with_suffix(".new")
        new.write_text(token + "\n", encoding="utf-8")
        new.rename(self.file)

    async def posts(self, number: int, phone: Phone, text: str) -> int:
        """What Telegram would be answered to an update of theirs."""
        update = {"update_id": 900_000_000 + number, "message": said(phone.person.id, text)}
        async with self.session.post(
            f"{self.address}/telegram", json=update, headers={SECRET_HEADER: SECRET}
        ) as answer:
            return answer.status

    async def has_logged(self, words: str) -> None:
        async with asyncio.timeout(WITHIN):
            while words not in self.log.read_text(encoding="utf-8"):
                await _looks_again()

    async def missing(self) -> list[str]:
        async with self.session.get(f"{self.address}/readyz") as answer:
            missing: list[str] = (await answer.json())["missing"]
            assert answer.status == (503 if missing else 200)
            return missing

    async def is_missing(self, words: str) -> None:
        async with asyncio.timeout(WITHIN):
            while not any(words in said for said in await self.missing()):
                await _looks_again()


async def _looks_again() -> None:
    await asyncio.sleep(0.02)


@asynccontextmanager
async def rotated(url: str, bots: SharedBots, folder: Path, *, posted: bool) -> AsyncIterator[Rotated]:
    port = free_port()
    address, file = f"http://127.0.0.1:{port}", folder / "token"
    settings = {"TELEGRAM_BOT_TOKEN": "", "TELEGRAM_BOT_TOKEN_FILE": str(file), "HTTP_PORT": str(port)}
    if posted:
        settings |= {"WEBHOOK_URL": f"{address}/telegram", "WEBHOOK_SECRET": SECRET}
    async with (
        Playground(frozen=True, now=MONDAY_MORNING) as playground,
        connect(url) as database,
        aiohttp.ClientSession() as session,
    ):
        log = folder / "log.jsonl"
        place = QuickTown(playground, url, database, bots, log)
        rotated = Rotated(place, file, address, session, log)
        rotated.puts(playground.token)
        await place.start(settings)
        try:
            yield rotated
        finally:
            code = await place.stop()
            assert code == 0, place.log


# On each database once, and each way in once.
@pytest.mark.parametrize(
    ("database_url", "posted"), [("sqlite", False), ("postgresql", True)], indirect=["database_url"]
)
async def test_what_is_done_meanwhile_waits_and_is_done_once(
    database_url: str, bots: SharedBots, tmp_path: Path, *, posted: bool
) -> None:
    async with rotated(database_url, bots, tmp_path, posted=posted) as place:
        town = place.town
        mei, li = await town.member("Mei"), await town.member("Li")
        await mei.sends("/my")
        town.playground.telegram.revoke_token()
        async with asyncio.TaskGroup() as group:
            telling = group.create_task(li.sends("/hours 1 2026-11-20 Errand"))
            if posted:
                assert await place.posts(1, mei, "/hours 2 2026-11-20 Soup") == 200, "it is done; its answer is owed"
            await place.is_missing(REFUSED)
            if posted:
                assert await place.posts(2, mei, "/hours 3 2026-11-20 Tea") == 503, "Telegram keeps it"
            place.puts(ANOTHERS)
            await place.has_logged("That token is another bot's")
            assert await is_served(database_url), "whoever restores now would do it under a city that goes on"
            assert not telling.done()
            place.puts(town.playground.token)
        assert await place.missing() == []
        assert told(li, "Errand") == 1
        await town.passes(seconds=20)  # another replica could be at what is owed, for a while
        if posted:
            await mei.sees("Soup")
        await town.settles()
        assert told(mei, "Soup") == posted
        assert told(mei, "Tea") == 0
    assert town.log.count(REFUSED) == 1, "the log says it once"
    assert ANOTHERS not in town.log


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_token_that_was_never_taken_ends_a_start_for_good(
    database_url: str, bots: SharedBots, tmp_path: Path
) -> None:
    async with Playground() as playground, connect(database_url) as database:
        log = tmp_path / "log.jsonl"
        town = QuickTown(playground, database_url, database, bots, log)
        mistyped = town.environment({"TELEGRAM_BOT_TOKEN": playground.token + "x"})
        assert await bots.runs(["run"], mistyped, tmp_path, log) == TOKEN_REFUSED
    assert log.read_text(encoding="utf-8").splitlines()[-1] == str(TokenRefused())
    for unit in ("yigong.service", "yigong@.service"):
        text = (ROOT / "deploy" / unit).read_text(encoding="utf-8")
        assert f"\nRestartPreventExitStatus={TOKEN_REFUSED}\n" in text, "nobody asks Telegram every two seconds"


def told(phone: Phone, words: str) -> int:
    """How many of the bot's messages to them have these words."""
    return sum(words in bubble.text for bubble in phone.chat if not bubble.is_mine)


def test_another_token_is_there_at_once_and_the_same_is_tried_again_after_a_minute(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("123:former", encoding="utf-8")
    settings = Settings(_env_file=None, telegram_bot_token_file=file)

    @timeless
    async def waits() -> None:
        now = asyncio.get_running_loop().time
        another = AnotherToken(settings, asyncio.Event())
        assert shown(await another.settings()) == "123:former"
        assert now() == pytest.approx(ASK_EVERY, abs=LOOK_EVERY)
        file.write_text("123:half of a tok", encoding="utf-8")
        asyncio.get_running_loop().call_later(9.0, file.write_text, "123:new")
        began = now()
        assert shown(await another.settings()) == "123:new"
        assert now() - began <= 9.0 + LOOK_EVERY

    waits()


def shown(settings: Settings) -> str:
    assert settings.telegram_bot_token is not None
    return settings.telegram_bot_token.get_secret_value()
