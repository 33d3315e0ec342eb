"""Making two records of one person one, and two again."""

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.buttons.doubles import AskDouble, AskMerge, BeginMerge, FindDouble, MergePeople, SayNotThem, UndoMerge
from handlers.buttons.home import Home
from handlers.buttons.volunteers import ListPeople, Register, ShowPerson
from handlers.doubles import screens
from handlers.doubles.questions import OtherRecord
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.problems import WrongAnswer
from handlers.forms.searching import nobody_of_mine, stop_looking
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import person_of_mine
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.doubles import pair_of
from storage.views.volunteers.directory import PeoplePage, people_in
from volunteering.actions.doubles.claiming import AccountFreed, say_not_them
from volunteering.actions.doubles.making_one import (
    Merged,
    NewerFirst,
    Parted,
    TooLate,
    find_mergeable,
    merge,
    undo_merge,
)
from volunteering.actions.volunteers.managed import Gone, NotOneself
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Person, Standing

routes = Routes()

Refusal = Unchanged | NotOneself | Gone | NotAllowed | TooLate | NewerFirst | None


@routes.button(BeginMerge, writes=True, role=Role.ADMIN)
async def begin_merge(tap: Tap, button: BeginMerge) -> Answer | GoTo:
    """Those called alike; where nobody is, whatever is typed next is looked for."""
    person = await person_of_mine(tap, button.person)
    return await _look_for(tap, FindDouble(person=person.id), WrongAnswer("nobody_else", {}))


async def _look_for(tap: Tap, sought: FindDouble, nobody: WrongAnswer) -> Answer | GoTo:
    """Whom it finds, with the question left open: another name may be typed right there. Of nobody, the question."""
    person = await person_of_mine(tap, sought.person)
    found = await _found(tap, person, sought)
    question = await _ask_for(tap, person.id, None if found.people else nobody)
    if not found.people:
        return question
    return Answer(screens.candidates(tap.words, person, found, sought, hears=True), at=sought)


async def _found(tap: Tap, person: Person, sought: FindDouble) -> PeoplePage:
    text, shown = sought.text or person.name, Page(screens.PAGE, sought.page)
    return await people_in(tap.read, tap.rights.administered, text, page=shown, without=person.id)


async def _ask_for(tap: Tap, person_id: int, problem: WrongAnswer | None = None) -> Answer | GoTo:
    return await engine.begin_form(tap, OtherRecord, about={"person": person_id}, problem=problem)


@routes.button(FindDouble, role=Role.ADMIN)
async def find_double(tap: Tap, button: FindDouble) -> Answer:
    """Those called alike, or whom the text finds."""
    person = await person_of_mine(tap, button.person)
    found = await _found(tap, person, button)
    return Answer(screens.candidates(tap.words, person, found, button), at=button)


@routes.button(AskDouble, writes=True, role=Role.ADMIN)
async def ask_double(tap: Tap, button: AskDouble) -> Answer | GoTo:
    """The question for another name, or a number."""
    return await _ask_for(tap, (await person_of_mine(tap, button.person)).id)


@ends(OtherRecord)
async def search_double(tap: Tap, form: OtherRecord, draft: Draft) -> Answer | GoTo:
    """Whom the text finds; of nobody, once more."""
    sought = FindDouble(person=draft.number("person"), text=form.text)
    return await _look_for(tap, sought, nobody_of_mine(form.text))


@routes.button(AskMerge, role=Role.ADMIN)
async def ask_merge(tap: Tap, button: AskMerge) -> Answer | GoTo:
    """What goes over, and what both have."""
    found = await find_mergeable(tap.records, tap.actor, button.kept, button.gone)
    if not isinstance(found, tuple):
        return _refused(tap, found, ShowPerson(person=button.kept))
    pair = await pair_of(tap.read, button.kept, button.gone, tap.now)
    if pair is None:
        return _refused(tap, None, ListPeople())
    return Answer(screens.ask_merge(tap.words, pair), at=button)


@routes.button(MergePeople, writes=True, role=Role.ADMIN)
async def merge_them(tap: Tap, button: MergePeople) -> Answer | GoTo:
    """Everything of the one is the other's; nobody is looked for any more."""
    stop_looking(tap, OtherRecord)
    outcome = await merge(tap.records, tap.actor, button.kept, button.gone, tap.moment)
    there = ShowPerson(person=button.kept)
    if isinstance(outcome, Merged):
        return GoTo(there, said=screens.merged(tap.words, outcome.gone.name))
    return _refused(tap, outcome, there)


@routes.button(UndoMerge, writes=True, role=Role.ADMIN)
async def undo(tap: Tap, button: UndoMerge) -> Answer | GoTo:
    """Each has again what they had."""
    outcome = await undo_merge(tap.records, tap.actor, button.merge, tap.moment)
    if isinstance(outcome, Parted):
        return GoTo(ShowPerson(person=outcome.kept.id), said=screens.parted(tap.words, outcome.gone.name))
    return _refused(tap, outcome, ListPeople())


@routes.button(SayNotThem, writes=True, anyone=True)
async def not_them(tap: Tap, _: SayNotThem) -> Answer | GoTo:
    """Whoever writes from the other account is somebody else."""
    if tap.person is None or tap.person.standing is not Standing.MERGED:
        return GoTo(Home())
    outcome = await say_not_them(tap.records, tap.person, tap.moment)
    if isinstance(outcome, AccountFreed):
        return Answer(instead.register_first(tap.words, back=False), at=Register())
    return Answer(screens.told(tap.words), at=Home())


def _refused(tap: Tap, outcome: Refusal, there: Button) -> Answer | GoTo:
    """Why not, where one came from."""
    said: Markup
    match outcome:
        case None | Gone():
            return Answer(instead.gone(tap.words), at=ListPeople())
        case Unchanged():
            said = screens.same(tap.words)
        case NotOneself():
            said = screens.not_oneself(tap.words)
        case NotAllowed():
            said = screens.out_of_reach(tap.words)
        case TooLate():
            said = screens.too_late(tap.words)
        case NewerFirst(person=person):
            return GoTo(ShowPerson(person=person.id), said=screens.newer_first(tap.words))
    return GoTo(there, said=said)
