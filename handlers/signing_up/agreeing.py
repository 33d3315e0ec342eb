"""Agreeing to the bodily risk of an activity: before signing up, and once it is stated anew (docs/rules.md: Risk)."""

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import AgreeAndTake, AgreeToRisk, ReadRisk
from handlers.showing import instead
from handlers.signing_up.choosing import taken
from handlers.signing_up.screens import agreeing as screens
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.views.activities.upcoming import card
from volunteering.actions.signing_up.agreeing import NothingToAgree, agree
from volunteering.actions.signing_up.places import take_shift
from volunteering.rules.consenting import ToAgree, to_agree

routes = Routes()


@routes.button(AgreeAndTake, writes=True)
async def agree_and_take(tap: Tap, button: AgreeAndTake) -> Answer | GoTo:
    """Both at once; of what was stated anew since it was shown, it is shown again and nothing is done."""
    outcome = await take_shift(
        tap.records, tap.me, button.shift, tap.moment, role_id=button.role, agreed=button.checksum
    )
    return taken(tap, button.shift, outcome)


@routes.button(AgreeToRisk, writes=True)
async def agree_to_risk(tap: Tap, button: AgreeToRisk) -> Answer | GoTo:
    """Of somebody who is in it or waits."""
    outcome = await agree(tap.records, tap.me, button.shift, button.checksum, tap.moment)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words))
        case ToAgree():
            return Answer(screens.of_ones_own(tap.words, outcome), at=ReadRisk(shift=button.shift))
        case NothingToAgree():
            return GoTo(ShowShift(shift=button.shift))
    return GoTo(ShowShift(shift=button.shift), said=screens.agreed(tap.words))


@routes.button(ReadRisk)
async def read_risk(tap: Tap, button: ReadRisk) -> Answer | GoTo:
    """What is to be agreed to; nothing is, where it was already."""
    found = await card(tap.read, tap.me, button.shift, tap.now)
    if found is None:
        return Answer(instead.gone(tap.words))
    unread = to_agree(found.offer.facts, "")
    if unread is None or unread.facts.mine is None:
        return GoTo(ShowShift(shift=button.shift))
    return Answer(screens.of_ones_own(tap.words, unread), at=button)
