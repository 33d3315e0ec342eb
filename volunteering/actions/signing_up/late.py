"""Places that are free within the late hours: for whoever asks first, and everybody in line is told at once.

docs/rules.md: Offers.
"""

from collections.abc import Collection, Sequence
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


async def beside_free_places(records: Records, shift: Shift, moment: Moment) -> frozenset[int]:
    """Whoever waits for a shift beside a place that is free within its late hours: of that they know.

    To be asked before another one comes free. Nobody where places go in turn.
    """
    if goes_in_turn(shift, moment):
        return frozenset()
    line = await records.sign_ups.waiting(shift.id)
    first_of = {one.role_id: one.person_id for one in reversed(line)}
    facts = await records.sign_ups.facts_of(shift.id, first_of.values()) if line else {}
    free = {role_id for role_id, one in first_of.items() if one in facts and not facts[one].capacity.is_full}
    return frozenset(one.person_id for one in line if one.role_id in free)


async def tell_of_gap(
    records: Records,
    activity: Activity,
    shift: Shift,
    line: Sequence[SignUp],
    moment: Moment,
    *,
    to: Sequence[SignUp],
    known_to: Collection[int] = (),
) -> None:
    """Tell those of this line for whom a place is free in a locked shift; and whoever is in charge, where one is."""
    if await tell_the_line(records, activity, shift, line, moment, to=to, known_to=known_to):
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
    known_to: Collection[int] = (),
) -> bool:
    """Tell those of this line for whom a place is free; whether one is for anybody in it, and that is news.

    Nobody is woken for it, nor told once the shift has begun, nor told again of what is `known_to` them: one was free
    for them before this.
    """
    is_news = bool(await _note_told(records, shift, [activity.leader_id], moment))
    is_free, told = False, {sign_up.id for sign_up in to}
    people: list[int] = []
    full: set[int | None] = set()
    async for sign_up, facts in with_facts(records, shift, line):
        if sign_up.role_id in full:
            continue
        if facts.capacity.is_full:
            full.add(sign_up.role_id)
            continue
        is_free, is_news = True, is_news or sign_up.person_id not in known_to
        if sign_up.id in told and facts.reachable and not reasons_against(facts, moment):
            people.append(sign_up.person_id)
    heard = moment.heard_at
    if heard < shift.period.start:
        new = await _note_told(records, shift, people, moment)
        notice = FirstCome(shift_id=shift.id)
        to_tell = [one for one in people if one in new or one not in known_to]
        tell(records, to_tell, notice, notice.about(), moment, again=True, after=heard - moment.now)
    return is_free and is_news


async def _note_told(records: Records, shift: Shift, people: Sequence[int], moment: Moment) -> frozenset[int]:
    """Note that they hear of places that are free in it; who of them had not yet."""
    start = shift.period.start
    lines = [
        ReminderLine(shift_id=shift.id, person_id=one, about=Occasion.FIRST_COME, starts_at=start) for one in people
    ]
    return frozenset(line.person_id for line in await records.reminders.note(lines, moment.now))


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
