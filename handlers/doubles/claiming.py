"""The records that a second account claims, for the admins who decide."""

from handlers.buttons.doubles import DecideRecordClaim, ListRecordClaims, ShowRecordClaim
from handlers.buttons.volunteers import ShowPerson
from handlers.doubles import screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.doubles import claimed_in, pair_of
from volunteering.actions.doubles.claiming import Granted, RefusedClaim, decide_claim
from volunteering.actions.doubles.making_one import find_mergeable
from volunteering.actions.volunteers.managed import NotOneself
from volunteering.rules.doubles import ClaimState
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ListRecordClaims, role=Role.ADMIN)
async def list_claims(tap: Tap, button: ListRecordClaims) -> Answer:
    """Those that wait for a decision."""
    found = await claimed_in(tap.read, tap.rights.administered, page=Page(screens.PAGE, button.page))
    return Answer(screens.claims(tap.words, found, said=tap.said), tap.said or "", at=button)


@routes.button(ShowRecordClaim, role=Role.ADMIN)
async def show_claim(tap: Tap, button: ShowRecordClaim) -> Answer | GoTo:
    """One of them, with what is known of both."""
    claim = await tap.records.doubles.claimed(button.claim)
    if claim is None:
        return Answer(instead.gone(tap.words), at=ListRecordClaims())
    if claim.state is not ClaimState.OPEN:
        return GoTo(ListRecordClaims(), said=screens.decided_already(tap.words))
    found = await find_mergeable(tap.records, tap.actor, claim.person_id, claim.record_id)
    pair = await pair_of(tap.read, claim.person_id, claim.record_id, tap.now)
    match found:
        case NotAllowed():
            return GoTo(ListRecordClaims(), said=screens.out_of_reach(tap.words))
        case NotOneself():
            return GoTo(ListRecordClaims(), said=screens.not_oneself(tap.words))
    if not isinstance(found, tuple) or pair is None:
        return GoTo(ListRecordClaims(), said=screens.decided_already(tap.words))
    return Answer(screens.claim(tap.words, pair, claim.id), at=button)


@routes.button(DecideRecordClaim, writes=True, role=Role.ADMIN)
async def decide(tap: Tap, button: DecideRecordClaim) -> Answer | GoTo:
    """It is theirs, or it isn't; both are told."""
    outcome = await decide_claim(tap.records, tap.actor, button.claim, tap.moment, granted=button.granted)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=ListRecordClaims())
        case Granted(merged=merged):
            said = screens.granted(tap.words, merged.kept.name)
            return GoTo(ShowPerson(person=merged.kept.id), said=said)
        case RefusedClaim(person=person):
            return GoTo(ListRecordClaims(), said=screens.refused(tap.words, person.name))
        case NotAllowed():
            return GoTo(ListRecordClaims(), said=screens.out_of_reach(tap.words))
        case NotOneself():
            return GoTo(ListRecordClaims(), said=screens.not_oneself(tap.words))
        case _:
            return GoTo(ListRecordClaims(), said=screens.decided_already(tap.words))
