"""People whom messages do not reach: somebody else is told what they have not heard, and calls them.

For each person of a shift that is once for what kept them uninformed, for the time the shift then has. Who hears of
which message is `WHO_HEARS` (volunteering/rules/notices/unheard.py).
"""

from collections.abc import Iterable

from volunteering.actions.telling.exams_unheard import call_about_exams
from volunteering.actions.telling.others import to_the_others
from volunteering.actions.telling.telling import in_charge, tell
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.buddies import BuddyChosen, BuddyGone, BuddyWrote
from volunteering.rules.notices.enquiries import EnquiryAnswered
from volunteering.rules.notices.leading import Cancelled, Changed, HandedOver, OtherRole
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.owed import Owed
from volunteering.rules.notices.signing_up import OnceMore, OutOfReach, PleaseConfirm, Promoted, Reminder, Unheard
from volunteering.rules.notices.unheard import WHO_HEARS, Hears
from volunteering.rules.reminders import Occasion, ReminderLine
from volunteering.rules.signing_up import SignUpState

BATCH = 200
"""How many messages one transaction takes."""

_NOTED = {
    Unheard.PASSED_OVER: Occasion.CALL_ABOUT_PLACE,
    Unheard.CANCELLED: Occasion.CALL_ABOUT_CANCELLED,
    Unheard.HANDED_OVER: Occasion.CALL_ABOUT_LEADING,
    Unheard.BUDDY: Occasion.CALL_ABOUT_BUDDY,
    Unheard.BUDDY_WROTE: Occasion.CALL_ABOUT_BUDDY,
}


async def tell_to_call(
    records: Records, activity: Activity, shift: Shift, people: Iterable[int], unheard: Unheard, moment: Moment
) -> None:
    """Tell whoever is in charge which people of a shift have to be called; those of whom it was told before are not."""
    about = _NOTED.get(unheard, Occasion.CALL_ABOUT_SHIFT)
    lines = [
        ReminderLine(shift_id=shift.id, person_id=person_id, about=about, starts_at=shift.period.start)
        for person_id in people
    ]
    leaders = await in_charge(records, activity) if lines else ()
    if not leaders:
        return
    new = await records.reminders.note(lines, moment.now)
    person_ids = tuple(line.person_id for line in lines if line in new)
    if person_ids:
        notice = OutOfReach(shift_id=shift.id, person_ids=person_ids, unheard=unheard)
        tell(records, leaders, notice, notice.about(shift.period.start), moment)


async def pass_on_unheard(records: Records, moment: Moment) -> bool:
    """See to messages that did not reach their readers. Whether there may be more: run it again.

    What people of a shift have not heard, its leader is told; of an exam, who holds it. What was for a leader, the
    unit's other leaders get.
    """
    batch = await records.outbox.unheard(moment.now, BATCH)
    by_hearer: dict[Hears, list[Owed]] = {}
    for owed in batch:
        by_hearer.setdefault(WHO_HEARS[type(owed.notice)], []).append(owed)
    await _call_about_shifts(records, by_hearer.get(Hears.SHIFT_S_LEADER, []), moment)
    await call_about_exams(records, by_hearer.get(Hears.EXAM_S_HOLDER, []), moment)
    await to_the_others(records, by_hearer.get(Hears.THE_OTHERS, []), moment)
    records.outbox.passed_on([owed.key for owed in batch])
    return len(batch) == BATCH


async def _call_about_shifts(records: Records, batch: Iterable[Owed], moment: Moment) -> None:
    of_shifts: dict[tuple[int, Unheard], set[int]] = {}
    for owed in batch:
        for about in await _of_shifts(records, owed, moment):
            of_shifts.setdefault(about, set()).add(owed.person_id)
    for (shift_id, unheard), people in of_shifts.items():
        await _of_one_shift(records, shift_id, people, unheard, moment)


async def _of_shifts(records: Records, owed: Owed, moment: Moment) -> list[tuple[int, Unheard]]:
    """Which shifts of the reader a message was about, and what it said."""
    match owed.notice:
        case Reminder(shift_ids=shift_ids) | OnceMore(shift_ids=shift_ids):
            return [(shift_id, Unheard.REMINDER) for shift_id in shift_ids]
        case Promoted(shift_id=shift_id):
            return [(shift_id, Unheard.PROMOTED)]
        case Changed(shift_id=shift_id) | OtherRole(shift_id=shift_id) | PleaseConfirm(shift_id=shift_id):
            return [(shift_id, Unheard.CHANGED)]
        case Cancelled(shift_id=shift_id, also=also):
            return [(cancelled, Unheard.CANCELLED) for cancelled in (shift_id, *also)]
        case Letter(activity_id=int(activity_id)):
            theirs = await records.sign_ups.upcoming_of(owed.person_id, moment.now)
            its = {shift.id for shift in await records.activities.shifts(activity_id)}
            return [(sign_up.shift_id, Unheard.LETTER) for sign_up in theirs if sign_up.shift_id in its][:1]
        case EnquiryAnswered(enquiry_id=enquiry_id):
            enquiry = await records.enquiries.get(enquiry_id)
            shift_of = enquiry.topic.shift_id if enquiry else None
            return [] if shift_of is None else [(shift_of, Unheard.ANSWER)]
        case HandedOver(activity_id=activity_id):
            shifts = await records.activities.shifts(activity_id)
            return [(shift.id, Unheard.HANDED_OVER) for shift in shifts if shift.is_ahead(moment.now)][:1]
        case BuddyChosen(pair_id=pair_id) | BuddyGone(pair_id=pair_id):
            pair = await records.buddies.get(pair_id)
            still = pair is not None and pair.is_one is isinstance(owed.notice, BuddyChosen)
            return [(pair.shift_id, Unheard.BUDDY)] if pair and still else []
        case BuddyWrote(line_id=line_id):
            line = await records.buddies.line(line_id)
            return [(line.pair.shift_id, Unheard.BUDDY_WROTE)] if line and line.pair.is_one else []
    return []


async def _of_one_shift(
    records: Records, shift_id: int, people: Iterable[int], unheard: Unheard, moment: Moment
) -> None:
    found = await records.activities.shift(shift_id)
    if found is None or found[1].is_over(moment.now):
        return
    if unheard is Unheard.HANDED_OVER:
        still = [person_id for person_id in people if person_id == found[0].leader_id]
    else:
        still = [person_id for person_id in sorted(people) if await _has_place(records, shift_id, person_id)]
    await tell_to_call(records, *found, still, unheard, moment)


async def _has_place(records: Records, shift_id: int, person_id: int) -> bool:
    """Whether the person is expected there: of who only waits, nobody would miss them."""
    mine = await records.sign_ups.mine(shift_id, person_id)
    return mine is not None and mine.state is SignUpState.CONFIRMED
