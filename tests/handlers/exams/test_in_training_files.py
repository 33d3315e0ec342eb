"""Exams in somebody's training file, and what there is to do where none is announced."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from handlers.buttons.exams import ListExams
from handlers.buttons.training import SendStudyFile, ShowStudyFile, StudyFileKind
from tests.support.acting import NOW, at
from tests.support.chat import Chat
from tests.support.city import City, hours_later
from tests.support.examined import BEGINS, admin_of, announced, registers
from volunteering.actions.exams.announcing import cancel_exam
from volunteering.actions.exams.entering import enter
from volunteering.actions.exams.numbering import number_now
from volunteering.rules.exams.announced import ExamResult, Grade
from volunteering.rules.tree import Role


async def test_what_somebody_sat_stands_in_their_training_file(chat: Chat, city: City) -> None:
    mei = await chat.volunteer("Mei", city.jiaojiang)
    person = await mei.known()
    assert person is not None
    await mei.taps_button(ShowStudyFile())
    mei.sees("Nothing yet.", "All trainings")
    admin = await admin_of(city, city.jiaojiang)
    exam, off = await announced(city, admin), await announced(city, admin)
    for one in (exam, off):
        await registers(city, person, one)
    await mei.taps_button(ShowStudyFile())
    mei.sees("Exam: Social work exam", "no result yet", "Print (PDF)")
    async with city.writing() as rows:
        await cancel_exam(rows, admin, off.id, "", at(NOW))
        await number_now(rows, admin, exam.id, at(hours_later(2)))
    entry = await city.figure("SELECT id AS n FROM exam_entries WHERE exam_id = :exam", exam=exam.id)
    async with city.writing() as rows:
        grade = Grade(result=ExamResult.PASSED, mark=865)
        await enter(rows, admin, entry, grade, at(hours_later(BEGINS + 1)))
    await mei.taps_button(ShowStudyFile())
    mei.sees("Social work (Assistant social worker) · passed · mark 86.5")
    assert mei.last.text.count("Exam: ") == 1, "of the other one nobody sat anything"
    await mei.taps_button(SendStudyFile(kind=StudyFileKind.PAPER))
    [(_, paper)] = mei.files
    await mei.taps_button(SendStudyFile(kind=StudyFileKind.WORKBOOK))
    [(_, book)] = mei.files
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert "1001" in text
    assert "86.5" in text
    sheet = load_workbook(BytesIO(book)).worksheets[1]
    said = [[str(cell.value) for cell in row][1:] for row in sheet.rows]
    assert ["Social work exam", "Social work (Assistant social worker)", "1001", "86.5", "passed"] in said


@pytest.mark.parametrize(
    ("role", "label"), [(None, "All trainings"), (Role.LEADER, "Hold a training"), (Role.ADMIN, "Announce an exam")]
)
async def test_where_none_is_announced_there_is_something_to_do(
    chat: Chat, city: City, role: Role | None, label: str
) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang, role=role)
    await wei.taps_button(ListExams())
    wei.sees("No exam is announced at the moment.")
    assert wei.last.labels[0] == label
    await wei.taps(label)
    wei.sees_not("No exam is announced at the moment.")
