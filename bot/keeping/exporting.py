"""The organisation's data as a zip of CSV files: for reports, for the authorities, and for leaving Yigong.

Excel opens them by a double tap: they begin with a byte order mark, and nothing somebody typed becomes a formula.
"""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tqdm import tqdm

from bot.ground.errors import CommandError
from bot.keeping.beginning import refuse_other_tables
from storage.engine.connecting import belongs_to
from storage.engine.unfinished import whole_or_none
from storage.keeping.sheets import SHEETS, Sheet
from storage.keeping.snapshots import Snapshot, snapshot
from storage.views.volunteers.readable import readable
from words.spreadsheets import harmless


async def export(url: str, file: Path, zone: ZoneInfo) -> None:
    """Write everything, as it is at this moment, into a zip; times are the zone's. Raises CommandError."""
    if belongs_to(url, file):
        raise CommandError(f"{file} is the database itself, or belongs to it. Choose another name for the sheets.")
    try:
        with whole_or_none(file) as part:
            async with snapshot(url) as moment:
                refuse_other_tables(await moment.revision())
                with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as zipped:
                    for sheet in tqdm(SHEETS, desc="exporting", unit="sheet", disable=None):
                        await _write(zipped, sheet, moment, zone)
    except OSError as fault:
        raise CommandError(f"{file} can't be written: {fault.strerror}") from fault


async def _write(zipped: zipfile.ZipFile, sheet: Sheet, moment: Snapshot, zone: ZoneInfo) -> None:
    names = tuple(sheet.columns)
    with (
        zipped.open(f"{sheet.name}.csv", "w", force_zip64=True) as stream,
        io.TextIOWrapper(stream, "utf-8-sig", newline="") as text,
    ):
        writer = csv.writer(text)
        writer.writerow(names)
        async for rows in moment.rows(sheet.sql):
            writer.writerows([cell(readable(*named, zone)) for named in zip(names, row, strict=True)] for row in rows)


def cell(value: Any) -> Any:
    """A value as a spreadsheet may have it: what would be a formula there is a text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value)
