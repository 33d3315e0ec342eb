"""All service records, written by whoever runs the server."""

import json
from pathlib import Path

import openpyxl
import pytest

from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.keeping.service_records import write_records
from storage.engine.connecting import connect
from tests.support.city import NOW, City, at_shift
from volunteering.rules.hours import Kind


async def test_the_workbook_and_its_schema(database_url: str, tmp_path: Path) -> None:
    async with connect(database_url) as database:
        city = await City.founded(database)
        await city.record(at_shift(await city.shift(-48), await city.person("Wei")), Kind.ATTENDED, 90)
    file = tmp_path / "records.xlsx"
    settings = Settings(database_url=database_url, default_language="en")
    told = await write_records(settings, file, NOW)
    assert told == f"{file}: 2 people, 1 lines of service; records.schema.json says what is in each column"
    assert [sheet.title for sheet in openpyxl.load_workbook(file)][:2] == ["Teams", "People"]
    schema = json.loads((tmp_path / "records.schema.json").read_text(encoding="utf-8"))
    assert schema["required"][0] == "Teams"
    with pytest.raises(CommandError, match="can't be written"):
        await write_records(settings, file / "records.xlsx", NOW)
