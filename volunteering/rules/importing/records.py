"""One row of service records that come back: what of it is imported (docs/service-records.md: Bringing them back)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar

from volunteering.rules.ground.texts import several_lines
from volunteering.rules.hours import Kind, RecordSays
from volunteering.rules.importing.cells import Cell, day_in, minutes_in, name_in, text_of, way_of
from volunteering.rules.importing.placing import OUTRIGHT
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.importing.rows import ListedPaper, ListedRow, ReadsPhone, Spot, phone_in
from volunteering.rules.profiles import Particulars
from volunteering.rules.service_records import APART

BROUGHT_BACK: Final = frozenset({"units", "people", "qualifications", "service"})
"""The sheets whose rows are imported. What activities have stands in each line of service, too."""

_SAID: Final = ("occupation", "background")
_LONGEST_TITLE: Final = 200  # characters: of what hours were logged for

T = TypeVar("T")
Cells = Mapping[str, Cell]
"""What stands in a row, by the columns' names."""


class _Misread(Exception):  # noqa: N818 - caught below
    """A cell says what it can't."""

    def __init__(self, problem: RowProblem) -> None:
        self.problem = problem


class RecordReader:
    """Reads the rows of all sheets of a workbook, one sheet after the other."""

    def __init__(self, reads_phone: ReadsPhone, today: date) -> None:
        self._reads_phone = reads_phone
        self._today = today
        self._ways: dict[str, tuple[str, ...]] = {}  # down to each team, by what it is called in the file

    def read(self, sheet: str, spot: Spot, columns: Mapping[int, str], cells: Sequence[Cell]) -> ListedRow | None:
        """What a row says under these columns; None for an empty one."""
        said = {name: cells[at] for at, name in columns.items() if at < len(cells)}
        if not any(text_of(cell) for cell in said.values()):
            return None
        readers: Mapping[str, Callable[[Spot, Cells], ListedRow]] = {
            "units": self._unit,
            "people": self._person,
            "qualifications": self._qualification,
            "service": self._line,
        }
        try:
            return readers[sheet](spot, said)
        except _Misread as misread:
            name, phone = text_of(said.get("name"))[:100], text_of(said.get("phone"))[:100]
            is_line = sheet != "people"
            return ListedRow(spot=spot, name=name, phone=phone, is_line=is_line, problems=(misread.problem,))

    def _unit(self, spot: Spot, said: Cells) -> ListedRow:
        team, above = text_of(said.get("team")), text_of(said.get("above"))
        if not team:
            raise _Misread(RowProblem(wrong=Wrong.NO_UNIT))
        way = self._way_below(above, team) if above else OUTRIGHT
        self._ways[team] = way if way == OUTRIGHT else _right(way_of(way))
        return ListedRow(spot=spot, unit=self._ways[team])

    def _way_below(self, above: str, team: str) -> Sequence[str]:
        way = self._ways.get(above)
        if way is None:
            return team.split(APART)
        if way == OUTRIGHT:
            return (team,)
        return (*way, team.removeprefix(above + APART))

    def _way(self, said: Cells) -> tuple[str, ...]:
        team = text_of(said.get("team"))
        return self._ways.get(team) or (_right(way_of(team.split(APART))) if team else ())

    def _person(self, spot: Spot, said: Cells) -> ListedRow:
        return ListedRow(spot=spot, **self._whom(said), unit=self._way(said), said=_particulars(said))

    def _qualification(self, spot: Spot, said: Cells) -> ListedRow:
        certificate = ListedPaper(
            kind=text_of(said.get("kind")),
            level=text_of(said.get("level")),
            issued_on=self._day(said, "issued"),
            expires_on=self._day(said, "ends"),
        )
        # A line, not one more row of a list of people: nothing else about its person is said here.
        return ListedRow(spot=spot, **self._whom(said), is_line=True, certificate=certificate)

    def _line(self, spot: Spot, said: Cells) -> ListedRow:
        minutes, day = _right(minutes_in(said.get("hours"))), self._day(said, "day")
        if minutes is None:
            raise _Misread(RowProblem(wrong=Wrong.NO_HOURS))
        if day is not None and day > self._today:
            raise _Misread(RowProblem(wrong=Wrong.DATE_AHEAD, said=day.isoformat()))
        content = said.get("content")
        record = RecordSays(
            kind=_kind(text_of(said.get("kind"))),
            recorded=self._day(said, "recorded") or self._today,
            category=text_of(said.get("category")),
            content=several_lines(content) if isinstance(content, str) else text_of(content),
            place=text_of(said.get("place")),
            responsible=text_of(said.get("responsible")),
        )
        return ListedRow(
            spot=spot,
            **self._whom(said),
            unit=self._way(said),
            minutes=minutes,
            day=day,
            title=text_of(said.get("activity"))[:_LONGEST_TITLE],
            is_line=True,
            record=record,
        )

    def _whom(self, said: Cells) -> dict[str, str]:
        phone = _right(phone_in(said.get("phone"), self._reads_phone))
        return {"phone": phone, "name": _right(name_in(said.get("name")))}

    def _day(self, said: Cells, column: str) -> date | None:
        return _right(day_in(said.get(column), self._today))


def _right(found: T | RowProblem) -> T:
    if isinstance(found, RowProblem):
        raise _Misread(found)
    return found


def _kind(text: str) -> Kind:
    try:
        return Kind(text)
    except ValueError:
        raise _Misread(RowProblem(wrong=Wrong.NOT_A_VALUE, said=text)) from None


def _particulars(said: Cells) -> Particulars | None:
    found = Particulars()
    for field in _SAID:
        if text := text_of(said.get(field)):
            found = found.model_copy(update={field: _particular(field, text)})
    return found if found != Particulars() else None


def _particular(field: str, text: str) -> object:
    try:
        return getattr(Particulars.model_validate({field: text}), field)
    except ValueError:
        raise _Misread(RowProblem(wrong=Wrong.NOT_A_VALUE, said=text)) from None
