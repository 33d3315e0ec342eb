"""What time brings to exams: numbers once the window has closed, and a reminder the day before."""

from datetime import datetime
from typing import Final

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.exams.announced import REMINDED_AHEAD, Exam, digits_for
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.exams import ExamNumber, ExamNumbered, ExamReminder
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor

BATCH: Final = 200
"""How many one transaction tells, so that no tap waits long behind a sweep."""


async def number_closed(records: Records, exam_id: int, moment: Moment) -> int:
    """Give numbers to whoever has none in an exam whose window has closed, and tell who holds it. How many they are."""
    exam = await records.exams.get(exam_id)
    if exam is None or not exam.is_on or moment.now < exam.closes_at:
        return 0
    given = await _number(records, exam)
    if given:
        notice = ExamNumbered(exam_id=exam.id)
        # Again where the window was opened once more, and others came.
        tell(records, await records.exams.held_by(exam), notice, notice.about(), moment, again=True)
    return given


async def number_now(records: Records, actor: Actor, exam_id: int, moment: Moment) -> int | NotAllowed | None:
    """The same before it has closed: who registers later has the numbers that follow. None: no such exam is on."""
    exam = await records.exams.get(exam_id)
    if exam is None or not exam.is_on:
        return None
    if not actor.rights.administers(exam.unit):
        return NotAllowed()
    given = await _number(records, exam)
    if given:
        records.journal.note(Did.EXAM_NUMBERED, by_id=actor.id, at=moment.now, unit_id=exam.unit.id, exam=exam.id)
    return given


async def _number(records: Records, exam: Exam) -> int:
    people = sum(level.taken for level in exam.levels)
    places = max((level.places for level in exam.levels), default=0)
    return await records.exam_entries.number(exam, exam.digits or digits_for(people, places))


async def tell_numbers(records: Records, moment: Moment) -> bool:
    """Owe a batch of people their numbers, in the morning unless it is the day before. Whether there may be more."""
    untold = await records.exam_entries.untold(moment.now, BATCH, until=_told_by_now(moment))
    for entry in untold:
        if entry.admission is not None:
            notice = ExamNumber(entry_id=entry.id, admission=entry.admission)
            tell(records, [entry.person_id], notice, notice.about(), moment)
    if untold:
        await records.exam_entries.note_told([entry.id for entry in untold], moment.now)
    return len(untold) == BATCH


def _told_by_now(moment: Moment) -> datetime | None:
    return moment.now + REMINDED_AHEAD if moment.is_early else None


async def next_due(records: Records, moment: Moment) -> datetime | None:
    """The first instant after now at which numbers are given or told, or a reminder is due, as things stand."""
    due = await records.exam_entries.next_due(moment.now)
    if moment.is_early and await records.exam_entries.untold(moment.now, 1):
        morning = moment.morning_of(moment.today)
        return min(morning, due) if due else morning
    return due


async def remind(records: Records, moment: Moment) -> bool:
    """Owe a batch of the reminders that are due. Whether there may be more."""
    due = await records.exam_entries.unreminded(moment.now, BATCH)
    starts: dict[int, datetime] = {}
    for entry in due:
        if entry.exam_id not in starts and (exam := await records.exams.get(entry.exam_id)):
            starts[entry.exam_id] = exam.period.start
        notice = ExamReminder(entry_id=entry.id)
        tell(records, [entry.person_id], notice, notice.about(starts[entry.exam_id]), moment)
    if due:
        await records.exam_entries.note_reminded([entry.id for entry in due])
    return len(due) == BATCH
