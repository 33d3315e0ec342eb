"""What time brings to qualifications: their end is told ahead, and on the day (docs/rules.md: Qualifications)."""

from datetime import datetime, timedelta
from typing import Final

from volunteering.actions.telling.telling import in_charge, tell
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.needs import is_of_kind, lacks
from volunteering.rules.notices.qualifications import QualificationEnded, QualificationEnds
from volunteering.rules.qualifications import REMINDED_AHEAD, Qualification
from volunteering.rules.signing_up import Facts

BATCH: Final = 200
"""How many one transaction takes, so that no tap waits long behind a sweep."""

ON_THE_DAY: Final = 0
"""Days before the end on which those are told who count on it."""


async def tell_of_ends(records: Records, moment: Moment) -> bool:
    """Owe a batch of the reminders due now. Whether there may be more: run it again, in another transaction.

    Where the bot was down, the shorter reminder takes the place of the longer one; what has ended is ahead no more.
    """
    is_full = False
    for days_ahead in (ON_THE_DAY, *sorted(REMINDED_AHEAD)):
        ending = await records.qualifications.expiring(moment.told_by_now(days_ahead), days_ahead, BATCH)
        for one in ending:
            if await records.qualifications.note_reminded(one.id, days_ahead):
                await _tell(records, one, days_ahead, moment)
        is_full |= len(ending) == BATCH
    return is_full


async def _tell(records: Records, one: Qualification, days_ahead: int, moment: Moment) -> None:
    if days_ahead == ON_THE_DAY:
        await _tell_leaders(records, one, moment)
    elif one.expires_on and one.expires_on >= moment.today:
        notice = QualificationEnds(qualification_id=one.id, days_ahead=days_ahead)
        tell(records, [one.person_id], notice, notice.about(), moment)


async def _tell_leaders(records: Records, one: Qualification, moment: Moment) -> None:
    """Those in charge of shifts ahead that ask for it; nobody is taken off them."""
    by_reader: dict[int, list[int]] = {}
    for shift_id in await records.qualifications.asked_for_in(one.person_id, one.kind, moment.now):
        facts = await records.sign_ups.facts(shift_id, one.person_id)
        if facts is None or not _is_missed(facts, one, moment):
            continue
        for reader in await in_charge(records, facts.activity, without=one.person_id):
            by_reader.setdefault(reader, []).append(shift_id)
    for reader, shift_ids in by_reader.items():
        notice = QualificationEnded(qualification_id=one.id, shift_ids=tuple(shift_ids))
        tell(records, [reader], notice, notice.about(), moment)


def _is_missed(facts: Facts, one: Qualification, moment: Moment) -> bool:
    """Whether the role that they have a place in asks for it, and they have no other on the day of the shift."""
    role = facts.mine_in
    if role is None:
        return False
    missing = lacks(role.needs, facts.held, facts.born, facts.shift.day(moment.zone))
    return any(is_of_kind(lack, one.kind) for lack in missing)


async def next_end_told(records: Records, moment: Moment) -> datetime | None:
    """The first instant after now at which somebody is to be reminded of an end, as things stand."""
    found = [
        moment.morning_of(ends - timedelta(days=days_ahead))
        for days_ahead in (ON_THE_DAY, *REMINDED_AHEAD)
        if (ends := await records.qualifications.next_end(moment.told_by_now(days_ahead), days_ahead))
    ]
    return min(found, default=None)
