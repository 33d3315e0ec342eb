"""The rows of a whole file, by whom they are about: what one row can't know, as that a number is there twice.

Whatever comes out is the same in whatever order the rows stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Model
from volunteering.rules.hours import BEFORE_YIGONG, MINUTES_A_DAY, RecordSays
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.importing.rows import ListedPaper, ListedRow, Spot
from volunteering.rules.profiles import Particulars


class LineOfHours(Model):
    """Hours of one person for one day and activity, as a list has them."""

    day: date  # BEFORE_YIGONG where nobody says it
    title: str  # '' for the sum of all before
    minutes: int
    record: RecordSays | None = None
    unit: tuple[str, ...] = ()  # where they were given; () at home


class Brought(Model):
    """Somebody a file brings along, with all that its rows say of them."""

    phone: str
    name: str  # '' where no row has one
    unit: tuple[str, ...]  # () where no row names one
    lines: tuple[LineOfHours, ...]
    certificates: tuple[ListedPaper, ...]
    said: Particulars | None
    rows: tuple[ListedRow, ...]


class WholeList(Model):
    """What is in a file."""

    people: Mapping[str, Brought]  # by phone
    units: Mapping[tuple[str, ...], tuple[Spot, ...]]  # of lists of units alone
    problems: Mapping[Spot, tuple[RowProblem, ...]]


def gathered(rows: Iterable[ListedRow]) -> WholeList:
    """Everybody in the rows. A row with a problem says nothing, but for what is wrong beside others, too."""
    people: dict[str, Brought] = {}
    problems: dict[Spot, tuple[RowProblem, ...]] = {}
    by_phone: dict[str, list[ListedRow]] = defaultdict(list)
    units: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
    for row in rows:
        if row.problems:
            problems[row.spot] = row.problems
        if row.phone:
            by_phone[row.phone].append(row)
        elif not row.problems:
            units[row.unit].append(row.spot)
    for phone, of_one in by_phone.items():
        for clashes in ({**_twice(of_one), **_names(of_one)}, _long_days(of_one)):
            problems |= {spot: (*problems.get(spot, ()), problem) for spot, problem in clashes.items()}
        fine = [row for row in of_one if row.spot not in problems]
        if fine:
            people[phone] = _brought(phone, fine)
    places = {unit: tuple(rows) for unit, rows in units.items()}
    return WholeList(people=people, units=places, problems=problems)


def _twice(rows: Sequence[ListedRow]) -> Mapping[Spot, RowProblem]:
    """Two rows of lists of people: nobody knows which one is right, unless each has another qualification of theirs."""
    listed = [row for row in rows if not row.is_line]
    says_the_same = len({_said_of_person(row) for row in listed if not row.problems}) <= 1
    if len(listed) < 2 or (says_the_same and all(row.certificate for row in listed)):
        return {}
    first, second, *_ = sorted(listed, key=_where)
    return {row.spot: _clash(Wrong.PHONE_TWICE, second if row is first else first) for row in listed}


def _said_of_person(row: ListedRow) -> tuple[object, ...]:
    return row.name, row.unit, row.minutes, row.said


def _names(rows: Sequence[ListedRow]) -> Mapping[Spot, RowProblem]:
    named = sorted((row for row in rows if row.name), key=_where)
    first_name = folded(named[0].name) if named else ""
    other = next((row for row in named if folded(row.name) != first_name), None)
    if other is None:
        return {}
    return {row.spot: _clash(Wrong.OTHER_NAME, other if folded(row.name) == first_name else named[0]) for row in named}


def _where(row: ListedRow) -> tuple[str, int]:
    return row.spot.sheet, row.spot.row


def _clash(wrong: Wrong, other: ListedRow) -> RowProblem:
    return RowProblem(wrong=wrong, said=other.name or other.phone, other=other.spot.row)


def _long_days(rows: Sequence[ListedRow]) -> Mapping[Spot, RowProblem]:
    by_day: dict[date, int] = defaultdict(int)
    for row in rows:
        if row.is_line and row.day is not None:
            by_day[row.day] += row.minutes or 0
    too_long = {day for day, minutes in by_day.items() if minutes > MINUTES_A_DAY}
    return {
        row.spot: RowProblem(wrong=Wrong.DAY_TOO_LONG, said=row.day.isoformat())
        for row in rows
        if row.is_line and row.day is not None and row.day in too_long
    }


def _brought(phone: str, rows: Sequence[ListedRow]) -> Brought:
    ordered = sorted(rows, key=lambda row: (row.is_line, row.day or BEFORE_YIGONG, row.title, row.unit, row.name))
    listed = [row for row in ordered if not row.is_line]
    names = sorted({row.name for row in ordered if row.name})
    # Where only hours are listed, the unit of the latest ones is the person's.
    units = [row.unit for row in (*listed, *reversed(ordered)) if row.unit]
    return Brought(
        phone=phone,
        name=names[0] if names else "",
        unit=units[0] if units else (),
        lines=_lines(ordered),
        certificates=_certificates(ordered),
        said=min((row.said for row in ordered if row.said), key=str, default=None),
        rows=tuple(rows),
    )


def _certificates(rows: Sequence[ListedRow]) -> tuple[ListedPaper, ...]:
    found = {row.certificate for row in rows if row.certificate}
    return tuple(sorted(found, key=lambda one: (one.kind, one.level, one.number, one.issued_on or date.min)))


def _lines(rows: Sequence[ListedRow]) -> tuple[LineOfHours, ...]:
    minutes: dict[tuple[date, str], int] = defaultdict(int)
    where: dict[tuple[date, str], tuple[str, ...]] = {}
    for row in rows:
        if row.minutes is None or row.record:
            continue
        if not row.is_line:
            minutes[BEFORE_YIGONG, ""] = row.minutes
            continue
        about = (row.day or BEFORE_YIGONG, row.title)
        minutes[about] += row.minutes
        if row.unit:
            where.setdefault(about, row.unit)
    summed = tuple(
        LineOfHours(day=day, title=title, minutes=total, unit=where.get((day, title), ()))
        for (day, title), total in sorted(minutes.items())
    )
    return (*summed, *_recorded(rows))


def _recorded(rows: Sequence[ListedRow]) -> Iterator[LineOfHours]:
    """Lines of service records stay as many as they are: of one day and title, too."""
    alike: dict[tuple[date, str], list[tuple[RecordSays, ListedRow]]] = defaultdict(list)
    for row in rows:
        if row.record and row.minutes is not None:
            alike[row.day or BEFORE_YIGONG, row.title].append((row.record, row))
    for (day, title), lines in sorted(alike.items()):
        ordered = sorted(lines, key=lambda one: (one[0].model_dump_json(), one[1].unit, one[1].minutes))
        for nth, (record, row) in enumerate(ordered):
            says = record.model_copy(update={"nth": nth})
            yield LineOfHours(day=day, title=title, minutes=row.minutes or 0, record=says, unit=row.unit)
