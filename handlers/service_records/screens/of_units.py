"""Service records as a workbook, with its JSON Schema, and what is said with them (docs/service-records.md)."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from handlers.buttons.tree import ManageUnit, ShowUnits
from handlers.showing.files import file_name
from handlers.showing.parts import LONGEST_NAME
from handlers.tapping.screen import File, Press, Screen, page
from storage.views.service_records.of_units import MOST_LINES, ServiceRecords
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.service_records import SHEETS, Form, RecordHeads, schema_of
from volunteering.rules.tree import Unit
from words.words import Words, cut, plain, sentence
from words.workbooks import BookColumn, BookSheet, CellLook, workbook

SHEET_NAMES: Final[Mapping[str, str]] = {
    "units": sentence("Teams"),
    "people": sentence("People"),
    "qualifications": sentence("Qualifications"),
    "activities": sentence("Activities"),
    "service": sentence("Service"),
    "training": sentence("Training"),
    "honours": sentence("Honours"),
    "appraisal": sentence("Appraisal"),
}

HEADS: Final[Mapping[str, str]] = {
    "person": sentence("Number"),
    "qualifications.kind": sentence("Qualification"),
    "level": sentence("Level"),
    "issued": sentence("Issued on"),
    "ends": sentence("Valid until"),
    "activity": sentence("Activity"),
    "title": sentence("Title"),
    "name": sentence("Name"),
    "phone": sentence("Phone"),
    "team": sentence("Team"),
    "above": sentence("Part of"),
    "hours": sentence("Hours"),
    "registered": sentence("Registered on"),
    "occupation": sentence("Occupation"),
    "background": sentence("Professional background"),
    "category": sentence("Category"),
    "content": sentence("Content"),
    "place": sentence("Place"),
    "responsible": sentence("Responsible"),
    "kind": sentence("Kind"),
    "day": sentence("Date"),
    "recorded": sentence("Recorded on"),
    "period": sentence("Period"),
    "result": sentence("Result"),
    "stage": sentence("Kind of training"),
}
"""What columns are called, by their names, where no map says otherwise."""

_LOOKS: Final[Mapping[Form, CellLook]] = {
    "text": CellLook.TEXT,
    "number": CellLook.NUMBER,
    "hours": CellLook.HOURS,
    "day": CellLook.DAY,
}
_WIDTH: Final = 18


def sheet_names(words: Words, heads: RecordHeads) -> dict[str, str]:
    """What each sheet is called."""
    return {sheet: heads.of_sheet(sheet) or plain(words.say(SHEET_NAMES[sheet])) for sheet in SHEETS}


def column_heads(words: Words, heads: RecordHeads) -> dict[str, dict[str, str]]:
    """What each column is called, sheet by sheet."""
    return {
        sheet: {
            column.name: heads.of_column(sheet, column.name) or _head(words, sheet, column.name) for column in all_of
        }
        for sheet, all_of in SHEETS.items()
    }


def _head(words: Words, sheet: str, name: str) -> str:
    return plain(words.say(HEADS.get(f"{sheet}.{name}") or HEADS[name]))


def records_book(names: Mapping[str, str], heads: Mapping[str, Mapping[str, str]], found: ServiceRecords) -> bytes:
    """The workbook: a sheet each, also where it is empty as yet."""
    return workbook(Book(kind=BookKind.RECORDS), [_sheet(names[sheet], heads[sheet], sheet, found) for sheet in SHEETS])


def _sheet(name: str, heads: Mapping[str, str], sheet: str, found: ServiceRecords) -> BookSheet:
    columns: Sequence[BookColumn] = [
        BookColumn(heads[column.name], _WIDTH, _LOOKS[column.form]) for column in SHEETS[sheet]
    ]
    return BookSheet(name, columns, found.rows[sheet])


def records_schema(names: Mapping[str, str], heads: Mapping[str, Mapping[str, str]]) -> bytes:
    """The JSON Schema of the workbook."""
    return json.dumps(schema_of(names, heads), ensure_ascii=False, indent=2).encode() + b"\n"


def records_files(words: Words, unit: Unit, heads: RecordHeads, found: ServiceRecords) -> tuple[File, File]:
    """Both files, as they are sent to a chat."""
    names, columns = sheet_names(words, heads), column_heads(words, heads)
    called = plain(words.say("Service records"))
    caption = words.say("Service records of {team} and everything below it", team=unit.name)
    book = File(file_name(called, unit.name, ending="xlsx"), partial(records_book, names, columns, found), caption)
    says = words.say("What is in each column, for programs (JSON Schema)")
    return book, File(file_name(called, unit.name, ending="schema.json"), partial(records_schema, names, columns), says)


def sent(words: Words, unit: Unit, found: ServiceRecords) -> Screen:
    """The two files come below; it is personal data."""
    return page(
        words.say("Service records: {team}", team=unit.name),
        words.many("👥 {number} person", "👥 {number} people", len(found.rows["people"])),
        words.many("🕒 {number} line of service", "🕒 {number} lines of service", len(found.rows["service"])),
        words.say("The file has names and phone numbers. Keep it to yourself, and delete it when it is used."),
        rows=((_to_unit(words, unit),),),
    )


def too_many(words: Words, unit: Unit) -> Screen:
    """A chat is no place for so much."""
    return page(
        words.say("Too much for one file: {team}", team=unit.name),
        words.say("It has over {number} lines of service.", number=words.number(MOST_LINES)),
        words.say("Choose a team below it. Whoever runs the server has all of it with “export”."),
        rows=((Press(words.say("Teams"), ShowUnits(unit=unit.id)), _to_unit(words, unit)),),
    )


def _to_unit(words: Words, unit: Unit) -> Press:
    return Press(words.say("‹ {team}", team=cut(unit.name, LONGEST_NAME)), ManageUnit(unit=unit.id))
