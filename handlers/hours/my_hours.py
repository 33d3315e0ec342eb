"""My hours: the lines that make them."""

from handlers.buttons.hours import ChangeClaim, MyHours, ShowMyClaim, WithdrawClaim
from handlers.hours.logging import log_anew
from handlers.hours.screens import my_hours
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.hours.lines import hour_lines
from volunteering.actions.hours.withdrawing import withdraw
from volunteering.rules.hours import Claim, Decision
from volunteering.rules.tree import Unit

routes = Routes()


@routes.button(MyHours)
async def show_my_hours(tap: Tap, button: MyHours) -> Answer:
    """The lines that make my hours."""
    found = await hour_lines(tap.read, tap.me.id, page=Page(my_hours.PAGE, button.page))
    return Answer(my_hours.my_hours(tap.words, found, said=tap.said), tap.said or "", at=button)


@routes.button(ShowMyClaim)
async def show_my_claim(tap: Tap, button: ShowMyClaim) -> Answer | GoTo:
    """Hours that wait for a leader, with what can be done while they do."""
    claim, unit = await _mine(tap, button.claim)
    if claim.state is Decision.PENDING:
        return Answer(my_hours.waiting(tap.words, claim, unit), at=button)
    if claim.state is Decision.WITHDRAWN:
        return Answer(my_hours.withdrawn(tap.words, claim), at=button)
    return GoTo(MyHours(), said=my_hours.decided_meanwhile(tap.words))


async def _mine(tap: Tap, claim_id: int) -> tuple[Claim, Unit]:
    """Hours that the reader logged, and whose leaders are asked. Raises Instead."""
    claim = await tap.records.hours.claim(claim_id)
    unit = await tap.records.units.get(claim.unit_id) if claim else None
    if claim is None or unit is None or claim.person_id != tap.me.id:
        raise Instead(Answer(instead.gone(tap.words), at=MyHours()))
    return claim, unit


@routes.button(WithdrawClaim, writes=True)
async def withdraw_claim(tap: Tap, button: WithdrawClaim) -> Answer | GoTo:
    """Nobody is asked for them any more; they can be logged once more."""
    outcome = await withdraw(tap.records, tap.me, button.claim, tap.moment)
    if outcome is None:
        return Answer(instead.gone(tap.words), at=MyHours())
    return GoTo(ShowMyClaim(claim=button.claim))


@routes.button(ChangeClaim, writes=True)
async def change_claim(tap: Tap, button: ChangeClaim) -> Answer | GoTo:
    """The form once more, as it was answered; what waits is withdrawn when the other is sent."""
    claim, unit = await _mine(tap, button.claim)
    if claim.state not in {Decision.PENDING, Decision.WITHDRAWN}:
        return GoTo(ShowMyClaim(claim=claim.id))
    return await log_anew(tap, claim, unit)
