"""What people of an exam have not heard: whoever holds it calls them (docs/rules.md: People out of reach)."""

from collections.abc import Collection, Mapping, Sequence

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.exams.announced import Exam
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.exams import (
    BEFORE_IT,
    ExamCancelled,
    ExamChanged,
    ExamNumber,
    ExamReminder,
    ExamResulted,
    ExamUnheard,
    UnheardOfExam,
    is_of_matter,
)
from volunteering.rules.notices.owed import Owed

_OF_ENTRIES = (ExamNumber, ExamReminder, ExamResulted)


async def call_about_exams(records: Records, batch: Sequence[Owed], moment: Moment) -> None:
    """Tell whoever holds an exam which of its people have to be called; of several of them in one message."""
    of_exams: dict[tuple[int, UnheardOfExam], set[int]] = {}
    entries = [owed.notice.entry_id for owed in batch if isinstance(owed.notice, _OF_ENTRIES)]
    exams = await records.exam_entries.exams_of(entries) if entries else {}
    for owed in batch:
        about = _about(owed, exams)
        if about is not None:
            of_exams.setdefault(about, set()).add(owed.person_id)
    for (exam_id, unheard), people in sorted(of_exams.items()):  # one order of locking for everybody
        exam = await records.exams.get(exam_id)
        if exam is not None and is_of_matter(exam, unheard, moment.now):
            await _tell_to_call(records, exam, people, unheard, moment)


def _about(owed: Owed, exams: Mapping[int, int]) -> tuple[int, UnheardOfExam] | None:
    match owed.notice:
        case ExamChanged(exam_id=exam_id):
            return exam_id, UnheardOfExam.CHANGED
        case ExamCancelled(exam_id=exam_id):
            return exam_id, UnheardOfExam.CANCELLED
        case ExamNumber(entry_id=entry_id) if entry_id in exams:
            return exams[entry_id], UnheardOfExam.NUMBER
        case ExamReminder(entry_id=entry_id) if entry_id in exams:
            return exams[entry_id], UnheardOfExam.REMINDER
        case ExamResulted(entry_id=entry_id) if entry_id in exams:
            return exams[entry_id], UnheardOfExam.RESULT
    return None


async def _tell_to_call(
    records: Records, exam: Exam, people: Collection[int], unheard: UnheardOfExam, moment: Moment
) -> None:
    """Who was to be called about that start before is not called about the reminder of it."""
    still = set(people) & set(await records.exams.people_in(exam.id))
    holders = await records.exams.held_by(exam) if still else ()
    if not holders:
        return
    if unheard in BEFORE_IT:
        new = await records.exam_entries.note_calls(exam, still)
        still = set(new) if unheard is UnheardOfExam.REMINDER else still
    if still:
        notice = ExamUnheard(exam_id=exam.id, person_ids=tuple(sorted(still)), unheard=unheard)
        tell(records, holders, notice, notice.about(exam.period.start), moment, again=True)
