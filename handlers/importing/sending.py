"""Lists that admins send: taken, shown as they stand, imported when they say so."""

from handlers.buttons.exams import ManageExam
from handlers.buttons.home import Home
from handlers.buttons.importing import (
    ImportList,
    SayWhichExam,
    SayWhichTraining,
    SayWhoseList,
    SendTemplate,
    ShowLists,
    ShowSentList,
    TakeListBack,
)
from handlers.buttons.quizzes import ShowQuiz
from handlers.forms.attaching import is_like_a_list
from handlers.importing.known import may_be_of
from handlers.importing.screens import sending as screens
from handlers.importing.screens.known import which
from handlers.importing.screens.results import results_taken_back
from handlers.showing.lists import is_looked_through
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Attached, Routes, Tap
from handlers.tree.administered import unit_of_mine
from volunteering.actions.exams.entering import NotHeldYet
from volunteering.actions.importing import sending
from volunteering.rules.activities import Activity
from volunteering.rules.importing.sending import MOST_MEGABYTES, SentList
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


def may_be_a_list(tap: Tap) -> bool:
    """Whether a leader or an admin has sent a file that may be a list, whatever form is open."""
    attached = tap.attached
    return attached is not None and tap.is_here and tap.rights.is_leader and is_like_a_list(attached)


async def take(tap: Tap, attached: Attached) -> Answer:
    """A photo or a file that is no answer to a question: of an admin, or a list of a leader's."""
    if not is_like_a_list(attached):
        return Answer(screens.no_list(tap.words), at=ShowLists())
    if attached.size > MOST_MEGABYTES * 1024**2:
        return Answer(screens.too_large(tap.words, is_admin=tap.rights.is_admin), at=Home())
    outcome = await sending.send_list(
        tap.records, tap.actor, file_id=attached.file_id, name=attached.name or "?", moment=tap.moment
    )
    match outcome:
        case SentList():
            return await _shown(tap, outcome, outcome.id)
        case sending.TooManyLists():
            return Answer(screens.too_many(tap.words, outcome.waiting, is_admin=tap.rights.is_admin), at=Home())
        case NotAllowed():
            return Answer(screens.not_yours(tap.words, is_admin=tap.rights.is_admin), at=Home())


@routes.button(ShowLists, role=Role.ADMIN)
async def show_lists(tap: Tap, button: ShowLists) -> Answer:
    """How a list is sent, and mine."""
    lists = await tap.records.sent_lists.of(tap.me.id)
    return Answer(screens.how(tap.words, tap.rights.administered, lists), at=button)


@routes.button(SendTemplate, role=Role.ADMIN, makes_file=True)
async def send_template(tap: Tap, _: SendTemplate) -> Answer:
    """Send it in the reader's language."""
    return Answer(screens.template_sent(tap.words), at=ShowLists(), files=(screens.template_file(tap.words),))


@routes.button(ShowSentList, role=Role.LEADER)
async def show_list(tap: Tap, button: ShowSentList) -> Answer:
    """One as it stands."""
    found = await sending.my_list(tap.records, tap.actor, button.number)
    return await _shown(tap, found, button.number, button.page)


@routes.button(SayWhoseList, writes=True, role=Role.ADMIN)
async def say_whose(tap: Tap, button: SayWhoseList) -> Answer:
    """It is looked through as the list of that unit."""
    unit = await unit_of_mine(tap, button.unit)
    outcome = await sending.say_whose(tap.records, tap.actor, button.number, unit, tap.moment)
    return await _shown(tap, outcome, button.number)


@routes.button(SayWhichTraining, writes=True, role=Role.LEADER)
async def say_which_training(tap: Tap, button: SayWhichTraining) -> Answer | GoTo:
    """It is looked through as questions of that training's test."""
    outcome = await sending.say_which_training(tap.records, tap.actor, button.number, button.activity, tap.moment)
    if isinstance(outcome, Activity):
        return GoTo(ShowQuiz(activity=outcome.id), said=is_looked_through(tap.words))
    return await _shown(tap, outcome, button.number)


@routes.button(SayWhichExam, writes=True, role=Role.ADMIN)
async def say_which_exam(tap: Tap, button: SayWhichExam) -> Answer:
    """It is looked through as the results of that exam."""
    outcome = await sending.say_which_exam(tap.records, tap.actor, button.number, button.exam, tap.moment)
    if isinstance(outcome, NotHeldYet):  # a forged button, or one of an exam that was put off
        outcome = await sending.my_list(tap.records, tap.actor, button.number)
    return await _shown(tap, outcome, button.number)


@routes.button(ImportList, writes=True, role=Role.LEADER)
async def import_list(tap: Tap, button: ImportList) -> Answer:
    """The tap that decides: what was shown is to be there."""
    outcome = await sending.want_list(tap.records, tap.actor, button.number, tap.moment)
    return await _shown(tap, outcome, button.number)


@routes.button(TakeListBack, writes=True, role=Role.LEADER)
async def take_back(tap: Tap, button: TakeListBack) -> Answer | GoTo:
    """Nothing is to become of it."""
    before = await sending.my_list(tap.records, tap.actor, button.number)
    if not isinstance(before, SentList):
        return await _shown(tap, before, button.number)
    left = await sending.take_back(tap.records, tap.actor, button.number)
    if left is None and before.exam_id is not None:
        return GoTo(ManageExam(exam=before.exam_id), said=results_taken_back(tap.words))
    if left is None:
        return Answer(screens.taken_back(tap.words, is_admin=tap.rights.is_admin), at=Home())
    return await _shown(tap, left, button.number)


async def _shown(tap: Tap, found: SentList | NotAllowed | None, number: int, at_page: int = 0) -> Answer:
    at = ShowSentList(number=number, page=at_page)
    if found is None:
        return Answer(screens.over(tap.words, is_admin=tap.rights.is_admin), at=at)
    if isinstance(found, NotAllowed):
        return Answer(screens.not_yours(tap.words, is_admin=tap.rights.is_admin), at=at)
    if found.is_asked_which:
        some = await may_be_of(tap.read, found, tap.rights, tap.now, at_page)
        return Answer(which(tap.words, found, some), at=at)
    return Answer(screens.as_it_stands(tap.words, found, tap.rights.administered), at=at)
