"""A file that came by itself and is one of ours: of what it is, and what it is where nothing is imported of it."""

from collections.abc import Callable, Mapping
from typing import Final

from handlers.buttons.appraisal import ShowAppraisals
from handlers.buttons.attendance import ShowRoster
from handlers.buttons.button import Button
from handlers.buttons.exams import ListExams, ManageExam
from handlers.buttons.home import Home
from handlers.buttons.importing import SayWhichExam, SayWhichTraining, ShowLists, ShowSentList
from handlers.buttons.leading import Manage
from handlers.buttons.reports import ShowTotals
from handlers.buttons.training import HoldTraining, ShowTraining
from handlers.buttons.tree import ShowUnits
from handlers.buttons.volunteers import ListPeople
from handlers.importing.screens.lines import taking_back
from handlers.showing.lists import of_file
from handlers.showing.parts import LONGEST_LABEL, page_row
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.importing import MayBeOf, MayBeOfPage
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.importing.sending import ListKind, SentList
from words.words import Words, cut, sentence

PAGE: Final = 8
"""How many trainings or exams a page shows."""

WHAT: Final[Mapping[BookKind, str]] = {
    BookKind.ROSTER: sentence(
        "It is the roster of a shift. Say in the chat who came. To bring its people along, take out the columns about "
        "sign-up and coming, and send it again."
    ),
    BookKind.EXAM: sentence("It is the list of an exam. The admins of the team that holds it enter the results."),
    BookKind.EXAM_REPORT: sentence(
        "It is my report on an exam’s results. Put it right in the exam’s list, and send me that."
    ),
    BookKind.PEOPLE_REPORT: sentence("It is my report on a list. Put it right in your list, and send me that."),
    BookKind.STUDY: sentence("It is somebody’s training file. It follows from the trainings and tests by itself."),
    BookKind.SHORT: sentence("It says who is short of study. It follows from the trainings by itself."),
    BookKind.APPRAISAL: sentence("It is an appraisal. What is said in it, each says in the chat."),
    BookKind.HONOURS: sentence("It is a list of honours. They are given person by person, under People."),
    BookKind.TOTALS: sentence("They are totals. They follow from rosters and hours by themselves."),
    BookKind.CENSUS: sentence("It is a census. It follows from what people say of themselves."),
}
"""What is said of each that comes back and of which nothing is imported."""

_LEADS: Final[Mapping[BookKind, tuple[str, Callable[[int | None], Button]]]] = {
    BookKind.ROSTER: (
        sentence("Roster"),
        lambda about: Manage() if about is None else ShowRoster(shift=about),
    ),
    BookKind.EXAM: (sentence("Exams"), lambda _: ListExams()),
    BookKind.EXAM_REPORT: (
        sentence("Exams"),
        lambda about: ListExams() if about is None else ManageExam(exam=about),
    ),
    BookKind.PEOPLE_REPORT: (sentence("How to send a list"), lambda _: ShowLists()),
    BookKind.STUDY: (sentence("Training"), lambda _: ShowTraining()),
    BookKind.SHORT: (sentence("Training"), lambda _: ShowTraining()),
    BookKind.APPRAISAL: (sentence("Appraisal"), lambda _: ShowAppraisals()),
    BookKind.HONOURS: (sentence("People"), lambda _: ListPeople()),
    BookKind.TOTALS: (sentence("Totals"), lambda _: ShowTotals()),
    BookKind.CENSUS: (sentence("Teams"), lambda _: ShowUnits()),
}
"""And where it leads, by its label."""


_ADMINS: Final = frozenset(
    (BookKind.EXAM_REPORT, BookKind.PEOPLE_REPORT, BookKind.HONOURS, BookKind.TOTALS, BookKind.CENSUS)
)
"""Where only admins get on."""


def given_out(words: Words, name: str, book: Book, *, is_admin: bool) -> Screen:
    """It came from here, and nothing is imported of it."""
    label, leads = _LEADS[book.kind]
    way = () if book.kind in _ADMINS and not is_admin else ((Press(words.say(label), leads(book.about)),),)
    return page(
        words.say("I know this file"),
        of_file(words, name),
        words.say(WHAT[book.kind]),
        words.say("Nothing was imported."),
        rows=(*way, _home(words)),
    )


def which(words: Words, sent: SentList, found: MayBeOfPage) -> Screen:
    """Of which training the questions are, of which exam the results; the file waits until that is said."""
    is_test = sent.kind is ListKind.QUESTIONS
    time = words.moment(sent.until)
    none = (
        words.say("You lead no training yet. Hold one: the file waits here until {time}.", time=time)
        if is_test
        else words.say("No exam of yours has been held yet. The file waits here until {time}.", time=time)
    )
    return page(
        words.say("These are questions. Of which training?")
        if is_test
        else words.say("These are results. Of which exam?"),
        of_file(words, sent.name),
        words.say("You see first what would come of it.") if found.extent.total else none,
        rows=(
            *((_to_one(words, sent, one),) for one in found.some),
            *page_row(words, found.extent, lambda number: ShowSentList(number=sent.id, page=number)),
            *(((Press(words.say("Hold a training"), HoldTraining()),),) if is_test and not found.extent.total else ()),
            _home(words),
            taking_back(words, sent),
        ),
    )


def _to_one(words: Words, sent: SentList, one: MayBeOf) -> Press:
    label = cut(words.listed((words.day(one.at.astimezone(words.zone).date()), one.title)), LONGEST_LABEL)
    if sent.kind is ListKind.QUESTIONS:
        return Press(label, SayWhichTraining(number=sent.id, activity=one.id))
    return Press(label, SayWhichExam(number=sent.id, exam=one.id))


def _home(words: Words) -> Row:
    return (Press(words.say("‹ Home"), Home()),)
