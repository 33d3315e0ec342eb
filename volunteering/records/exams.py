"""What actions ask of examinations, and of who is in them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from volunteering.rules.exams.announced import EntryState, Exam, ExamEntry, Grade
from volunteering.rules.exams.registering import ExamFacts
from volunteering.rules.ground.periods import Period
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.tree import Unit


class Exams(Protocol):
    """Examinations, each announced by a unit, and who is in them."""

    __slots__ = ()

    async def get(self, exam_id: int) -> Exam | None:
        """An exam with its levels, locked until the commit; None where there is none with that number."""

    async def facts(self, exam_id: int, person_id: int) -> ExamFacts | None:
        """The same, and how somebody stands to it. None: no such exam, or no such person."""

    async def add(
        self,
        unit: Unit,
        kind: QualificationKind,
        *,
        title: str,
        period: Period,
        day: str,
        venue: str,
        opens_at: datetime,
        closes_at: datetime,
        by_id: int,
        at: datetime,
    ) -> int:
        """An exam without a level yet. Gives its number."""

    def add_level(self, exam_id: int, level: int, *, places: int, asks_below: bool) -> None:
        """A level of an exam. Written with the commit."""

    def change_level(self, level_id: int, *, places: int, asks_below: bool) -> None:
        """Let a level be so. Written with the commit."""

    async def remove_level(self, level_id: int) -> bool:
        """Take a level out. False: somebody has registered for it, or had a number of it."""

    def change(self, exam: Exam, day: str) -> None:
        """Let the exam be called so, be then and there, with that window. Written with the commit."""

    def cancel(self, exam_id: int, because: str) -> None:
        """It does not take place. Written with the commit."""

    async def take(self, exam: Exam, level_id: int, person_id: int, at: datetime) -> bool:
        """Put somebody into a level of a locked exam. False: its places are taken."""

    def set_state(self, entry_id: int, state: EntryState, at: datetime) -> None:
        """End or renew somebody's entry; whoever is out has no place. Written with the commit."""

    async def people_in(self, exam_id: int) -> tuple[int, ...]:
        """Everybody who is registered, by order of arrival."""

    async def ahead_of(self, person_id: int, now: datetime) -> tuple[ExamEntry, ...]:
        """What somebody is registered for that has not begun."""

    async def held_by(self, exam: Exam, *, without: int | None = None) -> tuple[int, ...]:
        """Who answers for it: whoever announced it, while they are an admin there; else the nearest admins above.

        Only people who are active and reachable count, and never `without`.
        """

    async def entry(self, entry_id: int) -> tuple[Exam, ExamEntry] | None:
        """An entry, its exam and whose it is, locked until the commit; None where there is none with that number."""


class ExamEntries(Protocol):
    """Who is in an exam: numbers, what they were told, and what came of it."""

    __slots__ = ()

    async def to_number(self, now: datetime) -> tuple[int, ...]:
        """The exams ahead whose window has closed, and in which somebody has no number yet."""

    async def number(self, exam: Exam, digits: int) -> int:
        """Give everybody of a locked exam who has none a number, with so many digits. How many they are."""

    async def untold(self, now: datetime, limit: int, *, until: datetime | None = None) -> tuple[ExamEntry, ...]:
        """Those of exams ahead (that begin by then) who have a number and were not told of it, at most `limit`."""

    async def unreminded(self, now: datetime, limit: int) -> tuple[ExamEntry, ...]:
        """Those of exams within a day who were told their number, and not reminded of that start; at most `limit`."""

    async def note_told(self, entries: Collection[int], now: datetime) -> None:
        """Note that they were told; of an exam within a day that they were reminded, too."""

    async def note_reminded(self, entries: Collection[int]) -> None:
        """Note that they were reminded of the start that their exam has."""

    async def exams_of(self, entries: Collection[int]) -> Mapping[int, int]:
        """Of which exam each of these entries is; nothing is locked."""

    async def note_calls(self, exam: Exam, people: Collection[int]) -> tuple[int, ...]:
        """Note that these are to be called about the start that it has; gives those of whom it was not noted before.

        Who is not registered any more is left out.
        """

    async def next_due(self, now: datetime) -> datetime | None:
        """The first instant after now at which a window closes or a reminder is due, as things stand."""

    def grade(self, entry_id: int, grade: Grade, *, qualification_id: int | None, by_id: int, at: datetime) -> None:
        """Let somebody's result be so, with what it gave them. Written with the commit."""

    async def next_open(self, exam_id: int, after: int) -> int | None:
        """The entry without a result whose number follows that one, or is the first; None where all have one."""
