"""One no-show of somebody: forgiven, or counted again, by whoever leads there or manages them."""

from handlers.buttons.enquiries import ListAsked
from handlers.buttons.volunteers import CountAgain, Forgive, ShowNoShow, ShowNoShows
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.volunteers.screens import no_shows as screens
from storage.views.volunteers.directory import no_show_of
from volunteering.actions.volunteers.forgiving import Forgiven, forgive
from volunteering.actions.volunteers.managed import manages
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ShowNoShow, role=Role.LEADER)
async def show_one(tap: Tap, button: ShowNoShow) -> Answer:
    """What is known of it, and how it counts."""
    person, found = await tap.records.people.get(button.person), await tap.records.activities.shift(button.shift)
    if person is None or found is None:
        return Answer(instead.gone(tap.words), at=ListAsked())
    managed, leads = await manages(tap.records, tap.actor, person), tap.rights.leads(found[0].unit)
    if person.id == tap.me.id or not (managed or leads):
        return Answer(instead.for_leaders(tap.words), at=ListAsked())
    back = ShowNoShows(person=person.id) if managed and person.standing.is_here else ListAsked()
    one = await no_show_of(tap.read, person.id, button.shift)
    if one is None:
        return Answer(screens.none_there(tap.words, person, back), tap.said or "", at=button)
    screen = screens.no_show(tap.words, person, one, tap.moment, leads=leads, back=back, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


@routes.button(Forgive, writes=True, role=Role.LEADER)
async def forgive_one(tap: Tap, button: Forgive) -> Answer | GoTo:
    """It counts no more."""
    outcome = await forgive(tap.records, tap.actor, button.shift, button.person, tap.moment)
    return _after(tap, button, outcome)


@routes.button(CountAgain, writes=True, role=Role.LEADER)
async def count_again(tap: Tap, button: CountAgain) -> Answer | GoTo:
    """It counts as before."""
    outcome = await forgive(tap.records, tap.actor, button.shift, button.person, tap.moment, is_forgiven=False)
    return _after(tap, button, outcome)


def _after(tap: Tap, button: Forgive | CountAgain, outcome: object) -> Answer | GoTo:
    there = ShowNoShow(person=button.person, shift=button.shift)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=ListAsked())
        case NotAllowed():
            return Answer(instead.for_leaders(tap.words), at=ListAsked())
        case Forgiven(missed=missed):
            return GoTo(there, said=screens.forgiven(tap.words, is_forgiven=missed.is_forgiven))
        case Unchanged():
            return GoTo(there, said=screens.as_before(tap.words))
        case _:
            return GoTo(there)
