"""One row of a list, as it is understood."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from volunteering.rules.ground.model import Model
from volunteering.rules.hours import RecordSays
from volunteering.rules.importing.cells import (
    Cell,
    day_in,
    is_rounded,
    issued_in,
    minutes_in,
    name_in,
    text_of,
    title_in,
    units_in,
)
from volunteering.rules.importing.columns import Headings, ListColumn
from volunteering.rules.importing.particulars import particulars_in
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.profiles import Particulars

ReadsPhone = Callable[[str], str | None]
"""A number as it is dialled from abroad, + and digits; None where it can be none."""


_WAY_DOWN: Final = (ListColumn.BRANCH, ListColumn.TOWNSHIP, ListColumn.TEAM)


class Certificate(Model):
    """A qualification as a list has it, in its own words."""

    kind: str
    level: str = ""
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None  # where the list has it; else it is reckoned


class Spot(Model):
    """Where a row stands."""

    sheet: str
    row: int  # as a spreadsheet counts them, 1 the first


class ListedRow(Model):
    """What a row says; with `problems` it says nothing that can be used."""

    spot: Spot
    phone: str = ""  # + and digits; '' in a list of units
    name: str = ""
    unit: tuple[str, ...] = ()  # the way down to it, by name; () where none is named
    minutes: int | None = None
    day: date | None = None
    title: str = ""
    is_line: bool = False  # of hours line by line; else `minutes` is the sum of all before
    certificate: Certificate | None = None
    said: Particulars | None = None  # what they say of themselves
    record: RecordSays | None = None  # of a line in service records
    problems: tuple[RowProblem, ...] = ()


def phone_in(cell: Cell, reads_phone: ReadsPhone) -> str | RowProblem:
    """Somebody's number, + and digits."""
    text = text_of(cell)
    if not text:
        return RowProblem(wrong=Wrong.NO_PHONE)
    if is_rounded(text):
        return RowProblem(wrong=Wrong.PHONE_ROUNDED, said=text)
    return reads_phone(text) or RowProblem(wrong=Wrong.NOT_A_PHONE, said=text)


class RowReader:
    """Reads the rows under these headings."""

    def __init__(self, headings: Headings, reads_phone: ReadsPhone, today: date) -> None:
        self._headings = headings
        self._reads_phone = reads_phone
        self._today = today

    def read(self, spot: Spot, cells: Sequence[Cell]) -> ListedRow | None:
        """What the row says; None for an empty one, and for one that only adds up those above it."""
        said = {column: cells[at] for at, column in self._headings.columns.items() if at < len(cells)}
        if not any(text_of(cell) for cell in said.values()) or _adds_up(said):
            return None
        problems: list[RowProblem] = []

        def kept(found: object) -> object:
            if isinstance(found, RowProblem):
                problems.append(found)
                return None
            return found

        has_people = ListColumn.PHONE in self._headings.columns.values()
        phone = kept(phone_in(said.get(ListColumn.PHONE), self._reads_phone)) if has_people else ""
        name = kept(name_in(said.get(ListColumn.NAME)))
        unit = kept(units_in([said.get(column) for column in _WAY_DOWN]))
        minutes = kept(self._minutes(said))
        day = kept(day_in(said.get(ListColumn.DATE), self._today))
        certificate = kept(self._certificate(said))
        particulars = kept(particulars_in(said.get(ListColumn.BORN), said.get(ListColumn.GENDER), self._today))
        row = ListedRow(
            spot=spot,
            phone=phone if isinstance(phone, str) else "",
            name=name if isinstance(name, str) else "",
            unit=unit if isinstance(unit, tuple) else (),
            minutes=minutes if isinstance(minutes, int) else None,
            day=day if isinstance(day, date) else None,
            title=title_in(said.get(ListColumn.ACTIVITY)),
            is_line=self._headings.has_lines,
            certificate=certificate if isinstance(certificate, Certificate) else None,
            said=particulars if isinstance(particulars, Particulars) else None,
        )
        problems += self._of_the_whole(row, said, has_people=has_people) if not problems else ()
        return _with(row, tuple(problems))

    def _minutes(self, said: Mapping[ListColumn, Cell]) -> int | RowProblem | None:
        if ListColumn.MINUTES in said:
            return minutes_in(said[ListColumn.MINUTES], are_minutes=True)
        return minutes_in(said.get(ListColumn.HOURS))

    def _certificate(self, said: Mapping[ListColumn, Cell]) -> Certificate | RowProblem | None:
        kind = text_of(said.get(ListColumn.QUALIFICATION))
        if kind in {"", "-", "无", "無"}:
            return None
        issued = issued_in(said.get(ListColumn.ISSUED), self._today)
        if isinstance(issued, RowProblem):
            return issued
        level, number = text_of(said.get(ListColumn.LEVEL)), text_of(said.get(ListColumn.NUMBER))
        return Certificate(kind=kind, level=level, number=number[:100], issued_on=issued)

    def _of_the_whole(self, row: ListedRow, said: Mapping[ListColumn, Cell], *, has_people: bool) -> list[RowProblem]:
        problems: list[RowProblem] = []
        if not has_people and not row.unit:
            problems.append(RowProblem(wrong=Wrong.NO_UNIT))
        if row.is_line and row.minutes is None:
            problems.append(RowProblem(wrong=Wrong.NO_HOURS))
        if row.is_line and row.day is None and ListColumn.DATE in said:
            problems.append(RowProblem(wrong=Wrong.NO_DATE))
        if row.day is not None and row.day > self._today:
            problems.append(RowProblem(wrong=Wrong.DATE_AHEAD, said=row.day.isoformat()))
        return problems


def _with(row: ListedRow, problems: tuple[RowProblem, ...]) -> ListedRow:
    if not problems:
        return row
    return ListedRow(spot=row.spot, phone=row.phone, name=row.name, problems=problems)


_SUMS = frozenset({"合计", "合計", "总计", "總計", "小计", "小計", "共计", "共計", "total", "totals", "sum"})


def _adds_up(said: Mapping[ListColumn, Cell]) -> bool:
    """Whether the row is a sum at the end of a list: it says so, and is about nobody."""
    if text_of(said.get(ListColumn.PHONE)):
        return False
    return any(text_of(cell).strip(":： ").lower() in _SUMS for cell in said.values())
