"""The map of columns is checked, and the page says what there is."""

import json
import re
from typing import Any

import pytest

from tests.support.town import ROOT
from volunteering.rules.profiles import FOR_LEADERS, Particular
from volunteering.rules.service_records import SHEETS, RecordHeads, read_heads, schema_of

PAGE = (ROOT / "docs/service-records.md").read_text(encoding="utf-8")


def test_the_page_has_each_sheet_with_its_columns() -> None:
    told = {
        sheet: re.findall(r"`(\w+)`", columns)
        for sheet, columns in re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE)
    }
    assert told == {sheet: [column.name for column in columns] for sheet, columns in SHEETS.items()}


def test_the_example_of_the_page_is_a_map() -> None:
    [example] = re.findall(r"```example\n(\{.+?)```", PAGE, re.DOTALL)
    heads = read_heads(example)
    assert heads.of_column("people", "name") == "姓名"
    assert heads.of_column("service", "name") is None
    assert heads.of_sheet("people") == "志愿者信息"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("{", "is no JSON"),
        ("[]", "must be a JSON object"),
        ({"peple.name": "x"}, "there is no sheet peple"),
        ({"people.nam": "x"}, "people.nam: there is no such column; people has person, name"),
        ({"people.name": ""}, "must be a text with something in it"),
        ({"people.name": 7}, "must be a text with something in it"),
        ({"people.name": "x" * 61}, "in at most 60 characters"),
        ({"people": "x" * 32}, "in at most 31 characters"),
        ({"people": "a/b"}, "a sheet's name has none of"),
        ({"people.name": "Team"}, "two columns of people are called"),
        ({"people": "Units"}, "two sheets are called"),
        ({"people.name": "a", "people.team": "A"}, "two columns of people are called"),
    ],
)
def test_what_is_wrong_with_a_map_is_named(said: Any, fault: str) -> None:
    text = said if isinstance(said, str) else json.dumps(said)
    with pytest.raises(ValueError, match=re.escape(fault)):
        read_heads(text)


def test_nothing_is_in_it_that_people_were_told_only_reports_count() -> None:
    columns = {column.name for columns in SHEETS.values() for column in columns}
    assert not columns & {field.value for field in Particular if field not in FOR_LEADERS}


def test_the_schema_says_what_is_in_each_column() -> None:
    names = {sheet: sheet for sheet in SHEETS}
    heads = {sheet: {column.name: column.name.upper() for column in columns} for sheet, columns in SHEETS.items()}
    schema = schema_of(names, heads)
    people = schema["properties"]["people"]["items"]
    assert people["properties"]["HOURS"] == {"type": "number", "description": "people.hours"}
    assert people["properties"]["PHONE"]["type"] == ["string", "null"]
    assert "PHONE" not in people["required"]
    assert RecordHeads() == RecordHeads(said={})
