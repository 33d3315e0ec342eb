"""What is on, one of them, registering for it and withdrawing."""

from handlers.buttons.exams import (
    ChooseExamLevel,
    ListExams,
    ListPastExams,
    ReallyWithdraw,
    RegisterForExam,
    ShowExam,
    WithdrawFromExam,
)
from handlers.exams.finding import gone
from handlers.exams.screens import card as screens
from handlers.exams.screens import listed
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.exams.seen import ExamCard, exam_card, exams_ahead, exams_past
from volunteering.actions.exams.registering import (
    Admitted,
    LevelToChoose,
    NotAdmitted,
    NotInExam,
    OutOfExam,
    TooLateToWithdraw,
    register_for,
    withdraw,
)
from volunteering.rules.exams.registering import reasons_against

routes = Routes()


@routes.button(ListExams)
async def list_exams(tap: Tap, button: ListExams) -> Answer:
    """What is on, and what the reader is in for."""
    page = Page(listed.PAGE, button.page)
    found = await exams_ahead(tap.read, tap.me.id, tap.me.unit, tap.rights, tap.now, page)
    return Answer(listed.ahead(tap.words, found, tap.rights, said=tap.said), tap.said or "", at=button)


routes.also_typed("exams", ListExams())


@routes.button(ListPastExams)
async def list_past(tap: Tap, button: ListPastExams) -> Answer:
    """What is over, of what the reader was in."""
    found = await exams_past(tap.read, tap.me.id, tap.rights, tap.now, Page(listed.PAGE, button.page))
    return Answer(listed.past(tap.words, found), at=button)


@routes.button(ShowExam)
async def show_exam(tap: Tap, button: ShowExam) -> Answer:
    """One of them, and how the reader stands to it."""
    found = await seen(tap, button.exam)
    manages = tap.rights.administers(found.facts.exam.unit)
    return Answer(screens.card(tap.words, found, manages=manages, said=tap.said), tap.said or "", at=button)


async def seen(tap: Tap, exam_id: int) -> ExamCard:
    """An exam that is for the reader's team, that they are in, or that they hold. Raises Instead."""
    found = await exam_card(tap.read, exam_id, tap.me.id)
    if found is not None:
        exam = found.facts.exam
        if exam.unit.holds(tap.me.unit) or found.facts.mine is not None or tap.rights.administers(exam.unit):
            return found
    raise Instead(gone(tap))


@routes.button(ChooseExamLevel)
async def choose_level(tap: Tap, button: ChooseExamLevel) -> Answer | GoTo:
    """Those that the reader may sit."""
    facts = (await seen(tap, button.exam)).facts
    free = tuple(one for one in facts.exam.levels if not reasons_against(facts, one, tap.now, tap.zone))
    if not free:
        return GoTo(ShowExam(exam=button.exam))
    return Answer(screens.choose_level(tap.words, LevelToChoose(exam=facts.exam, levels=free)), at=button)


@routes.button(RegisterForExam, writes=True)
async def register(tap: Tap, button: RegisterForExam) -> Answer | GoTo:
    """A place in it, the choice of a level, or every reason why not."""
    outcome = await register_for(tap.records, tap.me, button.exam, tap.moment, level_id=button.level)
    match outcome:
        case None:
            return gone(tap)
        case LevelToChoose():
            return Answer(screens.choose_level(tap.words, outcome), at=ChooseExamLevel(exam=button.exam))
        case NotAdmitted():
            return Answer(screens.not_admitted(tap.words, outcome), at=ShowExam(exam=button.exam))
        case Admitted(exam=exam, level=level):
            return GoTo(ShowExam(exam=exam.id), said=screens.registered(tap.words, exam, level))


@routes.button(WithdrawFromExam, writes=True)
async def ask_or_withdraw(tap: Tap, button: WithdrawFromExam) -> Answer | GoTo:
    """Give the place back; where there is no way back it is asked first."""
    facts = (await seen(tap, button.exam)).facts
    if facts.is_in and facts.exam.closes_at <= tap.now and not facts.exam.has_begun(tap.now):
        return Answer(screens.ask_withdraw(tap.words, facts.exam), at=ShowExam(exam=button.exam))
    return await _withdrawn(tap, button.exam)


@routes.button(ReallyWithdraw, writes=True)
async def really_withdraw(tap: Tap, button: ReallyWithdraw) -> Answer | GoTo:
    """Yes, although it cannot be taken back."""
    return await _withdrawn(tap, button.exam)


async def _withdrawn(tap: Tap, exam_id: int) -> Answer | GoTo:
    outcome = await withdraw(tap.records, tap.me, exam_id, tap.moment)
    match outcome:
        case None:
            return gone(tap)
        case OutOfExam(is_late=is_late):
            return GoTo(ShowExam(exam=exam_id), said=screens.withdrawn(tap.words, is_late=is_late))
        case TooLateToWithdraw():
            return GoTo(ShowExam(exam=exam_id), said=screens.too_late(tap.words))
        case NotInExam():
            return GoTo(ShowExam(exam=exam_id))
