"""A test at the end of a training: typed in the chat, taken on the phone, marked at once, and what it gives."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import load_workbook

from playground.phones.phone import Phone
from tests.stories.test_sending_a_list import files_of
from tests.support.list_files import Line, workbook_of
from tests.support.phone_steps import PATIENCE, button_with, times_told
from tests.support.town import Town

QUESTIONS = """1. Somebody collapses. What first?
A. Run away
B. Call 120 *
C. Take a picture

What belongs in a first aid kit?
Plasters ✓
Gloves ✓
Matches
"""


async def holds(li: Phone) -> None:
    """A training of one session, with a test of two questions."""
    await li.sends("/training")
    await li.taps("Hold a training")
    await li.sends("First aid course")
    await li.sends("Saturday 9-11")
    await li.sends("Hall 2")
    await li.taps("5")
    await li.taps("First aid")
    await li.taps("Post it")
    await li.sees("Posted: First aid course")
    await li.sends("/manage")
    await li.taps("First aid course")
    await li.taps("Enter results")
    await li.taps("Test")
    await li.sees("No questions yet")
    await li.taps("Add questions")
    await li.sends("What is the number?\n120\n110")
    await li.sees("no option is marked as right")
    await li.sends(QUESTIONS)
    made = await li.sees("✅ 2 questions added.")
    assert "2 of 2 questions have to be right" in made.text


async def test_from_the_questions_to_what_passing_gives(town: Town) -> None:
    li, mei, bo = await town.leader("Li"), await town.member("Mei"), await town.member("Bo")
    await holds(li)
    for person in (mei, bo):
        await person.sends("/training")
        await person.taps("First aid course")
        await person.taps("Sign up")
        await person.sees("You are in: First aid course")
    await town.passes(days=5, hours=3)
    await li.sends("/start")
    await li.taps("Confirm the roster")
    await li.taps("Mei")
    await li.taps("Confirm")
    await town.settles()
    await mei.sees("The test is ready: First aid course")
    assert times_told(bo, "The test is ready") == 0, "whoever was not there isn't asked"

    await mei.taps("Take the test")
    await mei.sees("2 of 2 questions have to be right")
    await mei.taps("Begin")
    await mei.sees("Question 1 of 2")
    await mei.taps("A. Run away")
    await mei.sees("Question 2 of 2")
    await mei.sees("Several may be right")
    await mei.taps("A. Plasters")
    await mei.taps("B. Gloves")
    await li.taps("Enter results")  # meanwhile a question is taken away: whoever is at it goes on with it as it was
    await li.taps("Test")
    await li.taps(button_with(li, "first aid kit"))
    await li.taps("Remove")
    await li.sees("It is asked no more")
    await li.taps("Put it back")
    await mei.taps("Done")
    marked = await mei.sees("Not passed yet: First aid course")
    assert "1 of 2 are right, 2 needed" in marked.text
    assert "⚠️ 1. Somebody collapses. What first?" in marked.text
    assert "Right: B. Call 120" in marked.text
    assert "✅ 2. What belongs in a first aid kit?" in marked.text

    await mei.taps("Take it again")
    await mei.sees("Question 1 of 2")
    await mei.sends("选b")
    await mei.sees("Question 2 of 2")
    await mei.taps("A. Plasters")
    await mei.taps("B. Gloves")
    await mei.taps("Done")
    await mei.sees("Passed: First aid course")
    await town.settles()
    given = await mei.sees("You hold: First aid")
    assert "Mark: 100" in given.text
    await mei.sends("/training")
    assert not any("Test:" in label for label in mei.screen.labels), "it is passed"

    await li.taps("‹ The test")
    await li.taps("Figures")
    figures = await li.sees("Test in figures: First aid course")
    assert "1 person has taken it" in figures.text
    assert "✅ 1 of them has passed" in figures.text
    assert "50 % wrong: Somebody collapses. What first?" in figures.text.replace("\u00a0", " ")
    assert "Mei" not in figures.text


async def test_questions_are_sent_out_as_a_list_filled_in_and_sent_back(town: Town) -> None:
    li = await town.leader("Li")
    await holds(li)
    await li.taps("Questions as a list (XLSX)")
    content = await li.waits(lambda: files_of(li)[-1] if files_of(li) else None, "gets no list")
    head = next(row for row in _rows(content) if "Option A" in row)
    asked = [
        row
        for row in _rows(content)
        if row[0] in {"Somebody collapses. What first?", "What belongs in a first aid kit?"}
    ]
    assert [row[head.index("Right")] for row in asked] == ["B", "AB"]
    more: list[Line] = [["Whom do you call?", "110", "120", "", "", "", "", "Z", ""]]
    await sends(li, [head, *asked, *more])
    wrong = await li.sees("No question was taken over", within=PATIENCE)
    assert "Row 4, Right: there is no option Z in this row" in wrong.text

    await li.taps("Questions as a list (XLSX)")
    more[0] = ["Whom do you call?", "110", "120", "", "", "", "", "b", ""]
    asked[0][2] = "Call 120 at once"
    await sends(li, [head, *asked, *more])
    shown = await li.sees("Questions for First aid course", within=PATIENCE)
    for said in ("3 questions", "new: 1", "changed: 1", "there already: 1", "• Whom do you call?"):
        assert said in shown.text
    await li.taps("Take 2 questions over")
    await li.sees("3 of 3 questions have to be right")
    assert await town.number("SELECT COUNT(*) FROM imports") == 0

    await li.sends("/home")
    await li.sends_document("again.xlsx", content, "application/octet-stream")
    await li.sees("Your file is being looked through")
    again = await li.sees("Questions for First aid course", within=PATIENCE)
    assert "changed: 1" in again.text, "by its mark and codes it has found the way: it asks as it did before"


def _rows(content: bytes) -> list[list[str]]:
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]


async def sends(phone: Phone, lines: Sequence[Line]) -> None:
    """As it is attached in the chat."""
    await phone.sends_document("questions.xlsx", workbook_of(lines), "application/octet-stream")
