"""The list of an exam is filled in, sent back and entered, told through phones."""

from io import BytesIO

from openpyxl import load_workbook

from playground.phones.phone import Phone
from tests.stories.test_exams import announces
from tests.stories.test_sending_a_list import files_of
from tests.support.phone_steps import PATIENCE, button_with, times_told
from tests.support.town import Town
from volunteering.rules.tree import Role

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RESULTS = "SELECT COUNT(*) FROM exam_entries WHERE result IS NOT NULL"


def filled(content: bytes, **results: tuple[object, str]) -> bytes:
    """The list with mark and result beside these names, as somebody types them; `_` is none of the people's."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    [head] = [row for row in sheet.iter_rows() if [cell.value for cell in row][:2] == ["Exam number", "Name"]]
    assert [cell.value for cell in head][4:] == ["Mark", "Result"]
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        if row[1].value in results:
            row[4].value, row[5].value = results[str(row[1].value)]
    file = BytesIO()
    book.save(file)
    return file.getvalue()


async def to_the_exam(phone: Phone) -> None:
    await phone.sends("/exams")
    await phone.taps("Past exams")
    await phone.taps(button_with(phone, "Social work exam"))
    await phone.taps("Lists and results")


async def asked_for(phone: Phone) -> bytes:
    """The list, which the form then waits for."""
    before = len(files_of(phone))
    await to_the_exam(phone)
    await phone.taps("Results by XLSX")
    await phone.sees("send the list back to me here")
    await phone.waits(lambda: len(files_of(phone)) > before or None, "gets no list")
    return files_of(phone)[-1]


async def test_results_are_entered_by_the_list_that_was_sent_back_and_corrected_by_another(town: Town) -> None:
    mei, lin = await town.member("Mei", team="Baiyun"), await town.member("Lin", team="Baiyun")
    await announces(town)
    for phone in (mei, lin):
        await phone.sends("/exams")
        await phone.taps(button_with(phone, "Social work exam"))
        await phone.taps("Register for the exam")
        await phone.sees("✅ Registered")
    await town.passes(days=22)
    await lin.sees("Your number: 1002")
    await town.passes(days=7)
    bo = await town.member("Bo", team="Baiyun", role=Role.ADMIN)

    empty = await asked_for(bo)
    await bo.sends_document("list.xlsx", filled(empty, Mei=("86,5", "Y"), Lin=("", "maybe")), XLSX)
    shown = await bo.sees("1 row is wrong", within=PATIENCE)
    assert "1 passed" in shown.text
    assert "Enter the others without them" in shown.labels
    report = load_workbook(BytesIO(files_of(bo)[-1])).active
    assert report is not None
    cells = [str(cell.value) for row in report.rows for cell in row]
    assert any("“maybe” is not a result" in cell for cell in cells), "row by row, with its column"
    assert await town.number(RESULTS) == 0, "nothing is entered before they say so"
    await bo.taps("Cancel")
    await bo.sees("nothing of the list was entered")

    await bo.taps("Results by XLSX")
    await bo.sends_document("list.xlsx", filled(empty, Mei=("86,5", "Y"), Lin=("", "缺考")), XLSX)
    shown = await bo.sees("1 passed · 0 not passed · 1 absent · 0 unchanged", within=PATIENCE)
    await bo.taps("Enter them")
    await bo.sees("✅ The results are entered", within=PATIENCE)
    assert await town.number(RESULTS) == 2
    await town.passes(minutes=1)
    told = await mei.sees("Your result: Social work exam")
    assert "From now on you have: Social work (Assistant social worker)" in told.text
    assert "Mark: 86.5" in told.text
    assert "You were not there." in (await lin.sees("Your result: Social work exam")).text

    corrected = await asked_for(bo)
    await bo.sends("/cancel")  # days later nobody has the form open: the list itself says of which exam it is
    await bo.sends_document("list.xlsx", filled(corrected, Lin=(72, "合格")), XLSX)
    shown = await bo.sees("1 passed · 0 not passed · 0 absent · 1 unchanged", within=PATIENCE)
    assert "1 of them corrected" in shown.text
    await bo.taps("Enter them")
    await bo.waits(lambda: times_told(bo, "✅ The results are entered") == 2 or None, "are not told", within=PATIENCE)
    await town.passes(minutes=1)
    assert "Mark: 72" in (await lin.sees("Corrected: Social work exam")).text
    assert times_told(mei, "Corrected: Social work exam") == 0

    await bo.sends("/stats 2026")
    assert "Exams 1 · registered 2 · came 2 · passed 2" in (await bo.sees("Exams 1")).text
    await bo.taps("Exams")
    assert "Social work (Assistant social worker): 2 registered · 2 came · 2 passed" in (await bo.sees("In all:")).text
