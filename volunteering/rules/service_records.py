"""Service records as a file: its sheets, their columns, and what these are called for whoever reads them.

docs/rules.md: Service records; docs/service-records.md. Whom to call in an emergency, what proves a qualification, and
what nobody but reports may see of a person (docs/rules.md: Profiles), is in none of them.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, Literal

from volunteering.rules.ground.model import Model

Form = Literal["text", "number", "day", "hours"]
"""What is in a column: hours have decimals, days are local dates."""


class RecordField(Model):
    """A column of a sheet, by our name."""

    name: str
    form: Form = "text"
    optional: bool = False  # may be empty


def _columns(*required: str, optional: tuple[str, ...] = ()) -> tuple[RecordField, ...]:
    """Columns as `name` or `name:form`."""
    return tuple(_column(said, optional=said in optional) for said in (*required, *optional))


def _column(said: str, *, optional: bool) -> RecordField:
    name, _, form = said.partition(":")
    forms: dict[str, Form] = {"number": "number", "day": "day", "hours": "hours"}
    return RecordField(name=name, form=forms.get(form, "text"), optional=optional)


SHEETS: Final[Mapping[str, tuple[RecordField, ...]]] = {
    "units": _columns("team", optional=("above",)),
    "people": _columns(
        "person:number",
        "name",
        "team",
        "hours:hours",
        optional=("phone", "registered:day", "occupation", "background"),
    ),
    "qualifications": _columns("person:number", "name", "kind", "issued:day", optional=("phone", "level", "ends:day")),
    "activities": _columns("title", "category", "place", "team", "responsible", optional=("content",)),
    "service": _columns(
        "person:number",
        "name",
        "kind",
        "hours:hours",
        "team",
        "recorded:day",
        optional=("phone", "day:day", "activity", "category", "content", "place", "responsible"),
    ),
    # Filled once they are kept: the columns are those that authorities ask for.
    "training": _columns("person:number", "name", "day:day", "title", "hours:hours", "team", optional=("stage",)),
    "honours": _columns("person:number", "name", "day:day", "title", "team"),
    "appraisal": _columns("person:number", "name", "period", "result", "team"),
}
"""The sheets in their order, each with its columns in theirs. Units come first, whom the others name."""

APART: Final = " > "
"""Between the names on the way down to a team, which is what it is called in the file; the top has its name alone."""

_LONGEST_HEAD: Final = 60
_LONGEST_SHEET: Final = 31  # as spreadsheets have it
_NOT_IN_SHEETS: Final = frozenset("[]:*?/\\'")


class RecordHeads(Model):
    """What sheets and columns are called in the reader's own system; what isn't said keeps our words."""

    said: Mapping[str, str] = {}

    def of_sheet(self, sheet: str) -> str | None:
        """What a sheet is called; None where nothing is said of it."""
        return self.said.get(sheet)

    def of_column(self, sheet: str, name: str) -> str | None:
        """What a column of a sheet is called; None where nothing is said of it."""
        return self.said.get(f"{sheet}.{name}")


OUR_HEADS: Final = RecordHeads()
"""Where nobody says otherwise."""


def read_heads(text: str) -> RecordHeads:
    """What a map says: a JSON object such as {"people": "志愿者", "people.name": "姓名"}.

    Raises ValueError that names the first thing wrong with it.
    """
    try:
        said: Any = json.loads(text)
    except ValueError as fault:
        raise ValueError(f"is no JSON: {fault}") from None
    if not isinstance(said, dict):
        raise ValueError('must be a JSON object, such as {"people.name": "Name"}')  # noqa: TRY004  of what was typed
    for key, head in said.items():
        _check_head(key, head)
    heads = RecordHeads(said={key: head.strip() for key, head in said.items()})
    _check_twice([heads.of_sheet(sheet) or sheet for sheet in SHEETS], "sheets")
    for sheet, columns in SHEETS.items():
        _check_twice([heads.of_column(sheet, column.name) or column.name for column in columns], f"columns of {sheet}")
    return heads


def _check_head(key: str, head: object) -> None:
    sheet, _, name = key.partition(".")
    if sheet not in SHEETS:
        raise ValueError(f"{key}: there is no sheet {sheet}; there are {', '.join(SHEETS)}")
    names = [column.name for column in SHEETS[sheet]]
    if name and name not in names:
        raise ValueError(f"{key}: there is no such column; {sheet} has {', '.join(names)}")
    if not isinstance(head, str) or not head.strip():
        raise ValueError(f"{key}: what it is called must be a text with something in it")
    longest = _LONGEST_HEAD if name else _LONGEST_SHEET
    if len(head.strip()) > longest:
        raise ValueError(f"{key}: it may be called so in at most {longest} characters")
    if not name and _NOT_IN_SHEETS & set(head):
        raise ValueError(f"{key}: a sheet's name has none of [ ] : * ? / \\ ' in it")


def _check_twice(heads: list[str], what: str) -> None:
    folded = [head.casefold() for head in heads]
    twice = next((head for head, small in zip(heads, folded, strict=True) if folded.count(small) > 1), None)
    if twice is not None:
        raise ValueError(f"two {what} are called {twice}")


def schema_of(sheets: Mapping[str, str], heads: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """A JSON Schema (2020-12) of the file, each sheet a list of rows; `heads` are the columns' names by ours."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            sheets[sheet]: {
                "type": "array",
                "description": sheet,
                "items": {
                    "type": "object",
                    "properties": {heads[sheet][column.name]: _type_of(sheet, column) for column in columns},
                    "required": [heads[sheet][column.name] for column in columns if not column.optional],
                    "additionalProperties": False,
                },
            }
            for sheet, columns in SHEETS.items()
        },
        "required": [sheets[sheet] for sheet in SHEETS],
        "additionalProperties": False,
    }


def _type_of(sheet: str, column: RecordField) -> dict[str, Any]:
    types: dict[Form, dict[str, Any]] = {
        "text": {"type": "string"},
        "number": {"type": "integer"},
        "day": {"type": "string", "format": "date"},
        "hours": {"type": "number"},
    }
    found = types[column.form] | {"description": f"{sheet}.{column.name}"}
    return found | {"type": [found["type"], "null"]} if column.optional else found
