"""What the reader is qualified for."""

from handlers.buttons.qualifications import AskTakeAway, ShowMyQualification, ShowQualifications, TakeAway
from handlers.qualifications.screens import mine as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.qualifications import my_qualifications
from volunteering.actions.qualifications.sending import take_away
from volunteering.rules.qualifications import Qualification

routes = Routes()


@routes.button(ShowQualifications)
async def show_qualifications(tap: Tap, button: ShowQualifications) -> Answer:
    """What the reader has and has sent; for those who lead, what waits for them."""
    found = await my_qualifications(tap.read, tap.me.id, tap.rights, Page(screens.PAGE, button.page))
    return Answer(screens.my_qualifications(tap.words, found, tap.rights, said=tap.said), tap.said or "", at=button)


routes.also_typed("qualifications", ShowQualifications())


@routes.button(ShowMyQualification)
async def show_mine(tap: Tap, button: ShowMyQualification) -> Answer:
    """One of them in full."""
    return Answer(screens.one_of_mine(tap.words, await of_mine(tap, button.qualification)), at=button)


async def of_mine(tap: Tap, qualification_id: int) -> Qualification:
    """One of the reader's own that is of matter still. Raises Instead."""
    found = await tap.records.qualifications.get(qualification_id)
    if found is None or found.person_id != tap.me.id or not found.is_up:
        raise Instead(Answer(instead.gone(tap.words), at=ShowQualifications()))
    return found


@routes.button(AskTakeAway)
async def ask_take_away(tap: Tap, button: AskTakeAway) -> Answer:
    """What taking it away means."""
    return Answer(screens.ask_take_away(tap.words, await of_mine(tap, button.qualification)), at=button)


@routes.button(TakeAway, writes=True)
async def take_it_away(tap: Tap, button: TakeAway) -> Answer | GoTo:
    """It is of no matter any more."""
    outcome = await take_away(tap.records, tap.me, button.qualification, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words), at=ShowQualifications())
    return GoTo(ShowQualifications(), said=screens.taken_away(tap.words, outcome.qualification))
