"""Who is in an exam, its files, its numbers, and entering what came of it one by one."""

from dataclasses import replace

from handlers.buttons.exams import (
    ClearResult,
    EnterResult,
    EnterResults,
    ExamFile,
    GiveNumbers,
    ListEntries,
    ManageExam,
    PaperKind,
    SendResults,
    ShowEntry,
    TypeMark,
)
from handlers.buttons.importing import ShowLists, ShowSentList
from handlers.exams.finding import gone, managed
from handlers.exams.questions import MarkingEntry, SendingResults
from handlers.exams.screens import files, managing
from handlers.exams.screens import holding as screens
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import not_mine
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.exams.held import HeldExam, ListedEntry, entries_of, entry_card, everybody_in, held_exam
from volunteering.actions.exams.entering import Graded, NotHeldYet, OwnGrade, enter
from volunteering.actions.exams.numbering import number_now
from volunteering.actions.importing.sending import TooManyLists, send_results
from volunteering.rules.exams.announced import Exam, ExamResult, Grade
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.importing.sending import SentList
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ManageExam, role=Role.ADMIN)
async def manage(tap: Tap, button: ManageExam) -> Answer:
    """One exam, for those who hold it."""
    found = await _held(tap, button.exam)
    screen = managing.manage(tap.words, found, screens.totals(tap.words, found), said=tap.said)
    return Answer(screen, tap.said or "", at=button)


async def _held(tap: Tap, exam_id: int) -> HeldExam:
    """An exam in numbers that the reader holds. Raises Instead."""
    found = await held_exam(tap.read, exam_id)
    if found is None:
        raise Instead(gone(tap))
    if not tap.rights.administers(found.exam.unit):
        raise Instead(not_mine(tap))
    return found


@routes.button(ListEntries, role=Role.ADMIN)
async def list_entries(tap: Tap, button: ListEntries) -> Answer:
    """A page of who is in it."""
    exam = await managed(tap, button.exam)
    found = await entries_of(tap.read, exam.id, button.which, Page(screens.PAGE, button.page))
    return Answer(screens.entries(tap.words, exam, found, button.which), at=button)


@routes.button(ExamFile, role=Role.ADMIN, makes_file=True)
async def as_file(tap: Tap, button: ExamFile) -> Answer:
    """The list, and the exam again below it."""
    found = await _held(tap, button.exam)
    people = await everybody_in(tap.read, button.exam)
    file = (
        files.for_the_door(tap.words, found.exam, people, tap.organisation.name)
        if button.kind is PaperKind.PAPER
        else files.to_work_with(tap.words, found.exam, people)
    )
    screen = managing.manage(tap.words, found, screens.totals(tap.words, found))
    return Answer(screen, at=ManageExam(exam=button.exam), files=(file,))


@routes.button(GiveNumbers, writes=True, role=Role.ADMIN)
async def give_numbers(tap: Tap, button: GiveNumbers) -> Answer | GoTo:
    """Everybody who is registered by now has a number, and is told."""
    outcome = await number_now(tap.records, tap.actor, button.exam, tap.moment)
    if isinstance(outcome, NotAllowed):
        return not_mine(tap)
    if outcome is None:
        return gone(tap)
    return GoTo(ManageExam(exam=button.exam), said=screens.numbered(tap.words, outcome))


async def _entry(tap: Tap, entry_id: int) -> tuple[Exam, ListedEntry]:
    """Somebody in an exam that the reader holds. Raises Instead."""
    found = await entry_card(tap.read, entry_id)
    if found is None:
        raise Instead(gone(tap))
    if not tap.rights.administers(found[0].unit):
        raise Instead(not_mine(tap))
    return found


@routes.button(ShowEntry, role=Role.ADMIN)
async def show_entry(tap: Tap, button: ShowEntry) -> Answer:
    """One of them, with what can be entered."""
    exam, one = await _entry(tap, button.entry)
    screen = screens.entry(
        tap.words,
        exam,
        one,
        takes_results=exam.takes_results(tap.now),
        is_own=one.entry.person_id == tap.me.id,
        said=tap.said,
    )
    return Answer(screen, tap.said or "", at=button)


@routes.button(EnterResults, role=Role.ADMIN)
async def enter_results(tap: Tap, button: EnterResults) -> GoTo:
    """The first who has none yet."""
    exam = await managed(tap, button.exam)
    if not exam.takes_results(tap.now):
        return GoTo(ManageExam(exam=exam.id), said=screens.not_yet(tap.words))
    following = await tap.records.exam_entries.next_open(exam.id, 0)
    if following is None:
        return GoTo(ManageExam(exam=exam.id), said=screens.all_entered(tap.words))
    return GoTo(ShowEntry(entry=following))


@routes.button(EnterResult, writes=True, role=Role.ADMIN)
async def enter_result(tap: Tap, button: EnterResult) -> Answer | GoTo:
    """It is so, with the mark that is there; then whoever comes next."""
    return await _grade(tap, button.entry, button.result)


@routes.button(ClearResult, writes=True, role=Role.ADMIN)
async def clear_result(tap: Tap, button: ClearResult) -> Answer | GoTo:
    """As if nobody had said anything."""
    return await _grade(tap, button.entry, None)


async def _grade(tap: Tap, entry_id: int, result: ExamResult | None) -> Answer | GoTo:
    _, one = await _entry(tap, entry_id)
    is_there = result is not None and result.came
    return await _entered(tap, entry_id, Grade(result=result, mark=one.entry.mark if is_there else None))


async def _entered(tap: Tap, entry_id: int, grade: Grade) -> Answer | GoTo:
    outcome = await enter(tap.records, tap.actor, entry_id, grade, tap.moment)
    match outcome:
        case None:
            return gone(tap)
        case NotAllowed():
            return not_mine(tap)
        case Unchanged() | OwnGrade():
            return GoTo(ShowEntry(entry=entry_id))
        case NotHeldYet(exam=exam):
            return GoTo(ManageExam(exam=exam.id), said=screens.not_yet(tap.words))
        case Graded(exam=exam, entry=entry, name=name):
            said = screens.entered(tap.words, name, entry.admission, entry.result)
            if entry.result is None:
                return GoTo(ShowEntry(entry=entry.id), said=said)
            following = await tap.records.exam_entries.next_open(exam.id, entry.admission or 0)
            return GoTo(ShowEntry(entry=following or entry.id), said=said)


@routes.button(TypeMark, writes=True, role=Role.ADMIN)
async def ask_mark(tap: Tap, button: TypeMark) -> Answer | GoTo:
    """The question for the mark."""
    exam, one = await _entry(tap, button.entry)
    if not exam.takes_results(tap.now) or one.entry.person_id == tap.me.id:
        return GoTo(ShowEntry(entry=button.entry))
    return await engine.begin_form(tap, MarkingEntry, about={"exam": exam.id, "entry": button.entry})


@ends(MarkingEntry)
async def mark(tap: Tap, form: MarkingEntry, draft: Draft) -> Answer | GoTo:
    """Passed or not, with that mark."""
    result = ExamResult.PASSED if form.passed else ExamResult.NOT_PASSED
    return await _entered(tap, draft.number("entry"), Grade(result=result, mark=form.mark))


@routes.button(SendResults, writes=True, role=Role.ADMIN)
async def ask_results(tap: Tap, button: SendResults) -> Answer | GoTo:
    """The list as it stands, to fill in; the form below waits for it."""
    exam = await managed(tap, button.exam)
    if not exam.takes_results(tap.now):
        return GoTo(ManageExam(exam=exam.id), said=screens.not_yet(tap.words))
    answer = await engine.begin_form(tap, SendingResults, about={"exam": exam.id})
    file = files.to_work_with(tap.words, exam, await everybody_in(tap.read, exam.id))
    return replace(answer, files=(file,)) if isinstance(answer, Answer) else answer


@ends(SendingResults)
async def take_results(tap: Tap, form: SendingResults, draft: Draft) -> Answer | GoTo:
    """It is looked through by whoever is on duty; nothing is entered yet."""
    exam_id = draft.number("exam")
    outcome = await send_results(
        tap.records, tap.actor, exam_id, file_id=form.file.file_id, name=form.file.name, moment=tap.moment
    )
    match outcome:
        case None:
            return gone(tap)
        case NotAllowed():
            return not_mine(tap)
        case NotHeldYet():
            return GoTo(ManageExam(exam=exam_id), said=screens.not_yet(tap.words))
        case TooManyLists():
            return GoTo(ShowLists())
        case SentList(id=number):
            return GoTo(ShowSentList(number=number))
