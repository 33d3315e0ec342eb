"""Answering an offer: taking the place that is held, or letting it pass (docs/rules.md: Offers)."""

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import SkipOffer, TakeOffer
from handlers.showing import instead
from handlers.signing_up.choosing import taken
from handlers.signing_up.screens import offering as screens
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.signing_up.offering import OfferGone, Skipped, skip_offer, take_offer

routes = Routes()


@routes.button(TakeOffer, writes=True)
async def take(tap: Tap, button: TakeOffer) -> Answer | GoTo:
    """The place that is held for the reader, or one that is for whoever asks first."""
    outcome = await take_offer(tap.records, tap.me, button.shift, tap.moment)
    if isinstance(outcome, OfferGone):
        screen, toast = screens.offer_gone(tap.words, outcome)
        return Answer(screen, toast, at=ShowShift(shift=button.shift))
    return taken(tap, button.shift, outcome)


@routes.button(SkipOffer, writes=True)
async def skip(tap: Tap, button: SkipOffer) -> Answer:
    """Let it pass: the next in line is asked."""
    outcome = await skip_offer(tap.records, tap.me, button.shift, tap.moment)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words))
        case Skipped():
            screen, toast = screens.skipped(tap.words, outcome)
        case OfferGone():
            screen, toast = screens.offer_gone(tap.words, outcome)
    return Answer(screen, toast, at=ShowShift(shift=button.shift))
