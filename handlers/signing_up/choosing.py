"""Choosing a role of a shift, and changing from one to another (docs/rules.md: Roles of a shift)."""

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import ChangeRoleSurely, ChooseRole, TakeInRole, UndoRole
from handlers.showing import instead, reasons
from handlers.showing.as_shown import changed_meanwhile, has_moved
from handlers.signing_up.screens import agreeing, changing, choosing, places
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.views.activities.upcoming import card
from volunteering.actions.signing_up.places import take_shift
from volunteering.actions.signing_up.roles import RoleChangedSince, RoleTaken, RoleWouldBeGiven, change_back
from volunteering.rules.choosing import ToChoose, judged_roles
from volunteering.rules.consenting import ToAgree
from volunteering.rules.signing_up import AlreadyIn, Judgement, Refused

routes = Routes()


@routes.button(ChooseRole)
async def choose_role(tap: Tap, button: ChooseRole) -> Answer | GoTo:
    """The roles of a shift, with what is against each for the reader."""
    found = await card(tap.read, tap.me, button.shift, tap.now)
    if found is None:
        return Answer(instead.gone(tap.words))
    facts = found.offer.facts
    if not facts.roles:  # it has none any more
        return GoTo(ShowShift(shift=button.shift))
    judged = judged_roles(facts, tap.moment)
    return Answer(choosing.choose_role(tap.words, facts, judged, said=tap.said), at=button)


@routes.button(TakeInRole, writes=True)
async def take_role(tap: Tap, button: TakeInRole) -> Answer | GoTo:
    """Sign up for a role, join its waiting list, or change to it."""
    outcome = await take_shift(tap.records, tap.me, button.shift, tap.moment, role_id=button.role, asks_first=True)
    return taken(tap, button.shift, outcome)


@routes.button(ChangeRoleSurely, writes=True)
async def change_surely(tap: Tap, button: ChangeRoleSurely) -> Answer | GoTo:
    """Change to it, whatever has become of the waiting list since it was asked."""
    if await has_moved(tap, button.shift, button.start):
        return GoTo(ShowShift(shift=button.shift), said=changed_meanwhile(tap.words))
    outcome = await take_shift(tap.records, tap.me, button.shift, tap.moment, role_id=button.role)
    return taken(tap, button.shift, outcome)


@routes.button(UndoRole, writes=True)
async def undo(tap: Tap, button: UndoRole) -> Answer | GoTo:
    """Back to the role of before, where it is still to be had."""
    outcome = await change_back(
        tap.records, tap.me, button.shift, tap.moment, role_id=button.role, instead_of=button.instead_of
    )
    card = ShowShift(shift=button.shift)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words))
        case RoleTaken():
            return GoTo(card, said=changing.undone(tap.words))
        case RoleChangedSince():
            return GoTo(card, said=changing.changed_since(tap.words))
        case Refused():
            return Answer(changing.not_undone(tap.words, outcome), at=card)
        case _:
            return GoTo(card)


def taken(tap: Tap, shift_id: int, outcome: Judgement | RoleWouldBeGiven | ToChoose | ToAgree | None) -> Answer | GoTo:
    """What came of asking for a place, in whichever way it was asked."""
    match outcome:
        case None:
            return Answer(instead.gone(tap.words))
        case ToAgree():
            return Answer(agreeing.before_signing_up(tap.words, outcome), at=ShowShift(shift=shift_id))
        case ToChoose(facts=facts, roles=judged):
            return Answer(choosing.choose_role(tap.words, facts, judged, said=tap.said), at=ChooseRole(shift=shift_id))
        case Refused() if here := next((one for one in outcome.reasons if isinstance(one, AlreadyIn)), None):
            # Tapped twice, as people do: no refusal, but where they stand.
            return GoTo(ShowShift(shift=shift_id), toast=reasons.reason_line(tap.words, here))
        case RoleWouldBeGiven():
            return Answer(changing.ask_change(tap.words, outcome), at=ChooseRole(shift=shift_id))
        case RoleTaken():
            screen, toast = changing.changed(tap.words, outcome, tap.moment)
            return Answer(screen, toast, at=ShowShift(shift=shift_id))
        case _:
            screen, toast = places.after_taking(tap.words, outcome, tap.moment, said=tap.said)
            return Answer(screen, toast, at=ShowShift(shift=shift_id))
