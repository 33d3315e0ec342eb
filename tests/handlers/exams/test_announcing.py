"""An exam as its admins find it: what a level offers is what is done when it is tapped."""

import pytest

from handlers.buttons.exams import RemoveExamLevel, ShowExamLevel
from tests.support.acting import at, known
from tests.support.chat import Chat
from tests.support.city import City, hours_later
from tests.support.examined import admin_of, announced, registers
from volunteering.actions.exams.numbering import number_now
from volunteering.actions.exams.registering import withdraw
from volunteering.rules.tree import Role

LEAVE_IT_OUT = "Leave this level out"


@pytest.mark.parametrize("numbered", [False, True])
async def test_a_level_is_left_out_as_long_as_nobody_was_in_it(chat: Chat, city: City, *, numbered: bool) -> None:
    boss, admin = await chat.volunteer("Boss", role=Role.ADMIN), await admin_of(city, city.top)
    exam, wei = await announced(city, admin, 0, 0, asks_below=False, unit=city.top), await city.person("Wei")
    low, high = exam.levels
    await registers(city, wei, exam, 0)
    async with city.writing() as rows:
        if numbered:
            assert await number_now(rows, admin, exam.id, at(hours_later(2))) == 1
        await withdraw(rows, await known(rows, wei), exam.id, at(hours_later(3)))
    if numbered:
        await registers(city, wei, exam, 1, hours=4)
    for level, stays in ((low, True), (high, numbered)):
        await boss.taps_button(ShowExamLevel(exam=exam.id, level=level.id))
        assert (LEAVE_IT_OUT in boss.last.labels) is not stays, "what is offered is done"
        await boss.taps_button(RemoveExamLevel(exam=exam.id, level=level.id))
        assert bool(await city.table("SELECT id FROM exam_levels WHERE id = :it", it=level.id)) is stays


async def test_of_the_only_level_it_is_said_that_it_is_the_only_one(chat: Chat, city: City) -> None:
    boss, admin = await chat.volunteer("Boss", role=Role.ADMIN), await admin_of(city, city.top)
    exam = await announced(city, admin, 0, unit=city.top)
    await boss.taps_button(RemoveExamLevel(exam=exam.id, level=exam.levels[0].id))
    boss.sees("It is the only level, so it stays.")
    boss.sees_not("registered for this level")
