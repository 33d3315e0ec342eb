"""What the commands of the command line do."""

import argparse
import asyncio
import gc
import os
from functools import partial
from pathlib import Path

import structlog

from bot.ground import logs
from bot.ground.clock import SystemClock
from bot.ground.errors import CommandError
from bot.ground.settings import Settings, load, read_by_others
from bot.keeping.backups import make_backup, see_that_backups_can_be_made
from bot.keeping.beginning import begin_anew, keep_zone, refuse_another_zone, refuse_if_lost
from bot.keeping.exporting import export as write
from bot.serving.application import serve
from bot.serving.service_manager import ServiceManager
from bot.serving.signals import stop_on_signals
from storage.engine.connecting import connect
from storage.engine.migrating import migrate

PLAYGROUND_FILE = Path("playground.db")
"""A file of its own: trying never touches the organisation's database."""

log = structlog.stdlib.get_logger(__name__)


def _settings() -> Settings:
    settings = load()
    redact = logs.configure(settings.log_level, settings.log_format, settings.secrets)
    if settings.sentry_dsn is not None:
        from bot.ground.reporting import report_faults

        report_faults(settings.sentry_dsn.get_secret_value(), redact)
    if warning := read_by_others():
        log.warning(warning)
    return settings


async def run_or_playground(options: argparse.Namespace) -> None:
    """Telegram if there is a token, the playground if not."""
    await (run(options) if load().telegram_bot_token else playground(options))


async def run(options: argparse.Namespace) -> None:
    """Serve Telegram until told to stop."""
    settings = _settings()
    manager = ServiceManager(os.environ)
    manager.begins()
    if settings.telegram_bot_token is None:
        raise CommandError(
            "TELEGRAM_BOT_TOKEN is not set. Ask @BotFather in Telegram for a bot and put its token into .env, "
            "or try Yigong without one: python -m bot playground"
        )
    if settings.clock_url is None:  # trying and testing make no nightly backups
        see_that_backups_can_be_made(settings.backup_dir)
    if not getattr(options, "new_city", False):
        await refuse_if_lost(settings)
    stop = asyncio.Event()
    stop_on_signals(stop)
    await serve(settings, stop, serves=partial(_serves, manager), stops=manager.stops)


def _serves(manager: ServiceManager) -> None:
    # Spare Python the search for garbage among everything that stays until the end (decision 18).
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    log.info("serving Telegram")
    manager.serves()


async def playground(options: argparse.Namespace) -> None:
    """Open the playground: a Telegram of our own, and the bot in it."""
    from bot.playing.playground import open_playground

    settings = _settings()
    port = getattr(options, "port", None)
    file = _playground_file(getattr(options, "file", None))
    await refuse_another_zone(settings.model_copy(update={"database_url": f"sqlite:///{file}"}))
    await open_playground(settings, settings.http_port if port is None else port, file)


def _playground_file(named: Path | None) -> Path:
    """The one that was named, which is there, or the usual one, which is made. Raises CommandError."""
    if named is None or named == PLAYGROUND_FILE or named.exists():
        return named or PLAYGROUND_FILE
    raise CommandError(
        f"There is no file {named}. Without --file the playground makes one of its own, {PLAYGROUND_FILE}; "
        f"a whole city is made by DATABASE_URL=sqlite:///{named} python -m bot seed-city"
    )


async def migrate_database(options: argparse.Namespace) -> None:
    """Bring the database up to date."""
    settings = _settings()
    if options.new_city:
        await begin_anew(settings, SystemClock().now(), print)
        return
    await refuse_if_lost(settings)
    await refuse_another_zone(settings)
    await migrate(settings.database_url, report=print)


async def seed(options: argparse.Namespace) -> None:
    """Fill an empty database with a synthetic city."""
    from bot.seeding import see_that_years_can_be, seed_city

    settings = _settings()
    see_that_years_can_be(options.year, options.years)
    if not options.new_city:
        await refuse_if_lost(settings)
    await migrate(settings.database_url)
    async with connect(settings.database_url) as database:
        async with database.transaction() as transaction:
            await keep_zone(transaction, settings, SystemClock().now())
        await seed_city(
            database,
            year=options.year,
            years=options.years,
            organisation=settings.organisation,
            zone=settings.timezone,
            reachable=options.reachable,
        )
    print(f"The city is there. Send /stats {options.year} to see its year.")  # noqa: T201


async def backup(options: argparse.Namespace) -> None:
    """Write everything into one file, while a server may go on serving."""
    settings = _settings()
    print(await make_backup(settings.database_url, options.file, SystemClock().now()))  # noqa: T201


async def restore(options: argparse.Namespace) -> None:
    """Replace everything by what is in a backup."""
    from bot.keeping.restoring import put_back

    settings = _settings()
    told = await put_back(
        settings.database_url,
        options.file,
        SystemClock().now(),
        even_over_people=options.yes,
        zone=settings.timezone.key,
        folder=settings.backup_dir,
    )
    print(told)  # noqa: T201


async def export(options: argparse.Namespace) -> None:
    """Write the organisation's data as a zip of CSV files."""
    settings = _settings()
    await refuse_another_zone(settings)
    await write(settings.database_url, options.file, settings.timezone)
