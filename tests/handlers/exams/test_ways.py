"""From what keeps somebody from an exam to what is missing, and back to it."""

from datetime import date

import pytest

from handlers.buttons.exams import RegisterForExam
from handlers.buttons.qualifications import SendAgain
from tests.support.acting import NOW
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.examined import admin_of, announced
from tests.support.scene import Scene
from volunteering.rules.exams.announced import Exam
from volunteering.rules.notices.qualifications import QualificationDecided
from volunteering.rules.qualifications import QualificationState


@pytest.fixture
async def exam(city: City) -> Exam:
    """Of a level that takes the one below."""
    return await announced(city, await admin_of(city, city.jiaojiang), 0, 0)


async def sends_the_lower(mei: PhoneInChat, exam: Exam) -> None:
    """Is refused, and sends what is missing."""
    await mei.taps_button(RegisterForExam(exam=exam.id, level=exam.levels[1].id))
    mei.sees("Not registered: Social work exam", "It takes a qualification: Social work (Assistant social worker).")
    await mei.taps("Add a qualification")
    await mei.taps("Assistant social worker")
    await mei.sends("SW-1")
    await mei.sends("2026-03-01")
    await mei.sends_photo("photo")
    await mei.taps("Send it")


async def test_what_was_sent_for_an_exam_leads_back_there_and_again_once_it_is_verified(
    chat: Chat, city: City, exam: Exam
) -> None:
    mei = await chat.volunteer("Mei", city.jiaojiang)
    await sends_the_lower(mei, exam)
    mei.sees("Your leaders will look at it")
    await mei.taps("Back to the exam")
    mei.sees("Social work exam", "Register for the exam")
    await mei.taps_button(RegisterForExam(exam=exam.id, level=exam.levels[1].id))
    mei.sees("a leader is still looking at yours")
    mei.sees_not("Add a qualification")
    number = await city.figure("SELECT id AS n FROM qualifications")
    async with city.writing() as rows:
        rows.qualifications.decide(number, QualificationState.REJECTED, by_id=1, at=NOW, reason="Blurred")
    await mei.taps_button(SendAgain(qualification=number))
    await mei.taps("Send it")
    assert "Back to the exam" in mei.last.labels, "sent again, it is for the same exam"


@pytest.mark.parametrize("closed", [False, True])
async def test_the_answer_leads_back_as_long_as_one_may_register(scene: Scene, *, closed: bool) -> None:
    city = scene.office.city
    exam = await announced(city, await admin_of(city, city.top), 0, 0, unit=city.top)
    async with city.writing() as rows:
        number = await rows.qualifications.add(
            scene.wang.id,
            exam.kind,
            level=0,
            number="SW-1",
            issued_on=date(2026, 3, 1),
            evidence=None,
            at=NOW,
            wanted_exam=exam.id,
        )
        rows.qualifications.decide(number, QualificationState.VERIFIED, by_id=scene.zhao.id, at=NOW)
        if closed:
            rows.exams.cancel(exam.id, "Flood")
    await scene.tell(QualificationDecided(qualification_id=number, state=QualificationState.VERIFIED))
    assert ("Back to the exam" in scene.labels) is not closed
