"""Waiting lists beside free places: whatever ended what kept somebody from a place, they are looked at.

A place that comes free goes on at once (`fill_places`). But whoever was passed over because they were
elsewhere, suspended or out of reach waits beside a free place once they no longer are; and so do those whom another
setting lets in. No act has to think of it: the lists are looked at after whatever may have ended a hindrance, and at
times without any cause.
"""

from datetime import timedelta

from volunteering.actions.signing_up.freed import fill_places
from volunteering.actions.signing_up.lines import with_facts
from volunteering.records import Records
from volunteering.rules.activities import is_on
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.signing_up import Why
from volunteering.rules.offering import goes_in_turn, held_until, may_be_next


async def shifts_to_fill(records: Records, moment: Moment) -> tuple[int, ...]:
    """The shifts in which somebody who waits may have a free place now. It only looks: nothing is locked."""
    after = moment.now + timedelta(hours=moment.policy.late_hours)
    candidates = await records.offers.beside_free_places(after)
    return tuple([shift_id for shift_id in candidates if await _is_to_be_filled(records, shift_id, moment)])


async def _is_to_be_filled(records: Records, shift_id: int, moment: Moment) -> bool:
    found = await records.activities.shift(shift_id)
    if found is None or held_until(found[1], moment) is None:
        return False
    full: set[int | None] = set()  # roles without a free place
    line = [one for one in await records.sign_ups.waiting(shift_id) if not (one.is_offered or one.passed)]
    async for sign_up, facts in with_facts(records, found[1], line):
        if sign_up.role_id in full:
            continue
        if facts.capacity.is_full:
            full.add(sign_up.role_id)
        elif may_be_next(facts, moment):
            return True
    return False


async def move_up(records: Records, shift_id: int, moment: Moment) -> int:
    """Offer the free places of a shift to the first in line who may take them; how many went to somebody.

    Not within the late hours before the start: whoever waits then asks for the place themselves.
    """
    found = await records.activities.lock(shift_id)
    if found is None:
        return 0
    activity, shift = found
    if not is_on(activity, shift) or not goes_in_turn(shift, moment):
        return 0
    return await fill_places(records, activity, shift, moment, why=Why.FREE)
