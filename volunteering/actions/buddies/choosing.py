"""Choosing buddies and telling both; where one isn't there any more, choosing another (docs/rules.md: Buddies).

The rows say what is to be done, so that a sweep done twice, or by two replicas at once, does nothing twice: each shift
is looked at under its lock, and a pair is told once.
"""

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.buddies import OF_BUDDY, OF_NEWCOMER, BuddyPair, BuddySheet, Chosen, Ending, is_under_age, plan
from volunteering.rules.ground.moment import Moment
from volunteering.rules.guardians import ConsentState
from volunteering.rules.notices.buddies import BuddyChosen, BuddyGone, BuddyOfWard


async def shifts_to_pair(records: Records, moment: Moment) -> tuple[int, ...]:
    """The shifts in which somebody is to have a buddy, or another one. It only looks: nothing is locked."""
    candidates = await records.buddies.to_look_at(moment.now)
    return tuple([shift_id for shift_id in candidates if await _is_to_be_paired(records, shift_id, moment)])


async def _is_to_be_paired(records: Records, shift_id: int, moment: Moment) -> bool:
    sheet = await records.buddies.sheet(shift_id)
    return sheet is not None and not plan(sheet, moment).is_nothing


async def pair_newcomers(records: Records, shift_id: int, moment: Moment) -> int:
    """End the pairs of a shift that are none any more, and give a buddy to whoever has none; how many got one."""
    sheet = await records.buddies.sheet(shift_id)
    if sheet is None:
        return 0
    wanted = plan(sheet, moment)
    replaced = {one.newcomer_id for one in wanted.new}
    for pair, why in wanted.ends:
        records.buddies.end(pair.id, why, moment.now, told=True)
        _tell_of_end(records, sheet, pair, why, replaced, moment)
    for pair in wanted.untold:
        records.buddies.end_is_told(pair.id)
        _tell_of_end(records, sheet, pair, pair.ended, replaced, moment)
    for chosen in wanted.new:
        await _pair(records, sheet, chosen, moment)
    return len(wanted.new)


def _tell_of_end(
    records: Records, sheet: BuddySheet, pair: BuddyPair, why: Ending | None, replaced: set[int], moment: Moment
) -> None:
    """Tell the one who stays, but for a newcomer who is told of another buddy at once."""
    told = []
    if why in OF_BUDDY and pair.newcomer_id not in replaced and _is_in(sheet, pair.newcomer_id):
        told.append(pair.newcomer_id)
    if (why in OF_NEWCOMER or why is Ending.UNSUITED) and _is_in(sheet, pair.buddy_id):
        told.append(pair.buddy_id)
    notice = BuddyGone(pair_id=pair.id)
    tell(records, told, notice, notice.about(), moment)


def _is_in(sheet: BuddySheet, person_id: int) -> bool:
    one = sheet.of(person_id)
    return one is not None and one.is_in


async def _pair(records: Records, sheet: BuddySheet, chosen: Chosen, moment: Moment) -> None:
    shift = sheet.shift
    number = await records.buddies.add(shift.id, chosen.newcomer_id, chosen.buddy_id, shift.period.start, moment.now)
    to_newcomer = BuddyChosen(pair_id=number, instead_of=chosen.instead_of)
    tell(records, [chosen.newcomer_id], to_newcomer, to_newcomer.about(), moment)
    to_buddy = BuddyChosen(pair_id=number)
    tell(records, [chosen.buddy_id], to_buddy, to_buddy.about(), moment)
    newcomer = sheet.of(chosen.newcomer_id)
    if newcomer is not None and is_under_age(newcomer.born, shift, moment):
        await _tell_guardian(records, number, newcomer.person_id, moment)


async def _tell_guardian(records: Records, pair_id: int, ward_id: int, moment: Moment) -> None:
    """Tell whoever answers for them, where that is somebody messages can be owed to."""
    known = await records.guardians.of_ward(ward_id)
    if known is None or known.state is not ConsentState.CONSENTED or known.telegram_id is None:
        return
    guardian = await records.people.by_telegram(known.telegram_id)
    if guardian is not None and guardian.standing.is_here:
        notice = BuddyOfWard(pair_id=pair_id)
        tell(records, [guardian.id], notice, notice.about(), moment)
