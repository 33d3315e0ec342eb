"""Told about exams: to those who are in one, and to those who hold it."""

from markupsafe import Markup

from handlers.buttons.exams import ManageExam, ShowExam, WithdrawFromExam
from handlers.exams.screens.lines import level_called
from handlers.noticing.writing import Notices, Reading, WrittenNotice
from handlers.showing.asking import ask_row
from handlers.showing.parts import called
from handlers.tapping.screen import Press, Row, Screen, page
from storage.rows.exams import owe_if_exam_changed_since
from volunteering.rules.changes import SETTLES
from volunteering.rules.enquiries import Matter
from volunteering.rules.exams.announced import (
    Exam,
)
from volunteering.rules.notices.exams import ExamCancelled, ExamChanged, ExamLeft
from words.words import Words

notices = Notices()


@notices.written(ExamChanged)
async def exam_changed(reading: Reading, notice: ExamChanged) -> WrittenNotice | None:
    """Where anything is still different, and the reader is in it, which has not begun."""
    facts = await reading.records.exams.facts(notice.exam_id, reading.owed.person_id)
    if facts is None or not facts.is_in or not facts.exam.is_on or facts.exam.has_begun(reading.words.now):
        return None
    told = ExamChanged.of(facts.exam)
    if told == notice:
        return None
    number, now = reading.owed.id, reading.words.now
    return WrittenNotice(
        _what_is_different(reading.words, facts.exam, notice),
        once_sent=lambda tx: owe_if_exam_changed_since(tx, number, told, now, now + SETTLES),
    )


def _what_is_different(words: Words, exam: Exam, before: ExamChanged) -> Screen:
    moved = exam.period != before.period_before
    elsewhere = exam.venue != before.place_before
    renamed = exam.title != before.title_before
    return page(
        words.say("Changed: {title}", title=exam.title),
        Markup("📅 %s") % words.period(exam.period),
        words.say("It was {period}.", period=_was(words.period(before.period_before))) if moved else None,
        Markup("📍 %s") % exam.venue,
        words.say("It was {place}.", place=_was(before.place_before)) if elsewhere else None,
        words.say("It was called {title}.", title=_was(before.title_before)) if renamed else None,
        rows=(
            see_exam(words, exam),
            *ask_row(words, Matter.TEAM),
            (Press(words.say("Withdraw"), WithdrawFromExam(exam=exam.id), "danger"),),
        ),
    )


def _was(value: str) -> Markup:
    return Markup("<s>{}</s>").format(value)


def see_exam(words: Words, exam: Exam) -> Row:
    """The way to it."""
    return (Press(words.say("See the exam"), ShowExam(exam=exam.id)),)


@notices.written(ExamCancelled)
async def exam_cancelled(reading: Reading, notice: ExamCancelled) -> Screen | None:
    """Where the reader was registered."""
    facts = await reading.records.exams.facts(notice.exam_id, reading.owed.person_id)
    if facts is None or not facts.is_in or facts.exam.is_on:
        return None
    words, exam = reading.words, facts.exam
    return page(
        words.say("Cancelled: {title}", title=exam.title),
        Markup("📅 %s") % words.period(exam.period),
        words.say("Reason: {reason}", reason=exam.off_because) if exam.off_because else None,
        words.say("The exam does not take place."),
        rows=(see_exam(words, exam), *ask_row(words, Matter.TEAM)),
    )


@notices.written(ExamLeft)
async def exam_left(reading: Reading, notice: ExamLeft) -> Screen | None:
    """Where the reader still holds the exam, and the person is still out of it."""
    found = await reading.records.exams.entry(notice.entry_id)
    if found is None or found[1].is_in:
        return None
    exam, entry = found
    if not (await reading.rights()).administers(exam.unit):
        return None
    words = reading.words
    name = called(words, await reading.name_of(entry.person_id))
    level = exam.level_of(entry.level_id)
    return page(
        words.say("{name} has withdrawn", name=name),
        Markup.escape(exam.title),
        level_called(words, exam, level.level if level else 0),
        words.say("Number {number}", number=str(entry.admission)) if entry.admission is not None else None,
        rows=((Press(words.say("See the exam"), ManageExam(exam=exam.id)),),),
    )
