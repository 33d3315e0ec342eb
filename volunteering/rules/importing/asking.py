"""What is to hold once a list is in the tables, row by row: what is kept of it on the way there."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from volunteering.rules.exams.announced import Grade
from volunteering.rules.ground.model import Model
from volunteering.rules.hours import RecordSays
from volunteering.rules.importing.placing import Placed
from volunteering.rules.importing.sending import ListSentBefore
from volunteering.rules.profiles import Particulars
from volunteering.rules.volunteers import Language

LineAbout = tuple[date, str, int]
"""What tells a line of hours of before from the others of one person: day, title, and which one of those."""


class AskedLine(Model):
    """Hours of before that are to be carried over, in place of what was carried for the same day and title."""

    day: date
    title: str
    minutes: int
    record: RecordSays | None = None
    unit: Placed | None = None  # where they were given; None: where the person is at home

    @property
    def about(self) -> LineAbout:
        """What tells it from their other lines."""
        return self.day, self.title, self.record.nth if self.record else 0


class ListedQualification(Model):
    """What somebody is qualified for, as a list has it: verified by whoever imports it."""

    kind_id: int
    level: int  # its rank
    number: str = ""
    issued_on: date  # the day of the import where the list has none, and it holds for ever
    expires_on: date | None = None  # the last day on which it holds; None: for ever

    def is_as_good_as(self, other: Self) -> bool:
        """Whether who has this one needs no other one: as high, of the same kind, and for as long."""
        return self.kind_id == other.kind_id and self.level >= other.level and self.ends >= other.ends

    @property
    def ends(self) -> date:
        """The last day on which it holds, of all days there are."""
        return self.expires_on or date.max


def best_of(listed: Iterable[ListedQualification]) -> tuple[ListedQualification, ...]:
    """Those that no other one is as good as, the highest first: written in this order, none replaces another."""
    best: list[ListedQualification] = []
    for one in sorted(listed, key=lambda one: (one.level, one.ends), reverse=True):
        if not any(other.is_as_good_as(one) for other in best):
            best.append(one)
    return tuple(best)


class Asks(Model):
    """What is to hold for somebody, as far as a list says it."""

    phone: str
    name: str = ""  # '' leaves the name as it is
    unit: Placed | None = None  # None leaves the unit as it is
    said: Particulars | None = None  # what they say of themselves; None leaves all of it as it is
    lines: tuple[AskedLine, ...] = ()
    qualifications: tuple[ListedQualification, ...] = ()


class Makes(Model):
    """A unit that is to be there."""

    unit: Placed


class Grades(Model):
    """What somebody's result in an exam is to be, in place of what it was when that was shown."""

    entry_id: int
    was: Grade
    grade: Grade


Row = Asks | Makes | Grades


class NextRows(Model):
    """Some rows of a list that was decided on, in order, and whose list it is."""

    by_id: int | None  # the admin who sent it; None: whoever runs Yigong
    language: Language  # of people who are expected, until they say another one
    rows: tuple[tuple[int, Row], ...]  # each with its number
    sent: ListSentBefore | None = None  # None: typed at the command line
