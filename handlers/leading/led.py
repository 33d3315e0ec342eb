"""Activities as those who lead them find them: the list, an activity, its shifts."""

from handlers.buttons.leading import Manage, ManageActivity, ManageShift, ShowDay
from handlers.leading.screens import changing, led_list
from handlers.leading.screens import led as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.leading import LedActivity, LedShift, led_activities, led_activity, led_shift
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.reminders import asked_last
from volunteering.rules.signing_up import Begun, Closed
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(Manage, role=Role.LEADER)
async def manage(tap: Tap, button: Manage) -> Answer:
    """The activities that the reader leads, or all of the units they lead."""
    found = await led_activities(
        tap.read,
        tap.me.id,
        tap.rights,
        tap.now,
        all_units=button.all_units,
        past=button.past,
        page=Page(screens.PAGE, button.page),
    )
    return Answer(led_list.activities(tap.words, found, button, said=tap.said), tap.said or "", at=button)


routes.also_typed("manage", Manage())


@routes.button(ManageActivity, role=Role.LEADER)
async def show_activity(tap: Tap, button: ManageActivity) -> Answer:
    """An activity with its shifts."""
    found = await find_activity(tap, button.activity, page=button.page)
    comes_again = any(manned.shift.series_id for manned in found.shifts)
    series = await tap.records.series.of_activity(button.activity) if comes_again else ()
    screen = screens.activity(tap.words, found, tap.organisation.entrance, tap.moment, series=series, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


async def find_activity(tap: Tap, activity_id: int, *, page: int = 0) -> LedActivity:
    """The activity, if this person leads it. Raises Instead."""
    found = await led_activity(tap.read, activity_id, tap.me.id, tap.now, page=Page(screens.PAGE, page))
    if found is None:
        raise Instead(gone(tap))
    if not tap.rights.leads(found.activity.unit):
        raise Instead(not_yours(tap))
    return found


@routes.button(ManageShift, role=Role.LEADER)
async def show_shift(tap: Tap, button: ManageShift) -> Answer:
    """A shift as its leader sees it, with what can be done with it."""
    found = await find_shift(tap, button.shift)
    day = tap.trail.last(ShowDay)
    return Answer(screens.shift(tap.words, found, tap.moment, said=tap.said, from_day=day), tap.said or "", at=button)


async def find_shift(tap: Tap, shift_id: int) -> LedShift:
    """The shift, if this person leads it. Raises Instead."""
    found = await led_shift(tap.read, shift_id, tap.now, asked=asked_last(tap.policy))
    if found is None:
        raise Instead(gone(tap))
    if not tap.rights.leads(found.activity.unit):
        raise Instead(not_yours(tap))
    return found


def gone(tap: Tap) -> Answer:
    """There is none with that number."""
    return Answer(instead.gone(tap.words), at=Manage())


def not_yours(tap: Tap) -> Answer:
    """Its unit is led by others."""
    return Answer(changing.not_yours(tap.words), at=Manage())


def refused(tap: Tap, outcome: NotAllowed | None) -> Answer:
    """What an action said of something that isn't there, or is led by others."""
    return not_yours(tap) if outcome else gone(tap)


def closed(tap: Tap, back: ManageActivity | Manage) -> Answer:
    """It was cancelled before."""
    return Answer(changing.was_cancelled(tap.words, back), at=back)


def begun(tap: Tap, shift_id: int) -> Answer:
    """It has begun by now."""
    return Answer(changing.has_begun(tap.words, shift_id), at=ManageShift(shift=shift_id))


def not_done(tap: Tap, shift_id: int, outcome: Unchanged | Begun | Closed | NotAllowed | None) -> Answer | GoTo:
    """Why nothing is done with a shift that was ahead: it is gone, another's, cancelled, has begun, or is like that."""
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return closed(tap, Manage())
        case Begun():
            return begun(tap, shift_id)
        case Unchanged():
            return GoTo(ManageShift(shift=shift_id))
