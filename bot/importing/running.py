"""The whole way of a file: read, looked through, reported, and put into the tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tqdm import tqdm

from bot.ground.clock import SystemClock
from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.importing.doing import Importer
from bot.importing.files import content_of, sheets_in
from bot.importing.knowing import refuse_others
from bot.importing.lists import ListFile, read_list
from bot.importing.phones import is_country, reads_phones
from bot.importing.trying import try_list
from bot.importing.whose import unit_called
from bot.keeping.beginning import refuse_another_zone, refuse_other_tables
from handlers.importing.screens.report import report
from storage.engine.connecting import belongs_to, connect
from storage.engine.migrating import revision_of
from storage.engine.unfinished import whole_or_none
from volunteering.rules.ground.periods import local_day
from volunteering.rules.importing.asking import Row
from volunteering.rules.importing.comparing import ListOwner, RowResult
from volunteering.rules.importing.outcome import Outcome
from volunteering.rules.volunteers import Language
from words.words import Words

_STEM: Final = "-report.xlsx"

Tells = Callable[[str], None]
"""Told what is to be said, line by line."""


@dataclass(frozen=True, slots=True)
class WantedImport:
    """What is to be done with a file."""

    file: Path
    unit: str | None = None  # by name, or its way down the tree; None: the top
    by_id: int | None = None  # the admin who sent it; None: whoever runs Yigong
    country: str | None = None
    language: Language | None = None  # of the report
    report: Path | None = None
    is_dry_run: bool = False
    leaves_out_wrong: bool = False


async def import_file(settings: Settings, wanted: WantedImport, tells: Tells) -> None:
    """Bring everything in the file into the city, or say what would come of it. Raises CommandError."""
    await refuse_another_zone(settings)
    found = _read(settings, wanted)
    async with connect(settings.database_url) as database:
        async with database.reading() as reader:
            refuse_other_tables(await revision_of(reader))
        importer = Importer(database, SystemClock(), settings.timezone, Language(settings.default_language))
        if not wanted.is_dry_run:
            await importer.settle()
        async with database.reading() as reader:
            limits = ListOwner(unit=await unit_called(reader, wanted.unit), by_id=wanted.by_id)
            today = local_day(SystemClock().now(), settings.timezone)
            tried = await try_list(reader, found, limits, today)
        del found
        _tell(tried.outcome, tells)
        _write_report(settings, wanted, tried.outcome, tells)
        if wanted.is_dry_run:
            tells("Nothing was written: this was a dry run")
            return
        if not (tried.outcome.is_right or wanted.leaves_out_wrong):
            raise CommandError(
                "Nothing was imported. Put the wrong rows right, or leave them out with --leave-out-wrong"
            )
        asks = tried.asks
        del tried  # what its rows are called is told, and takes as much room as what is still to be written
        tells(await _import(importer, asks, limits, wanted.file.name))


def _read(settings: Settings, wanted: WantedImport) -> ListFile:
    country = wanted.country or settings.country
    if not is_country(country):
        raise CommandError(f"{country} is no country's two letters: --country CN, TW or HK, for example")
    today = local_day(SystemClock().now(), settings.timezone)
    with tqdm(desc="reading", unit=" rows", disable=None) as bar:
        content, phones = content_of(wanted.file), reads_phones(country)
        refuse_others(content, settings.record_heads)
        return read_list(sheets_in(content), phones, today, tells=bar.update, heads=settings.record_heads)


async def _import(importer: Importer, asks: Sequence[Row], limits: ListOwner, name: str) -> str:
    if not asks:
        return "Nothing to do: all of it is there already"
    with tqdm(total=2 * len(asks), desc="importing", unit=" rows", disable=None) as bar:
        await importer.import_rows(asks, by_id=limits.by_id, unit_id=limits.unit.id, name=name, tells=bar.update)
    return "Imported"


def _tell(outcome: Outcome, tells: Tells) -> None:
    counts = ", ".join(f"{outcome.count(verdict)} {verdict}" for verdict in RowResult)
    tells(f"{len(outcome.rows)} rows: {counts}")
    tells(f"New people: {outcome.new_people}; new teams: {len(outcome.new_units)}")
    for sheet, heading in outcome.unused:
        tells(f"Not used: column {heading!r}{f' of {sheet}' if sheet else ''}")
    for sheet in outcome.passed_over:
        tells(f"Not used: sheet {sheet!r}, which has no headings that are known")


def _write_report(settings: Settings, wanted: WantedImport, outcome: Outcome, tells: Tells) -> None:
    file = wanted.report
    if file is None and (wanted.is_dry_run or not outcome.is_right):
        file = Path(f"{wanted.file.stem}{_STEM}")
    if file is None:
        return
    if belongs_to(settings.database_url, file) or file.resolve() == wanted.file.resolve():
        raise CommandError(f"{file} is the list or the database itself. Choose another name for the report")
    language = wanted.language or Language(settings.default_language)
    try:
        with whole_or_none(file) as part:
            part.write_bytes(report(Words(language, settings.timezone, SystemClock().now()), outcome))
    except OSError as fault:
        raise CommandError(f"{file} can't be written: {fault.strerror}") from fault
    tells(f"Report, row by row: {file}")
