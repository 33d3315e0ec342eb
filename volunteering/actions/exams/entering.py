"""Results of an exam, entered and corrected: passing gives the level at once (docs/rules.md: Examinations)."""

from volunteering.actions.qualifications.granting import grant, take_back
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.changes import SETTLES
from volunteering.rules.exams.announced import Exam, ExamEntry, ExamResult, Grade
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.exams import ExamResulted
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Standing


class Graded(Model):
    """It is so from now on."""

    exam: Exam
    entry: ExamEntry  # as it is now
    name: str


class OwnGrade(Model):
    """Nobody enters their own result."""


class NotHeldYet(Model):
    """It has not begun, or is cancelled; or the person was not in it."""

    exam: Exam


async def enter(
    records: Records, actor: Actor, entry_id: int, grade: Grade, moment: Moment
) -> Graded | Unchanged | OwnGrade | NotHeldYet | NotAllowed | None:
    """Let somebody's result be so, instead of whatever it was; they are told once it has settled. None: no such entry.

    Passing gives the level as of the day of the exam; anything else takes that back, and what it had replaced is held
    again.
    """
    found = await records.exams.entry(entry_id)
    if found is None:
        return None
    exam, entry = found
    if not actor.rights.administers(exam.unit):
        return NotAllowed()
    if entry.person_id == actor.id:
        return OwnGrade()
    if not exam.takes_results(moment.now) or not entry.is_in:
        return NotHeldYet(exam=exam)
    return await write_grade(records, actor.id, exam, entry, grade, moment)


async def write_grade(
    records: Records, by_id: int, exam: Exam, entry: ExamEntry, grade: Grade, moment: Moment
) -> Graded | Unchanged | None:
    """The same where it is known that it may be written; nothing is written where it is so already."""
    person = await records.people.get(entry.person_id)
    if person is None or person.standing is Standing.MERGED:
        return None  # an entry that stays behind is in no list and comes back as it was, if the merge is undone
    if (entry.result, entry.mark) == (grade.result, grade.mark):
        return Unchanged()
    given = entry.qualification_id
    passes, passed = grade.result is ExamResult.PASSED, entry.result is ExamResult.PASSED
    if passed and not passes and given is not None:
        await take_back(records, given, by_id, "", moment, tells=False)
        given = None
    level = exam.level_of(entry.level_id)
    if passes and not passed and level is not None and person.standing.is_known:
        day = exam.day(moment.zone)
        held = await grant(records, person, exam.kind, level.level, day, by_id, moment, tells=False)
        given = held.id if held else None
    records.exam_entries.grade(entry.id, grade, qualification_id=given, by_id=by_id, at=moment.now)
    records.journal.note(
        Did.EXAM_GRADED, by_id=by_id, at=moment.now, person_id=person.id, unit_id=exam.unit.id, exam=exam.id
    )
    notice = ExamResulted(entry_id=entry.id, before=entry.result, mark_before=entry.mark)
    tell(records, [person.id], notice, notice.about(), moment, again=True, after=SETTLES)
    now = {"result": grade.result, "mark": grade.mark, "qualification_id": given}
    return Graded(exam=exam, entry=entry.model_copy(update=now), name=person.name)
