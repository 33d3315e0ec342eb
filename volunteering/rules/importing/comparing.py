"""What of a list is new, what differs from what is known, and what is to be written for it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from volunteering.rules.ground.model import Model
from volunteering.rules.hours import BEFORE_YIGONG, Counted
from volunteering.rules.importing.asking import AskedLine, Asks, LineAbout, ListedQualification
from volunteering.rules.importing.gathering import Brought
from volunteering.rules.importing.problems import RowProblem, Wrong
from volunteering.rules.importing.rows import ListedRow
from volunteering.rules.profiles import Particulars
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Standing


class RowResult(StrEnum):
    """What importing a row does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


class Aspect(StrEnum):
    """What is new or another one about somebody."""

    PERSON = "person"
    NAME = "name"
    UNIT = "unit"
    HOURS = "hours"
    QUALIFICATION = "qualification"
    PARTICULARS = "particulars"


class KnownPerson(Model):
    """Somebody with a list's phone number who is here already."""

    id: int
    name: str
    unit: Unit
    standing: Standing
    carried: Mapping[LineAbout, Counted]  # hours of before, as they hold
    qualified: tuple[ListedQualification, ...] = ()  # what was verified, whoever verified it
    said: Particulars = Particulars()


class ListOwner(Model):
    """Whose list it is: what it may touch."""

    unit: Unit
    by_id: int | None = None  # None: whoever runs Yigong


def problem_of(brought: Brought, known: KnownPerson | None, limits: ListOwner) -> RowProblem | None:
    """Why somebody can't be brought along or changed by this list; None: they can."""
    if known is None:
        return None if brought.name else RowProblem(wrong=Wrong.NO_NAME)
    if known.id == limits.by_id and (brought.lines or brought.certificates):
        return RowProblem(wrong=Wrong.OWN_HOURS)
    if not limits.unit.holds(known.unit):
        return RowProblem(wrong=Wrong.NOT_YOURS, said=brought.name or brought.phone)  # what others are called is theirs
    return None


class PersonChanges(Model):
    """What would be written for somebody; nothing where all of it holds already."""

    what: tuple[Aspect, ...] = ()
    hours: frozenset[tuple[date, str]] = frozenset()  # of which days and titles

    def of_row(self, row: ListedRow, known: KnownPerson | None) -> tuple[Aspect, ...]:
        """What of it one row brings."""
        brings = {
            Aspect.HOURS: row.minutes is not None and _about(row) in self.hours,
            Aspect.QUALIFICATION: row.certificate is not None,
            Aspect.PARTICULARS: row.said is not None and known is not None and bool(row.said.beyond(known.said)),
        }
        return tuple(what for what in self.what if brings.get(what, True))


_SOMEBODY_NEW: Final = PersonChanges(what=(Aspect.PERSON,))


def changes(asks: Asks, known: KnownPerson | None) -> PersonChanges:
    """What differs from what is known.

    Whoever is registered, or was, keeps the name and the unit they gave themselves.
    """
    if known is None:
        return _SOMEBODY_NEW
    hours = frozenset((line.day, line.title) for line in asks.lines if not _holds(known, line))
    found: list[Aspect] = []
    if known.standing is Standing.EXPECTED:
        if asks.name and asks.name != known.name:
            found.append(Aspect.NAME)
        if asks.unit and (asks.unit.below or asks.unit.unit_id != known.unit.id):
            found.append(Aspect.UNIT)
        if asks.said and asks.said.beyond(known.said):
            found.append(Aspect.PARTICULARS)
    if hours:
        found.append(Aspect.HOURS)
    if any(not is_held(known, one) for one in asks.qualifications):
        found.append(Aspect.QUALIFICATION)
    return PersonChanges(what=tuple(found), hours=hours)


def is_held(known: KnownPerson, asked: ListedQualification) -> bool:
    """Whether somebody has a qualification already, as high and as long as the list has it."""
    return any(held.is_as_good_as(asked) for held in known.qualified)


def _holds(known: KnownPerson, line: AskedLine) -> bool:
    counted = known.carried.get(line.about)
    return counted is not None and counted.minutes == line.minutes


def _about(row: ListedRow) -> tuple[date, str]:
    return (row.day or BEFORE_YIGONG, row.title) if row.is_line else (BEFORE_YIGONG, "")


def verdict_of(what: tuple[Aspect, ...], known: KnownPerson | None, row: ListedRow) -> RowResult:
    """How a row is called: new where nothing was known of what it says, changed where something else was."""
    if not what:
        return RowResult.SAME
    if known is None:
        return RowResult.NEW
    is_there = (*_about(row), 0) in known.carried  # the first of those that are alike
    return RowResult.NEW if what == (Aspect.HOURS,) and not is_there else RowResult.CHANGED
