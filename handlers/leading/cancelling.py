"""Cancelling a shift, or a whole activity: asked once more, then why."""

from handlers.buttons.leading import (
    AskCancelActivity,
    AskCancelShift,
    CancelActivity,
    CancelShift,
    ManageActivity,
    ManageShift,
)
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.leading.led import find_activity, find_shift, refused
from handlers.leading.questions.cancelling import CancellingActivity, CancellingShift
from handlers.leading.screens import cancelling, changing
from handlers.showing.as_shown import changed_meanwhile, has_moved, start_of
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.leading.cancelling import ActivityCancelled, ShiftCancelled, cancel_activity, cancel_shift
from volunteering.rules.activities import is_on
from volunteering.rules.signing_up import Begun, Closed
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(AskCancelShift, role=Role.LEADER)
async def ask_cancel_shift(tap: Tap, button: AskCancelShift) -> Answer:
    """Asked once more before it is cancelled, for people are told."""
    found = await find_shift(tap, button.shift)
    return Answer(cancelling.ask_cancel_shift(tap.words, found), at=button)


@routes.button(CancelShift, writes=True, role=Role.LEADER)
async def ask_why_shift(tap: Tap, button: CancelShift) -> Answer | GoTo:
    """The question for the reason, if there still is anything to cancel."""
    found = await find_shift(tap, button.shift)
    shift = found.manned.shift
    if not is_on(found.activity, shift):
        return GoTo(ManageShift(shift=button.shift))
    if shift.is_over(tap.now):
        return _is_over(tap, button.shift)
    if await has_moved(tap, button.shift, button.start):
        return GoTo(ManageShift(shift=button.shift), said=changed_meanwhile(tap.words))
    return await engine.begin_form(tap, CancellingShift, about={"shift": button.shift, "start": start_of(shift)})


@ends(CancellingShift)
async def cancel_this_shift(tap: Tap, form: CancellingShift, draft: Draft) -> Answer | GoTo:
    """It does not take place, and everybody in it is told why."""
    number, start = draft.number("shift"), draft.about.get("start")
    if await has_moved(tap, number, start if isinstance(start, int) else None):
        return GoTo(ManageShift(shift=number), said=changed_meanwhile(tap.words))
    outcome = await cancel_shift(tap.records, tap.actor, number, tap.moment, because=form.because)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return GoTo(ManageShift(shift=number))
        case Begun():
            return _is_over(tap, number)
    return _cancelled(tap, outcome)


def _is_over(tap: Tap, shift_id: int) -> Answer:
    return Answer(changing.has_begun(tap.words, shift_id), at=ManageShift(shift=shift_id))


@routes.button(AskCancelActivity, role=Role.LEADER)
async def ask_cancel_activity(tap: Tap, button: AskCancelActivity) -> Answer:
    """Asked once more before it is cancelled, for people are told."""
    found = await find_activity(tap, button.activity)
    return Answer(cancelling.ask_cancel_activity(tap.words, found), at=button)


@routes.button(CancelActivity, writes=True, role=Role.LEADER)
async def ask_why_activity(tap: Tap, button: CancelActivity) -> Answer | GoTo:
    """The question for the reason, if there still is anything to cancel."""
    found = await find_activity(tap, button.activity)
    if not found.activity.is_on:
        return GoTo(ManageActivity(activity=button.activity))
    return await engine.begin_form(tap, CancellingActivity, about={"activity": button.activity})


@ends(CancellingActivity)
async def cancel_the_activity(tap: Tap, form: CancellingActivity, draft: Draft) -> Answer | GoTo:
    """None of it that is ahead takes place, and everybody in it is told why."""
    number = draft.number("activity")
    outcome = await cancel_activity(tap.records, tap.actor, number, tap.moment, because=form.because)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return GoTo(ManageActivity(activity=number))
    return _cancelled(tap, outcome)


def _cancelled(tap: Tap, outcome: ShiftCancelled | ActivityCancelled) -> GoTo:
    return GoTo(ManageActivity(activity=outcome.activity.id), said=cancelling.cancelled(tap.words, outcome.told))
