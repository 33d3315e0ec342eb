"""How people stand: suspending and restoring them, and undoing no-shows."""

from handlers.buttons.volunteers import (
    AskUndoNoShows,
    ListPeople,
    RestorePerson,
    ShowNoShows,
    ShowPerson,
    SuspendPerson,
    UndoNoShow,
    UndoNoShows,
)
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.volunteers.directory import find_card
from handlers.volunteers.questions import Suspending
from handlers.volunteers.screens import managing
from handlers.volunteers.screens import no_shows as no_show_screens
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.volunteers.directory import no_shows_of
from volunteering.actions.attendance.putting_right import NoShowUndone, undo_no_show
from volunteering.actions.volunteers.holds import (
    NoShowsUndone,
    PersonRestored,
    PersonSuspended,
    find_to_suspend,
    restore,
    suspend,
    undo_no_shows,
)
from volunteering.actions.volunteers.managed import Gone, NotOneself
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Person

routes = Routes()

Outcome = PersonSuspended | PersonRestored | NoShowsUndone | Unchanged | NotOneself | Gone | NotAllowed


@routes.button(SuspendPerson, writes=True, role=Role.ADMIN)
async def ask_why(tap: Tap, button: SuspendPerson) -> Answer | GoTo:
    """The question for the reason, if there is anybody to suspend."""
    found = await find_to_suspend(tap.records, tap.actor, button.person)
    if not isinstance(found, Person):
        return await _after(tap, button.person, found)
    return await engine.begin_form(tap, Suspending, about={"person": button.person})


@ends(Suspending)
async def put_on_hold(tap: Tap, form: Suspending, draft: Draft) -> Answer | GoTo:
    """Put the person's sign-ups on hold, and tell them why; the places they have stay."""
    number = draft.number("person")
    return await _after(tap, number, await suspend(tap.records, tap.actor, number, form.because, tap.moment))


@routes.button(RestorePerson, writes=True, role=Role.ADMIN)
async def let_go_on(tap: Tap, button: RestorePerson) -> Answer | GoTo:
    """Let the person sign up again."""
    return await _after(tap, button.person, await restore(tap.records, tap.actor, button.person, tap.moment))


@routes.button(AskUndoNoShows, role=Role.ADMIN)
async def ask_undo_all(tap: Tap, button: AskUndoNoShows) -> Answer | GoTo:
    """Asked once more, for the person is told at once."""
    found = await find_card(tap, button.person)
    if not found.no_shows:
        return GoTo(ShowNoShows(person=button.person))
    return Answer(no_show_screens.ask_undo_all(tap.words, found.person, found.no_shows), at=button)


@routes.button(UndoNoShows, writes=True, role=Role.ADMIN)
async def undo_all(tap: Tap, button: UndoNoShows) -> Answer | GoTo:
    """None of the no-shows counts any more."""
    outcome = await undo_no_shows(tap.records, tap.actor, button.person, tap.moment)
    return await _after(tap, button.person, outcome)


async def _after(tap: Tap, person_id: int, outcome: Outcome | None) -> Answer | GoTo:
    """The card, with what came of it."""
    words = tap.words
    match outcome:
        case None:
            return Answer(instead.gone(words), at=ListPeople())
        case PersonSuspended(places=places):
            said = managing.suspended(words, places)
        case PersonRestored():
            said = managing.restored(words)
        case NoShowsUndone(count=count):
            said = managing.undone(words, count)
        case Unchanged():
            said = managing.as_before(words)
        case NotOneself():
            said = managing.not_oneself(words)
        case Gone():
            said = managing.has_left(words)
        case NotAllowed():
            said = managing.out_of_reach(words)
    return GoTo(ShowPerson(person=person_id), said=said)


@routes.button(ShowNoShows, role=Role.ADMIN)
async def show_no_shows(tap: Tap, button: ShowNoShows) -> Answer:
    """What counts against somebody."""
    return await _no_shows(tap, button)


@routes.button(UndoNoShow, writes=True, role=Role.ADMIN)
async def undo_one(tap: Tap, button: UndoNoShow) -> Answer:
    """One of them counts no more."""
    outcome = await undo_no_show(tap.records, tap.actor, button.shift, button.person, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words), at=ShowNoShows(person=button.person))
    return await _no_shows(tap, ShowNoShows(person=button.person), outcome)


async def _no_shows(tap: Tap, shown: ShowNoShows, outcome: object = None) -> Answer:
    found = await find_card(tap, shown.person)
    words = tap.words
    match outcome:
        case None:
            said = None
        case NoShowUndone():
            said = managing.undone(words, 1)
        case NotAllowed():
            said = managing.not_oneself(words) if shown.person == tap.me.id else managing.out_of_reach(words)
        case _:
            said = managing.not_a_no_show(words)
    listed = await no_shows_of(tap.read, shown.person, page=Page(no_show_screens.PAGE, shown.page))
    return Answer(no_show_screens.no_shows(words, found.person, listed, tap.moment, said=said), said or "", at=shown)
