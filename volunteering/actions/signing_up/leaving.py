"""Leaving once the unit's window for it has closed: not by a tap alone, and whoever is in charge hears of it at once.

Nobody is kept by force: *I can't make it* frees the place as ever (docs/rules.md: Fair places).
"""

from volunteering.actions.telling.telling import in_charge, tell
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.fairness import leaving_closed_at
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.signing_up import LateLeave
from volunteering.rules.signing_up import SignUp, SignUpState
from volunteering.rules.volunteers import Person


class LeavingClosed(Model):
    """Nothing is done yet: so close to the start whoever is in charge is to be told that somebody can't make it."""

    activity: Activity
    shift: Shift
    since: Instant


async def leaving_closed(records: Records, person: Person, shift_id: int, moment: Moment) -> LeavingClosed | None:
    """Why a place is not left by a tap alone; None where it may be, or there is none to leave."""
    found = await records.activities.shift(shift_id)
    mine = await records.sign_ups.mine(shift_id, person.id)
    if found is None or mine is None or mine.state is not SignUpState.CONFIRMED:
        return None
    since = await _closed_since(records, found[1], moment)
    return LeavingClosed(activity=found[0], shift=found[1], since=since) if since else None


async def tell_of_leaving(
    records: Records, activity: Activity, shift: Shift, sign_up: SignUp, moment: Moment, *, by_id: int
) -> None:
    """Tell whoever is in charge that somebody has left, where the window had closed; the place goes on as ever."""
    if await _closed_since(records, shift, moment):
        await tell_of_late_leave(records, activity, shift, sign_up, moment, by_id=by_id)


async def tell_of_late_leave(
    records: Records, activity: Activity, shift: Shift, sign_up: SignUp, moment: Moment, *, by_id: int
) -> None:
    """Tell whoever is in charge that somebody has left so late; not the one who noted it for them."""
    leaders = await in_charge(records, activity, without=sign_up.person_id)
    notice = LateLeave(shift_id=shift.id, person_id=sign_up.person_id)
    tell(records, [one for one in leaders if one != by_id], notice, notice.about(sign_up.ticket), moment)


async def _closed_since(records: Records, shift: Shift, moment: Moment) -> Instant | None:
    minutes = await records.sign_ups.leaving_closes(shift.id)
    since = None if minutes is None else leaving_closed_at(minutes, shift)
    is_closed = since is not None and since <= moment.now and not shift.has_begun(moment.now)
    return since if is_closed else None
