"""What is on, and what is over."""

from markupsafe import Markup

from handlers.buttons.exams import AnnounceExam, ListExams, ListPastExams, ShowExam
from handlers.buttons.training import HoldTraining, ListTrainings
from handlers.showing.parts import LONGEST_LABEL, home_row, of_so_many, page_row
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.exams.seen import ExamPage, ListedExam
from volunteering.rules.exams.announced import EntryState, ExamResult
from volunteering.rules.tree import Rights
from words.words import Words, cut

PAGE = 6
"""How many exams a page shows."""


def ahead(words: Words, found: ExamPage, rights: Rights, *, said: Markup | None = None) -> Screen:
    """What is on; what the reader is in for stands first."""
    is_none = not found.exams and not found.extent.number
    announce = Press(words.say("Announce an exam"), AnnounceExam(), "success" if is_none else None)
    nothing = words.say("No exam is announced at the moment.") if is_none else words.say("That was all.")
    return page(
        of_so_many(words, words.say("Exams"), found.extent),
        said,
        *(_line(words, one) for one in found.exams),
        None if found.exams else nothing,
        rows=(
            *(_to_exam(words, one) for one in found.exams),
            *page_row(words, found.extent, lambda number: ListExams(page=number)),
            *(((announce,),) if rights.is_admin else _meanwhile(words, rights) if is_none else ()),
            (Press(words.say("Past exams"), ListPastExams()),),
            *home_row(words),
        ),
    )


def _meanwhile(words: Words, rights: Rights) -> tuple[Row, ...]:
    """What one may do as long as none is announced: hold a training, or go to one."""
    if rights.is_leader:
        return ((Press(words.say("Hold a training"), HoldTraining(), "success"),),)
    return ((Press(words.say("All trainings"), ListTrainings(), "success"),),)


def past(words: Words, found: ExamPage) -> Screen:
    """What is over, of what the reader was in or holds."""
    nothing = words.say("That was all.") if found.extent.number else words.say("Nothing yet.")
    return page(
        of_so_many(words, words.say("Past exams"), found.extent),
        *(_line(words, one) for one in found.exams),
        None if found.exams else nothing,
        rows=(
            *(_to_exam(words, one) for one in found.exams),
            *page_row(words, found.extent, lambda number: ListPastExams(page=number)),
            (WayBack(words.say("‹ Exams"), ListExams()),),
        ),
    )


def _to_exam(words: Words, one: ListedExam) -> Row:
    exam = one.exam
    label = words.listed((words.day(exam.day(words.zone)), exam.title))
    return (Press(cut(label, LONGEST_LABEL), ShowExam(exam=exam.id)),)


def _line(words: Words, one: ListedExam) -> Markup:
    exam = one.exam
    line = words.listed((words.moment(exam.period.start), cut(exam.title, LONGEST_LABEL)))
    if (state := _state(words, one)) is None:
        return Markup("📅 %s") % line
    return Markup("📅 %s: %s") % (line, state)


def _state(words: Words, one: ListedExam) -> Markup | None:
    if not one.exam.is_on:
        return words.say("cancelled")
    if one.mine is EntryState.REGISTERED:
        return {
            ExamResult.PASSED: words.say("passed"),
            ExamResult.NOT_PASSED: words.say("not passed"),
            ExamResult.ABSENT: words.say("absent"),
            None: words.say("you are registered"),
        }[ExamResult(one.result) if one.result else None]
    return None
