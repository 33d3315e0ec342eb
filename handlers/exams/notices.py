"""Told about exams: to those who are in one, and to those who hold it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.exams import ListEntries, ManageExam, ShowExam, WithdrawFromExam
from handlers.buttons.qualifications import ShowQualifications
from handlers.exams.screens.holding import totals
from handlers.exams.screens.lines import result_line
from handlers.noticing.parts import LISTED, more
from handlers.noticing.writing import Notices, Reading, WrittenNotice
from handlers.showing.asking import ask_row
from handlers.showing.exams import level_called
from handlers.showing.parts import called, line_to_call
from handlers.showing.qualifications import named
from handlers.tapping.screen import Press, Row, Screen, page
from storage.rows.exams import owe_if_exam_changed_since
from storage.views.exams.held import ListedEntry, held_exam, unreached_of
from volunteering.rules.changes import SETTLES
from volunteering.rules.enquiries import Matter
from volunteering.rules.exams.announced import Exam, ExamEntry, ExamResult, WhichEntries
from volunteering.rules.notices.exams import (
    ExamCancelled,
    ExamChanged,
    ExamLeft,
    ExamNumber,
    ExamNumbered,
    ExamReminder,
    ExamResulted,
    ExamUnheard,
    UnheardOfExam,
    is_of_matter,
)
from words.words import Words

notices = Notices()


@notices.written(ExamChanged)
async def exam_changed(reading: Reading, notice: ExamChanged) -> WrittenNotice | None:
    """Where anything is still different, and the reader is in it, which has not begun."""
    facts = await reading.records.exams.facts(notice.exam_id, reading.owed.person_id)
    if facts is None or not facts.is_in or not facts.exam.is_to_come(reading.words.now):
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
            (Press(words.say("Withdraw from the exam"), WithdrawFromExam(exam=exam.id), "danger"),),
        ),
    )


def _was(value: str) -> Markup:
    return Markup("<s>{}</s>").format(value)


def see_exam(words: Words, exam: Exam) -> Row:
    """The way to it."""
    return (Press(words.say("See the exam"), ShowExam(exam=exam.id)),)


@notices.written(ExamCancelled)
async def exam_cancelled(reading: Reading, notice: ExamCancelled) -> Screen | None:
    """Where the reader was registered, and it would not be over."""
    facts = await reading.records.exams.facts(notice.exam_id, reading.owed.person_id)
    if facts is None or not facts.is_in or facts.exam.is_on or reading.words.now >= facts.exam.period.end:
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
    """Where the reader still holds the exam, which has not begun, and the person is still out of it."""
    found = await reading.records.exams.entry(notice.entry_id)
    if found is None or found[1].is_in or not found[0].is_to_come(reading.words.now):
        return None
    exam, entry = found
    if not (await reading.rights()).administers(exam.unit):
        return None
    words = reading.words
    name = called(words, await reading.name_of(entry.person_id))
    return page(
        words.say("{name} has withdrawn", name=name),
        Markup.escape(exam.title),
        level_called(words, exam, exam.rank_of(entry.level_id)),
        words.say("Number {number}", number=str(entry.admission)) if entry.admission is not None else None,
        rows=((Press(words.say("See the exam"), ManageExam(exam=exam.id)),),),
    )


async def _mine(reading: Reading, entry_id: int) -> tuple[Exam, ExamEntry] | None:
    """What the reader is in, and which takes place."""
    found = await reading.records.exams.entry(entry_id)
    if found is None or found[1].person_id != reading.owed.person_id or not found[1].is_in or not found[0].is_on:
        return None
    return found


@notices.written(ExamNumber)
async def exam_number(reading: Reading, notice: ExamNumber) -> Screen | None:
    """Where it is still theirs, and the exam has not begun."""
    found = await _mine(reading, notice.entry_id)
    if found is None or found[1].admission != notice.admission or found[0].has_begun(reading.words.now):
        return None
    return _number(reading.words, *found, reading.words.say("Your number: {number}", number=str(notice.admission)))


def _number(words: Words, exam: Exam, entry: ExamEntry, title: Markup) -> Screen:
    return page(
        title,
        Markup.escape(exam.title),
        level_called(words, exam, exam.rank_of(entry.level_id)),
        Markup("📅 %s") % words.period(exam.period),
        Markup("📍 %s") % exam.venue,
        words.say("Please bring your identity card and something to write with."),
        rows=(
            see_exam(words, exam),
            *ask_row(words, Matter.TEAM),
            (Press(words.say("Withdraw from the exam"), WithdrawFromExam(exam=exam.id), "danger"),),
        ),
    )


@notices.written(ExamReminder)
async def exam_reminder(reading: Reading, notice: ExamReminder) -> Screen | None:
    """Where it is still ahead."""
    found = await _mine(reading, notice.entry_id)
    if found is None or found[0].has_begun(reading.words.now):
        return None
    words, (exam, entry) = reading.words, found
    start, number = words.moment(exam.period.start), str(entry.admission)
    return _number(words, exam, entry, words.say("Your exam: {start}, number {number}", start=start, number=number))


@notices.written(ExamNumbered)
async def exam_numbered(reading: Reading, notice: ExamNumbered) -> Screen | None:
    """Where the reader still holds it, and it has not begun."""
    found = await held_exam(reading.reader, notice.exam_id)
    if (
        found is None
        or not found.exam.is_to_come(reading.words.now)
        or not (await reading.rights()).administers(found.exam.unit)
    ):
        return None
    words, exam = reading.words, found.exam
    return page(
        words.say("Numbers are given: {title}", title=exam.title),
        *totals(words, found),
        rows=(_held_row(words, exam),),
    )


def _held_row(words: Words, exam: Exam) -> Row:
    return (Press(words.say("Lists and results"), ManageExam(exam=exam.id)),)


@notices.written(ExamUnheard)
async def exam_unheard(reading: Reading, notice: ExamUnheard) -> Screen | None:
    """Of those whom messages still do not reach, where it is of matter still, and the reader holds the exam."""
    exam = await reading.records.exams.get(notice.exam_id)
    if exam is None or not is_of_matter(exam, notice.unheard, reading.words.now):
        return None
    if not (await reading.rights()).administers(exam.unit):
        return None
    people = await unreached_of(reading.reader, exam.id, notice.person_ids)
    if notice.unheard is UnheardOfExam.RESULT:
        people = [one for one in people if one.entry.result is not None]
    return _have_to_be_called(reading.words, exam, people, notice.unheard) if people else None


def _have_to_be_called(words: Words, exam: Exam, people: Sequence[ListedEntry], unheard: UnheardOfExam) -> Screen:
    """People of an exam whom messages do not reach, what they have not heard, and their numbers."""
    return page(
        words.many("{number} person has to be called", "{number} people have to be called", len(people)),
        Markup("📅 %s") % words.listed((words.period(exam.period), exam.title)),
        _not_heard(words, unheard),
        *(_to_call(words, one) for one in people[:LISTED]),
        more(words, len(people)),
        rows=(
            (Press(words.say("Whom to call"), ListEntries(exam=exam.id, which=WhichEntries.UNREACHED)),),
            _held_row(words, exam),
        ),
    )


def _to_call(words: Words, one: ListedEntry) -> Markup:
    who = line_to_call(words, one.name, one.phone)
    if one.entry.admission is None:
        return who
    return words.say("{person}: number {number}", person=who, number=str(one.entry.admission))


def _not_heard(words: Words, unheard: UnheardOfExam) -> Markup:
    match unheard:
        case UnheardOfExam.NUMBER:
            return words.say("⚠️ Not told their number: messages do not arrive.")
        case UnheardOfExam.REMINDER:
            return words.say("⚠️ Not reminded of the exam: messages do not arrive.")
        case UnheardOfExam.CHANGED:
            return words.say("⚠️ Not told that the exam has changed: messages do not arrive.")
        case UnheardOfExam.CANCELLED:
            return words.say("⚠️ Not told that the exam is cancelled: messages do not arrive.")
        case UnheardOfExam.RESULT:
            return words.say("⚠️ Not told their result: messages do not arrive.")


@notices.written(ExamResulted)
async def exam_resulted(reading: Reading, notice: ExamResulted) -> Screen | None:
    """Where it is another one than the reader was told before."""
    found = await _mine(reading, notice.entry_id)
    if found is None or (found[1].result, found[1].mark) == (notice.before, notice.mark_before):
        return None
    return _resulted(reading.words, *found, corrects=notice.before is not None)


def _resulted(words: Words, exam: Exam, entry: ExamEntry, *, corrects: bool) -> Screen:
    rank = exam.rank_of(entry.level_id)
    gives = entry.result is ExamResult.PASSED and entry.qualification_id is not None
    has = words.say("From now on you have: {qualification}", qualification=named(words, exam.kind, rank))
    said = words.say("The result is taken back, and will be entered again.")
    return page(
        words.say("Corrected: {title}", title=exam.title)
        if corrects
        else words.say("Your result: {title}", title=exam.title),
        said if entry.result is None else result_line(words, entry.result, entry.mark),
        has if gives else None,
        rows=(
            see_exam(words, exam),
            *(((Press(words.say("My qualifications"), ShowQualifications()),),) if gives else ()),
            *ask_row(words, Matter.TEAM),
        ),
    )
