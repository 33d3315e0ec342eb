"""`run` and `playground`: what goes on until it is stopped."""

import argparse
import asyncio
import gc
import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import structlog

from bot.commands.bearings import refuse_if_others_own_it, say_where, settings_read
from bot.ground.errors import CommandError
from bot.ground.rotating import token
from bot.ground.settings import Settings, load
from bot.ground.tokens import bot_of
from bot.ground.users import user
from bot.ground.version import version
from bot.keeping.backups import see_that_backups_can_be_made
from bot.keeping.beginning import refuse_another_zone, refuse_if_lost
from bot.keeping.whose import kept_for
from bot.serving.service_manager import ServiceManager
from bot.serving.signals import stop_on_signals
from storage.engine.connecting import spoken

PLAYGROUND_FILE = Path("playground.db")
"""A file of its own: trying never touches the organisation's database."""

log = structlog.stdlib.get_logger(__name__)


async def run_or_playground(options: argparse.Namespace) -> None:
    """Telegram if there is a token, the playground if not."""
    await (run(options) if load().telegram_bot_token else playground(options))


async def run(options: argparse.Namespace) -> None:
    """Serve Telegram until told to stop."""
    stop = asyncio.Event()
    stop_on_signals(stop)  # first: a SIGHUP that nobody heeds yet would be the end of it
    settings = settings_read()
    manager = ServiceManager(os.environ)
    manager.begins()
    if settings.telegram_bot_token is None:
        raise CommandError(
            "TELEGRAM_BOT_TOKEN is not set. Ask @BotFather in Telegram for a bot and put its token into .env, "
            "or try Yigong without one: python -m bot playground"
        )
    _say_what_starts(settings)
    refuse_if_others_own_it(settings, "run")
    if settings.clock_url is None:  # trying and testing make no nightly backups
        see_that_backups_can_be_made(settings.backup_dir)
    if not getattr(options, "new_city", False):
        await refuse_if_lost(settings)
    from bot.serving.application import serve

    with _keeping_backups(settings):
        await serve(settings, stop, manager=manager, serves=_serves)


def _keeping_backups(settings: Settings) -> AbstractContextManager[None]:
    """Where backups are made: have the folder for this bot's city alone."""
    if settings.clock_url is not None:
        return nullcontext()
    return kept_for(settings.backup_dir, bot_of(token(settings)))


def _say_what_starts(settings: Settings) -> None:
    log.info(
        "Yigong starts",
        version=version(),
        database=spoken(settings.database_url),
        user=user(),
        way_in="Telegram posts updates" if settings.webhook_url else "updates are fetched",
        zone=settings.timezone.key,
        pages=f"http://{settings.http_host}:{settings.http_port or '(any free port)'}",
    )


def _serves() -> None:
    # Spare Python the search for garbage among everything that stays until the end (decision 18).
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    log.info("serving Telegram")


async def playground(options: argparse.Namespace) -> None:
    """Open the playground: a Telegram of our own, and the bot in it."""
    from bot.playing.playground import open_playground

    settings = settings_read()
    port = getattr(options, "port", None)
    file = _playground_file(getattr(options, "file", None))
    url = f"sqlite:///{file}"
    say_where(url, "the playground's own")
    await refuse_another_zone(settings.model_copy(update={"database_url": url}))
    await open_playground(settings, settings.http_port if port is None else port, file)


def _playground_file(named: Path | None) -> Path:
    """The one that was named, which is there, or the usual one, which is made. Raises CommandError."""
    if named is None or named == PLAYGROUND_FILE or named.exists():
        return named or PLAYGROUND_FILE
    raise CommandError(
        f"There is no file {named}. Without --file the playground makes one of its own, {PLAYGROUND_FILE}; "
        f"a whole city is made by DATABASE_URL=sqlite:///{named} python -m bot seed-city"
    )
