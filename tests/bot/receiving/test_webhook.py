"""What Telegram is told of the webhook, and asked about its posts. What is posted: `tests/bot/site/test_site.py`."""

import asyncio
from collections.abc import MutableMapping
from typing import Any
from unittest.mock import AsyncMock

from structlog.testing import capture_logs
from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, NetworkError
from typing_extensions import override

from bot.ground.errors import AskedToWait
from bot.ground.pauses import Sleep
from bot.receiving.webhook import IN_TOUCH_EVERY, MOST_CONNECTIONS, Doorstep, Webhook

URL = "https://volunteers.example/telegram"
SECRET = "only-Telegram_knows-this"


class Announced(Bot):
    """A bot whose webhook Telegram takes at last, and what it tells of it at each look; then it is away."""

    def __init__(self, *faults: Exception) -> None:
        super().__init__("1:a")
        self._frozen = False  # PTB's objects don't take attributes otherwise
        self.faults = list(faults)
        self.asked: list[dict[str, Any]] = []
        self.found: list[WebhookInfo] = []
        self.is_away = asyncio.Event()

    @override
    async def set_webhook(self, url: str, **asked: Any) -> bool:  # type: ignore[override]
        self.asked.append({"url": url, **asked})
        if self.faults:
            raise self.faults.pop(0)
        return True

    @override
    async def get_webhook_info(self, **_: Any) -> WebhookInfo:
        if self.found:
            return self.found.pop(0)
        self.is_away.set()
        raise NetworkError("down")


def webhook_of(bot: Bot, sleep: Sleep) -> Webhook:
    handover = AsyncMock(begin=AsyncMock(return_value=0.0), keep_reading=asyncio.Event().wait)
    return Webhook(bot, Doorstep(URL, SECRET), handover, AsyncMock(), ["message"], sleep=sleep)


async def runs(bot: Announced, webhook: Webhook) -> None:
    """Until Telegram is away at a look."""
    async with asyncio.TaskGroup() as group:
        group.create_task(webhook.run())
        await bot.is_away.wait()
        webhook.stop()


async def test_telegram_is_told_until_it_has_understood() -> None:
    bot = Announced(NetworkError("down"), AskedToWait(3), BadRequest("bad webhook: failed to resolve host"))
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    bot.found = [seen(0)]
    await runs(bot, webhook_of(bot, sleep))  # it is asked again: for a token that was revoked nothing is posted
    assert pauses[:4] == [0.5, 3.0, 2.0, IN_TOUCH_EVERY]
    assert bot.asked[-1] == {
        "url": URL,
        "max_connections": MOST_CONNECTIONS,
        "allowed_updates": ["message"],
        "secret_token": SECRET,
    }


def seen(waiting: int, url: str = URL, error: str | None = None) -> WebhookInfo:
    return WebhookInfo(url, has_custom_certificate=False, pending_update_count=waiting, last_error_message=error)


async def looked_at(*found: WebhookInfo) -> tuple[Announced, list[int | None], list[MutableMapping[str, Any]]]:
    """The bot, how many updates were known to wait after each look, and the warnings, of a webhook that finds this."""
    bot, waiting = Announced(), list[int | None]()
    bot.found = list(found)

    async def sleep(_: float) -> None:
        waiting.append(webhook.waiting)
        await asyncio.sleep(0)

    webhook = webhook_of(bot, sleep)
    with capture_logs() as lines:
        await runs(bot, webhook)
    return bot, waiting, [line for line in lines if line["log_level"] == "warning"]


async def test_a_webhook_that_was_taken_away_is_set_again() -> None:
    bot, _, lines = await looked_at(seen(0), seen(2, url=""), seen(0))
    assert [asked["url"] for asked in bot.asked] == [URL, URL]
    assert [line["event"] for line in lines] == ["the webhook was taken away: Telegram is told of it again"]


async def test_what_telegram_is_told_was_written_down_as_the_last() -> None:
    """Else another replica's may have been since: ours is good for ten minutes then, and Telegram shows it for ever."""
    order: list[str] = []

    class InOrder(Announced):
        @override
        async def set_webhook(self, url: str, **asked: Any) -> bool:  # type: ignore[override]
            order.append("told")
            return await super().set_webhook(url, **asked)

    async def write_down() -> float:
        order.append("written")
        return 0.0

    bot = InOrder(NetworkError("down"), AskedToWait(3))
    bot.found = [seen(0), seen(2, url="")]
    handover = AsyncMock(begin=write_down, keep_reading=asyncio.Event().wait)
    await runs(bot, Webhook(bot, Doorstep(URL, SECRET), handover, AsyncMock(), ["message"], sleep=at_once))
    assert order == ["written", "told"] * 4


async def test_it_serves_once_what_is_posted_is_taken_and_no_moment_earlier() -> None:
    """Else whoever hears that it is ready posts to a door that is shut."""
    written, serves = asyncio.Event(), asyncio.Event()

    async def write_down() -> float:
        await written.wait()
        return 0.0

    async def for_ever(_: float) -> None:
        await asyncio.Event().wait()

    handover = AsyncMock(begin=write_down, keep_reading=asyncio.Event().wait)
    webhook = Webhook(Announced(), Doorstep(URL, SECRET), handover, AsyncMock(), ["message"], sleep=for_ever)
    async with asyncio.TaskGroup() as group:
        group.create_task(webhook.run(serves.set))
        for _ in range(10):
            await asyncio.sleep(0)
        assert not serves.is_set()
        written.set()
        await serves.wait()
        webhook.stop()


async def at_once(_: float) -> None:
    await asyncio.sleep(0)


async def test_the_next_address_is_left_as_it_is_in_a_rolling_restart() -> None:
    bot, _, _ = await looked_at(seen(0, url="https://new.example/telegram"))
    assert len(bot.asked) == 1


async def test_it_is_said_once_that_updates_stay_with_telegram() -> None:
    refused = "Connection refused"
    found = [seen(0), seen(1), seen(0), *[seen(3, error=refused)] * 4, seen(0), *[seen(1, error=refused)] * 2]
    _, waiting, lines = await looked_at(*found)
    assert waiting[: len(found) + 1] == [None, *(each.pending_update_count for each in found)]
    assert [(line["error"], line["updates"]) for line in lines] == [(refused, 3), (refused, 1)]
