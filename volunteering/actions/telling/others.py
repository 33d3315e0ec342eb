"""What was for somebody who answers for something, and did not reach them: the others who do get it, too."""

from collections.abc import Iterable
from datetime import date

from volunteering.actions.telling.telling import in_charge, tell
from volunteering.records import Records
from volunteering.rules.activities import is_on
from volunteering.rules.enquiries import EnquiryState
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import whole_day
from volunteering.rules.notices.asking import HelpMissing
from volunteering.rules.notices.attendance import RosterDue
from volunteering.rules.notices.enquiries import EnquiryMade
from volunteering.rules.notices.exams import ExamLeft, ExamNumbered, ExamUnheard
from volunteering.rules.notices.guardians import PlaceWithoutConsent
from volunteering.rules.notices.hours import ClaimMade
from volunteering.rules.notices.leading import LeaderMissing, LeadersDigest
from volunteering.rules.notices.owed import Owed
from volunteering.rules.notices.qualifications import QualificationEnded, QualificationSent
from volunteering.rules.notices.signing_up import Gap, LateLeave, LateRole, NotConfirmed, OutOfReach
from volunteering.rules.tree import Unit


async def to_the_others(records: Records, batch: Iterable[Owed], moment: Moment) -> None:
    """Owe it to those who answer for it, too; whoever has it already doesn't get it twice.

    But for what needs somebody tomorrow: the others read theirs anew, with what is theirs since this one is out of
    reach.
    """
    for owed in batch:
        if isinstance(owed.notice, LeadersDigest):
            others = await _in_place_of(records, owed.person_id, owed.notice.day, moment)
            tell(records, others, owed.notice, owed.about, moment, again=True)
        else:
            tell(records, await _others(records, owed), owed.notice, owed.about, moment)


async def _in_place_of(records: Records, person_id: int, day: date, moment: Moment) -> tuple[int, ...]:
    """Who is in charge of somebody's shifts of that day in their place."""
    span = whole_day(day, moment.zone)
    leaders: list[int] = []
    for activity in await records.activities.led_ahead(person_id, moment.now):
        shifts = await records.activities.shifts(activity.id)
        if any(span.start <= one.period.start < span.end and is_on(activity, one) for one in shifts):
            leaders += await in_charge(records, activity, without=person_id)
    return tuple(dict.fromkeys(leaders))


async def _others(records: Records, owed: Owed) -> tuple[int, ...]:
    match owed.notice:
        case (
            LateLeave(shift_id=shift_id)
            | LateRole(shift_id=shift_id)
            | Gap(shift_id=shift_id)
            | NotConfirmed(shift_id=shift_id)
            | OutOfReach(shift_id=shift_id)
            | RosterDue(shift_id=shift_id)
            | HelpMissing(shift_id=shift_id)
            | QualificationEnded(shift_ids=(shift_id, *_))
        ):
            found = await records.activities.shift(shift_id)
            return await in_charge(records, found[0], without=owed.person_id) if found else ()
        case PlaceWithoutConsent(shift_id=shift_id, person_id=ward_id):
            found = await records.activities.shift(shift_id)
            leaders = await in_charge(records, found[0], without=owed.person_id) if found else ()
            return tuple(one for one in leaders if one != ward_id)
        case LeaderMissing(activity_ids=(first, *_)):
            activity = await records.activities.get(first)
            return await _leaders(records, activity.unit, owed) if activity else ()
        case ClaimMade(claim_id=claim_id):
            claim = await records.hours.claim(claim_id)
            unit = await records.units.get(claim.unit_id) if claim else None
            return await _leaders(records, unit, owed, of=claim.person_id) if claim and unit else ()
        case QualificationSent(qualification_id=number):
            sent = await records.qualifications.get(number)
            person = await records.people.get(sent.person_id) if sent else None
            return await _leaders(records, person.unit, owed, of=person.id) if person else ()
        case EnquiryMade(enquiry_id=enquiry_id):
            return await _who_may_answer(records, enquiry_id, owed)
        case _:
            return await _of_exam(records, owed)


async def _leaders(records: Records, unit: Unit, owed: Owed, *, of: int | None = None) -> tuple[int, ...]:
    """Those who lead a unit; `of`: whose matter it is, and nobody decides on their own."""
    leaders = await records.people.leaders_of(unit, without=owed.person_id)
    return tuple(one for one in leaders if one != of)


async def _who_may_answer(records: Records, enquiry_id: int, owed: Owed) -> tuple[int, ...]:
    enquiry = await records.enquiries.get(enquiry_id)
    if enquiry is None or enquiry.state is not EnquiryState.OPEN:
        return ()
    others = await _leaders(records, enquiry.topic.unit, owed, of=enquiry.person_id)
    records.enquiries.ask(enquiry_id, others, enquiry.at)
    return others


async def _of_exam(records: Records, owed: Owed) -> tuple[int, ...]:
    match owed.notice:
        case ExamNumbered(exam_id=exam_id) | ExamUnheard(exam_id=exam_id):
            exam = await records.exams.get(exam_id)
        case ExamLeft(entry_id=entry_id):
            found = await records.exams.entry(entry_id)
            exam = found[0] if found else None
        case _:
            return ()
    return await records.exams.held_by(exam, without=owed.person_id) if exam else ()
