"""What lies there undone: looking at it, having it done after all, dropping it."""

from markupsafe import Markup

from handlers.buttons.parked import AskDropParked, DropParked, ListParked, ReplayAllParked, ReplayParked, ShowParked
from handlers.parked import screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.parked import ParkedUpdate, parked_page, parked_update
from volunteering.actions.parked import drop_parked, replay_parked
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ListParked, role=Role.ADMIN)
async def list_parked(tap: Tap, button: ListParked) -> Answer:
    """What lies there, the oldest first."""
    _see_that_they_may(tap)
    found = await parked_page(tap.read, Page(screens.PAGE, button.page))
    return Answer(screens.listed(tap.words, found, said=tap.said), tap.said or "", at=button)


routes.also_typed("parked", ListParked())


@routes.button(ShowParked, role=Role.ADMIN)
async def show_parked(tap: Tap, button: ShowParked) -> Answer:
    """One of them, without what was typed."""
    return Answer(screens.shown(tap.words, await _found(tap, button.update)), at=button)


@routes.button(AskDropParked, role=Role.ADMIN)
async def ask_drop(tap: Tap, button: AskDropParked) -> Answer:
    """Asked once more before it is dropped."""
    return Answer(screens.ask_drop(tap.words, await _found(tap, button.update)), at=button)


@routes.button(ReplayParked, writes=True, role=Role.ADMIN)
async def replay_one(tap: Tap, button: ReplayParked) -> GoTo:
    """It is done after all, in a few seconds; its person is told."""
    many = _allowed(tap, await replay_parked(tap.records, tap.actor, button.update, tap.moment))
    return _to_the_list(screens.replayed(tap.words, many) if many else screens.settled_already(tap.words))


@routes.button(ReplayAllParked, writes=True, role=Role.ADMIN)
async def replay_all(tap: Tap, _: ReplayAllParked) -> GoTo:
    """The same for all that lie there."""
    many = _allowed(tap, await replay_parked(tap.records, tap.actor, None, tap.moment))
    return _to_the_list(screens.replayed(tap.words, many) if many else screens.settled_already(tap.words))


@routes.button(DropParked, writes=True, role=Role.ADMIN)
async def confirm_drop(tap: Tap, button: DropParked) -> GoTo:
    """It is never done."""
    many = _allowed(tap, await drop_parked(tap.records, tap.actor, button.update))
    return _to_the_list(screens.dropped(tap.words) if many else screens.settled_already(tap.words))


def _to_the_list(said: Markup) -> GoTo:
    return GoTo(ListParked(), said=said)


async def _found(tap: Tap, update_id: int) -> ParkedUpdate:
    """The update, for whom it concerns. Raises Instead."""
    _see_that_they_may(tap)
    found = await parked_update(tap.read, update_id)
    if found is None:
        raise Instead(GoTo(ListParked(), said=screens.settled_already(tap.words)))
    return found


def _see_that_they_may(tap: Tap) -> None:
    if not tap.rights.is_admin_of_all:
        raise Instead(Answer(instead.for_admins(tap.words)))


def _allowed(tap: Tap, outcome: int | NotAllowed) -> int:
    if isinstance(outcome, NotAllowed):
        raise Instead(Answer(instead.for_admins(tap.words)))
    return outcome
