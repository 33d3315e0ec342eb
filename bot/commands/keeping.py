"""`migrate`, `backup`, `restore` and `export`: what is done with a whole city."""

import argparse
from datetime import datetime
from pathlib import Path

from bot.commands.answering import answer
from bot.commands.bearings import settings_read, take_bearings
from bot.ground.clock import SystemClock
from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.keeping.backup_folder import BackupFolder
from bot.keeping.backups import make_backup
from bot.keeping.beginning import begin_anew, refuse_another_zone, refuse_if_lost
from bot.keeping.drill_record import keep_record
from bot.keeping.exporting import export as write
from storage.engine.connecting import connect
from storage.engine.migrating import migrate
from storage.engine.revisions import before, head
from storage.process import city


async def migrate_database(options: argparse.Namespace) -> None:
    """Bring the database up to date, and say what that took."""
    settings = take_bearings("migrate", begins=True)
    steps: list[str] = []

    def tell(step: str) -> None:
        steps.append(step)
        answer(step)

    if options.new_city:
        await begin_anew(settings, SystemClock().now(), tell)
    else:
        await refuse_if_lost(settings)
        await refuse_another_zone(settings)
        await migrate(settings.database_url, report=tell)
    if options.another_bot:
        await _take_another_bot(settings)
    answer(_what_was_done(steps))


async def _take_another_bot(settings: Settings) -> None:
    async with connect(settings.database_url) as database, database.transaction() as transaction:
        await city.forget_bot(transaction)
    answer("The bot of the next start is this city's")


def _what_was_done(steps: list[str]) -> str:
    if not steps:
        return f"Nothing to do: the tables are at {head()} already"
    number, _, _ = steps[0].partition(" ")
    began = before(number)
    many = "1 step" if len(steps) == 1 else f"{len(steps)} steps"
    return f"The tables are at {head()} now: {many}, from {began or 'none at all'}"


async def backup(options: argparse.Namespace) -> None:
    """Write everything into one file, while a server may go on serving; or try one that was made."""
    if options.verify is not None:
        await _verify(options.verify, options.identity)
        return
    settings = take_bearings("backup")
    told = await make_backup(settings.database_url, options.file, SystemClock().now(), settings.backup_key)
    answer(told)


async def _verify(which: str, identity: Path | None) -> None:
    """The city's database isn't asked: the machine may be another."""
    from bot.keeping.drill import try_out

    settings, now = settings_read(), SystemClock().now()
    file = _newest(settings.backup_dir, now) if which == "newest" else Path(which)
    proof, told = await try_out(file, now, identity)
    keep_record(settings.backup_dir, file, proof, now)
    answer(told)


def _newest(folder: Path, now: datetime) -> Path:
    found = BackupFolder(folder).newest(now)
    if found is None:
        raise CommandError(f"There is no backup in {folder} that can be read (BACKUP_DIR says where they are)")
    return found.file


async def restore(options: argparse.Namespace) -> None:
    """Replace everything by what is in a backup."""
    from bot.keeping.restoring import put_back

    settings = take_bearings("restore", begins=options.yes)
    told = await put_back(
        settings.database_url,
        options.file,
        SystemClock().now(),
        even_over_people=options.yes,
        zone=settings.timezone.key,
        folder=settings.backup_dir,
        identity=options.identity,
    )
    answer(told)


async def export(options: argparse.Namespace) -> None:
    """Write the organisation's data as a zip of CSV files; its service records, where it is to be a workbook."""
    settings = take_bearings("export")
    await refuse_another_zone(settings)
    if options.file.suffix.casefold() == ".xlsx":
        from bot.keeping.service_records import write_records

        answer(await write_records(settings, options.file, SystemClock().now()))
        return
    await write(settings.database_url, options.file, settings.timezone)
