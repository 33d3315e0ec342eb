"""Cancelling a shift, or a whole activity; each is asked about twice."""

from handlers.buttons.leading import (
    AskCancelActivity,
    AskCancelShift,
    CancelActivity,
    CancelShift,
    ManageActivity,
    ManageShift,
)
from handlers.leading.led import find_activity, find_shift, refused
from handlers.leading.screens import cancelling, changing
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.leading.cancelling import ActivityCancelled, ShiftCancelled, cancel_activity, cancel_shift
from volunteering.rules.signing_up import Begun, Closed
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(AskCancelShift, role=Role.LEADER)
async def ask_cancel_shift(tap: Tap, button: AskCancelShift) -> Answer:
    """Asked once more before it is cancelled, for people are told."""
    found = await find_shift(tap, button.shift)
    return Answer(cancelling.ask_cancel_shift(tap.words, found), at=button)


@routes.button(CancelShift, writes=True, role=Role.LEADER)
async def confirm_cancel_shift(tap: Tap, button: CancelShift) -> Answer | GoTo:
    """It does not take place."""
    outcome = await cancel_shift(tap.records, tap.actor, button.shift, tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return GoTo(ManageShift(shift=button.shift))
        case Begun():
            return Answer(changing.has_begun(tap.words, button.shift), at=ManageShift(shift=button.shift))
    return _cancelled(tap, outcome)


@routes.button(AskCancelActivity, role=Role.LEADER)
async def ask_cancel_activity(tap: Tap, button: AskCancelActivity) -> Answer:
    """Asked once more before it is cancelled, for people are told."""
    found = await find_activity(tap, button.activity)
    return Answer(cancelling.ask_cancel_activity(tap.words, found), at=button)


@routes.button(CancelActivity, writes=True, role=Role.LEADER)
async def confirm_cancel_activity(tap: Tap, button: CancelActivity) -> Answer | GoTo:
    """None of it that is ahead takes place."""
    outcome = await cancel_activity(tap.records, tap.actor, button.activity, tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return GoTo(ManageActivity(activity=button.activity))
    return _cancelled(tap, outcome)


def _cancelled(tap: Tap, outcome: ShiftCancelled | ActivityCancelled) -> GoTo:
    return GoTo(ManageActivity(activity=outcome.activity.id), said=cancelling.cancelled(tap.words, outcome.told))
