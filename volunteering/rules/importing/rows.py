"""One row of a list, as it is understood."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar

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
from volunteering.rules.importing.particulars import born_in, gender_in
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.profiles import Particulars

T = TypeVar("T")

ReadsPhone = Callable[[str], str | None]
"""A number as it is dialled from abroad, + and digits; None where it can be none."""


_WAY_DOWN: Final = (ListColumn.BRANCH, ListColumn.TOWNSHIP, ListColumn.TEAM)


class ListedPaper(Model):
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
    """What a row says; with `problems`, what can be read of it, which is not used."""

    spot: Spot
    phone: str = ""  # + and digits; '' in a list of units
    name: str = ""
    unit: tuple[str, ...] = ()  # the way down to it, by name; () where none is named
    minutes: int | None = None
    day: date | None = None
    title: str = ""
    is_line: bool = False  # of hours line by line; else `minutes` is the sum of all before
    certificate: ListedPaper | None = None
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

        def kept(column: ListColumn, found: T | RowProblem) -> T | None:
            if isinstance(found, RowProblem):
                problems.append(found.model_copy(update={"heading": self._headings.heads.get(column, "")}))
                return None
            return found

        has_people = ListColumn.PHONE in self._headings.columns.values()
        length = ListColumn.MINUTES if ListColumn.MINUTES in said else ListColumn.HOURS
        phone = kept(ListColumn.PHONE, phone_in(said.get(ListColumn.PHONE), self._reads_phone)) if has_people else ""
        name = kept(ListColumn.NAME, name_in(said.get(ListColumn.NAME)))
        unit = kept(ListColumn.TEAM, units_in([said.get(column) for column in _WAY_DOWN]))
        minutes = kept(length, minutes_in(said.get(length), are_minutes=length is ListColumn.MINUTES))
        day = kept(ListColumn.DATE, day_in(said.get(ListColumn.DATE), self._today))
        issued = kept(ListColumn.ISSUED, self._issued(said))
        born = kept(ListColumn.BORN, born_in(said.get(ListColumn.BORN), self._today))
        gender = kept(ListColumn.GENDER, gender_in(said.get(ListColumn.GENDER)))
        row = ListedRow(
            spot=spot,
            phone=phone or "",
            name=text_of(said.get(ListColumn.NAME)) if name is None else name,
            unit=unit or (),
            minutes=minutes,
            day=day,
            title=title_in(said.get(ListColumn.ACTIVITY)),
            is_line=self._headings.has_lines,
            certificate=_certificate(said, issued or self._anyhow(said)),
            said=Particulars(born=born, gender=gender) if born or gender else None,
        )
        problems += self._of_the_whole(row, said, {problem.wrong for problem in problems}, has_people=has_people)
        return row.model_copy(update={"problems": tuple(problems)})

    def _issued(self, said: Mapping[ListColumn, Cell]) -> date | RowProblem | None:
        return issued_in(said.get(ListColumn.ISSUED), self._today) if _kind_in(said) else None

    def _anyhow(self, said: Mapping[ListColumn, Cell]) -> date | None:
        """In place of a day that can't be read: it isn't missing, too."""
        return self._today if text_of(said.get(ListColumn.ISSUED)) else None

    def _of_the_whole(
        self, row: ListedRow, said: Mapping[ListColumn, Cell], wrong: Collection[Wrong], *, has_people: bool
    ) -> Iterator[RowProblem]:
        """What is missing, or can't be: not of cells that are `wrong` already."""
        heads = self._headings.heads
        if not has_people and not row.unit and Wrong.UNIT_TOO_LONG not in wrong:
            yield RowProblem(wrong=Wrong.NO_UNIT)
        if row.is_line and row.minutes is None and not {Wrong.NOT_HOURS, Wrong.TOO_MANY_HOURS} & set(wrong):
            yield RowProblem(wrong=Wrong.NO_HOURS)
        if row.is_line and ListColumn.DATE in said and not text_of(said[ListColumn.DATE]):
            yield RowProblem(wrong=Wrong.NO_DATE)
        if row.day is not None and row.day > self._today:
            yield RowProblem(wrong=Wrong.DATE_AHEAD, said=row.day.isoformat(), heading=heads.get(ListColumn.DATE, ""))


def _kind_in(said: Mapping[ListColumn, Cell]) -> str:
    kind = text_of(said.get(ListColumn.QUALIFICATION))
    return "" if kind in {"-", "无", "無"} else kind


def _certificate(said: Mapping[ListColumn, Cell], issued: date | None) -> ListedPaper | None:
    kind = _kind_in(said)
    if not kind:
        return None
    level, number = text_of(said.get(ListColumn.LEVEL)), text_of(said.get(ListColumn.NUMBER))
    return ListedPaper(kind=kind, level=level, number=number[:100], issued_on=issued)


_SUMS = frozenset({"合计", "合計", "总计", "總計", "小计", "小計", "共计", "共計", "total", "totals", "sum"})


def _adds_up(said: Mapping[ListColumn, Cell]) -> bool:
    """Whether the row is a sum at the end of a list: it says so, and is about nobody."""
    if text_of(said.get(ListColumn.PHONE)):
        return False
    return any(text_of(cell).strip(":： ").lower() in _SUMS for cell in said.values())
