"""Managing activities: the list, an activity, its shifts; cancelling them."""

from markupsafe import Markup

from handlers.buttons.posting import (
    AskCancelActivity,
    AskCancelShift,
    CancelActivity,
    CancelShift,
    Manage,
    ManageActivity,
    ManageShift,
)
from handlers.screen import Answer
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


@routes.command("manage", role=Role.LEADER)
async def manage_command(tap: Tap, _: str) -> Answer:
    """The same, typed."""
    return await manage(tap, Manage())


@routes.button(ManageActivity, role=Role.LEADER)
async def show_activity(tap: Tap, button: ManageActivity) -> Answer:
    """An activity with its shifts."""
    return await activity_answer(tap, button.activity, page=button.page)


async def activity_answer(tap: Tap, activity_id: int, *, page: int = 0, said: Markup | None = None) -> Answer:
    """An activity as its leader sees it, below what was just done."""
    found = await find_activity(tap, activity_id, page=page)
    if isinstance(found, Answer):
        return found
    screen = screens.activity(tap.words, found, page, tap.organisation.bot_username, said=said)
    return Answer(screen, said or "", at=ManageActivity(activity=activity_id, page=page))


async def find_activity(tap: Tap, activity_id: int, *, page: int = 0) -> LedActivity | Answer:
    """The activity, if this person leads it; otherwise what to say."""
    found = await led_activity(tap.read, activity_id, tap.me.id, tap.now, page=page)
    if found is None:
        return gone(tap)
    return found if tap.rights.leads(found.activity.unit.path) else not_yours(tap)


@routes.button(ManageShift, role=Role.LEADER)
async def show_shift(tap: Tap, button: ManageShift) -> Answer:
    """A shift."""
    return await shift_answer(tap, button.shift)


async def shift_answer(tap: Tap, shift_id: int, *, said: Markup | None = None) -> Answer:
    """A shift as its leader sees it, below what was just done."""
    found = await find_shift(tap, shift_id)
    if isinstance(found, Answer):
        return found
    return Answer(screens.shift(tap.words, found, said=said), said or "", at=ManageShift(shift=shift_id))


async def find_shift(tap: Tap, shift_id: int) -> LedShift | Answer:
    """The shift, if this person leads it; otherwise what to say."""
    found = await led_shift(tap.read, shift_id)
    if found is None:
        return gone(tap)
    return found if tap.rights.leads(found.activity.unit.path) else not_yours(tap)


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
    return found if isinstance(found, Answer) else Answer(changing.ask_cancel_shift(tap.words, found), at=button)


@routes.button(CancelShift, writes=True, role=Role.LEADER)
async def confirm_cancel_shift(tap: Tap, button: CancelShift) -> Answer:
    """It does not take place."""
    outcome = await cancel_shift(tap.records, tap.actor, button.shift, tap.now)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return await shift_answer(tap, button.shift)
        case Begun():
            return Answer(changing.has_begun(tap.words, button.shift), at=ManageShift(shift=button.shift))
    return await _cancelled(tap, outcome)


@routes.button(AskCancelActivity, role=Role.LEADER)
async def ask_cancel_activity(tap: Tap, button: AskCancelActivity) -> Answer:
    """The second question."""
    found = await find_activity(tap, button.activity)
    return found if isinstance(found, Answer) else Answer(changing.ask_cancel_activity(tap.words, found), at=button)


@routes.button(CancelActivity, writes=True, role=Role.LEADER)
async def confirm_cancel_activity(tap: Tap, button: CancelActivity) -> Answer:
    """None of it that is ahead takes place."""
    outcome = await cancel_activity(tap.records, tap.actor, button.activity, tap.now)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return await activity_answer(tap, button.activity)
    return await _cancelled(tap, outcome)


async def _cancelled(tap: Tap, outcome: ShiftCancelled | ActivityCancelled) -> Answer:
    return await activity_answer(tap, outcome.activity.id, said=changing.cancelled(tap.words, outcome.told))
