"""What a start asks before anything is made or written: is this the city that was here, in its own zone, of its bot?

A database that is gone looks like one that was never there. Who begins a new city then, without a word, has everybody
register again beside the backups of the old one.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog

from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.keeping.backup_folder import BackupFolder
from handlers.operating import screens as operating_screens
from storage.engine.connecting import connect, is_postgres
from storage.engine.database import Transaction
from storage.engine.migrating import migrate
from storage.engine.revisions import head
from storage.engine.sqlite.database import file_of
from storage.process import city

_WAY_ON: Final = "python -m bot migrate --new-city"
_TO_ANOTHER_BOT: Final = "python -m bot migrate --another-bot"

log = structlog.stdlib.get_logger(__name__)


class CityLost(CommandError):  # noqa: N818 - it says what is the matter
    """Backups, or what SQLite left, say that a city was here, and there is none."""


class AnotherZone(CommandError):  # noqa: N818
    """TIMEZONE isn't the zone that the city's days and months were made in."""


class AnotherBot(CommandError):  # noqa: N818
    """The token is of a bot that nobody of the city's people chats with."""


async def refuse_if_lost(settings: Settings) -> None:
    """Raise CityLost where a city was here and is no longer. Nothing is made, not even a file. Raises Unavailable."""
    sign = _sign_of_a_city(settings)
    if sign is None or await city.is_kept(settings.database_url):
        return
    seen, way_back = sign
    raise CityLost(
        operating_screens.in_one_line(
            lambda words: operating_screens.city_lost(
                words, _whereabouts(settings), seen(words), way_back(words), _WAY_ON
            )
        )
    )


def _sign_of_a_city(settings: Settings) -> tuple[operating_screens.Sentence, operating_screens.Sentence] | None:
    """What says that there was one, and how it comes back."""
    url = settings.database_url
    if not is_postgres(url) and (log_file := _log_without_file(file_of(url))):
        return lambda words: operating_screens.log_is_there(words, str(log_file)), operating_screens.put_back
    backup = BackupFolder(settings.backup_dir).newest_of_a_city()
    if backup is None:
        return None
    restore = f"python -m bot restore {backup}"
    return lambda words: operating_screens.backup_is_there(words, str(backup)), lambda _: restore


def _log_without_file(file: Path) -> Path | None:
    log_file = file.with_name(f"{file.name}-wal")
    has_content = log_file.is_file() and log_file.stat().st_size > 0
    return log_file if has_content and not file.exists() else None


def _whereabouts(settings: Settings) -> str:
    url = settings.database_url
    return "DATABASE_URL" if is_postgres(url) else str(file_of(url))


async def begin_anew(settings: Settings, now: datetime, report: Callable[[str], None]) -> None:
    """Bring the database up to date and begin a city in it, whatever was there. `report` is told every step."""
    await migrate(settings.database_url, report)
    async with connect(settings.database_url) as database, database.transaction() as transaction:
        await keep_zone(transaction, settings, now)


async def keep_zone(transaction: Transaction, settings: Settings, now: datetime) -> None:
    """Keep the settings' zone where the city has none. Raises AnotherZone where it has another one."""
    kept = await city.zone_of(transaction)
    if kept is None:
        log.info(operating_screens.in_one_line(lambda words: operating_screens.new_city(words, _whereabouts(settings))))
    _same(await city.begin(transaction, settings.timezone.key, now), settings)


async def keep_bot(transaction: Transaction, bot: int) -> None:
    """Keep the bot's number where the city has none. Raises AnotherBot where its people chat with another one."""
    kept = await city.keep_bot(transaction, bot)
    if kept != bot:
        raise AnotherBot(
            operating_screens.in_one_line(
                lambda words: operating_screens.citys_other_bot(words, bot, kept, _TO_ANOTHER_BOT)
            )
        )


async def refuse_another_zone(settings: Settings) -> None:
    """Raise AnotherZone where there is a city, and it has another zone than the settings. Raises Unavailable."""
    kept = await city.zone_at(settings.database_url)
    if kept is not None:
        _same(kept, settings)


def refuse_other_tables(revision: str | None) -> None:
    """Raise CommandError where questions would meet other tables than they were written for."""
    if revision is None:
        raise CommandError("There is nothing here: the database has no tables yet.")
    if revision != head():
        way_on = "use that one" if revision > head() else "bring it up to date first: python -m bot migrate"
        age = "a newer" if revision > head() else "an older"
        raise CommandError(f"The database has the tables of {age} Yigong ({revision}, this one has {head()}): {way_on}")


def _same(kept: str, settings: Settings) -> None:
    given = settings.timezone.key
    if kept != given:
        raise AnotherZone(
            operating_screens.in_one_line(lambda words: operating_screens.another_zone(words, given, kept))
        )
