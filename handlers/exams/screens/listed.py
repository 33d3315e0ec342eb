"""What is on, and what is over."""

from markupsafe import Markup

from handlers.buttons.exams import AnnounceExam, ListExams, ListPastExams
from handlers.buttons.training import HoldTraining, ListTrainings
from handlers.showing.exams import line, to_exam
from handlers.showing.parts import home_row, of_so_many, page_row
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.exams.seen import ExamPage
from volunteering.rules.tree import Rights
from words.words import Words

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
        *(line(words, one) for one in found.exams),
        None if found.exams else nothing,
        rows=(
            *(to_exam(words, one) for one in found.exams),
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
        *(line(words, one) for one in found.exams),
        None if found.exams else nothing,
        rows=(
            *(to_exam(words, one) for one in found.exams),
            *page_row(words, found.extent, lambda number: ListPastExams(page=number)),
            (WayBack(words.say("‹ Exams"), ListExams()),),
        ),
    )
