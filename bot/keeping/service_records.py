"""All service records as a workbook, with its JSON Schema beside it (docs/service-records.md)."""

from datetime import datetime
from pathlib import Path
from typing import Final

from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.keeping.beginning import refuse_other_tables
from handlers.service_records.screens.of_units import column_heads, records_book, records_schema, sheet_names
from storage.engine.connecting import belongs_to, connect
from storage.engine.migrating import revision_of
from storage.engine.unfinished import whole_or_none
from storage.rows import Rows
from storage.views.service_records.of_units import service_records
from volunteering.rules.volunteers import Language
from words.words import Words

MOST_LINES: Final = 1_000_000
"""Of service: a sheet has 1,048,576."""


async def write_records(settings: Settings, file: Path, now: datetime) -> str:
    """Write both files, as everything is at this moment; what was written. Raises CommandError."""
    if belongs_to(settings.database_url, file):
        raise CommandError(f"{file} is the database itself, or belongs to it. Choose another name for the records.")
    async with connect(settings.database_url) as database, database.reading() as reader:
        refuse_other_tables(await revision_of(reader))
        top = await Rows.reading(reader).units.top()
        found = await service_records(reader, (top,), settings.timezone, most=MOST_LINES)
    if not found.is_whole:
        raise CommandError(f"Over {MOST_LINES:,} lines of service are more than a sheet has: write a zip of CSV files")
    words = Words(Language(settings.default_language), settings.timezone, now)
    names, heads = sheet_names(words, settings.record_heads), column_heads(words, settings.record_heads)
    schema = file.with_suffix(".schema.json")
    try:
        for path, content in ((schema, records_schema(names, heads)), (file, records_book(names, heads, found))):
            with whole_or_none(path) as part:
                part.write_bytes(content)
    except OSError as fault:
        raise CommandError(f"{file} can't be written: {fault.strerror}") from fault
    people, lines = len(found.rows["people"]), len(found.rows["service"])
    return f"{file}: {people:,} people, {lines:,} lines of service; {schema.name} says what is in each column"
