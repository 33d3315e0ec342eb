"""Places that are free within the late hours: for whoever asks first, and everybody in line is told at once.

docs/rules.md: Offers.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from volunteering.actions.signing_up.lines import with_facts
from volunteering.actions.telling.telling import in_charge, tell, tell_one
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.signing_up import FirstCome, Gap, LeftOver
from volunteering.rules.offering import goes_in_turn
from volunteering.rules.reminders import Occasion, ReminderLine
from volunteering.rules.signing_up import SignUp, reasons_against

BATCH: Final = 200
"""How many people one transaction tells that a shift began without them."""

TOLD_WITHIN: Final = timedelta(hours=6)
"""Of a shift that began longer ago nobody wants to hear that they were not in it."""


async def tell_of_gap(
    records: Records,
    activity: Activity,
    shift: Shift,
    line: Sequence[SignUp],
    moment: Moment,
    *,
    to: Sequence[SignUp],
) -> None:
    """Tell those of this line for whom a place is free in a locked shift; and whoever is in charge, where one is."""
    if await tell_the_line(records, activity, shift, line, moment, to=to):
        gap = Gap(shift_id=shift.id)
        tell(records, await in_charge(records, activity), gap, gap.about(), moment, again=True)


async def tell_the_line(
    records: Records,
    activity: Activity,
    shift: Shift,
    line: Sequence[SignUp],
    moment: Moment,
    *,
    to: Sequence[SignUp],
) -> bool:
    """Tell those of this line for whom a place is free; whether one is for anybody in it.

    Nobody is woken for it, nor told once the shift has begun.
    """
    about = ReminderLine(
        shift_id=shift.id,
        person_id=activity.leader_id,
        about=Occasion.FIRST_COME,
        starts_at=shift.period.start,
    )
    await records.reminders.note([about], moment.now)
    heard, is_free = moment.heard_at, False
    told = {sign_up.id for sign_up in to}
    full: set[int | None] = set()
    async for sign_up, facts in with_facts(records, shift, line):
        if sign_up.role_id in full:
            continue
        if facts.capacity.is_full:
            full.add(sign_up.role_id)
            continue
        is_free = True
        if sign_up.id in told and heard < shift.period.start and facts.reachable and not reasons_against(facts, moment):
            notice = FirstCome(shift_id=shift.id)
            tell(records, [sign_up.person_id], notice, notice.about(), moment, again=True, after=heard - moment.now)
    return is_free


async def shifts_with_gaps(records: Records, moment: Moment) -> tuple[int, ...]:
    """The shifts whose late hours have begun with a free place that those who wait were not told of. It only looks."""
    return await records.offers.untold_of_gaps(moment.now, moment.now + timedelta(hours=moment.policy.late_hours))


async def tell_of_gaps(records: Records, shift_id: int, moment: Moment) -> None:
    """Tell whoever waits, and whoever is in charge, that places are free now that the late hours have begun."""
    found = await records.activities.lock(shift_id)
    if found is None or not is_on(*found) or goes_in_turn(found[1], moment) or found[1].has_begun(moment.now):
        return
    line = await records.sign_ups.waiting(shift_id)
    to = [one for one in line if not one.is_offered and not one.passed]
    await tell_of_gap(records, *found, line, moment, to=to)


async def tell_left_over(records: Records, moment: Moment) -> bool:
    """Tell a batch of those who still wait for what has begun, once. Whether there may be more: run it again."""
    found = await records.offers.left_over(moment.now - TOLD_WITHIN, moment.now, BATCH)
    for line in await records.reminders.note(found, moment.now):
        notice = LeftOver(shift_id=line.shift_id)
        key = notice.key(line.person_id, line.starts_at)
        tell_one(records, line.person_id, notice, key, moment, after=moment.heard_at - moment.now)
    return len(found) == BATCH
