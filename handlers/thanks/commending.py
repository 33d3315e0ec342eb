"""Commending the people of a shift."""

from handlers.buttons.thanks import Commend, ListToCommend, TakeBackCommendation
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.leading.led import gone, not_yours
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.thanks.questions import Commending
from handlers.thanks.screens import commending as screens
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.thanks import to_commend
from volunteering.actions.thanks.commending import (
    CommendationGone,
    CommendedBefore,
    CommendedNow,
    MayCommend,
    NoCommendation,
    ToldByNow,
    commend,
    may_commend,
    take_back,
)
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ListToCommend, role=Role.LEADER)
async def list_to_commend(tap: Tap, button: ListToCommend) -> Answer:
    """Those who came to a shift that the reader leads."""
    found = await to_commend(tap.read, button.shift, tap.me.id, page=Page(screens.PAGE, button.page))
    if found is None:
        return gone(tap)
    if not tap.rights.leads(found.activity.unit):
        return not_yours(tap)
    return Answer(screens.to_commend(tap.words, found, said=tap.said), tap.said or "", at=button)


@routes.button(Commend, writes=True, role=Role.LEADER)
async def ask_for_words(tap: Tap, button: Commend) -> Answer | GoTo:
    """The question what to thank them for."""
    outcome = await may_commend(tap.records, tap.actor, button.shift, button.person)
    if not isinstance(outcome, MayCommend):
        return _not(tap, button.shift, outcome)
    return await engine.begin_form(tap, Commending, about={"shift": button.shift, "person": button.person})


def _not(tap: Tap, shift_id: int, outcome: CommendedBefore | NoCommendation | None) -> Answer | GoTo:
    match outcome:
        case None:
            return gone(tap)
        case NotAllowed():
            return not_yours(tap)
        case CommendedBefore(name=name):
            said = screens.before(tap.words, name)
        case _:
            said = screens.not_commended(tap.words, outcome)
    return GoTo(ListToCommend(shift=shift_id), said=said)


@ends(Commending)
async def commend_them(tap: Tap, form: Commending, draft: Draft) -> Answer | GoTo:
    """They are told in a while."""
    shift = draft.number("shift")
    outcome = await commend(tap.records, tap.actor, shift, draft.number("person"), form.words, tap.moment)
    if not isinstance(outcome, CommendedNow):
        return _not(tap, shift, outcome)
    return Answer(screens.commended(tap.words, outcome), at=ListToCommend(shift=shift))


@routes.button(TakeBackCommendation, writes=True, role=Role.LEADER)
async def take_it_back(tap: Tap, button: TakeBackCommendation) -> Answer | GoTo:
    """It was not said; once it is told, it stays."""
    outcome = await take_back(tap.records, tap.actor, button.commendation, tap.moment)
    match outcome:
        case None:
            return gone(tap)
        case NotAllowed():
            return not_yours(tap)
        case CommendationGone(shift_id=shift, name=name):
            return GoTo(ListToCommend(shift=shift), said=screens.taken_back(tap.words, name))
        case ToldByNow(shift_id=shift, name=name):
            return GoTo(ListToCommend(shift=shift), said=screens.told_already(tap.words, name))
