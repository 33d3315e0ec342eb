"""Managing activities: the list, an activity, its shifts; cancelling them."""

from handlers.buttons.posting import (
    AskCancelActivity,
    AskCancelShift,
    CancelActivity,
    CancelShift,
    Manage,
    ManageActivity,
    ManageShift,
)
from handlers.screen import Answer, GoTo, Instead
from handlers.screens import changing, ways
from handlers.screens import managing as screens
from handlers.tap import Routes, Tap
from storage.managing import LedActivity, LedShift, led_activities, led_activity, led_shift
from volunteering.actions.changing_shifts import ActivityCancelled, ShiftCancelled, cancel_activity, cancel_shift
from volunteering.signups import Begun, Closed
from volunteering.units import NotAllowed, Role

routes = Routes()


@routes.button(Manage, role=Role.LEADER)
async def manage(tap: Tap, button: Manage) -> Answer:
    """The activities led."""
    found = await led_activities(
        tap.read,
        tap.me.id,
        tap.rights,
        tap.now,
        all_units=button.all_units,
        past=button.past,
        page=button.page,
    )
    return Answer(screens.activities(tap.words, found, button), at=button)


routes.also_typed("manage", Manage())


@routes.button(ManageActivity, role=Role.LEADER)
async def show_activity(tap: Tap, button: ManageActivity) -> Answer:
    """An activity with its shifts."""
    found = await find_activity(tap, button.activity, page=button.page)
    screen = screens.activity(tap.words, found, button.page, tap.organisation.bot_username, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


async def find_activity(tap: Tap, activity_id: int, *, page: int = 0) -> LedActivity:
    """The activity, if this person leads it. Raises Instead."""
    found = await led_activity(tap.read, activity_id, tap.me.id, tap.now, page=page)
    if found is None:
        raise Instead(gone(tap))
    if not tap.rights.leads(found.activity.unit):
        raise Instead(not_yours(tap))
    return found


@routes.button(ManageShift, role=Role.LEADER)
async def show_shift(tap: Tap, button: ManageShift) -> Answer:
    """A shift."""
    found = await find_shift(tap, button.shift)
    return Answer(screens.shift(tap.words, found, said=tap.said), tap.said or "", at=button)


async def find_shift(tap: Tap, shift_id: int) -> LedShift:
    """The shift, if this person leads it. Raises Instead."""
    found = await led_shift(tap.read, shift_id)
    if found is None:
        raise Instead(gone(tap))
    if not tap.rights.leads(found.activity.unit):
        raise Instead(not_yours(tap))
    return found


def gone(tap: Tap) -> Answer:
    """There is none with that number."""
    return Answer(ways.gone(tap.words), at=Manage())


def not_yours(tap: Tap) -> Answer:
    """Its unit is led by others."""
    return Answer(changing.not_yours(tap.words), at=Manage())


def refused(tap: Tap, outcome: NotAllowed | None) -> Answer:
    """What an action said of something that isn't there, or is led by others."""
    return not_yours(tap) if outcome else gone(tap)


def closed(tap: Tap, back: ManageActivity | Manage) -> Answer:
    """It was cancelled before."""
    return Answer(changing.was_cancelled(tap.words, back), at=back)


# Cancelling


@routes.button(AskCancelShift, role=Role.LEADER)
async def ask_cancel_shift(tap: Tap, button: AskCancelShift) -> Answer:
    """The second question."""
    found = await find_shift(tap, button.shift)
    return Answer(changing.ask_cancel_shift(tap.words, found), at=button)


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
    """The second question."""
    found = await find_activity(tap, button.activity)
    return Answer(changing.ask_cancel_activity(tap.words, found), at=button)


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
    return GoTo(ManageActivity(activity=outcome.activity.id), said=changing.cancelled(tap.words, outcome.told))
