"""What stands in a cell: a length, a day, a name. A spreadsheet's cell may be a number or a day already."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from pydantic import TypeAdapter, ValidationError

from volunteering.rules.ground.texts import Name, What, one_line
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.reading import Toward, Unreadable, read_day, read_issued, read_length

Cell = str | int | float | date | time | None
"""As a file has it; None and '' are empty."""

MOST_MINUTES: Final = 60 * 24 * 365 * 100
"""More than anybody gives in a life."""

_DEEPEST: Final = 20
"""Units below each other; more is no team's name with bars in it."""

_BARE: Final = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*(?:h|hrs?|hours?|小时|小時|个小时|個小時|时|時)?",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(\d{1,5})[:：]([0-5]\d)(?:[:：][0-5]\d)?")  # a sum of times as spreadsheets write it
_ROUNDED: Final = re.compile(r"\d(?:\.\d+)?[eE][+＋]?\d+")
_FROM_EXCEL: Final = date(1899, 12, 30)
_SERIALS: Final = range(7_306, 109_575)  # 1920 to 2199, as a spreadsheet counts days
_PARTS: Final = re.compile(r"\s*[>＞›»→/／\\]\s*")

_name: Final = TypeAdapter(Name)
_what: Final = TypeAdapter(What)


def text_of(cell: Cell) -> str:
    """A cell as a text on one line; a whole number without the point that a spreadsheet keeps it with."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return "" if cell is None else one_line(cell if isinstance(cell, str) else str(cell))


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet wrote a long number so that its last digits are gone."""
    return _ROUNDED.fullmatch(text) is not None


def name_in(cell: Cell) -> str | RowProblem:
    """What somebody is called; '' where nobody said so."""
    text = text_of(cell)
    if not text:
        return ""
    try:
        return _name.validate_python(text)
    except ValidationError:
        return RowProblem(wrong=Wrong.NAME_TOO_LONG, said=text)


def title_in(cell: Cell) -> str:
    """What hours were given for, cut to the length that is kept."""
    text = text_of(cell)
    return _what.validate_python(text[:100]) if text else ""


def units_in(cells: list[Cell]) -> tuple[str, ...] | RowProblem:
    """The way down the tree to a unit: of several cells, and of one with a > or / in it, the higher ones first."""
    return way_of([part for cell in cells for part in _PARTS.split(text_of(cell)) if part])


def way_of(names: Sequence[str]) -> tuple[str, ...] | RowProblem:
    """The way down the tree by these names, where each can be a unit's."""
    try:
        way = tuple(_name.validate_python(name) for name in names)
    except ValidationError:
        way = ()
    if len(way) != len(names) or len(way) > _DEEPEST:
        return RowProblem(wrong=Wrong.UNIT_TOO_LONG, said=" > ".join(names))
    return way


def minutes_in(cell: Cell, *, are_minutes: bool = False) -> int | RowProblem | None:
    """A length in whole minutes, of any number of hours; None where nothing is said, and for a dash or 0 hours, too.

    Of minutes that come to no whole number the nearest one holds: 1.33 hours are 80 minutes.
    """
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute or None
    text = text_of(cell)
    if text in {"", "-", "—", "–", "/", "无", "無"}:
        return None
    minutes = _amount(text, are_minutes=are_minutes)
    if minutes is None or minutes < 0:
        return RowProblem(wrong=Wrong.NOT_HOURS, said=text)
    if minutes > MOST_MINUTES:
        return RowProblem(wrong=Wrong.TOO_MANY_HOURS, said=text)
    return minutes or None


def _amount(text: str, *, are_minutes: bool) -> int | None:
    bare = _BARE.fullmatch(text)
    if bare and len(text) < 20:
        amount = float(bare[1].replace(",", ""))
        return round(amount if are_minutes else amount * 60)
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2])
    length = read_length(text)
    return None if isinstance(length, Unreadable) else length


def issued_in(cell: Cell, today: date) -> date | RowProblem | None:
    """A day as `day_in` reads it, or a month, of which the first day counts; 2024.1 in a number may be October, too."""
    day = day_in(cell, today)
    if not isinstance(day, RowProblem) or (isinstance(cell, float) and day.said.endswith(".1")):
        return day
    found = read_issued(day.said, today)
    return day if isinstance(found, Unreadable) else found


def day_in(cell: Cell, today: date) -> date | RowProblem | None:
    """A local date: as a spreadsheet keeps it, the number that it counts days by, or as people write it."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and _SERIALS.start <= cell < _SERIALS.stop:
        return date.fromordinal(_FROM_EXCEL.toordinal() + int(cell))
    text = text_of(cell)
    if not text:
        return None
    whole = re.fullmatch(r"(\d{4}-\d\d-\d\d)[ T]\d\d?:.*", text)
    day = read_day(whole[1] if whole else text, today, Toward.LAST)
    return RowProblem(wrong=Wrong.NOT_A_DATE, said=text) if isinstance(day, Unreadable) else day
