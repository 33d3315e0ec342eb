"""Somebody's training file, as the admins of their team find it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from handlers.buttons.button import Button
from handlers.buttons.training import SendStudyFileOf, ShowStudyFileOf, StudyFileKind
from handlers.buttons.volunteers import ShowPerson
from tests.support.acting import appoint, at, hours_later
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.examined import admin_of, announced, registers
from tests.support.qualified import kind_of
from tests.support.trained import presence, training
from volunteering.actions.training.leading import enter_result
from volunteering.rules.training import NewTraining
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person


@pytest.fixture
async def wei(city: City) -> Person:
    """Somebody who was at one session of two, passed, holds what it gives, and is to learn more."""
    wei, li = await city.person("Wei"), await appoint(city, city.leader, city.jiaojiang)
    kind = await kind_of(city, "first_aid")
    async with city.changing() as tx:
        tx.later("UPDATE qualification_kinds SET study_minutes = 600, study_months = 12 WHERE id = :kind", kind=kind.id)
    one, _ = await training(city, NewTraining(kind=kind), 1, 5)
    await city.put(one, wei, at=-1)
    await presence(city, li, one, {wei: True})
    async with city.writing() as rows:
        await enter_result(rows, li, one.activity_id, wei.id, at(hours_later(4)), mark=87, passed=True)
    await registers(city, wei, await announced(city, await admin_of(city, city.jiaojiang)))
    return wei


async def test_admins_of_a_team_find_a_person_s_training_file_on_their_card(
    chat: Chat, city: City, wei: Person
) -> None:
    boss = await chat.volunteer("Boss", city.jiaojiang, role=Role.ADMIN)
    await boss.taps_button(ShowPerson(person=wei.id))
    await boss.taps("Training file")
    boss.sees(
        "Training file of Wei", "First aid course", "1 of 2 sessions", "Passed · mark 87", "Exam: Social work exam"
    )
    boss.sees("First aid: 2 h of 10 h in 12 months")
    await boss.taps("‹ Wei")
    boss.sees("Team: Jiaojiang")
    await boss.taps("Training file")
    await boss.taps("XLSX")
    [(_, book)] = boss.files
    said = {str(cell.value) for row in load_workbook(BytesIO(book)).worksheets[0].rows for cell in row}
    assert {"Training file of Wei", "First aid course", "87"} <= said
    await boss.taps("Print (PDF)")
    _, paper = boss.files[-1]
    assert "Training file of Wei" in PdfReader(BytesIO(paper)).pages[0].extract_text()


@pytest.mark.parametrize("role", [None, Role.LEADER, Role.ADMIN])
async def test_it_is_of_no_matter_to_others(chat: Chat, city: City, wei: Person, role: Role | None) -> None:
    """Whoever leads their team does not read it, nor does an admin elsewhere."""
    unit = city.huangyan if role is Role.ADMIN else city.jiaojiang
    other = await chat.volunteer("Lin", unit, role=role)
    buttons: tuple[Button, ...] = (
        ShowStudyFileOf(person=wei.id),
        SendStudyFileOf(person=wei.id, kind=StudyFileKind.PAPER),
    )
    for button in buttons:
        await refused(other, button)


async def refused(other: PhoneInChat, button: Button) -> None:
    await other.taps_button(button)
    other.sees_not("First aid course")
    assert not other.files


async def test_nobody_is_there_with_that_number(chat: Chat, city: City) -> None:
    boss = await chat.volunteer("Boss", city.top, role=Role.ADMIN)
    await boss.taps_button(ShowStudyFileOf(person=4711))
    boss.sees("not here any more")
