"""What becomes of a place that comes free: it goes to the next in line, or if it is late, whoever is in charge is told.

docs/rules.md: Signing up.
"""

from collections.abc import Sequence

from volunteering.actions.telling.out_of_reach import tell_to_call
from volunteering.actions.telling.telling import in_charge, tell, tell_one
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.signing_up import Gap, Promoted, Unheard, Why
from volunteering.rules.signing_up import (
    SignUp,
    SignUpState,
    may_move_up,
    may_take_over,
    promotes_silently,
    reasons_against,
)


async def line_for(
    records: Records, activity: Activity, shift: Shift, sign_up: SignUp, moment: Moment
) -> tuple[SignUp, ...]:
    """Who waits for the place of a sign-up, first in line first; nobody where it would not go on by itself."""
    is_place = sign_up.state is SignUpState.CONFIRMED and is_on(activity, shift)
    if not is_place or not promotes_silently(shift, moment):
        return ()
    line = await records.sign_ups.waiting(shift.id)
    return tuple(waiting for waiting in line if waiting.role_id == sign_up.role_id)


async def would_be_taken(records: Records, shift: Shift, line: Sequence[SignUp], moment: Moment) -> bool:
    """Whether somebody in that line would have the place at once."""
    for waiting in line:
        facts = await records.sign_ups.facts(shift.id, waiting.person_id)
        if facts is not None and may_take_over(facts, moment):
            return True
    return False


async def fill_places(records: Records, activity: Activity, shift: Shift, moment: Moment, *, why: Why) -> int:
    """Give the free places of a locked shift to the first in line who still may take them; how many got one.

    Whoever would not hear of it is passed over and stays in line, and the leader is told to call. Within the late hours
    before the start nobody is promoted silently: the leader is told of the gap instead.
    """
    if shift.has_begun(moment.now):
        return 0
    line = await records.sign_ups.waiting(shift.id)
    return await give_to(records, activity, shift, line, moment, why=why)


async def give_to(
    records: Records, activity: Activity, shift: Shift, line: Sequence[SignUp], moment: Moment, *, why: Why
) -> int:
    """The same, to the first of this line."""
    promoted = 0
    passed_over: list[int] = []
    full: set[int | None] = set()  # roles without a free place; the whole shift, where it has no roles
    for sign_up in line:
        if sign_up.role_id in full:
            continue
        facts = await records.sign_ups.facts(shift.id, sign_up.person_id)
        if facts is None:
            break
        if facts.capacity.is_full:
            full.add(sign_up.role_id)
            continue
        if not promotes_silently(shift, moment):
            leaders = await in_charge(records, activity)
            gap = Gap(shift_id=shift.id)
            tell(records, leaders, gap, gap.about(), moment, again=True)
            break
        if may_move_up(facts, moment):
            await _promote(records, sign_up, why, moment)
            promoted += 1
        elif facts.agreed and not reasons_against(facts, moment):
            passed_over.append(sign_up.person_id)
    await tell_to_call(records, activity, shift, passed_over, Unheard.PASSED_OVER, moment)
    return promoted


async def _promote(records: Records, sign_up: SignUp, why: Why, moment: Moment) -> None:
    await records.sign_ups.set_state(sign_up.id, SignUpState.CONFIRMED, moment.now)
    records.journal.note(
        Did.PROMOTED, by_id=None, at=moment.now, person_id=sign_up.person_id, shift_id=sign_up.shift_id
    )
    notice = Promoted(shift_id=sign_up.shift_id, why=why)
    tell_one(records, sign_up.person_id, notice, notice.key(sign_up.person_id, sign_up.ticket), moment)
