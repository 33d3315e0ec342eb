"""The parts of a running bot as they are built: what one of them knows, another shows."""

from unittest.mock import AsyncMock, Mock

from pydantic import SecretStr

from bot.ground.settings import Settings
from bot.receiving.webhook import Webhook
from bot.serving.ground import Ground, front_of
from bot.serving.parts import _way_in
from tests.support.frozen import Frozen


async def test_how_many_updates_wait_with_telegram_is_on_the_page_of_figures() -> None:
    settings = Settings(
        telegram_bot_token=SecretStr("1:a"),
        webhook_url="https://volunteers.example/telegram",
        webhook_secret=SecretStr("only-Telegram_knows-this"),
    )
    front = front_of(settings, clock := Frozen())
    webhook = _way_in(
        Mock(Ground, front=front, settings=settings, clock=clock, telegram=Mock(), database=Mock()), AsyncMock()
    )
    assert isinstance(webhook, Webhook)
    assert b"\nyigong_updates_waiting " not in await front.metrics.page(None, (), clock.now())
    webhook.waiting = 3
    assert b"\nyigong_updates_waiting 3.0\n" in await front.metrics.page(None, (), clock.now())
