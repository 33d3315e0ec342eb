"""Lists that admins send: taken, shown as they stand, imported when they say so."""

from handlers.buttons.exams import ManageExam
from handlers.buttons.home import Home
from handlers.buttons.importing import ImportList, SayWhoseList, SendTemplate, ShowLists, ShowSentList, TakeListBack
from handlers.forms.attaching import is_like_a_list
from handlers.importing.screens import sending as screens
from handlers.importing.screens.results import results_taken_back
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Attached, Routes, Tap
from handlers.tree.administered import unit_of_mine
from volunteering.actions.importing import sending
from volunteering.rules.importing.sending import MOST_MEGABYTES, SentList
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


def may_be_a_list(tap: Tap) -> bool:
    """Whether an admin has sent a file that may be a list, whatever form is open."""
    attached = tap.attached
    return attached is not None and tap.is_here and tap.rights.is_admin and is_like_a_list(attached)


async def take(tap: Tap, attached: Attached) -> Answer:
    """A photo or a file that an admin has sent, and that is no answer to a question."""
    if not is_like_a_list(attached):
        return Answer(screens.no_list(tap.words), at=ShowLists())
    if attached.size > MOST_MEGABYTES * 1024**2:
        return Answer(screens.too_large(tap.words), at=ShowLists())
    outcome = await sending.send_list(
        tap.records, tap.actor, file_id=attached.file_id, name=attached.name or "?", moment=tap.moment
    )
    match outcome:
        case SentList():
            return _shown(tap, outcome, outcome.id)
        case sending.TooManyLists():
            return Answer(screens.too_many(tap.words, outcome.waiting), at=ShowLists())
        case NotAllowed():
            return Answer(screens.not_yours(tap.words), at=Home())


@routes.button(ShowLists, role=Role.ADMIN)
async def show_lists(tap: Tap, button: ShowLists) -> Answer:
    """How a list is sent, and mine."""
    lists = await tap.records.sent_lists.of(tap.me.id)
    return Answer(screens.how(tap.words, tap.rights.administered, lists), at=button)


@routes.button(SendTemplate, role=Role.ADMIN, makes_file=True)
async def send_template(tap: Tap, _: SendTemplate) -> Answer:
    """Send it in the reader's language."""
    return Answer(screens.template_sent(tap.words), at=ShowLists(), files=(screens.template_file(tap.words),))


@routes.button(ShowSentList, role=Role.ADMIN)
async def show_list(tap: Tap, button: ShowSentList) -> Answer:
    """One as it stands."""
    return _shown(tap, await sending.my_list(tap.records, tap.actor, button.number), button.number)


@routes.button(SayWhoseList, writes=True, role=Role.ADMIN)
async def say_whose(tap: Tap, button: SayWhoseList) -> Answer:
    """It is looked through as the list of that unit."""
    unit = await unit_of_mine(tap, button.unit)
    outcome = await sending.say_whose(tap.records, tap.actor, button.number, unit, tap.moment)
    return _shown(tap, outcome, button.number)


@routes.button(ImportList, writes=True, role=Role.ADMIN)
async def import_list(tap: Tap, button: ImportList) -> Answer:
    """The tap that decides: what was shown is to be there."""
    return _shown(tap, await sending.want_list(tap.records, tap.actor, button.number, tap.moment), button.number)


@routes.button(TakeListBack, writes=True, role=Role.ADMIN)
async def take_back(tap: Tap, button: TakeListBack) -> Answer | GoTo:
    """Nothing is to become of it."""
    before = await sending.my_list(tap.records, tap.actor, button.number)
    if not isinstance(before, SentList):
        return _shown(tap, before, button.number)
    left = await sending.take_back(tap.records, tap.actor, button.number)
    if left is None and before.exam_id is not None:
        return GoTo(ManageExam(exam=before.exam_id), said=results_taken_back(tap.words))
    if left is None:
        return Answer(screens.taken_back(tap.words), at=ShowLists())
    return _shown(tap, left, button.number)


def _shown(tap: Tap, found: SentList | NotAllowed | None, number: int) -> Answer:
    at = ShowSentList(number=number)
    if found is None:
        return Answer(screens.over(tap.words), at=at)
    if isinstance(found, NotAllowed):
        return Answer(screens.not_yours(tap.words), at=at)
    return Answer(screens.as_it_stands(tap.words, found, tap.rights.administered), at=at)
