"""Registering for an exam, and withdrawing (docs/rules.md: Examinations)."""

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.exams.announced import EntryState, Exam, ExamEntry, ExamLevel
from volunteering.rules.exams.registering import ExamFacts, ExamReason, LevelFull, reasons_against
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.exams import ExamLeft
from volunteering.rules.volunteers import Person


class Admitted(Model):
    """The person is registered for that level."""

    exam: Exam
    level: ExamLevel


class LevelToChoose(Model):
    """Nothing is done yet: there is more than one that the person may sit."""

    exam: Exam
    levels: tuple[ExamLevel, ...]


class NotAdmitted(Model):
    """Why not, level by level; of one that was asked for, of that one."""

    facts: ExamFacts
    reasons: tuple[tuple[ExamLevel, tuple[ExamReason, ...]], ...]


async def register_for(
    records: Records, person: Person, exam_id: int, moment: Moment, *, level_id: int | None = None
) -> Admitted | LevelToChoose | NotAdmitted | None:
    """A place for the person in a level of an exam, or every reason why not. None: no such exam, or no such level.

    Without a level it is the only one that they may sit; of several it is to be chosen first.
    """
    facts = await records.exams.facts(exam_id, person.id)
    if facts is None:
        return None
    exam = facts.exam
    levels = [one for one in exam.levels if level_id in {None, one.id}]
    if not levels:
        return None
    judged = [(one, reasons_against(facts, one, moment.now, moment.zone)) for one in levels]
    free = [one for one, reasons in judged if not reasons]
    if not free:
        return NotAdmitted(facts=facts, reasons=tuple(judged))
    if len(free) > 1:
        return LevelToChoose(exam=exam, levels=tuple(free))
    [level] = free
    if not await records.exams.take(exam, level.id, person.id, moment.now):
        return NotAdmitted(facts=facts, reasons=((level, (LevelFull(places=level.places),)),))
    _note(records, Did.EXAM_REGISTERED, person, exam, moment)
    return Admitted(exam=exam, level=level)


class OutOfExam(Model):
    """The person is out of it."""

    exam: Exam
    is_late: bool  # the window had closed: those who hold it are told


class NotInExam(Model):
    """There was nothing to withdraw from."""

    exam: Exam


class TooLateToWithdraw(Model):
    """It has begun: who is in it stays in it."""

    exam: Exam


async def withdraw(
    records: Records, person: Person, exam_id: int, moment: Moment
) -> OutOfExam | NotInExam | TooLateToWithdraw | None:
    """Give one's place back; once the window has closed whoever holds the exam is told. None: no such exam."""
    facts = await records.exams.facts(exam_id, person.id)
    if facts is None:
        return None
    exam, mine = facts.exam, facts.mine
    if mine is None or not mine.is_in:
        return NotInExam(exam=exam)
    if exam.has_begun(moment.now):
        return TooLateToWithdraw(exam=exam)
    return await _let_go(records, person, exam, mine, moment)


async def _let_go(records: Records, person: Person, exam: Exam, mine: ExamEntry, moment: Moment) -> OutOfExam:
    records.exams.set_state(mine.id, EntryState.WITHDRAWN, moment.now)
    _note(records, Did.EXAM_WITHDRAWN, person, exam, moment)
    is_late = exam.is_on and moment.now >= exam.closes_at
    if is_late:
        notice = ExamLeft(entry_id=mine.id)
        admins = await records.exams.held_by(exam, without=person.id)
        tell(records, admins, notice, notice.about(), moment)
    return OutOfExam(exam=exam, is_late=is_late)


async def withdraw_from_all(records: Records, person: Person, moment: Moment) -> None:
    """Give back the places of somebody who goes, in whatever has not begun."""
    for entry in await records.exams.ahead_of(person.id, moment.now):
        await withdraw(records, person, entry.exam_id, moment)


def _note(records: Records, did: Did, person: Person, exam: Exam, moment: Moment) -> None:
    records.journal.note(did, by_id=person.id, at=moment.now, person_id=person.id, unit_id=exam.unit.id, exam=exam.id)
