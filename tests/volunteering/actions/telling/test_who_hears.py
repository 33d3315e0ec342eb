"""Whatever somebody has to hear of is passed on where its reader is not reached: a case of each kind."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

import pytest

from tests.support.acting import NOW, appoint, at, known, owed, sign_up
from tests.support.city import ZONE, City, hours_later
from tests.support.examined import BEGINS, WANTED, announced, registers
from tests.volunteering.actions.telling.test_out_of_reach import passed_on, unheard
from volunteering.actions.enquiries import Enquired, ask, find_topic
from volunteering.actions.exams.announcing import cancel_exam, change_exam
from volunteering.actions.exams.entering import enter
from volunteering.actions.exams.numbering import number_now
from volunteering.actions.qualifications.sending import SentToLeaders, send_qualification
from volunteering.rules.activities import Shift
from volunteering.rules.asking import WhyTold
from volunteering.rules.buddies import Ending
from volunteering.rules.enquiries import Matter
from volunteering.rules.exams.announced import Exam, ExamResult, Grade
from volunteering.rules.notices.asking import HelpMissing
from volunteering.rules.notices.attendance import RosterDue
from volunteering.rules.notices.buddies import BuddyChosen, BuddyGone, BuddyWrote
from volunteering.rules.notices.enquiries import EnquiryAnswered, EnquiryMade
from volunteering.rules.notices.exams import (
    ExamCancelled,
    ExamChanged,
    ExamLeft,
    ExamNumber,
    ExamNumbered,
    ExamReminder,
    ExamResulted,
    ExamUnheard,
    UnheardOfExam,
)
from volunteering.rules.notices.guardians import PlaceWithoutConsent
from volunteering.rules.notices.hours import ClaimMade
from volunteering.rules.notices.leading import Cancelled, Changed, HandedOver, LeaderMissing, LeadersDigest, OtherRole
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.owed import Notice
from volunteering.rules.notices.qualifications import QualificationEnded, QualificationSent
from volunteering.rules.notices.signing_up import (
    Gap,
    LateLeave,
    LateRole,
    NotConfirmed,
    OnceMore,
    OutOfReach,
    PleaseConfirm,
    Promoted,
    Reminder,
    Unheard,
)
from volunteering.rules.notices.unheard import WHO_HEARS, Hears
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Person


class Case(NamedTuple):
    """A city in which Zhao is in a shift; Li leads there and holds exams, and Chen is above."""

    city: City
    zhao: Person
    li: Actor
    chen: Actor
    shift: Shift


Making = Callable[[Case], Awaitable[Notice]]


@pytest.fixture
async def case(city: City) -> Case:
    li = await appoint(city, city.leader, city.jiaojiang, Role.ADMIN)
    chen = await appoint(city, await city.person("Chen"), city.top, Role.ADMIN)
    zhao, shift = await city.person("Zhao"), await city.shift(48)
    await sign_up(city, shift, zhao)
    return Case(city, zhao, li, chen, shift)


def of_shift(told: Callable[[Shift, int], Notice]) -> Making:
    """One about the shift, and Zhao: nothing else has to have happened."""

    async def made(case: Case) -> Notice:
        return told(case.shift, case.zhao.id)

    return made


def of_exam(told: Callable[[Exam, int], Notice], then: Callable[[Case, Exam, int], Awaitable[None]]) -> Making:
    """One about an exam, in which Zhao has a number, and about Zhao's entry; `then` something has happened."""

    async def made(case: Case) -> Notice:
        exam = await announced(case.city, case.li)
        await registers(case.city, case.zhao, exam)
        async with case.city.writing() as rows:
            await number_now(rows, case.li, exam.id, at(hours_later(2)))
        entry_id = await case.city.figure("SELECT MAX(id) AS n FROM exam_entries")
        await then(case, exam, entry_id)
        return told(exam, entry_id)

    return made


async def nothing(case: Case, exam: Exam, entry_id: int) -> None:
    """It is as it was."""


async def elsewhere(case: Case, exam: Exam, entry_id: int) -> None:
    async with case.city.writing() as rows:
        wanted = WANTED.model_copy(update={"venue": "Library"})
        await change_exam(rows, case.li, exam.id, wanted, at(hours_later(3)))


async def off(case: Case, exam: Exam, entry_id: int) -> None:
    async with case.city.writing() as rows:
        await cancel_exam(rows, case.li, exam.id, "Flood", at(hours_later(3)))


async def passed(case: Case, exam: Exam, entry_id: int) -> None:
    async with case.city.writing() as rows:
        await enter(rows, case.li, entry_id, Grade(result=ExamResult.PASSED), at(hours_later(BEGINS + 1)))


async def pair(case: Case) -> int:
    buddy = await case.city.person("Buddy")
    await sign_up(case.city, case.shift, buddy)
    async with case.city.writing() as rows:
        return await rows.buddies.add(case.shift.id, case.zhao.id, buddy.id, case.shift.period.start, NOW)


async def chosen(case: Case) -> Notice:
    return BuddyChosen(pair_id=await pair(case))


async def gone(case: Case) -> Notice:
    pair_id = await pair(case)
    async with case.city.writing() as rows:
        rows.buddies.end(pair_id, Ending.BUDDY_DECLINED, NOW, told=True)
    return BuddyGone(pair_id=pair_id)


async def wrote(case: Case) -> Notice:
    pair_id = await pair(case)
    async with case.city.writing() as rows:
        found = await rows.buddies.get(pair_id)
        assert found is not None
        return BuddyWrote(line_id=await rows.buddies.write(pair_id, found.buddy_id, "Where?", NOW))


async def enquiry(case: Case) -> int:
    async with case.city.writing() as rows:
        topic = await find_topic(rows, case.zhao, Matter.SHIFT, case.shift.id)
        assert topic is not None
        made = await ask(rows, case.zhao, topic, "Is it on?", at(NOW))
    assert isinstance(made, Enquired)
    return made.enquiry_id


async def enquired(case: Case) -> Notice:
    return EnquiryMade(enquiry_id=await enquiry(case), line_id=1)


async def answered(case: Case) -> Notice:
    return EnquiryAnswered(enquiry_id=await enquiry(case), line_id=1)


async def claimed(case: Case) -> Notice:
    async with case.city.writing() as rows:
        number = await rows.hours.add_claim(
            person_id=case.zhao.id, unit_id=case.city.jiaojiang.id, day=NOW.date(), minutes=60, what="Help", at=NOW
        )
    return ClaimMade(claim_id=number)


async def qualification_sent(case: Case) -> Notice:
    async with case.city.writing() as rows:
        kind = next(one for one in await rows.kinds.all_for(case.zhao.unit) if not one.needs_evidence)
        sent = await send_qualification(
            rows,
            await known(rows, case.zhao),
            kind.id,
            at(NOW),
            level=0,
            number="",
            issued_on=NOW.date(),
            evidence=None,
        )
    assert isinstance(sent, SentToLeaders)
    return QualificationSent(qualification_id=sent.qualification_id)


ZHAO_IS_CALLED: dict[type, Making] = {
    Reminder: of_shift(lambda shift, _: Reminder(shift_ids=(shift.id,))),
    OnceMore: of_shift(lambda shift, _: OnceMore(shift_ids=(shift.id,))),
    Promoted: of_shift(lambda shift, _: Promoted(shift_id=shift.id)),
    Changed: of_shift(
        lambda shift, _: Changed(shift_id=shift.id, title_before="A", place_before="B", period_before=shift.period)
    ),
    PleaseConfirm: of_shift(lambda shift, _: PleaseConfirm(shift_id=shift.id)),
    Cancelled: of_shift(lambda shift, _: Cancelled(shift_id=shift.id)),
    OtherRole: of_shift(lambda shift, _: OtherRole(shift_id=shift.id, before="Helpers")),
    Letter: of_shift(lambda shift, _: Letter(from_id=1, activity_id=shift.activity_id, text="Bring boots")),
    EnquiryAnswered: answered,
    BuddyChosen: chosen,
    BuddyGone: gone,
    BuddyWrote: wrote,
    ExamNumber: of_exam(lambda _, entry: ExamNumber(entry_id=entry, admission=1001), nothing),
    ExamReminder: of_exam(lambda _, entry: ExamReminder(entry_id=entry), nothing),
    ExamChanged: of_exam(lambda exam, _: ExamChanged.of(exam), elsewhere),
    ExamCancelled: of_exam(lambda exam, _: ExamCancelled(exam_id=exam.id), off),
    ExamResulted: of_exam(lambda _, entry: ExamResulted(entry_id=entry, before=None), passed),
}

CHEN_HAS_IT_TOO: dict[type, Making] = {
    LateLeave: of_shift(lambda shift, zhao: LateLeave(shift_id=shift.id, person_id=zhao)),
    LateRole: of_shift(lambda shift, zhao: LateRole(shift_id=shift.id, person_id=zhao, before="Helpers")),
    NotConfirmed: of_shift(lambda shift, zhao: NotConfirmed(shift_id=shift.id, person_ids=(zhao,))),
    Gap: of_shift(lambda shift, _: Gap(shift_id=shift.id)),
    OutOfReach: of_shift(
        lambda shift, zhao: OutOfReach(shift_id=shift.id, person_ids=(zhao,), unheard=Unheard.REMINDER)
    ),
    HelpMissing: of_shift(lambda shift, _: HelpMissing(shift_id=shift.id, why=WhyTold.NOBODY_LEFT)),
    RosterDue: of_shift(lambda shift, _: RosterDue(shift_id=shift.id)),
    LeaderMissing: of_shift(lambda shift, zhao: LeaderMissing(person_id=zhao, activity_ids=(shift.activity_id,))),
    PlaceWithoutConsent: of_shift(
        lambda shift, zhao: PlaceWithoutConsent(guardian_id=2, person_id=zhao, shift_id=shift.id)
    ),
    QualificationEnded: of_shift(lambda shift, _: QualificationEnded(qualification_id=1, shift_ids=(shift.id,))),
    LeadersDigest: of_shift(lambda shift, _: LeadersDigest(day=shift.day(ZONE))),
    ClaimMade: claimed,
    EnquiryMade: enquired,
    QualificationSent: qualification_sent,
    ExamLeft: of_exam(lambda _, entry: ExamLeft(entry_id=entry), nothing),
    ExamNumbered: of_exam(lambda exam, _: ExamNumbered(exam_id=exam.id), nothing),
    ExamUnheard: of_exam(
        lambda exam, _: ExamUnheard(exam_id=exam.id, person_ids=(9,), unheard=UnheardOfExam.NUMBER), nothing
    ),
}

CALLS = {Hears.SHIFT_S_LEADER: "out_of_reach", Hears.EXAM_S_HOLDER: "exam_unheard"}


@pytest.mark.parametrize("kind", ZHAO_IS_CALLED)
async def test_whoever_leads_or_holds_it_is_told_to_call(case: Case, kind: type) -> None:
    notice = await ZHAO_IS_CALLED[kind](case)
    await unheard(case.city, case.zhao, notice, "the one")
    await passed_on(case.city)
    calls = await owed(case.city, CALLS[WHO_HEARS[kind]])
    assert [(reader, facts["person_ids"]) for reader, facts in calls] == [(case.li.id, [case.zhao.id])]


async def test_a_new_leader_is_called_by_another(case: Case) -> None:
    await unheard(case.city, case.li.person, HandedOver(activity_id=case.shift.activity_id, by_id=case.chen.id))
    assert await passed_on(case.city) == [(case.chen.id, [case.li.id], Unheard.HANDED_OVER)]


@pytest.mark.parametrize("kind", CHEN_HAS_IT_TOO)
async def test_what_waits_for_somebody_waits_for_another(case: Case, kind: type) -> None:
    notice = await CHEN_HAS_IT_TOO[kind](case)
    async with case.city.changing() as tx:
        await tx.execute("DELETE FROM outbox")
    await unheard(case.city, case.li.person, notice, f"about it:{case.li.id}")
    await passed_on(case.city)
    rows = await case.city.table("SELECT person_id, kind FROM outbox WHERE state = 'owed'")
    assert [(row["person_id"], row["kind"]) for row in rows] == [(case.chen.id, notice.kind)]


def test_no_kind_of_which_somebody_hears_is_left_out() -> None:
    heard = {kind for kind, hears in WHO_HEARS.items() if hears is not Hears.NOBODY}
    assert {*ZHAO_IS_CALLED, HandedOver, *CHEN_HAS_IT_TOO} == heard
